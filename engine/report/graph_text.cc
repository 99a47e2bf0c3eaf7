#include "engine/report/graph_text.h"

#include <algorithm>

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

// Of a question about some patches only what is theirs; the rest is counted.
std::string RenderLeftOut(const GraphTextParts& parts) {
  const StackGraphReport& stack = parts.stack();
  if (stack.left_out().empty()) return std::string();
  std::string out = absl::StrCat(
      "\n", parts.Title(absl::StrCat("Left out: does not apply to ",
                                     Visible(stack.base()))));
  const bool about_all = stack.patches_size() == stack.patch_count();
  int shown = 0;
  int elsewhere = 0;
  for (const GraphLeftOutReport& part : stack.left_out()) {
    if (!about_all && parts.Patch(part.patch()).number() == 0) {
      ++elsewhere;
      continue;
    }
    if (!parts.style().verbose && shown == kFewLeftOut) continue;
    ++shown;
    std::string words = absl::StrCat(part.name(), ", ", part.path());
    if (part.hunk() > 0) absl::StrAppend(&words, ", hunk ", part.hunk());
    if (!part.message().empty()) absl::StrAppend(&words, ": ", part.message());
    absl::StrAppend(&out, parts.Words(Visible(words), 2));
  }
  const int folded = stack.left_out_size() - elsewhere - shown;
  if (folded > 0) {
    absl::StrAppend(&out, "  and ", Counted(folded, "other", "others"), "\n");
  }
  if (elsewhere > 0) {
    absl::StrAppend(&out, "  ", Counted(elsewhere, "part", "parts"),
                    " of patches that are not in the answer\n");
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
