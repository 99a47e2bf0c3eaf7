#include "engine/report/check/patch_table.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/model/verdict.h"
#include "engine/report/check/patch_notes.h"
#include "engine/report/check/verdict_counts.h"
#include "engine/report/check/verdict_words.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// A stack of up to so many patches is shown whole.
constexpr int kFewPatches = 24;
constexpr int kVerdictWidth = 10;
constexpr int kCountWidth = 5;
// A longer name pushes the rest of its row to the right: no name is cut.
constexpr int kWidestName = 60;
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
  absl::string_view gap = "  ";
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

int NoteBegin(const Layout& layout) {
  const int gap = static_cast<int>(layout.gap.size());
  return 2 + layout.number_width + gap + layout.name_width + gap + kCountWidth +
         gap + kCountWidth + gap +
         (layout.base_column ? layout.base_width + gap : 0) +
         layout.verdict_width + gap;
}

// Makes the verdicts' columns and the gaps between columns as narrow as they
// can be: names are long.
void GiveUpPadding(const std::vector<Row>& rows, Layout* layout) {
  layout->gap = " ";
  layout->base_width = DisplayWidth(layout->base_title);
  layout->verdict_width = DisplayWidth(layout->verdict_title);
  for (const Row& row : rows) {
    layout->base_width =
        std::max(layout->base_width, DisplayWidth(row.base_verdict));
    layout->verdict_width =
        std::max(layout->verdict_width, DisplayWidth(row.verdict));
  }
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
  layout.name_width = std::min(layout.name_width, kWidestName);
  layout.base_title = TreeTitle(stack.base());
  layout.verdict_title = has_target ? TreeTitle(onto) : layout.base_title;
  layout.base_width = std::max(kVerdictWidth, DisplayWidth(layout.base_title));
  layout.verdict_width =
      std::max(kVerdictWidth, DisplayWidth(layout.verdict_title));
  if (NoteBegin(layout) > style.width + 2) GiveUpPadding(rows, &layout);
  layout.note_begin = NoteBegin(layout);
  layout.note_width = style.width - layout.note_begin;
  return layout;
}

std::string PadLeft(absl::string_view text, int width) {
  const int missing = std::max(0, width - DisplayWidth(text));
  return absl::StrCat(std::string(missing, ' '), text);
}

std::string TitleLine(const Layout& layout, const TextStyle& style) {
  const absl::string_view gap = layout.gap;
  std::string line = absl::StrCat("  ", PadLeft("#", layout.number_width), gap,
                                  PadRight("patch", layout.name_width), gap,
                                  "files", gap, "hunks", gap);
  if (layout.base_column) {
    absl::StrAppend(&line, PadRight(layout.base_title, layout.base_width), gap);
  }
  absl::StrAppend(&line, layout.verdict_title);
  return absl::StrCat(Paint(line, Ink::kFaint, style), "\n");
}

std::string RowLine(const Row& row, const Layout& layout,
                    const TextStyle& style) {
  const absl::string_view gap = layout.gap;
  std::string line =
      absl::StrCat("  ", PadLeft(row.number, layout.number_width), gap,
                   PadRight(row.name, layout.name_width), gap,
                   PadLeft(absl::StrCat(row.files), kCountWidth), gap,
                   PadLeft(absl::StrCat(row.hunks), kCountWidth), gap);
  const auto verdict = [&](const std::string& name, int width) {
    const int missing = std::max(0, width - DisplayWidth(name));
    absl::StrAppend(&line, Paint(name, InkOf(name), style),
                    std::string(missing, ' '), gap);
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
