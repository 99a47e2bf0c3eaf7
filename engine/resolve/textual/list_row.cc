#include "engine/resolve/textual/list_row.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

bool IsKconfigAttribute(absl::string_view row) {
  return absl::StartsWith(row, "select ") || absl::StartsWith(row, "source ") ||
         absl::StartsWith(row, "depends on ");
}

bool IsSetting(absl::string_view row) {
  return (absl::StartsWith(row, "CONFIG_") && absl::StrContains(row, '=')) ||
         (absl::StartsWith(row, "# CONFIG_") &&
          absl::EndsWith(row, " is not set"));
}

absl::string_view WithoutComment(absl::string_view row) {
  const std::size_t comment = row.find("/*");
  // A comment that goes on in the next line ties the two together.
  if (comment != absl::string_view::npos && absl::EndsWith(row, "*/")) {
    row = row.substr(0, comment);
  } else if (comment == absl::string_view::npos) {
    row = row.substr(0, row.find("//"));
  }
  return absl::StripTrailingAsciiWhitespace(row);
}

bool IsBalanced(absl::string_view row) {
  int depth = 0;
  for (const char c : row) {
    if (c == '(' || c == '{' || c == '[') ++depth;
    if (c == ')' || c == '}' || c == ']') --depth;
    if (depth < 0) return false;
  }
  return depth == 0;
}

// "x.o y.o \", or "$(x-objs) \".
bool IsObjectPart(absl::string_view row) {
  if (!absl::ConsumeSuffix(&row, "\\")) return false;
  int objects = 0;
  for (const absl::string_view word :
       absl::StrSplit(row, absl::ByAnyChar(" \t"), absl::SkipEmpty())) {
    if (!absl::EndsWith(word, ".o") && !absl::StartsWith(word, "$(")) {
      return false;
    }
    ++objects;
  }
  return objects > 0;
}

// A label alone: what is to be done stands below, for those above as well.
bool IsCase(absl::string_view row) {
  return absl::StartsWith(row, "case ") && absl::EndsWith(row, ":") &&
         !absl::StrContains(row, ';');
}

// An address in a table, as an assembler's directive or as a macro that becomes
// one.
bool IsSlot(absl::string_view row) {
  for (const absl::string_view directive :
       {".long", ".word", ".quad", ".llong", ".int", "data4", "data8", "PTR"}) {
    absl::string_view name = row;
    if (!absl::ConsumePrefix(&name, directive)) continue;
    const absl::string_view bare = absl::StripLeadingAsciiWhitespace(name);
    return bare.size() < name.size() && IsWord(bare) &&
           !absl::ascii_isdigit(static_cast<unsigned char>(bare[0])) &&
           Tokens(bare).size() == 1;
  }
  const std::size_t bracket = row.find('(');
  if (bracket == absl::string_view::npos || row.back() != ')') return false;
  const absl::string_view macro = row.substr(0, bracket);
  return (absl::StrContains(macro, "CALL") ||
          absl::StrContains(macro, "SYS")) &&
         Tokens(macro).size() == 1 && absl::AsciiStrToUpper(macro) == macro;
}

// What words a statement begins with that is no declaration.
bool BeginsStatement(absl::string_view row) {
  for (const absl::string_view word :
       {"return", "goto", "break", "continue", "case", "default", "else", "if",
        "for", "while", "do", "switch", "delete", "typedef"}) {
    if (absl::StartsWith(row, word) &&
        (row.size() == word.size() || !IsWord(row.substr(word.size())))) {
      return true;
    }
  }
  return false;
}

// Two words or more before the name, and no assignment to what is there.
bool IsDeclaration(absl::string_view row) {
  if (BeginsStatement(row)) return false;
  const std::size_t end = std::min(row.find_first_of("=(["), row.size());
  const Lines tokens = Tokens(row.substr(0, end));
  int words = 0;
  for (int i = 0; i < tokens.size(); ++i) {
    const absl::string_view token = tokens[i];
    if (IsWord(token)) {
      ++words;
    } else if (!IsWhite(token) && token != "*" && token != "," &&
               token != ";") {
      return false;
    }
  }
  return words >= 2;
}

RowShape ShapeOfCode(absl::string_view row, bool at_line_begin) {
  row = WithoutComment(row);
  if (row.empty() || !IsBalanced(row)) return RowShape::kNone;
  if (IsCase(row)) return RowShape::kCase;
  if (IsSlot(row)) return RowShape::kSlot;
  if (absl::StartsWith(row, "EXPORT_") && absl::EndsWith(row, ");")) {
    return RowShape::kExport;
  }
  if (row.back() == ',' &&
      (row[0] == '.' || row[0] == '{' || row[0] == '[' || IsWord(row))) {
    return RowShape::kInitialiser;
  }
  if (row.back() == ';' && IsDeclaration(row)) {
    return at_line_begin && absl::StrContains(row, '(')
               ? RowShape::kPrototype
               : RowShape::kDeclaration;
  }
  return RowShape::kNone;
}

