// What the next release is forecast to cost, as a message.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FORECAST_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FORECAST_REPORT_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/forecast/forecast.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// `subsystem` may be unset; then files are of none. The figures of
// `next_release` are those of MaintainabilityReport::figures, too: those of
// each stack and, without a name of a stack, those of all together.
ForecastReport MakeForecastReport(
    const Forecast& forecast,
    const std::function<std::string(absl::string_view path)>& subsystem);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FORECAST_REPORT_H_
