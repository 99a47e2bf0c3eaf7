#include "engine/report/check/check_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/check/between_text.h"
#include "engine/report/check/conflict_text.h"
#include "engine/report/check/moved_text.h"
#include "engine/report/check/patch_table.h"
#include "engine/report/check/resolved_text.h"
#include "engine/report/check/summary_text.h"
#include "engine/report/check/trouble.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// A terminal narrower than this gets longer lines than it has columns.
constexpr int kNarrowest = 40;
// Longer paths stick out of their column.
constexpr int kWidestPath = 60;

const StackReport* FindStack(const CheckReport& report,
                             const std::string& name) {
  for (const StackReport& stack : report.stacks()) {
    if (stack.name() == name) return &stack;
  }
  return nullptr;
}

std::string FootprintWords(const StackReport& stack) {
  std::vector<std::string> parts;
  const auto add = [&parts](int count, absl::string_view what) {
    if (count > 0) parts.push_back(absl::StrCat(count, " ", what));
  };
  add(stack.files_added(), "added");
  add(stack.files_modified(), "modified");
  add(stack.files_deleted(), "deleted");
  const int files =
      stack.files_added() + stack.files_modified() + stack.files_deleted();
  std::string words = Counted(files, "file", "files");
  if (!parts.empty()) {
    absl::StrAppend(&words, " (", absl::StrJoin(parts, ", "), ")");
  }
  return words;
}

std::string Header(const CheckReport& report, const StackReport& stack,
                   const TextStyle& style) {
  const std::string name = Visible(stack.name());
  std::string words = absl::StrCat(name, " on ", Visible(stack.base()));
  if (!report.onto().empty()) {
    absl::StrAppend(&words, ", onto ", Visible(report.onto()));
  }
  absl::StrAppend(&words, ": ",
                  Counted(stack.patches_size(), "patch", "patches"), ", ",
                  FootprintWords(stack));
  if (report.squash()) absl::StrAppend(&words, ", as one change");
  if (report.fuzz() > 0) absl::StrAppend(&words, ", fuzz ", report.fuzz());
  std::string lines = Paragraph(words, style.width, 0);
  if (absl::StartsWith(lines, name)) {
    lines.replace(0, name.size(), Paint(name, Ink::kBold, style));
  }
  return lines;
}

std::string TroubleFigures(const TroubledFile& file) {
  std::vector<std::string> figures;
  if (file.regions > 0) {
    figures.push_back(Counted(file.regions, "region", "regions"));
  }
  if (file.hunks > 0) {
    figures.push_back(Counted(file.hunks, "hunk", "hunks"));
  }
  return absl::StrJoin(figures, ", ");
}

// The patches that a troubled file is of.
std::string TroubleSource(const CheckReport& report, const TroubledFile& file,
                          const TextStyle& style) {
  std::string who;
  if (report.stacks_size() > 1) absl::StrAppend(&who, file.stack, ": ");
  absl::StrAppend(&who, Listed(file.patches, style.verbose ? 1000 : 3));
  if (file.on_base && !report.onto().empty()) {
    absl::StrAppend(&who, " (on the base)");
  }
  return Visible(who);
}

// No name is cut. What has no room on a terminal's line goes on the next; in a
// file or a pipe a file's line is whole, however long.
std::string RenderTrouble(const CheckReport& report, const TextStyle& style) {
  const std::vector<TroubledFile> files = TroubledFiles(report);
  if (files.empty()) return std::string();
  int kinds_width = 0;
  int path_width = 0;
  int figures_width = 0;
  for (const TroubledFile& file : files) {
    kinds_width = std::max(
        kinds_width, DisplayWidth(Visible(absl::StrJoin(file.kinds, ", "))));
    path_width = std::max(path_width, DisplayWidth(Visible(file.path)));
    figures_width = std::max(figures_width, DisplayWidth(TroubleFigures(file)));
  }
  path_width = std::min(path_width, kWidestPath);
  std::string out =
      absl::StrCat("\n", Paint("Files in trouble", Ink::kBold, style), "\n");
  for (const TroubledFile& file : files) {
    const std::string kinds =
        PadRight(Visible(absl::StrJoin(file.kinds, ", ")), kinds_width);
    const std::string rest =
        absl::StrCat(PadRight(Visible(file.path), path_width), "  ",
                     PadRight(TroubleFigures(file), figures_width));
    const std::string who = TroubleSource(report, file, style);
    const bool fits = 2 + DisplayWidth(kinds) + 2 + DisplayWidth(rest) + 2 +
                          DisplayWidth(who) <=
                      style.width;
    const bool one_line = fits || !style.terminal;
    const std::string line =
        absl::StrCat("  ", Paint(kinds, Ink::kBad, style), "  ", rest, "  ",
                     one_line ? who : std::string());
    absl::StrAppend(&out, absl::StripTrailingAsciiWhitespace(line), "\n");
    if (!one_line) absl::StrAppend(&out, Paragraph(who, style.width, 6));
  }
  return out;
}

SideNames NamesFor(const CheckReport& report, const ConflictReport& conflict) {
  const StackReport* stack = FindStack(report, conflict.stack());
  std::string base = stack == nullptr ? std::string() : stack->base();
  std::string onto = report.onto();
  if (ShortTreeName(base) != ShortTreeName(onto)) {
    base = ShortTreeName(base);
    onto = ShortTreeName(onto);
  }
  if (conflict.kind() == "masked") {
    return {"before the patch", "in the end", "the patch"};
  }
  if (conflict.where() == "base") {
    return {"the patch expects", base + " has", "the patch makes"};
  }
  return {"base " + base, "ours " + onto, "theirs " + conflict.stack()};
}

std::string RenderConflicts(const CheckReport& report, const TextStyle& style) {
  if (report.conflicts().empty()) return std::string();
  std::string out =
      absl::StrCat("\n", Paint("Conflicts", Ink::kBold, style), "\n");
  for (int i = 0; i < report.conflicts_size(); ++i) {
    const ConflictReport& conflict = report.conflicts(i);
    std::string title = absl::StrCat(i + 1, " of ", report.conflicts_size());
    if (conflict.where() == "base" && !report.onto().empty()) {
      absl::StrAppend(&title, ", on the base");
    }
    absl::StrAppend(
        &out, "\n",
        RenderConflict(conflict, title, NamesFor(report, conflict), style));
  }
  return out;
}

std::string RenderResolved(const CheckReport& report, const TextStyle& style) {
  const std::string lines = ResolvedLines(report.resolved(), "  ", style);
  if (lines.empty()) return "";
  return absl::StrCat("\n", Paint("Resolved", Ink::kBold, style), "\n", lines);
}

}  // namespace

std::string RenderText(const CheckReport& report, const TextStyle& style) {
  if (style.width < kNarrowest) {
    TextStyle wider = style;
    wider.width = kNarrowest;
    return RenderText(report, wider);
  }
  std::string out;
  for (const StackReport& stack : report.stacks()) {
    if (!out.empty()) out.push_back('\n');
    absl::StrAppend(&out, Header(report, stack, style), "\n",
                    RenderPatchTable(stack, report.onto(), style));
  }
  absl::StrAppend(&out, RenderMovedFiles(report, style),
                  RenderTrouble(report, style), RenderConflicts(report, style),
                  RenderResolved(report, style), RenderBetween(report, style),
                  "\n", RenderSummary(report, style));
  return out;
}

}  // namespace patchgraph
