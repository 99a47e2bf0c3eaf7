// The map of the kernel's parts by the burden that a stack is there.

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_BURDEN_MAP_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_BURDEN_MAP_H_

#include <string>

#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// As SVG: the area of a part is its burden (hunks, where no burden is known),
// its colour how fast upstream moves there. Empty where there is no burden.
// `id` makes the names within the picture others than those of a second one.
std::string BurdenMap(const FootprintReport& footprint, int width, int height,
                      const std::string& id);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_BURDEN_MAP_H_
