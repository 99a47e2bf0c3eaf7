#include "cli/matrix/matrix.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/check_inputs.h"
#include "cli/db_place.h"
#include "cli/db_runs.h"
#include "cli/exit_status.h"
#include "cli/gate/inputs_key.h"
#include "cli/matrix/matrix_arguments.h"
#include "cli/matrix/matrix_jobs.h"
#include "cli/matrix/matrix_lists.h"
#include "cli/matrix/matrix_report.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "cli/project/project_file.h"
#include "cli/report/make_report.h"
#include "engine/report/report_json.h"
#include "engine/report/terminal_text.h"
#include "patchdb/open_patchdb.h"
#include "patchdb/run_store.h"

namespace patchgraph {
namespace {

std::string ReadVariable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

absl::StatusOr<std::vector<MatrixJob>> FindJobs(
    const MatrixArguments& arguments, const CliStreams& streams) {
  std::vector<std::string> stacks = arguments.stacks;
  std::vector<std::string> targets = arguments.targets;
  if (stacks.empty() || targets.empty()) {
    const absl::optional<std::string> file =
        arguments.input.config.empty() ? FindProjectFile(streams.directory)
                                       : absl::optional<std::string>(PathFrom(
                                             streams, arguments.input.config));
    if (!file.has_value()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "matrix: there is no ", kProjectFileName,
          " here or above; name stacks and targets, --stacks and --onto"));
    }
    const auto project = ReadProjectFile(*file);
    if (!project.ok()) return project.status();
    if (stacks.empty()) {
      for (const auto& stack : project->stacks) stacks.push_back(stack.name);
    }
    if (targets.empty() && !project->onto.empty()) {
      targets.push_back(project->onto);
    }
  }
  if (stacks.empty() || targets.empty()) {
    return absl::InvalidArgumentError(
        stacks.empty() ? "matrix: there is no stack"
                       : "matrix: there is no target: name some, --onto");
  }
  // As of a variable that is not set: an empty name stands for any, later on.
  for (const auto& [option, names] :
       {std::pair("--stacks", &stacks), std::pair("--onto", &targets)}) {
    if (std::find(names->begin(), names->end(), "") != names->end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("matrix: ", option, ": a name is empty"));
    }
  }
  return JobsOf(stacks, targets);
}

absl::StatusOr<std::string> FindPlace(const MatrixArguments& arguments,
                                      const CliStreams& streams) {
  const auto hints = FindDbHints(arguments.database, arguments.input.config,
                                 arguments.input.repository, streams);
  if (!hints.ok()) return hints.status();
  return DbPlace(*hints, streams);
}

// Whether it had to be done, or was there.
absl::StatusOr<bool> DoJob(const MatrixJob& job,
                           const MatrixArguments& arguments, RunStore* store,
                           const CliStreams& streams) {
  InputArguments wanted = arguments.input;
  wanted.stacks = {job.stack};
  wanted.onto = job.onto;
  Progress progress(streams);
  const auto inputs = ReadCheckInputs(wanted, streams, &progress);
  if (!inputs.ok()) return inputs.status();
  const RunQuestion question = QuestionOfJob(job, arguments.question);
  const absl::optional<std::string> key =
      InputsKey(*inputs, arguments.question);
  if (key.has_value()) {
    const auto known = store->FindByKey(question, *key);
    if (known.ok() && known->has_report) {
      absl::Status touched = store->Touch(known->id);
      if (!touched.ok()) return touched;
      return false;
    }
    if (!known.ok() && !absl::IsNotFound(known.status())) {
      return known.status();
    }
  }
  const auto report = MakeReport(*inputs, arguments.question, &progress);
  if (!report.ok()) return report.status();
  const auto id = store->Save(
      question, key.has_value() ? *key : KeyOfContent(*report), *report);
  if (!id.ok()) return id.status();
  return true;
}

absl::StatusOr<int> RunShare(const std::vector<MatrixJob>& jobs,
                             const MatrixArguments& arguments,
                             const CliStreams& streams) {
  const auto share = ParseShare(arguments.shard, ReadVariable);
  if (!share.ok()) return share.status();
  const auto place = FindPlace(arguments, streams);
  if (!place.ok()) return place.status();
  auto database = OpenOrMakePatchdb(*place);
  if (!database.ok()) return database.status();
  RunStore store(*database);
  int status = kExitClean;
  for (const MatrixJob& job : JobsOfShare(jobs, *share)) {
    const auto done = DoJob(job, arguments, &store, streams);
    // Written at once: somebody looks at the log of a share that died.
    streams.out << Visible(job.stack) << " onto " << Visible(job.onto) << ": "
                << (!done.ok() ? "failed"
                    : *done    ? "done"
                               : "was done already")
                << std::endl;
    if (done.ok()) continue;
    // The others may well go on.
    status = Fail(done.status(), streams);
  }
  return status;
}

absl::StatusOr<int> ReportOnAll(const std::vector<MatrixJob>& jobs,
                                const MatrixArguments& arguments,
                                const CliStreams& streams) {
  const auto place = FindPlace(arguments, streams);
  if (!place.ok()) return place.status();
  const auto database = OpenPatchdb(*place);
  absl::optional<RunStore> store;  // none before the first share has run
  if (database.ok()) {
    store.emplace(*database);
  } else if (!absl::IsNotFound(database.status())) {
    return database.status();
  }
  const auto report = GatherMatrix(jobs, arguments.question,
                                   store.has_value() ? &*store : nullptr);
  if (!report.ok()) return report.status();
  const std::string text =
      arguments.format == "json" ? ToJson(*report)
      : arguments.format == "markdown"
          ? RenderMatrixMarkdown(*report)
          : RenderMatrix(*report, StyleFor(arguments.output, false, streams));
  absl::Status written = WriteOutput(text, arguments.output, streams);
  if (!written.ok()) return written;
  return report->done() == report->cells_size() ? kExitClean : kExitConflicts;
}

absl::StatusOr<int> Act(const MatrixArguments& arguments,
                        const CliStreams& streams) {
  const auto jobs = FindJobs(arguments, streams);
  if (!jobs.ok()) return jobs.status();
  if (!arguments.shard.empty()) return RunShare(*jobs, arguments, streams);
  if (arguments.report) return ReportOnAll(*jobs, arguments, streams);
  const auto text = ListJobs(*jobs, arguments.list, arguments.shares);
  if (!text.ok()) return text.status();
  absl::Status written = WriteOutput(*text, arguments.output, streams);
  if (!written.ok()) return written;
  return kExitClean;
}

}  // namespace

int RunMatrix(const std::vector<std::string>& arguments,
              const CliStreams& streams) {
  MatrixArguments parsed;
  const absl::optional<int> status =
      ParseMatrixArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  const absl::StatusOr<int> done = Act(parsed, streams);
  return done.ok() ? *done : Fail(done.status(), streams);
}

}  // namespace patchgraph
