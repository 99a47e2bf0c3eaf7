// What files' pasts say of a release, and what came of it.

#ifndef PATCHGRAPH_ENGINE_FORECAST_PREDICTION_H_
#define PATCHGRAPH_ENGINE_FORECAST_PREDICTION_H_

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/forecast/count_range.h"
#include "engine/forecast/folder_pace.h"
#include "engine/forecast/forecast_constants.h"
#include "engine/forecast/forecast_kind.h"
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

// What the rates of several stacks come to. A file that several stacks change
// counts once where files are counted.
class RateSum {
 public:
  // `rates` are those of `files`.
  void Add(absl::Span<const FileHistory* const> files,
           absl::Span<const RateOutput> rates);

  double MeanOf(ForecastKind kind) const;
  CountDistribution DistributionOf(ForecastKind kind,
                                   const SpreadConstants& spread) const;
  CountRange RangeOf(ForecastKind kind, const SpreadConstants& spread) const;

 private:
  ForecastTotals totals_ = {};
  std::map<std::string, ForecastTotals> folders_;
  // The chance that a file is in no stack's conflict, by path.
  std::map<std::string, double> spared_;
  int forks_ = 0;
};

// What a step did to the files, forks or not, of several stacks.
class ActualSum {
 public:
  void Add(absl::Span<const FileHistory* const> files, size_t step);
  double Of(ForecastKind kind) const;

 private:
  ForecastTotals totals_ = {};
  std::set<std::string> in_conflict_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_PREDICTION_H_
