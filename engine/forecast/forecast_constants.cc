#include "engine/forecast/forecast_constants.h"

namespace patchgraph {

ForecastConstants FittedConstants() {
  ForecastConstants constants;
  constants.conflict = {0.86, 5, 100, 0.38, 1, 0.5, 1000, 1.5, 10, 3};
  constants.drift = {0.86, 5, 100, 1.5, 1, 0, 1000, 8, 10, 3};
  constants.spread[0] = {0.7, 0.06};
  constants.spread[1] = {0.7, 0.06};
  constants.spread[2] = {2, 0.1};
  constants.spread[3] = {0.5, 0.02};
  constants.spread[4] = {10, 0.1};
  return constants;
}

}  // namespace patchgraph
