#include "cli/gate/gate.h"

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "cli/check_inputs.h"
#include "cli/clock.h"
#include "cli/db_place.h"
#include "cli/db_runs.h"
#include "cli/exit_status.h"
#include "cli/gate/gate_arguments.h"
#include "cli/gate/inputs_key.h"
#include "cli/gate/kept_reports.h"
#include "cli/gate/project_at.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "cli/project/project_file.h"
#include "cli/report/make_report.h"
#include "cli/rules/policy_file.h"
#include "cli/version.h"
#include "engine/report/gate/annotations.h"
#include "engine/report/gate/gate_text.h"
#include "engine/report/gate/junit.h"
#include "engine/report/gate/sarif.h"
#include "engine/report/report_json.h"
#include "patchdb/open_patchdb.h"
#include "rules/gate.h"

namespace patchgraph {
namespace {

std::string Today() {
  return absl::FormatTime("%Y-%m-%d", DatedNow(), absl::UTCTimeZone());
}

GateSide SideOf(const MaintainabilityReport& report, const std::string& name) {
  return {name,
          {report.figures().begin(), report.figures().end()},
          {report.findings().begin(), report.findings().end()}};
}

// A report, and what it was made of where it was made here.
struct JudgedReport {
  MaintainabilityReport report;
  absl::optional<std::string> key;
  std::vector<std::string> notes;
};

class GateCommand {
 public:
  GateCommand(const GateArguments& arguments, const CliStreams& streams)
      : arguments_(arguments), streams_(streams), progress_(streams) {}

  absl::StatusOr<GateReport> Run() {
    absl::StatusOr<JudgedReport> now =
        arguments_.report.empty() ? MakeHere() : ReadSaved(arguments_.report);
    if (!now.ok()) return now.status();
    notes_ = std::move(now->notes);
    absl::optional<GateSide> baseline;
    std::string baseline_onto = now->report.onto();
    if (!arguments_.baseline.empty()) {
      const auto report = Baseline(now->report);
      if (!report.ok()) return report.status();
      baseline = SideOf(*report, arguments_.baseline);
      baseline_onto = report->onto();
    }
    GateReport gate =
        RunGate(policy_, SideOf(now->report, now->report.title()), baseline,
                arguments_.day.empty() ? Today() : arguments_.day);
    gate.set_version(kPatchgraphVersion);
    gate.set_title(now->report.title());
    gate.set_onto(now->report.onto());
    gate.set_onto_id(now->report.onto_id());
    if (baseline_onto != gate.onto()) {
      gate.add_notes(absl::StrCat("the baseline is on ", baseline_onto));
    }
    for (const std::string& part : now->report.left_out()) {
      gate.add_notes(part);
    }
    const absl::Status kept = KeepRun(*now, gate.passed());
    if (!kept.ok() && arguments_.accept) return kept;
    if (!kept.ok()) {
      notes_.push_back(absl::StrCat("the run is not kept: ", kept.message()));
    }
    return gate;
  }

  const std::vector<std::string>& notes() const { return notes_; }

 private:
  absl::StatusOr<JudgedReport> ReadSaved(const std::string& file) {
    absl::optional<Project> project;
    const absl::optional<std::string> found = ProjectFile();
    if (found.has_value()) {
      auto read = ReadProjectFile(*found);
      if (!read.ok()) return read.status();
      project = *std::move(read);
    }
    auto policy = ReadPolicy(arguments_.input.rules, project, streams_);
    if (!policy.ok()) return policy.status();
    policy_ = *std::move(policy);
    auto report = ReadReportFile(PathFrom(streams_, file));
    if (!report.ok()) return report.status();
    JudgedReport judged;
    judged.report = *std::move(report);
    return judged;
  }

  absl::optional<std::string> ProjectFile() const {
    if (arguments_.input.config.empty()) {
      return FindProjectFile(streams_.directory);
    }
    return PathFrom(streams_, arguments_.input.config);
  }

  absl::StatusOr<JudgedReport> MakeHere() {
    auto inputs = ReadCheckInputs(arguments_.input, streams_, &progress_);
    if (!inputs.ok()) return inputs.status();
    policy_ = inputs->rules;
    repository_ = inputs->repository;
    if (inputs->stacks.size() == 1) only_stack_ = inputs->stacks[0].name;
    const absl::Status opened = OpenKept(*inputs);
    if (!opened.ok()) return opened;
    return Make(*inputs);
  }

