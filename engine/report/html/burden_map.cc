#include "engine/report/html/burden_map.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/report/html/page_data.h"
#include "engine/report/html/page_words.h"
#include "engine/report/html/treemap.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

constexpr double kLetterWidth = 7.8;  // at 13 pixels, about
constexpr double kLeastForText = 46;
constexpr double kLeastForTwoLines = 40;
constexpr double kGap = 1.5;
// Smaller shares of the whole could not be seen.
constexpr double kLeastShare = 0.0004;

// 0 to 3: how fast upstream moves.
int SpeedOf(double changed_share) {
  if (changed_share < 0.05) return 0;
  if (changed_share < 0.15) return 1;
  return changed_share < 0.35 ? 2 : 3;
}

void AppendCell(const SubsystemFootprint& part, const std::string& amount,
                const MapRectangle& at, std::string* svg) {
  const std::string name = Visible(part.name());
  const std::string words =
      absl::StrCat(name, ": ", amount, ", ", PercentWords(part.changed_share()),
                   " of its files changed upstream, ", part.files_in_conflict(),
                   " in conflict");
  absl::StrAppendFormat(
      svg,
      "<a class=\"cell speed-%d\" href=\"#footprint&amp;subsystem=%s\" "
      "data-mark data-subsystem=\"%s\"><title>%s</title>"
      "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
      SpeedOf(part.changed_share()), UrlPart(name), EscapeHtml(name),
      EscapeHtml(words), at.x, at.y, std::max(at.width - kGap, 0.5),
      std::max(at.height - kGap, 0.5));
  const int letters = static_cast<int>((at.width - 12) / kLetterWidth);
  if (at.width >= kLeastForText && at.height >= kLeastForTwoLines / 2) {
    absl::StrAppendFormat(svg, "<text x=\"%.1f\" y=\"%.1f\">%s</text>",
                          at.x + 6, at.y + 16,
                          EscapeHtml(CutEnd(name, letters)));
    if (at.height >= kLeastForTwoLines) {
      absl::StrAppendFormat(
          svg, "<text class=\"amount\" x=\"%.1f\" y=\"%.1f\">%s</text>",
          at.x + 6, at.y + 33, EscapeHtml(CutEnd(amount, letters)));
    }
  }
  svg->append("</a>");
}

}  // namespace

std::string BurdenMap(const FootprintReport& footprint, int width, int height,
                      const std::string& id) {
  std::vector<const SubsystemFootprint*> parts;
  double burden = 0;
  double hunks = 0;
  for (const SubsystemFootprint& part : footprint.subsystems()) {
    parts.push_back(&part);
    burden += std::max(part.burden(), 0.0);
    hunks += part.hunks();
  }
  const bool by_burden = burden > 0;
  const double all = by_burden ? burden : hunks;
  if (!(all > 0)) return "";
  const auto amount_of = [by_burden](const SubsystemFootprint& part) {
    return by_burden ? std::max(part.burden(), 0.0) : part.hunks();
  };
  std::stable_sort(
      parts.begin(), parts.end(),
      [amount_of](const SubsystemFootprint* a, const SubsystemFootprint* b) {
        return amount_of(*a) > amount_of(*b);
      });
  std::vector<double> amounts;
  for (const SubsystemFootprint* part : parts) {
    if (amount_of(*part) < kLeastShare * all) break;
    amounts.push_back(amount_of(*part));
  }
  const std::vector<MapRectangle> cells = Treemap(amounts, width, height);
  std::string svg = absl::StrFormat(
      "<svg class=\"burden-map\" viewBox=\"0 0 %d %d\" role=\"group\" "
      "aria-labelledby=\"%s-title %s-text\"><title id=\"%s-title\">Parts of "
      "the kernel by burden</title><desc id=\"%s-text\">The larger, the more "
      "%s; the stronger the colour, the faster upstream moves there. The table "
      "has the figures.</desc>",
      width, height, id, id, id, id,
      by_burden ? "hours of a release" : "hunks");
  for (size_t i = 0; i < cells.size(); ++i) {
    AppendCell(*parts[i],
               by_burden ? HoursWords(parts[i]->burden())
                         : absl::StrCat(parts[i]->hunks(), " hunks"),
               cells[i], &svg);
  }
  return absl::StrCat(svg, "</svg>");
}

}  // namespace patchgraph
