#include "engine/report/html/range_picture.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/report/html/page_data.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

constexpr double kWidth = 240;
constexpr double kHeight = 56;
constexpr double kMargin = 6;
constexpr double kRangeHeight = 16;

std::string Title(absl::string_view title) {
  return absl::StrCat("<title>", EscapeHtml(Visible(title)), "</title>");
}

}  // namespace

std::string TrendLine(absl::string_view title,
                      const std::vector<double>& values) {
  if (values.empty()) return "";
  // From 0, so that a small change looks like one.
  const double most =
      std::max(*std::max_element(values.begin(), values.end()), 1.0);
  const double least =
      std::min(*std::min_element(values.begin(), values.end()), 0.0);
  const auto y_of = [most, least](double value) {
    return kHeight - kMargin -
           (value - least) / (most - least) * (kHeight - 2 * kMargin);
  };
  const double step =
      values.size() > 1
          ? (kWidth - 2 * kMargin) / static_cast<double>(values.size() - 1)
          : 0;
  std::string points;
  double x = kMargin;
  for (const double value : values) {
    absl::StrAppendFormat(&points, "%s%.1f,%.1f", points.empty() ? "" : " ", x,
                          y_of(value));
    x += step;
  }
  const double last = values.size() > 1 ? kWidth - kMargin : kMargin;
  return absl::StrFormat(
      "<svg class=\"trend\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">%s"
      "<line class=\"axis\" x1=\"0\" x2=\"%.0f\" y1=\"%.1f\" y2=\"%.1f\"/>"
      "<polyline points=\"%s\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>"
      "</svg>",
      kWidth, kHeight, Title(title), kWidth, y_of(least), y_of(least), points,
      last, y_of(values.back()));
}

std::string RangeLine(absl::string_view title, const RangeMarks& marks,
                      double most) {
  const auto x_of = [most](double value) {
    return kMargin + std::min(std::max(value, 0.0) / std::max(most, 1.0), 1.0) *
                         (kWidth - 2 * kMargin);
  };
  constexpr double kMiddle = kRangeHeight / 2;
  std::string svg = absl::StrFormat(
      "<svg class=\"range\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">%s"
      "<line class=\"axis\" x1=\"%.0f\" x2=\"%.0f\" y1=\"%.0f\" y2=\"%.0f\"/>"
      "<rect x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"6\" rx=\"3\"/>"
      "<circle class=\"predicted\" cx=\"%.1f\" cy=\"%.0f\" r=\"4\"/>",
      kWidth, kRangeHeight, Title(title), kMargin, kWidth - kMargin, kMiddle,
      kMiddle, x_of(marks.low), kMiddle - 3,
      std::max(x_of(marks.high) - x_of(marks.low), 1.0), x_of(marks.predicted),
      kMiddle);
  if (marks.has_actual) {
    const double x = x_of(marks.actual);
    absl::StrAppendFormat(
        &svg, "<path class=\"actual\" d=\"M%.1f %.1fl5 5m0 -5l-5 5\"/>",
        x - 2.5, kMiddle - 2.5);
  }
  return absl::StrCat(svg, "</svg>");
}

}  // namespace patchgraph
