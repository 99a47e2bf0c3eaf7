// The sections of a report's outline, one for each part.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_OUTLINE_PARTS_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_OUTLINE_PARTS_H_

#include <string>

#include "engine/report/maintainability/report_outline.h"

namespace patchgraph {

OutlineSection MergeSection(const MaintainabilityReport& report);
OutlineSection HoursSection(const EffortReport& effort);
OutlineSection NeutralSection(const NeutralReport& neutral);
// Forks and lost symbols. Without either it has no sentences.
OutlineSection HiddenSection(const MaintainabilityReport& report);
OutlineSection FootprintSection(const FootprintReport& footprint);
OutlineSection YearsSection(const ForecastReport& forecast);
OutlineSection TrendSection(const TrendReport& trend);

// "15 files in conflict", "12 to 30", with the range of an estimate.
std::string RangeWords(const Figure& figure);
// "78,519"
std::string Thousands(double value);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_OUTLINE_PARTS_H_
