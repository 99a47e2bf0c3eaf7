// Small pictures of numbers: a line over time, a range.

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_RANGE_PICTURE_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_RANGE_PICTURE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// Values from the oldest to the newest, as SVG. `title` is text and need not
// be escaped. One value is a dot.
std::string TrendLine(absl::string_view title,
                      const std::vector<double>& values);

struct RangeMarks {
  double low = 0;
  double high = 0;
  double predicted = 0;
  double actual = 0;
  bool has_actual = false;
};

// A range with the value that was predicted and, where there is one, that which
// came, on a scale from 0 to `most`.
std::string RangeLine(absl::string_view title, const RangeMarks& marks,
                      double most);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_RANGE_PICTURE_H_