  // The report of these inputs, made before or now.
  absl::StatusOr<JudgedReport> Make(const CheckInputs& inputs) {
    JudgedReport judged;
    judged.notes = inputs.notes;
    judged.key = kept_ == nullptr ? absl::nullopt
                                  : InputsKey(inputs, arguments_.question);
    if (judged.key.has_value()) {
      auto report = kept_->Find(*judged.key);
      if (report.has_value()) {
        judged.report = *std::move(report);
        return judged;
      }
    }
    auto report = MakeReport(inputs, arguments_.question, &progress_);
    if (!report.ok()) return report.status();
    judged.report = *std::move(report);
    return judged;
  }

  // Only where there is something to look up in it, a damaged database is worth
  // a failure.
  absl::Status OpenKept(const CheckInputs& inputs) {
    if (arguments_.no_db || inputs.onto == nullptr) return absl::OkStatus();
    const bool needed = arguments_.accept || arguments_.baseline == "patchdb" ||
                        absl::StartsWith(arguments_.baseline, "run:") ||
                        !arguments_.db.empty();
    const auto place = DbPlace(DbHintsOf(inputs, arguments_.db), streams_);
    absl::Status status = place.status();
    if (place.ok()) {
      auto database = OpenOrMakePatchdb(*place);
      status = database.status();
      if (database.ok()) {
        kept_ = std::make_unique<KeptReports>(
            *std::move(database), RunQuestionOf(inputs, arguments_.question));
        return absl::OkStatus();
      }
    }
    return needed ? status : absl::OkStatus();
  }

  absl::StatusOr<MaintainabilityReport> Baseline(
      const MaintainabilityReport& now) {
    absl::string_view name = arguments_.baseline;
    if (name == "patchdb" || absl::ConsumePrefix(&name, "run:")) {
      return FromDatabase(std::string(name));
    }
    if (absl::ConsumePrefix(&name, "git:")) {
      return arguments_.report.empty()
                 ? FromRevision(std::string(name))
                 : absl::InvalidArgumentError(
                       "--baseline git: is read as the stacks are; of a "
                       "--report give a file");
    }
    absl::ConsumePrefix(&name, "file:");
    auto report = ReadReportFile(PathFrom(streams_, std::string(name)));
    if (absl::IsNotFound(report.status())) {
      return absl::NotFoundError(absl::StrCat(
          "--baseline: ", report.status().message(),
          "; a revision is git:", name, ", what is kept is patchdb"));
    }
    if (report.ok() && report->title() != now.title()) {
      notes_.push_back(absl::StrCat("the baseline is of ", report->title(),
                                    ", and this of ", now.title()));
    }
    return report;
  }

  absl::StatusOr<MaintainabilityReport> FromDatabase(const std::string& name) {
    if (kept_ == nullptr) {
      return absl::InvalidArgumentError(
          "--baseline patchdb and run: go with stacks that are judged here, "
          "not with --report or --no-db");
    }
    if (name != "patchdb") return kept_->Named(name);
    auto report = kept_->Last();
    if (absl::IsNotFound(report.status())) {
      return absl::NotFoundError(
          "--baseline patchdb: no run of these stacks on this target was let "
          "pass yet; patchgraph gate --accept keeps one to begin with");
    }
    return report;
  }

