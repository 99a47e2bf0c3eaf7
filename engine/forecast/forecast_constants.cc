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
  constants.conflict.prior_weight = 5.854;
  constants.conflict.stack_weight = 120.9;
  constants.conflict.ratio = 0.320;
  constants.conflict.pace_weight = 41.4;
  constants.conflict.places_power = 0.547;
  constants.conflict.tree_weight = 2252;
  constants.conflict.size = 0.746;
  constants.conflict.size_power = 0.521;
  constants.conflict.size_weight = 1105;
  constants.conflict.file_size_weight = 6.56;
  constants.drift.recency = 0.926;
  constants.drift.prior_weight = 2.562;
  constants.drift.stack_weight = 2.90;
  constants.drift.ratio = 2.927;
  constants.drift.pace_weight = 24.9;
  constants.drift.places_power = 0;
  constants.drift.tree_weight = 4158;
  constants.drift.size = 27.467;
  constants.drift.size_power = 0;
  constants.drift.size_weight = 72.35;
  constants.drift.file_size_weight = 1.41;
  const auto set = [&constants](ForecastKind kind,
                                const SpreadConstants& spread,
                                double coverage) {
    constants.spread[static_cast<size_t>(kind)] = spread;
    constants.coverage[static_cast<size_t>(kind)] = coverage;
  };
  set(ForecastKind::kFilesInConflict, {1.353, 0.1325, 0.0291}, 0.76);
  set(ForecastKind::kConflicts, {1.366, 0.1272, 0.0319}, 0.77);
  set(ForecastKind::kConflictRegions, {2.626, 0.5243, 0.0368}, 0.82);
  set(ForecastKind::kForksDrifted, {0.333, 0, 0.0303}, 0.86);
  set(ForecastKind::kDriftHunks, {23.570, 0.3660, 0.2727}, 0.86);
  return constants;
}

}  // namespace patchgraph
