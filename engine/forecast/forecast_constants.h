// What the forecast knows beforehand, before it has looked at a stack's past.

#ifndef PATCHGRAPH_ENGINE_FORECAST_FORECAST_CONSTANTS_H_
#define PATCHGRAPH_ENGINE_FORECAST_FORECAST_CONSTANTS_H_

#include "engine/forecast/forecast_kind.h"
#include "engine/forecast/rate_model.h"

namespace patchgraph {

struct ForecastConstants {
  RateConstants conflict;
  RateConstants drift;
  // For each ForecastKind, in its order.
  SpreadConstants spread[kForecastKinds];
  // The share of the ranges that held what happened.
  double coverage[kForecastKinds] = {};
};

ForecastConstants FittedConstants();

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_FORECAST_CONSTANTS_H_
