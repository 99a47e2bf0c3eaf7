// Rectangles whose areas are as given amounts: a squarified treemap (Bruls,
// Huizing, van Wijk: "Squarified Treemaps", 2000).

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_TREEMAP_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_TREEMAP_H_

#include <vector>

#include "absl/types/span.h"

namespace patchgraph {

struct MapRectangle {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

// One rectangle for each amount, in their order; together they fill the area.
// The largest amounts come first and none is negative; what is 0 has no area.
std::vector<MapRectangle> Treemap(absl::Span<const double> amounts,
                                  double width, double height);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_TREEMAP_H_
