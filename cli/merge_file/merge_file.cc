#include "cli/merge_file/merge_file.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "cli/exit_status.h"
#include "cli/merge_file/file_merger.h"
#include "cli/merge_file/input_texts.h"
#include "cli/merge_file/merge_file_arguments.h"
#include "cli/output_file.h"
#include "cli/replace_file.h"
#include "engine/report/merge_file/merge_file_report.h"
#include "engine/report/report_json.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

constexpr int kProposalFiles = 3;

absl::StatusOr<InputTexts> ReadInputs(const MergeFileArguments& arguments,
                                      const CliStreams& streams) {
  InputTexts texts;
  const auto read = [&streams](const std::string& name,
                               std::string* text) -> absl::Status {
    auto bytes = ReadWholeFile(PathFrom(streams, name));
    if (!bytes.ok()) return bytes.status();
    *text = *std::move(bytes);
    return absl::OkStatus();
  };
  absl::Status status = read(arguments.base, &texts.base);
  // Where both sides added the file, git has no base for a mergetool.
  if (arguments.use == MergeFileUse::kMergetool && absl::IsNotFound(status)) {
    status = absl::OkStatus();
  }
  if (status.ok()) status = read(arguments.ours, &texts.ours);
  if (status.ok()) status = read(arguments.theirs, &texts.theirs);
  if (!status.ok()) return status;
  return texts;
}

// DIR/1, DIR/2 …; what an earlier run left there goes.
absl::Status WriteProposals(const std::vector<std::string>& texts,
                            const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot make ", folder, ": ", error.message()));
  }
  for (int i = 0; i < kProposalFiles; ++i) {
    const std::string name = absl::StrCat(folder, "/", i + 1);
    if (i >= static_cast<int>(texts.size())) {
      std::filesystem::remove(name, error);
      continue;
    }
    absl::Status written = ReplaceFile(name, texts[i]);
    if (!written.ok()) return written;
  }
  return absl::OkStatus();
}

absl::Status WriteText(const MergedFile& file,
                       const MergeFileArguments& arguments,
                       const CliStreams& streams) {
  if (!file.text.has_value()) return absl::OkStatus();
  const bool is_driver = arguments.use == MergeFileUse::kDriver;
  const std::string& output = is_driver ? arguments.ours : arguments.output;
  if (!output.empty()) {
    return ReplaceFile(PathFrom(streams, output), *file.text);
  }
  if (!arguments.json) streams.out << *file.text << std::flush;
  return absl::OkStatus();
}

absl::Status Write(const MergedFile& file, const MergeFileArguments& arguments,
                   const CliStreams& streams) {
  absl::Status status;
  if (!arguments.proposals.empty()) {
    status =
        WriteProposals(file.likeliest, PathFrom(streams, arguments.proposals));
  }
  if (status.ok() && !arguments.report.empty()) {
    status =
        ReplaceFile(PathFrom(streams, arguments.report), ToJson(file.report));
  }
  if (status.ok()) status = WriteText(file, arguments, streams);
  if (status.ok() && arguments.json) {
    streams.out << ToJson(file.report) << std::flush;
  }
  return status;
}

void Say(const MergedFile& file, const MergeFileArguments& arguments,
         const CliStreams& streams) {
  if (arguments.quiet) return;
  const std::string& name =
      arguments.path.empty() ? arguments.ours : arguments.path;
  for (const std::string& note : file.report.notes()) {
    streams.err << "patchgraph: " << Visible(name) << ": " << Visible(note)
                << "\n";
  }
  if (!arguments.json) streams.err << RenderRegions(file.report, name);
  streams.err.flush();
}

}  // namespace

int RunMergeFile(const std::vector<std::string>& arguments,
                 const CliStreams& streams) {
  MergeFileArguments parsed;
  const absl::optional<int> status =
      ParseMergeFileArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  const auto texts = ReadInputs(parsed, streams);
  if (!texts.ok()) return Fail(texts.status(), streams);
  const MergedFile file = MergeInputs(*texts, parsed, streams);
  const absl::Status written = Write(file, parsed, streams);
  if (!written.ok()) return Fail(written, streams);
  Say(file, parsed, streams);
  return file.report.clean() ? kExitClean : kExitConflicts;
}

}  // namespace patchgraph
