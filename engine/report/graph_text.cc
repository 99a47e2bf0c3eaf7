#include "engine/report/graph_text.h"

#include "absl/strings/str_cat.h"
#include "engine/report/graph_answer_text.h"
#include "engine/report/graph_text_parts.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// A terminal narrower than this gets longer lines than it has columns.
constexpr int kNarrowest = 40;
constexpr int kFewLeftOut = 10;

std::string RenderAnswer(const GraphTextParts& parts) {
  const StackGraphReport& stack = parts.stack();
  if (stack.has_needs()) return RenderNeeds(parts);
  if (stack.has_needed_by()) return RenderNeededBy(parts);
  if (stack.has_order()) return RenderOrder(parts);
  if (stack.has_islands()) return RenderIslands(parts);
  if (stack.has_why()) return RenderWhy(parts);
  if (stack.has_cut()) return RenderCut(parts);
  return parts.report().question() == "keystones" ? RenderKeystones(parts)
                                                  : RenderOverview(parts);
}

std::string RenderLeftOut(const GraphTextParts& parts) {
  const StackGraphReport& stack = parts.stack();
  const int count = stack.left_out_size();
  if (count == 0) return std::string();
  std::string out = absl::StrCat(
      "\n", parts.Title(absl::StrCat("Left out: does not apply to ",
                                     Visible(stack.base()))));
  const int shown =
      parts.style().verbose || count <= kFewLeftOut + 1 ? count : kFewLeftOut;
  for (int i = 0; i < shown; ++i) {
    const GraphLeftOutReport& part = stack.left_out(i);
    std::string words = absl::StrCat(part.name(), ", ", part.path());
    if (part.hunk() > 0) absl::StrAppend(&words, ", hunk ", part.hunk());
    if (!part.message().empty()) absl::StrAppend(&words, ": ", part.message());
    absl::StrAppend(&out, parts.Words(Visible(words), 2));
  }
  if (shown < count) {
    absl::StrAppend(&out, "  and ", Counted(count - shown, "other", "others"),
                    "\n");
  }
  return out;
}

}  // namespace

std::string RenderGraphText(const GraphReport& report, const TextStyle& style) {
  TextStyle wide = style;
  wide.width = std::max(style.width, kNarrowest);
  std::string out;
  for (const StackGraphReport& stack : report.stacks()) {
    const GraphTextParts parts(report, stack, wide);
    absl::StrAppend(&out, out.empty() ? "" : "\n", RenderAnswer(parts),
                    RenderLeftOut(parts));
  }
  return out;
}

}  // namespace patchgraph
