// The runs of `report`, `gate` and `matrix`: what each was asked, what it found
// and the whole report. docs/patchdb.md describes the tables.

#ifndef PATCHGRAPH_PATCHDB_RUN_STORE_H_
#define PATCHGRAPH_PATCHDB_RUN_STORE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/report/maintainability/report.pb.h"
#include "patchdb/sql_database.h"

namespace patchgraph {

// What a run was asked. Runs of equal questions make a trend.
struct RunQuestion {
  // The report's title: the project's name, or the first stack's.
  std::string project;
  // As they were named, in that order. A name holds no newline.
  std::vector<std::string> stacks;
  // The target as it was named, "v2.6.17"; what that name stands for may move.
  std::string onto;
};

// A run that is kept, without its report.
struct StoredRun {
  // 40 hexadecimal digits that say the question and the key of its inputs: the
  // same inputs asked again are the same run.
  std::string id;
  int64_t number = 0;  // of its row, in this database
  RunQuestion question;
  // What the caller gave as the key of all inputs.
  std::string inputs;
  std::string onto_id;
  // When its report was made: MaintainabilityReport.made_at.
  std::string made_at;
  // When it was last saved or touched: microseconds since 1970. Runs are
  // ordered by it.
  int64_t seen_at = 0;
  // Of the program that made it, and its answer: "carry", …
  std::string version;
  std::string answer;
  bool has_report = false;  // `db gc` may have let go of it
  std::vector<Figure> figures;
};

// What is asked for; empty fields stand for any.
struct RunFilter {
  std::string project;
  std::vector<std::string> stacks;
  std::string onto;
  int limit = 0;  // the newest so many; 0: all
};

// StoredRun::id of a run of these inputs.
std::string RunIdOf(const RunQuestion& question, absl::string_view inputs);

// The filter that finds the runs of `question`.
RunFilter SameQuestion(const RunQuestion& question);

// A file, and what was found there by some runs together.
struct PathFindings {
  std::string path;
  int64_t runs = 0;
  int64_t findings = 0;
};

// Several processes may use a database at the same time. What is saved is
// there as a whole or not at all. Errors are those of SqlDatabase; a report
// whose bytes are not those that were saved is FailedPrecondition.
class RunStore {
 public:
  // See OpenPatchdb() in patchdb/open_patchdb.h.
  explicit RunStore(std::shared_ptr<SqlDatabase> database)
      : database_(std::move(database)) {}

  // Keeps the run, and answers with its id. `inputs` names everything that the
  // report depends on, the program's version too: a run that is known by that
  // is only noted to have been seen again, and gets its report back if that was
  // let go of. So it does no harm to save twice, or in two processes at once.
  absl::StatusOr<std::string> Save(const RunQuestion& question,
                                   absl::string_view inputs,
                                   const MaintainabilityReport& report);

  // Keeps a run of another database, `report` with it if it is not null, and
  // answers whether it is new here. Of one that is known both are kept: the
  // later time, and the report if either has it. InvalidArgument if its id is
  // not that of what it says.
  absl::StatusOr<bool> Merge(const StoredRun& run,
                             const MaintainabilityReport* report);

  // Notes that the run was asked for again. NotFound if it is not kept.
  absl::Status Touch(absl::string_view id);

  // The run of that question and those inputs; NotFound if there is none.
  absl::StatusOr<StoredRun> FindByKey(const RunQuestion& question,
                                      absl::string_view inputs);

  // The run seen last of those that `filter` lets through; NotFound if none.
  absl::StatusOr<StoredRun> Latest(const RunFilter& filter);

  // Those that `filter` lets through, the one seen last at the end.
  absl::StatusOr<std::vector<StoredRun>> Runs(const RunFilter& filter);

  // The files that most of the runs have findings in, those first, `limit` at
  // most. Runs are given by StoredRun::number.
  absl::StatusOr<std::vector<PathFindings>> PathsWithFindings(
      absl::Span<const int64_t> runs, int limit);

  // The whole report of a run; NotFound if the run, or its report, is not kept.
  absl::StatusOr<MaintainabilityReport> Report(absl::string_view id);

  // The findings of a run's report, in its order; as Report().
  absl::StatusOr<std::vector<Finding>> Findings(absl::string_view id);

 private:
  // All of it or nothing; whether the run is new.
  absl::StatusOr<bool> Keep(const StoredRun& run,
                            const MaintainabilityReport* report);
  absl::StatusOr<bool> KeepInTransaction(const StoredRun& run,
                                         const MaintainabilityReport* report);
  absl::Status KeepFigures(int64_t run, const StoredRun& from);
  absl::Status KeepReport(int64_t run, const MaintainabilityReport& report);
  absl::StatusOr<std::vector<StoredRun>> ReadRuns(
      const std::string& where, const std::vector<SqlValue>& values, int limit);

  std::shared_ptr<SqlDatabase> database_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_RUN_STORE_H_
