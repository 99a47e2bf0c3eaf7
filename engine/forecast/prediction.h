// What files' pasts say of a release, and what came of it.

#ifndef PATCHGRAPH_ENGINE_FORECAST_PREDICTION_H_
#define PATCHGRAPH_ENGINE_FORECAST_PREDICTION_H_

#include <array>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/forecast/count_range.h"
#include "engine/forecast/folder_pace.h"
#include "engine/forecast/forecast_constants.h"
#include "engine/forecast/rate_model.h"
#include "engine/forecast/stack_history.h"

namespace patchgraph {

// A number for each ForecastKind.
using ForecastTotals = std::array<double, kForecastKinds>;

// The paces of folders, by name.
class PaceTable {
 public:
  explicit PaceTable(std::vector<FolderPace> paces);

  // The share of the files of the folder of `path` that change in a release, by
  // the first `steps` steps.
  double ShareAt(absl::string_view path, size_t steps,
                 const RateConstants& constants) const;

 private:
  absl::Span<const PaceStep> StepsOf(const std::string& folder,
                                     size_t steps) const;

  std::map<std::string, std::vector<PaceStep>> folders_;
};

// The rates of `files`, all of which are conflicts or all forks of one stack,
// from what the first `steps` steps did.
std::vector<RateOutput> RatesAt(absl::Span<const FileHistory* const> files,
                                size_t steps, const PaceTable& paces,
                                const RateConstants& constants);

// What the rates come to.
void AddConflictRates(absl::Span<const RateOutput> rates,
                      ForecastTotals* totals);
void AddDriftRates(absl::Span<const RateOutput> rates, ForecastTotals* totals);

// What a step did to the files, forks or not.
void AddActual(absl::Span<const FileHistory* const> files, size_t step,
               ForecastTotals* totals);

// The distribution of a total with that mean.
CountDistribution DistributionOf(double mean, const SpreadConstants& spread);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_PREDICTION_H_