bool IsHex(absl::string_view word) {
  return absl::StartsWith(word, "0x") || absl::StartsWith(word, "0X");
}

absl::optional<RowNumber> ReadNumber(absl::string_view word) {
  RowNumber number;
  number.hex = IsHex(word);
  if (number.hex) {
    if (!absl::SimpleHexAtoi(word, &number.value)) return absl::nullopt;
  } else if (!absl::SimpleAtoi(word, &number.value)) {
    return absl::nullopt;
  }
  return number;
}

// The word with this place among the words of a row, from 0; or the row.
absl::string_view WordAt(absl::string_view row, int place) {
  const Lines tokens = Tokens(row);
  for (int i = 0; i < tokens.size(); ++i) {
    if (IsWord(tokens[i]) && place-- == 0) return tokens[i];
  }
  return row;
}

absl::string_view LastWord(absl::string_view row) {
  const Lines tokens = Tokens(row);
  for (int i = tokens.size() - 1; i >= 0; --i) {
    if (IsWord(tokens[i])) return tokens[i];
  }
  return row;
}

bool IsOneBit(std::uint64_t value) {
  return value != 0 && (value & (value - 1)) == 0;
}

}  // namespace

RowShape ShapeOfRow(absl::string_view line) {
  const bool at_line_begin =
      !line.empty() &&
      !absl::ascii_isspace(static_cast<unsigned char>(line[0]));
  const absl::string_view row = RowKey(line);
  if (row.empty()) return RowShape::kNone;
  if (row.back() == '\\') {
    return IsObjectPart(row) ? RowShape::kObjectPart : RowShape::kNone;
  }
  if (absl::StartsWith(row, "#include")) return RowShape::kInclude;
  if (absl::StartsWith(row, "#define")) return RowShape::kDefine;
  if (IsSetting(row)) return RowShape::kSetting;
  if (row[0] == '#' || row[0] == '/' || row[0] == '*') return RowShape::kNone;
  if (at_line_begin && absl::StrContains(row, "+=") &&
      absl::StrContains(row, '-')) {
    return RowShape::kObject;
  }
  if (IsKconfigAttribute(row)) return RowShape::kAttribute;
  return ShapeOfCode(row, at_line_begin);
}

absl::string_view RowKey(absl::string_view line) {
  return absl::StripAsciiWhitespace(line);
}

absl::string_view RowName(absl::string_view line) {
  const absl::string_view row = RowKey(line);
  switch (ShapeOfRow(line)) {
    case RowShape::kDefine:
    case RowShape::kSlot:
      return WordAt(row, 1);
    case RowShape::kSetting:
      return WordAt(row, 0);
    case RowShape::kInitialiser:
      // An entry without a name is told from others by all of it.
      return row[0] == '{' ? row : WordAt(row, 0);
    case RowShape::kPrototype:
    case RowShape::kDeclaration:
      return LastWord(row.substr(0, row.find_first_of("(=[;")));
    default:
      return row;
  }
}

absl::optional<RowNumber> NumberOfRow(absl::string_view line) {
  const RowShape shape = ShapeOfRow(line);
  const absl::string_view row = RowKey(line);
  if (shape != RowShape::kDefine && shape != RowShape::kSlot &&
      (shape != RowShape::kInitialiser || !IsWord(row))) {
    return absl::nullopt;
  }
  const Lines tokens = Tokens(line);
  absl::optional<RowNumber> last;
  bool after_shift = false;
  bool in_comment = false;
  for (int i = 0; i < tokens.size(); ++i) {
    in_comment = in_comment || tokens[i] == "/*" || tokens[i] == "//";
    if (in_comment && (shape != RowShape::kSlot || last.has_value())) break;
    if (IsWhite(tokens[i])) continue;
    absl::optional<RowNumber> number = ReadNumber(tokens[i]);
    if (number.has_value()) {
      number->begin = tokens.StartOf(i);
      number->end = tokens.StartOf(i + 1);
      number->bit = number->hex && !after_shift && IsOneBit(number->value);
      last = number;
    }
    after_shift = tokens[i] == "<<";
  }
  return last;
}

std::uint64_t NextNumber(const RowNumber& number) {
  return number.bit ? number.value * 2 : number.value + 1;
}

std::string WithNumber(absl::string_view line, const RowNumber& number,
                       std::uint64_t value) {
  std::string digits;
  if (number.hex) {
    const bool upper = std::any_of(
        line.begin() + number.begin + 2, line.begin() + number.end, [](char c) {
          return absl::ascii_isupper(static_cast<unsigned char>(c));
        });
    const int width = static_cast<int>(number.end - number.begin) - 2;
    digits = upper ? absl::StrFormat("%0*X", width, value)
                   : absl::StrFormat("%0*x", width, value);
    digits = absl::StrCat(line.substr(number.begin, 2), digits);
  } else {
    digits = absl::StrCat(value);
  }
  return absl::StrCat(line.substr(0, number.begin), digits,
                      line.substr(number.end));
}

}  // namespace patchgraph
