#include "engine/kbuild/makefile_lines.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// Whether an odd number of backslashes stands before `at`.
bool IsEscaped(absl::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && text[begin - 1] == '\\') --begin;
  return (at - begin) % 2 == 1;
}

absl::string_view WithoutLineEnd(absl::string_view line) {
  absl::ConsumeSuffix(&line, "\n");
  absl::ConsumeSuffix(&line, "\r");
  return line;
}

absl::string_view WithoutComment(absl::string_view line) {
  std::size_t at = 0;
  while ((at = FindOutside(line, "#", at)) != absl::string_view::npos) {
    if (!IsEscaped(line, at)) return line.substr(0, at);
    ++at;
  }
  return line;
}

// "a \<newline>   b" -> "a b"
std::string Joined(const Lines& lines, LineRange range) {
  std::string joined;
  for (int line = range.begin; line < range.end; ++line) {
    absl::string_view piece = WithoutLineEnd(lines[line]);
    if (line > range.begin) piece = absl::StripLeadingAsciiWhitespace(piece);
    if (line + 1 < range.end) {
      piece.remove_suffix(1);
      piece = absl::StripTrailingAsciiWhitespace(piece);
    }
    if (line > range.begin) joined += ' ';
    joined += std::string(piece);
  }
  return joined;
}

}  // namespace

std::vector<MakeLine> MakeLinesOf(absl::string_view text) {
  std::vector<MakeLine> result;
  const Lines lines(text);
  for (int begin = 0; begin < lines.size();) {
    int end = begin;
    absl::string_view last;
    do {
      last = WithoutLineEnd(lines[end++]);
    } while (end < lines.size() && absl::EndsWith(last, "\\") &&
             IsEscaped(last, last.size()));
    MakeLine line;
    line.begin = begin;
    line.end = end;
    line.raw = std::string(WithoutLineEnd(lines.Range({begin, end})));
    line.starts_with_tab = absl::StartsWith(line.raw, "\t");
    const std::string joined = Joined(lines, {begin, end});
    line.text = std::string(absl::StripAsciiWhitespace(WithoutComment(joined)));
    result.push_back(std::move(line));
    begin = end;
  }
  return result;
}

std::size_t EndOfReference(absl::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return text.size();
  const char open = text[at + 1];
  if (open != '(' && open != '{') return at + 2;
  const char close = open == '(' ? ')' : '}';
  int depth = 0;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == open) ++depth;
    if (text[i] == close && --depth == 0) return i + 1;
  }
  return text.size();
}

std::size_t FindOutside(absl::string_view text, absl::string_view bytes,
                        std::size_t at) {
  while (at < text.size()) {
    if (text[at] == '$') {
      at = EndOfReference(text, at);
    } else if (bytes.find(text[at]) != absl::string_view::npos) {
      return at;
    } else {
      ++at;
    }
  }
  return absl::string_view::npos;
}

absl::string_view TakeMakeWord(absl::string_view* text) {
  *text = absl::StripLeadingAsciiWhitespace(*text);
  const std::size_t end =
      std::min(text->find_first_of(" \t\r\n\v\f"), text->size());
  const absl::string_view word = text->substr(0, end);
  *text = absl::StripLeadingAsciiWhitespace(text->substr(end));
  return word;
}

MakeDirective DirectiveOf(absl::string_view line, absl::string_view* rest) {
  *rest = line;
  const absl::string_view word = TakeMakeWord(rest);
  if (word == "ifdef") return MakeDirective::kIfdef;
  if (word == "ifndef") return MakeDirective::kIfndef;
  if (word == "else") return MakeDirective::kElse;
  if (word == "endif") return MakeDirective::kEndif;
  if (word == "ifeq") return MakeDirective::kIfeq;
  if (word == "ifneq") return MakeDirective::kIfneq;
  return MakeDirective::kNone;
}

std::vector<std::vector<int>> ConditionalLines(
    const std::vector<MakeLine>& lines) {
  std::vector<std::vector<int>> closed;
  std::vector<std::vector<int>> open;
  for (const MakeLine& line : lines) {
    absl::string_view rest;
    const MakeDirective directive = DirectiveOf(line.text, &rest);
    if (directive == MakeDirective::kNone || line.starts_with_tab) continue;
    if (OpensConditional(directive)) open.emplace_back();
    if (open.empty()) continue;
    for (int number = line.begin; number < line.end; ++number) {
      open.back().push_back(number);
    }
    if (directive == MakeDirective::kEndif) {
      closed.push_back(std::move(open.back()));
      open.pop_back();
    }
  }
  closed.insert(closed.end(), open.begin(), open.end());
  return closed;
}

bool ReadAssignment(absl::string_view line, MakeAssignment* assignment) {
  const std::size_t at = FindOutside(line, "=:");
  if (at == absl::string_view::npos) return false;
  std::size_t name_end = at;
  std::size_t value = at + 1;
  if (line[at] == ':') {
    // ":=" and "::=", but no rule's colon.
    std::size_t equals = at;
    while (equals < line.size() && line[equals] == ':') ++equals;
    if (equals == line.size() || line[equals] != '=') return false;
    assignment->op = ":=";
    value = equals + 1;
  } else if (at > 0 && absl::StrContains("+?!", line.substr(at - 1, 1))) {
    assignment->op = std::string(line.substr(at - 1, 2));
    name_end = at - 1;
  } else {
    assignment->op = "=";
  }
  assignment->name =
      std::string(absl::StripAsciiWhitespace(line.substr(0, name_end)));
  assignment->value =
      std::string(absl::StripLeadingAsciiWhitespace(line.substr(value)));
  return !assignment->name.empty();
}

}  // namespace patchgraph