  absl::StatusOr<MaintainabilityReport> FromRevision(
      const std::string& revision) {
    InputArguments input = arguments_.input;
    std::unique_ptr<ProjectAt> project;
    if (absl::StrContains(revision, "..")) {
      if (input.stacks.size() != 1) {
        return absl::InvalidArgumentError(
            "--baseline git:A..B stands for one stack: name the one that is "
            "judged");
      }
      input.stacks = {absl::StrCat("git:", revision)};
    } else {
      const absl::optional<std::string> file = ProjectFile();
      if (!file.has_value()) {
        return absl::InvalidArgumentError(
            absl::StrCat("--baseline git:", revision, " needs a project file, ",
                         kProjectFileName, "; a range is git:A..B"));
      }
      auto laid_out = ProjectAt::LayOut(*file, revision, repository_);
      if (!laid_out.ok()) {
        return absl::Status(
            laid_out.status().code(),
            absl::StrCat("--baseline: ", laid_out.status().message()));
      }
      project = *std::move(laid_out);
      input.config = project->file();
      if (!input.repository.empty()) {
        std::error_code error;
        input.repository = std::filesystem::absolute(
                               PathFrom(streams_, input.repository), error)
                               .string();
      }
    }
    input.rules.clear();
    auto inputs = ReadCheckInputs(input, streams_, &progress_);
    if (!inputs.ok()) {
      return absl::Status(inputs.status().code(),
                          absl::StrCat("--baseline git:", revision, ": ",
                                       inputs.status().message()));
    }
    // The one stack is the same stack in other words.
    if (absl::StrContains(revision, "..") && only_stack_.has_value()) {
      inputs->stacks.front().name = *only_stack_;
    }
    auto made = Make(*inputs);
    if (!made.ok()) return made.status();
    if (made->key.has_value()) {
      const absl::Status kept =
          kept_->Keep(*made->key, /*let_pass=*/false, made->report);
      if (!kept.ok()) notes_.emplace_back(kept.message());
    }
    return std::move(made->report);
  }

  absl::Status KeepRun(const JudgedReport& judged, bool passed) {
    if (kept_ == nullptr) return absl::OkStatus();
    // Inputs without ids are known by what was found.
    const std::string key =
        judged.key.has_value() ? *judged.key : KeyOfContent(judged.report);
    return kept_->Keep(key, passed || arguments_.accept, judged.report);
  }

  const GateArguments& arguments_;
  const CliStreams& streams_;
  Progress progress_;
  Policy policy_;
  std::shared_ptr<const GitRepository> repository_;
  std::unique_ptr<KeptReports> kept_;
  absl::optional<std::string> only_stack_;
  std::vector<std::string> notes_;
};

absl::Status WriteForms(const GateReport& report,
                        const GateArguments& arguments,
                        const CliStreams& streams) {
  absl::Status status;
  const auto write = [&](const std::string& file, const std::string& text) {
    if (!file.empty() && status.ok()) {
      status = WriteOutput(text, file, streams);
    }
  };
  write(arguments.sarif, ToSarif(report));
  write(arguments.junit, ToJunit(report));
  write(arguments.markdown, RenderGateMarkdown(report));
  absl::string_view file = arguments.annotations;
  if (absl::ConsumePrefix(&file, "github=")) {
    write(std::string(file), GithubAnnotations(report));
  } else if (absl::ConsumePrefix(&file, "gitlab=")) {
    write(std::string(file), GitlabAnnotations(report));
  }
  return status;
}

std::string RenderGate(const GateReport& report, const GateArguments& arguments,
                       const CliStreams& streams) {
  if (arguments.format == "json") return ToJson(report);
  if (arguments.format == "markdown") return RenderGateMarkdown(report);
  return RenderGateText(report,
                        StyleFor(arguments.output, arguments.verbose, streams));
}

}  // namespace

int RunGateCommand(const std::vector<std::string>& arguments,
                   const CliStreams& streams) {
  GateArguments parsed;
  const absl::optional<int> usage =
      ParseGateArguments(arguments, streams, &parsed);
  if (usage.has_value()) return *usage;
  absl::StatusOr<GateReport> report;
  std::vector<std::string> notes;
  {
    // The line of progress goes with it.
    GateCommand command(parsed, streams);
    report = command.Run();
    notes = command.notes();
  }
  PrintNotes(notes, streams);
  if (!report.ok()) return Fail(report.status(), streams);
  absl::Status status = WriteForms(*report, parsed, streams);
  if (status.ok()) {
    status = WriteOutput(RenderGate(*report, parsed, streams), parsed.output,
                         streams);
  }
  if (!status.ok()) return Fail(status, streams);
  if (parsed.annotations == "github") {
    streams.out << GithubAnnotations(*report) << std::flush;
  }
  return report->passed() || parsed.accept ? kExitClean : kExitConflicts;
}

}  // namespace patchgraph
