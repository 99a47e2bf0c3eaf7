#include "engine/report/patch_table.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/model/verdict.h"
#include "engine/report/patch_notes.h"
#include "engine/report/terminal_text.h"
#include "engine/report/verdict_counts.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// A stack of up to so many patches is shown whole.
constexpr int kFewPatches = 24;
constexpr int kVerdictWidth = 10;
// Notes in less room than this go on lines of their own.
constexpr int kNarrowNote = 22;

struct Row {
  std::string number;
  std::string name;
  int files = 0;
  int hunks = 0;
  std::string base_verdict;
  std::string verdict;
  std::string note;
};

int HunkCount(const PatchReport& patch) {
  int hunks = 0;
  for (const FileReport& file : patch.files()) hunks += file.hunks_size();
  return hunks;
}

Row PatchRow(const PatchReport& patch, int number, absl::string_view onto) {
  Row row;
  row.number = absl::StrCat(number);
  row.name = Visible(patch.name());
  row.files = patch.files_size();
  row.hunks = HunkCount(patch);
  row.base_verdict = patch.base_verdict();
  row.verdict = patch.verdict();
  row.note = PatchNote(patch, onto);
  return row;
}

std::string Gravest(const VerdictCounts& counts) {
  std::string gravest;
  for (const Verdict verdict : AllVerdicts()) {
    if (CountOf(verdict, counts) > 0) gravest = std::string(Name(verdict));
  }
  return gravest;
}

// One row for the quiet patches [begin, end).
Row FoldedRow(const StackReport& stack, int begin, int end) {
  Row row;
  row.number = absl::StrCat(begin + 1, "-", end);
  row.name = absl::StrCat(end - begin, " patches");
  VerdictCounts on_base;
  VerdictCounts on_target;
  for (int i = begin; i < end; ++i) {
    const PatchReport& patch = stack.patches(i);
    row.files += patch.files_size();
    row.hunks += HunkCount(patch);
    AddVerdict(patch.base_verdict(), &on_base);
    AddVerdict(patch.verdict(), &on_target);
  }
  row.base_verdict = Gravest(on_base);
  row.verdict = Gravest(on_target);
  // Where all have the same verdict, its column says it.
  if (CountOf(Verdict::kClean, on_target) != end - begin) {
    row.note = VerdictWords(on_target);
  }
  return row;
}

std::vector<Row> Rows(const StackReport& stack, absl::string_view onto,
                      const TextStyle& style) {
  const bool fold = !style.verbose && stack.patches_size() > kFewPatches;
  std::vector<Row> rows;
  for (int i = 0; i < stack.patches_size();) {
    int end = i;
    while (fold && end < stack.patches_size() && IsQuiet(stack.patches(end))) {
      ++end;
    }
    if (end - i > 1) {
      rows.push_back(FoldedRow(stack, i, end));
      i = end;
    } else {
      rows.push_back(PatchRow(stack.patches(i), i + 1, onto));
      ++i;
    }
  }
  return rows;
}

// The row of a whole stack that was moved as one change.
Row WholeRow(const StackReport& stack, absl::string_view onto) {
  Row row = PatchRow(stack.squashed(), 0, onto);
  row.number = "=";
  row.name = "as one change";
  if (!onto.empty()) {
    row.note = absl::StrCat("on ", Visible(onto), row.note.empty() ? "" : "; ",
                            row.note);
  }
  return row;
}

// Which columns a table has, and how wide they are.
struct Layout {
  bool base_column = false;
  std::string base_title;
  std::string verdict_title;
  int number_width = 1;
  int name_width = 5;
  int base_width = kVerdictWidth;
  int verdict_width = kVerdictWidth;
  int note_begin = 0;
  int note_width = 0;
};

std::string TreeTitle(absl::string_view tree) {
  return CutEnd(absl::StrCat("on ", Visible(ShortTreeName(tree))), 16);
}

