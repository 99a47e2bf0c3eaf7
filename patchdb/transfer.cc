#include "patchdb/transfer.h"

#include <algorithm>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "google/protobuf/util/json_util.h"
#include "patchdb/baseline_store.h"
#include "patchdb/resolution_text.h"
#include "patchdb/run_store.h"
#include "patchdb/stored_report.h"
#include "patchdb/transfer.pb.h"

namespace patchgraph {
namespace {

constexpr char kKind[] = "patchgraph db export";
constexpr int kTransferVersion = 1;

std::string JsonOf(const TransferLine& line) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  // It fails on a message of an unknown type alone.
  const auto printed =
      google::protobuf::util::MessageToJsonString(line, &json, options);
  return printed.ok() ? json : std::string();
}

std::string BaselineLine(const Baseline& baseline) {
  std::vector<KnownConflict> conflicts = baseline.conflicts;
  std::sort(conflicts.begin(), conflicts.end());
  TransferLine line;
  TransferBaseline* message = line.mutable_baseline();
  message->set_name(baseline.name);
  message->set_onto(baseline.onto);
  for (const KnownConflict& conflict : conflicts) {
    TransferConflict* to = message->add_conflicts();
    to->set_stack(conflict.stack);
    to->set_where(conflict.where);
    to->set_kind(conflict.kind);
    to->set_path(conflict.path);
    to->set_patch(conflict.patch);
  }
  return JsonOf(line);
}

Baseline BaselineOf(const TransferBaseline& message) {
  Baseline baseline = {message.name(), message.onto(), {}};
  for (const TransferConflict& conflict : message.conflicts()) {
    baseline.conflicts.push_back({conflict.stack(), conflict.where(),
                                  conflict.kind(), conflict.path(),
                                  conflict.patch()});
  }
  return baseline;
}

std::string RunLine(const StoredRun& run, const std::string& report) {
  TransferLine line;
  TransferRun* message = line.mutable_run();
  message->set_id(run.id);
  message->set_project(run.question.project);
  for (const std::string& stack : run.question.stacks) {
    message->add_stacks(stack);
  }
  message->set_onto(run.question.onto);
  message->set_inputs(run.inputs);
  message->set_onto_id(run.onto_id);
  message->set_made_at(run.made_at);
  message->set_seen_at(run.seen_at);
  message->set_version(run.version);
  message->set_answer(run.answer);
  for (const Figure& figure : run.figures) *message->add_figures() = figure;
  message->set_report(report);
  return JsonOf(line);
}

StoredRun RunOf(const TransferRun& message) {
  StoredRun run;
  run.id = message.id();
  run.question.project = message.project();
  run.question.stacks.assign(message.stacks().begin(), message.stacks().end());
  run.question.onto = message.onto();
  run.inputs = message.inputs();
  run.onto_id = message.onto_id();
  run.made_at = message.made_at();
  run.seen_at = message.seen_at();
  run.version = message.version();
  run.answer = message.answer();
  run.figures.assign(message.figures().begin(), message.figures().end());
  return run;
}

absl::Status ExportBaselines(const std::shared_ptr<SqlDatabase>& database,
                             LineSink sink) {
  const BaselineStore store(database);
  const auto names = store.Names();
  if (!names.ok()) return names.status();
  for (const std::string& name : *names) {
    const auto baseline = store.Load(name);
    if (!baseline.ok()) return baseline.status();
    absl::Status status = sink(BaselineLine(*baseline));
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status ExportRuns(const std::shared_ptr<SqlDatabase>& database,
                        LineSink sink) {
  RunStore store(database);
  auto runs = store.Runs({});
  if (!runs.ok()) return runs.status();
  std::sort(runs->begin(), runs->end(),
            [](const StoredRun& a, const StoredRun& b) { return a.id < b.id; });
  for (const StoredRun& run : *runs) {
    std::string bytes;
    if (run.has_report) {
      const auto report = store.Report(run.id);
      if (report.ok()) {
        bytes = EncodeReport(*report);
      } else if (!absl::IsNotFound(report.status())) {  // let go of meanwhile
        return report.status();
      }
    }
    absl::Status status = sink(RunLine(run, bytes));
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status ImportBaseline(const Baseline& baseline,
                            const std::shared_ptr<SqlDatabase>& database,
                            TransferCounts* counts) {
  if (baseline.name.empty()) {
    return absl::InvalidArgumentError("a baseline has no name");
  }
  BaselineStore store(database);
  const auto known = store.Load(baseline.name);
  if (absl::IsNotFound(known.status())) {
    ++counts->new_baselines;
    return store.Save(baseline);
  }
  if (!known.ok()) return known.status();
  if (BaselineLine(*known) == BaselineLine(baseline)) {
    ++counts->known_baselines;
  } else {
    counts->kept_apart.push_back(baseline.name);
  }
  return absl::OkStatus();
}

absl::Status ImportRun(const TransferRun& message,
                       const std::shared_ptr<SqlDatabase>& database,
                       TransferCounts* counts) {
  absl::optional<MaintainabilityReport> report;
  if (!message.report().empty()) {
    report = DecodeReport(message.report());
    if (!report.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat("the report of run ", message.id(), " cannot be read"));
    }
  }
  const auto is_new = RunStore(database).Merge(
      RunOf(message), report.has_value() ? &*report : nullptr);
  if (!is_new.ok()) return is_new.status();
  ++(*is_new ? counts->new_runs : counts->known_runs);
  return absl::OkStatus();
}

absl::Status ImportResolution(const std::string& text, TransferCounts* counts) {
  auto read = ResolutionsFromText(text);
  if (!read.ok()) return read.status();
  if (!read->left_out.empty()) {
    return absl::InvalidArgumentError(read->left_out.front());
  }
  counts->resolutions.insert(counts->resolutions.end(),
                             read->resolutions.begin(),
                             read->resolutions.end());
  return absl::OkStatus();
}

absl::Status CheckHeader(const TransferLine& line) {
  if (line.header().kind() != kKind) {
    return absl::InvalidArgumentError(
        "this is no file that patchgraph db export wrote");
  }
  if (line.header().version() > kTransferVersion) {
    return absl::InvalidArgumentError("it was written by a newer patchgraph");
  }
  return absl::OkStatus();
}

}  // namespace

std::string TransferHeaderLine() {
  TransferLine line;
  line.mutable_header()->set_kind(kKind);
  line.mutable_header()->set_version(kTransferVersion);
  return JsonOf(line);
}

absl::Status ExportPatchdb(const std::shared_ptr<SqlDatabase>& database,
                           LineSink sink) {
  absl::Status status = ExportBaselines(database, sink);
  return status.ok() ? ExportRuns(database, sink) : status;
}

absl::Status ExportResolutionLines(absl::Span<const Resolution> resolutions,
                                   LineSink sink) {
  std::vector<Resolution> sorted(resolutions.begin(), resolutions.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Resolution& a, const Resolution& b) {
              return IdOf(a) < IdOf(b);
            });
  for (const Resolution& resolution : sorted) {
    TransferLine line;
    line.set_resolution(ResolutionsAsText({resolution}));
    absl::Status status = sink(JsonOf(line));
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status PatchdbImport::AddLine(absl::string_view text) {
  TransferLine line;
  const auto parsed = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(text.data(), text.size()), &line);
  if (line_ == 1) {
    return parsed.ok() ? CheckHeader(line) : CheckHeader(TransferLine());
  }
  if (!parsed.ok()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "not a line of an export (", std::string(parsed.message()), ")"));
  }
  switch (line.what_case()) {
    case TransferLine::kBaseline:
      return ImportBaseline(BaselineOf(line.baseline()), database_, &counts_);
    case TransferLine::kRun:
      return ImportRun(line.run(), database_, &counts_);
    case TransferLine::kResolution:
      return ImportResolution(line.resolution(), &counts_);
    case TransferLine::kHeader:
    case TransferLine::WHAT_NOT_SET:
      break;
  }
  return absl::InvalidArgumentError("a line says nothing");
}

absl::Status PatchdbImport::Add(absl::string_view line) {
  ++line_;
  absl::Status status = AddLine(line);
  if (status.ok()) return status;
  return absl::Status(status.code(),
                      absl::StrCat("line ", line_, ": ", status.message()));
}

}  // namespace patchgraph
