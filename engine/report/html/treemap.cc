#include "engine/report/html/treemap.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace patchgraph {
namespace {

// The least square of the rectangles [begin, end) when they are laid along a
// side of this length: 1 is a square.
double WorstRatio(absl::Span<const double> areas, size_t begin, size_t end,
                  double side) {
  double sum = 0;
  for (size_t i = begin; i < end; ++i) sum += areas[i];
  const double thickness = sum / side;
  double worst = 1;
  for (size_t i = begin; i < end; ++i) {
    const double length = areas[i] / thickness;
    worst = std::max({worst, length / thickness, thickness / length});
  }
  return worst;
}

}  // namespace

std::vector<MapRectangle> Treemap(absl::Span<const double> amounts,
                                  double width, double height) {
  std::vector<MapRectangle> rectangles(amounts.size());
  const double all = std::accumulate(amounts.begin(), amounts.end(), 0.0);
  if (!(all > 0) || !(width > 0) || !(height > 0)) return rectangles;
  std::vector<double> areas;
  for (const double amount : amounts) {
    areas.push_back(amount / all * width * height);
  }
  MapRectangle rest = {0, 0, width, height};
  size_t begin = 0;
  while (begin < areas.size() && areas[begin] > 0 &&
         std::min(rest.width, rest.height) > 0) {
    const double side = std::min(rest.width, rest.height);
    size_t end = begin + 1;
    while (end < areas.size() && areas[end] > 0 &&
           WorstRatio(areas, begin, end + 1, side) <=
               WorstRatio(areas, begin, end, side)) {
      ++end;
    }
    const double sum =
        std::accumulate(areas.begin() + static_cast<std::ptrdiff_t>(begin),
                        areas.begin() + static_cast<std::ptrdiff_t>(end), 0.0);
    const double thickness = sum / side;
    const bool upright = rest.width >= rest.height;  // a column at the left
    double at = upright ? rest.y : rest.x;
    for (size_t i = begin; i < end; ++i) {
      const double length = areas[i] / thickness;
      rectangles[i] = upright ? MapRectangle{rest.x, at, thickness, length}
                              : MapRectangle{at, rest.y, length, thickness};
      at += length;
    }
    if (upright) {
      rest.x += thickness;
      rest.width -= thickness;
    } else {
      rest.y += thickness;
      rest.height -= thickness;
    }
    begin = end;
  }
  return rectangles;
}

}  // namespace patchgraph
