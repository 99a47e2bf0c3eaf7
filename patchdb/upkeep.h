// What is kept, whether it is sound, and what can be let go of.

#ifndef PATCHGRAPH_PATCHDB_UPKEEP_H_
#define PATCHGRAPH_PATCHDB_UPKEEP_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "patchdb/sql_database.h"

namespace patchgraph {

// Of baselines and runs.
struct PatchdbCounts {
  int64_t baselines = 0;
  int64_t runs = 0;
  int64_t questions = 0;  // that the runs answer: see RunQuestion
  int64_t reports = 0;
  int64_t report_bytes = 0;
  int64_t figures = 0;
  int64_t findings = 0;
  std::string first_made_at;  // of the runs; empty without any
  std::string last_made_at;
};
absl::StatusOr<PatchdbCounts> CountPatchdb(SqlDatabase* database);

// Looks whether what is kept says what it should: the id of each run, the bytes
// of each report, and that figures and findings are those of the report. A
// sentence for each thing that is wrong; empty: sound.
absl::StatusOr<std::vector<std::string>> FindUnsoundRuns(
    const std::shared_ptr<SqlDatabase>& database);

struct GarbageRules {
  // The newest so many reports of each question stay; at least one.
  int64_t keep_reports = 10;
  // Runs older than that go, their figures too; but the newest of each
  // question. Microseconds since 1970, by StoredRun::seen_at; 0: none.
  int64_t runs_before = 0;
  bool dry_run = false;  // only counts
};

struct Garbage {
  int64_t runs = 0;
  int64_t reports = 0;
  int64_t report_bytes = 0;
  int64_t findings = 0;
};
// Lets go of all that `rules` say or of nothing, and says what that was.
// Figures outlive their report, so that trend lines go on.
absl::StatusOr<Garbage> CollectGarbage(SqlDatabase* database,
                                       const GarbageRules& rules);

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_UPKEEP_H_
