// Reports that were made before: to compare with, and not to make them twice.

#ifndef PATCHGRAPH_CLI_GATE_KEPT_REPORTS_H_
#define PATCHGRAPH_CLI_GATE_KEPT_REPORTS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/report/maintainability/report.pb.h"
#include "patchdb/run_store.h"

namespace patchgraph {

// Of one question in one database. What was let pass is a run of that question,
// as those of `patchgraph report` are; what was not is kept apart, so that no
// trend and no baseline takes it.
class KeptReports {
 public:
  KeptReports(std::shared_ptr<SqlDatabase> database, RunQuestion question);

  // The report that was made of the same inputs, whatever became of it.
  absl::optional<MaintainabilityReport> Find(absl::string_view inputs);

  // Keeps it. A run that is let pass becomes what `--baseline patchdb` is.
  absl::Status Keep(absl::string_view inputs, bool let_pass,
                    const MaintainabilityReport& report);

  // The last that was let pass; NotFound if there is none.
  absl::StatusOr<MaintainabilityReport> Last();
  // The run of that id, or of the only one that begins so.
  absl::StatusOr<MaintainabilityReport> Named(const std::string& id);

 private:
  RunStore store_;
  RunQuestion question_;
  RunQuestion apart_;
};

// A report that `patchgraph report --format json` wrote. InvalidArgument for
// what is none.
absl::StatusOr<MaintainabilityReport> ReadReportFile(const std::string& file);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GATE_KEPT_REPORTS_H_
