#include "engine/forecast/forecast_constants.h"

#include <cstddef>

#include "engine/forecast/forecast_kind.h"

namespace patchgraph {

// What forecast_fit prints under "# all" and, for the coverage, in the rows
// "all stacks"; testdata/bench/forecast_backtest.py runs it. docs/forecast.md
// has the stacks and releases.
ForecastConstants FittedConstants() {
  ForecastConstants constants;
  constants.conflict.recency = 0.860;
  constants.conflict.prior_weight = 6.000;
  constants.conflict.stack_weight = 97.6;
  constants.conflict.ratio = 0.320;
  constants.conflict.pace_weight = 36.0;
  constants.conflict.places_power = 0.561;
  constants.conflict.tree_weight = 3126;
  constants.conflict.size = 0.746;
  constants.conflict.size_power = 0.521;
  constants.conflict.size_weight = 1105;
  constants.conflict.file_size_weight = 6.56;
  constants.drift.recency = 0.922;
  constants.drift.prior_weight = 2.500;
  constants.drift.stack_weight = 2.40;
  constants.drift.ratio = 3.000;
  constants.drift.pace_weight = 24.9;
  constants.drift.places_power = 0;
  constants.drift.tree_weight = 5293;
  constants.drift.size = 27.467;
  constants.drift.size_power = 0;
  constants.drift.size_weight = 67.2;
  constants.drift.file_size_weight = 1.41;
  const auto set = [&constants](ForecastKind kind,
                                const SpreadConstants& spread,
                                double coverage) {
    constants.spread[static_cast<size_t>(kind)] = spread;
    constants.coverage[static_cast<size_t>(kind)] = coverage;
  };
  set(ForecastKind::kFilesInConflict, {1.410, 0.1271, 0.0279}, 0.77);
  set(ForecastKind::kConflicts, {1.424, 0.1220, 0.0306}, 0.77);
  set(ForecastKind::kConflictRegions, {2.737, 0.5243, 0.0325}, 0.80);
  set(ForecastKind::kForksDrifted, {0.566, 0, 0.0276}, 0.84);
  set(ForecastKind::kDriftHunks, {22.998, 0.4281, 0.2544}, 0.86);
  return constants;
}

}  // namespace patchgraph
