// What is forecast.

#ifndef PATCHGRAPH_ENGINE_FORECAST_FORECAST_KIND_H_
#define PATCHGRAPH_ENGINE_FORECAST_FORECAST_KIND_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace patchgraph {

// A count of the whole step from the target to the next
// release, for a stack whose conflicts on the target have been settled.
enum class ForecastKind {
  kFilesInConflict,
  kConflicts,        // a patch's change to a file that does not go in
  kConflictRegions,  // places in files
  kForksDrifted,     // forks whose original changes
  kDriftHunks,       // hunks, without context, that they change by
};
constexpr int kForecastKinds = 5;
absl::Span<const ForecastKind> AllForecastKinds();
// "next-files-in-conflict", "next-conflicts", "next-conflict-regions",
// "next-forks-drifted", "next-drift-hunks".
absl::string_view Name(ForecastKind kind);
// "files", "conflicts", "regions", "forks", "hunks".
absl::string_view UnitOf(ForecastKind kind);

// Whether it counts forks, or their hunks, and nothing of conflicts.
bool IsOfForks(ForecastKind kind);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_FORECAST_KIND_H_
