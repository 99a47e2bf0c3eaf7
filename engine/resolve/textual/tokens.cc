#include "engine/resolve/textual/tokens.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "engine/text/diff.h"

namespace patchgraph {
namespace {

bool IsWordByte(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

// Operators of C of more than one byte, and the ends of comments; a longer one
// stands before those it begins with.
constexpr absl::string_view kOperators[] = {
    "<<=", ">>=", "...", "->", "++", "--", "<<", ">>",  "<=", ">=",
    "==",  "!=",  "&&",  "||", "+=", "-=", "*=", "/=",  "%=", "&=",
    "|=",  "^=",  "##",  "/*", "*/", "//", ":=", "\r\n"};

// Whether an element of a text would not be found anywhere: a word or, for no
// operator is so long, a comment.
bool Tells(absl::string_view element) {
  const absl::string_view token = absl::StripLeadingAsciiWhitespace(element);
  return IsWord(token) || token.size() > 3;
}

}  // namespace

std::size_t TokenLength(absl::string_view text) {
  std::size_t length = 1;
  if (IsWordByte(text[0])) {
    while (length < text.size() && IsWordByte(text[length])) ++length;
    return length;
  }
  if (IsBlank(text[0])) {
    while (length < text.size() && IsBlank(text[length])) ++length;
    return length;
  }
  for (const absl::string_view op : kOperators) {
    if (absl::StartsWith(text, op)) return op.size();
  }
  return 1;
}

Lines Tokens(absl::string_view text) {
  std::vector<std::size_t> starts;
  std::size_t at = 0;
  while (at < text.size()) {
    starts.push_back(at);
    at += TokenLength(text.substr(at));
  }
  starts.push_back(text.size());
  return Lines(text, std::move(starts));
}

ThreeTexts CutIntoTokens(absl::string_view base, absl::string_view ours,
                         absl::string_view theirs) {
  LineTable table;
  ThreeTexts texts;
  texts.base = table.Intern(Tokens(base));
  texts.ours = table.Intern(Tokens(ours));
  texts.theirs = table.Intern(Tokens(theirs));
  return texts;
}

bool IsWord(absl::string_view token) {
  return !token.empty() && IsWordByte(token[0]);
}

bool IsWhite(absl::string_view token) {
  return !token.empty() && (IsBlank(token[0]) || token[0] == '\n' ||
                            absl::StartsWith(token, "\r\n"));
}

std::vector<Edit> DiffTokens(const InternedLines& before,
                             const InternedLines& after) {
  DiffOptions options;
  options.algorithm = DiffAlgorithm::kMyers;
  std::vector<Edit> joined;
  for (const Edit& edit : Diff(before.ids, after.ids, options)) {
    if (!joined.empty()) {
      Edit& last = joined.back();
      bool word_between = false;
      for (int i = last.before_end; i < edit.before_begin; ++i) {
        word_between = word_between || Tells(before.lines[i]);
      }
      if (!word_between) {
        last.before_end = edit.before_end;
        last.after_end = edit.after_end;
        continue;
      }
    }
    joined.push_back(edit);
  }
  return joined;
}

}  // namespace patchgraph
