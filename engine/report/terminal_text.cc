#include "engine/report/terminal_text.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

constexpr int kTabWidth = 8;
constexpr absl::string_view kEllipsis = "\xE2\x80\xA6";  // U+2026

struct Range {
  char32_t first;
  char32_t last;
};

template <size_t Size>
bool IsIn(char32_t value, const Range (&ranges)[Size]) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [value](const Range& range) {
                       return value >= range.first && value <= range.last;
                     });
}

// Control characters of Unicode, and what changes the order or the place of
// other characters without being seen.
constexpr Range kActing[] = {
    {0x80, 0x9F},     {0xAD, 0xAD},     {0x061C, 0x061C},
    {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
    {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF}};

// The common ones of Unicode's categories Mn and Me.
constexpr Range kCombining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},
    {0x064B, 0x065F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

// Those of East Asian width W and F.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},  {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

int WidthOf(char32_t value) {
  if (value < 0x300) return 1;
  if (IsIn(value, kCombining)) return 0;
  return IsIn(value, kWide) ? 2 : 1;
}

void AppendVisible(const CodePoint& point, absl::string_view raw,
                   std::string* out) {
  if (!point.valid) {
    out->append("\xEF\xBF\xBD");
  } else if (point.value < 0x20 || point.value == 0x7F) {
    out->push_back('^');
    out->push_back(static_cast<char>(point.value ^ 0x40));
  } else if (IsIn(point.value, kActing)) {
    absl::StrAppendFormat(out, "<U+%04X>", static_cast<uint32_t>(point.value));
  } else {
    absl::StrAppend(out, raw);
  }
}

// The first bytes of `text` that fill at most `width` columns.
absl::string_view Head(absl::string_view text, int width) {
  size_t end = 0;
  while (end < text.size()) {
    const CodePoint point = FirstCodePoint(text.substr(end));
    width -= WidthOf(point.value);
    if (width < 0) break;
    end += point.bytes;
  }
  return text.substr(0, end);
}

}  // namespace

std::string Visible(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = FirstCodePoint(text);
    AppendVisible(point, text.substr(0, point.bytes), &out);
    text.remove_prefix(point.bytes);
  }
  return out;
}

std::string VisibleLine(absl::string_view line) {
  absl::ConsumeSuffix(&line, "\n");
  std::string out;
  int column = 0;
  std::string piece;
  while (!line.empty()) {
    const CodePoint point = FirstCodePoint(line);
    piece.clear();
    if (point.valid && point.value == '\t') {
      piece.assign(kTabWidth - column % kTabWidth, ' ');
    } else {
      AppendVisible(point, line.substr(0, point.bytes), &piece);
    }
    column += DisplayWidth(piece);
    out.append(piece);
    line.remove_prefix(point.bytes);
  }
  return out;
}

int DisplayWidth(absl::string_view visible) {
  int width = 0;
  while (!visible.empty()) {
    const CodePoint point = FirstCodePoint(visible);
    width += WidthOf(point.value);
    visible.remove_prefix(point.bytes);
  }
  return width;
}

std::string CutEnd(absl::string_view visible, int width) {
  if (DisplayWidth(visible) <= width) return std::string(visible);
  if (width < 1) return std::string();
  return absl::StrCat(Head(visible, width - 1), kEllipsis);
}

std::string CutBeginning(absl::string_view visible, int width) {
  int excess = DisplayWidth(visible) - width;
  if (excess <= 0) return std::string(visible);
  if (width < 1) return std::string();
  ++excess;  // the ellipsis takes a column
  while (!visible.empty() && excess > 0) {
    const CodePoint point = FirstCodePoint(visible);
    excess -= WidthOf(point.value);
    visible.remove_prefix(point.bytes);
  }
  return absl::StrCat(kEllipsis, visible);
}

std::string PadRight(absl::string_view visible, int width) {
  const int missing = std::max(0, width - DisplayWidth(visible));
  return absl::StrCat(visible, std::string(missing, ' '));
}

std::vector<std::string> CutIntoRows(absl::string_view visible, int width) {
  // A column narrower than a letter cannot be filled.
  width = std::max(width, 2);
  std::vector<std::string> rows;
  do {
    const absl::string_view row = Head(visible, width);
    rows.emplace_back(row);
    visible.remove_prefix(row.size());
  } while (!visible.empty());
  return rows;
}

std::vector<std::string> WrapWords(absl::string_view visible, int width) {
  std::vector<std::string> lines;
  int column = 0;
  for (const absl::string_view word :
       absl::StrSplit(visible, ' ', absl::SkipEmpty())) {
    const int size = DisplayWidth(word);
    if (lines.empty() || column + 1 + size > width) {
      lines.emplace_back(word);
      column = size;
    } else {
      absl::StrAppend(&lines.back(), " ", word);
      column += 1 + size;
    }
  }
  return lines;
}

std::string Paragraph(absl::string_view visible, int width, int indent) {
  std::string out;
  for (const std::string& line : WrapWords(visible, width - indent)) {
    absl::StrAppend(&out, std::string(indent, ' '), line, "\n");
  }
  return out;
}

}  // namespace patchgraph
