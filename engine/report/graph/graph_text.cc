#include "engine/report/graph/graph_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/graph/graph_answer_text.h"
#include "engine/report/graph/graph_text_parts.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// A terminal narrower than this gets longer lines than it has columns.
constexpr int kNarrowest = 40;
constexpr size_t kFewLeftOut = 10;

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

std::string LeftOutWords(const GraphLeftOutReport& part) {
  std::string words = absl::StrCat(part.name(), ", ", part.path());
  if (part.hunk() > 0) absl::StrAppend(&words, ", hunk ", part.hunk());
  if (!part.message().empty()) absl::StrAppend(&words, ": ", part.message());
  return Visible(words);
}

// Of a question about some patches only what is theirs; the rest is counted.
std::string RenderLeftOut(const GraphTextParts& parts) {
  const StackGraphReport& stack = parts.stack();
  std::vector<const GraphLeftOutReport*> listed;
  for (const GraphLeftOutReport& part : stack.left_out()) {
    if (parts.IsShown(part.patch())) listed.push_back(&part);
  }
  const std::string base = Visible(stack.base());
  const size_t count = listed.size();
  const size_t shown =
      parts.style().verbose || count <= kFewLeftOut + 1 ? count : kFewLeftOut;
  std::string out;
  if (count > 0) {
    out = absl::StrCat(
        "\n", parts.Title(absl::StrCat("Left out: does not apply to ", base)));
  }
  for (size_t i = 0; i < shown; ++i) {
    absl::StrAppend(&out, parts.Words(LeftOutWords(*listed[i]), 2));
  }
  if (shown < count) {
    absl::StrAppend(&out, "  and ", count - shown, " more (-v shows them)\n");
  }
  const int elsewhere = stack.left_out_size() - static_cast<int>(count);
  if (elsewhere > 0) {
    absl::StrAppend(
        &out, "\n",
        parts.Words(
            absl::StrCat(Counted(elsewhere, "part", "parts"),
                         " of other patches", elsewhere == 1 ? " does" : " do",
                         " not apply to ", base,
                         elsewhere == 1 ? " and is" : " and are", " left out."),
            0));
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