Layout LayOut(const StackReport& stack, absl::string_view onto,
              const std::vector<Row>& rows, const TextStyle& style) {
  Layout layout;
  const bool has_target = !onto.empty() && !stack.has_squashed();
  for (const Row& row : rows) {
    layout.number_width =
        std::max(layout.number_width, DisplayWidth(row.number));
    layout.name_width = std::max(layout.name_width, DisplayWidth(row.name));
    layout.base_column =
        layout.base_column || (has_target && row.base_verdict != "clean");
  }
  layout.name_width = std::min(
      layout.name_width,
      std::max(12, style.verbose ? style.width / 2 : 2 * style.width / 5));
  layout.base_title = TreeTitle(stack.base());
  layout.verdict_title = has_target ? TreeTitle(onto) : layout.base_title;
  layout.base_width = std::max(kVerdictWidth, DisplayWidth(layout.base_title));
  layout.verdict_width =
      std::max(kVerdictWidth, DisplayWidth(layout.verdict_title));
  layout.note_begin = 2 + layout.number_width + 2 + layout.name_width + 2 + 5 +
                      2 + 5 + 2 +
                      (layout.base_column ? layout.base_width + 2 : 0) +
                      layout.verdict_width + 2;
  layout.note_width = style.width - layout.note_begin;
  return layout;
}

std::string PadLeft(absl::string_view text, int width) {
  const int missing = std::max(0, width - DisplayWidth(text));
  return absl::StrCat(std::string(missing, ' '), text);
}

std::string TitleLine(const Layout& layout, const TextStyle& style) {
  std::string line = absl::StrCat("  ", PadLeft("#", layout.number_width), "  ",
                                  PadRight("patch", layout.name_width), "  ",
                                  "files", "  ", "hunks", "  ");
  if (layout.base_column) {
    absl::StrAppend(&line, PadRight(layout.base_title, layout.base_width),
                    "  ");
  }
  absl::StrAppend(&line, layout.verdict_title);
  return absl::StrCat(Paint(line, Ink::kFaint, style), "\n");
}

std::string RowLine(const Row& row, const Layout& layout,
                    const TextStyle& style) {
  std::string line = absl::StrCat(
      "  ", PadLeft(row.number, layout.number_width), "  ",
      PadRight(CutEnd(row.name, layout.name_width), layout.name_width), "  ",
      PadLeft(absl::StrCat(row.files), 5), "  ",
      PadLeft(absl::StrCat(row.hunks), 5), "  ");
  const auto verdict = [&](const std::string& name, int width) {
    const int missing = std::max(0, width - DisplayWidth(name));
    absl::StrAppend(&line, Paint(name, InkOf(name), style),
                    std::string(missing, ' '), "  ");
  };
  if (layout.base_column) verdict(row.base_verdict, layout.base_width);
  verdict(row.verdict, layout.verdict_width);
  if (row.note.empty()) {
    return absl::StrCat(absl::StripTrailingAsciiWhitespace(line), "\n");
  }
  if (layout.note_width < kNarrowNote) {
    return absl::StrCat(
        absl::StripTrailingAsciiWhitespace(line), "\n",
        Paragraph(row.note, style.width, 2 + layout.number_width + 4));
  }
  const std::vector<std::string> notes = WrapWords(row.note, layout.note_width);
  return absl::StrCat(
      line, absl::StrJoin(notes, "\n" + std::string(layout.note_begin, ' ')),
      "\n");
}

}  // namespace

std::string RenderPatchTable(const StackReport& stack, absl::string_view onto,
                             const TextStyle& style) {
  std::vector<Row> rows = Rows(stack, onto, style);
  if (stack.has_squashed()) rows.push_back(WholeRow(stack, onto));
  const Layout layout = LayOut(stack, onto, rows, style);
  std::string out = TitleLine(layout, style);
  for (const Row& row : rows) out.append(RowLine(row, layout, style));
  return out;
}

}  // namespace patchgraph
