#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "engine/report/graph/graph_words.h"
#include "engine/report/html/graph_layout.h"
#include "engine/report/html/page_parts.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

constexpr int kLabelLetters = 27;
constexpr size_t kMostReasons = 4;
// A larger picture is one that nobody reads, and slow to open: only the patches
// with most around them are drawn then.
constexpr size_t kMostEdges = 6000;
constexpr double kMargin = 12;

// One stack's picture.
class Picture {
 public:
  Picture(const StackGraphReport& stack, int number, PageContext* context)
      : stack_(stack), number_(number), context_(*context) {
    for (const GraphPatchReport& patch : stack.patches()) {
      by_number_[patch.number()] = &patch;
    }
    for (const GraphEdgeReport& edge : stack.edges()) {
      if (edge.implied() || edges_.size() >= kMostEdges) continue;
      if (by_number_.count(edge.from()) == 0 ||
          by_number_.count(edge.to()) == 0 || edge.to() >= edge.from()) {
        continue;
      }
      edges_.push_back(&edge);
      drawn_.insert({edge.from(), edge.to()});
    }
  }

  bool IsDrawn(int patch) const { return drawn_.count(patch) > 0; }
  size_t size() const { return drawn_.size(); }

  std::string Svg() const {
    std::map<int, int> place;
    for (const int patch : drawn_) {
      const int next = static_cast<int>(place.size());
      place[patch] = next;
    }
    std::vector<std::pair<int, int>> pairs;
    for (const GraphEdgeReport* edge : edges_) {
      pairs.emplace_back(place[edge->from()], place[edge->to()]);
    }
    const GraphLayoutSizes sizes;
    const GraphLayout layout =
        LayOutGraph(static_cast<int>(drawn_.size()), pairs, sizes);
    std::string svg = absl::StrFormat(
        "<svg class=\"graph\" width=\"%.0f\" height=\"%.0f\" "
        "viewBox=\"%.0f %.0f %.0f %.0f\" role=\"group\" "
        "aria-labelledby=\"graph-%d-title graph-%d-text\"><title "
        "id=\"graph-%d-title\">Dependencies of %s</title><desc "
        "id=\"graph-%d-text\">A box is a patch; a line leads from a patch to "
        "those at its right that need it. %s of %s stand alone and are listed "
        "below.</desc>",
        layout.width + 2 * kMargin, layout.height + 2 * kMargin, -kMargin,
        -kMargin, layout.width + 2 * kMargin, layout.height + 2 * kMargin,
        number_, number_, number_, EscapeHtml(Visible(stack_.name())), number_,
        GroupedNumber(stack_.patches_size() - static_cast<int>(drawn_.size())),
        GroupedCount(stack_.patches_size(), "patch", "patches"));
    svg.append("<g class=\"edges\">");
    for (size_t e = 0; e < edges_.size(); ++e) {
      AppendEdge(*edges_[e], layout.edges[e], &svg);
    }
    svg.append("</g><g class=\"nodes\">");
    for (const auto& [patch, i] : place) {
      AppendNode(*by_number_.at(patch), layout.nodes[static_cast<size_t>(i)],
                 sizes, &svg);
    }
    return absl::StrCat(svg, "</g></svg>");
  }

 private:
  void AppendEdge(const GraphEdgeReport& edge,
                  const std::vector<LayoutPoint>& points,
                  std::string* svg) const {
    const std::string kind =
        edge.kinds().empty() ? std::string("content") : edge.kinds(0);
    const std::string words =
        absl::StrCat(edge.from_name(), " needs ", edge.to_name(), " (",
                     absl::StrJoin(edge.kinds(), ", "),
                     "): ", EdgeWords(edge, kMostReasons));
    absl::StrAppendFormat(
        svg, "<path class=\"edge k-%s\" data-from=\"%d\" data-to=\"%d\" d=\"",
        EscapeHtml(kind), edge.from(), edge.to());
    for (size_t i = 0; i < points.size(); ++i) {
      const LayoutPoint& at = points[i];
      if (i == 0) {
        absl::StrAppendFormat(svg, "M%.0f %.0f", at.x, at.y);
      } else if (points[i - 1].y == at.y || i % 2 == 0) {
        absl::StrAppendFormat(svg, "L%.0f %.0f", at.x, at.y);
      } else {
        const double middle = (points[i - 1].x + at.x) / 2;
        absl::StrAppendFormat(svg, "C%.0f %.0f %.0f %.0f %.0f %.0f", middle,
                              points[i - 1].y, middle, at.y, at.x, at.y);
      }
    }
    absl::StrAppend(svg, "\"><title>", EscapeHtml(Visible(words)),
                    "</title></path>");
  }

  void AppendNode(const GraphPatchReport& patch, const LayoutPoint& at,
                  const GraphLayoutSizes& sizes, std::string* svg) const {
    // A commit goes by its subject.
    const std::string label =
        Visible(patch.subject().empty() ? patch.name() : patch.subject());
    std::vector<std::string> facts = {patch.verdict()};
    const int needing =
        patch.has_keystone() ? patch.keystone().patches() : patch.needed_by();
    if (needing > 0) {
      facts.push_back(
          absl::StrCat(needing, needing == 1 ? " needs it" : " need it"));
    }
    if (patch.sparse()) facts.emplace_back("sparse tree");
    const std::string words = absl::StrCat(
        patch.number(), ". ", patch.name(), patch.subject().empty() ? "" : ": ",
        patch.subject(), ". ", absl::StrJoin(facts, ", "), "; ",
        GroupedCount(patch.files(), "file", "files"), ", ",
        GroupedCount(patch.hunks(), "hunk", "hunks"));
    absl::StrAppendFormat(
        svg,
        "<g class=\"node v-%s\" data-mark data-node=\"%d\" data-stack=\"%s\" "
        "data-verdict=\"%s\" data-anchor=\"%s\" role=\"button\" "
        "tabindex=\"-1\" transform=\"translate(%.0f %.0f)\"><title>%s</title>"
        "<rect width=\"%.0f\" height=\"%.0f\" rx=\"3\"/><text x=\"9\" "
        "y=\"15\">%s</text><text class=\"fact\" x=\"9\" y=\"29\">%s</text></g>",
        EscapeHtml(patch.verdict()), patch.number(),
        EscapeHtml(Visible(stack_.name())), EscapeHtml(patch.verdict()),
        context_.PatchAnchor(stack_.name(), patch.name()), at.x, at.y,
        EscapeHtml(Visible(words)), sizes.node_width, sizes.node_height,
        EscapeHtml(CutEnd(label, kLabelLetters)),
        EscapeHtml(absl::StrJoin(facts, " \xC2\xB7 ")));
  }

  const StackGraphReport& stack_;
  int number_;
  const PageContext& context_;
  std::map<int, const GraphPatchReport*> by_number_;
  std::vector<const GraphEdgeReport*> edges_;
  std::set<int> drawn_;
};

PageData Stack(const StackGraphReport& stack, int number,
               PageContext* context) {
  const Picture picture(stack, number, context);
  PageData data = PageObject(
      {{"stack", stack.name()},
       {"number", absl::StrCat(number)},
       {"patches", GroupedCount(stack.patch_count(), "patch", "patches")},
       {"rounds", GroupedCount(stack.round_count(), "round", "rounds")},
       {"islands", GroupedCount(stack.island_count(), "island", "islands")},
       {"kinds", KindWords(stack.pairs())}});
  data["svg"] = PageHtml(picture.size() > 0 ? picture.Svg() : std::string());
  PageRows alone;
  for (const GraphPatchReport& patch : stack.patches()) {
    if (picture.IsDrawn(patch.number())) continue;
    alone.push_back(PageObject(
        {{"name", patch.name()},
         {"stack", stack.name()},
         {"subject", patch.subject()},
         {"verdict", patch.verdict()},
         {"anchor", context->PatchAnchor(stack.name(), patch.name())}}));
  }
  data["has_alone"] = PageData(!alone.empty());
  data["alone_count"] = PageText(GroupedNumber(static_cast<int>(alone.size())));
  data["alone"] = PageData(alone);
  return data;
}

}  // namespace

PageData GraphPart(PageContext* context) {
  PageRows stacks;
  int number = 0;
  for (const StackGraphReport& stack : context->report().graph().stacks()) {
    stacks.push_back(Stack(stack, ++number, context));
  }
  PageData data;
  data["stacks"] = PageData(stacks);
  return data;
}

}  // namespace patchgraph
