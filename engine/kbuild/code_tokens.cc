#include "engine/kbuild/code_tokens.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "engine/graph/c_names.h"

namespace patchgraph {
namespace {

constexpr std::size_t kNone = absl::string_view::npos;

// The line feed that the backslash at `at` takes away, or kNone. Like GCC, it
// lets space stand between the two.
std::size_t ContinuedAt(absl::string_view text, std::size_t at) {
  std::size_t next = at + 1;
  while (next < text.size() && (text[next] == ' ' || text[next] == '\t' ||
                                text[next] == '\r' || text[next] == '\f')) {
    ++next;
  }
  return next < text.size() && text[next] == '\n' ? next : kNone;
}

// The length of the punctuation that `rest` begins with: the longest that C
// has.
std::size_t PunctuationSize(absl::string_view rest) {
  static constexpr std::array<absl::string_view, 3> kThree = {
      "<<=", ">>=", "..."};
  static constexpr std::array<absl::string_view, 20> kTwo = {
      "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&",
      "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "##"};
  for (const absl::string_view three : kThree) {
    if (absl::StartsWith(rest, three)) return 3;
  }
  for (const absl::string_view two : kTwo) {
    if (absl::StartsWith(rest, two)) return 2;
  }
  return 1;
}

bool CanBePartOfPunctuation(char byte) {
  return absl::ascii_ispunct(byte) && byte != '(' && byte != ')' &&
         byte != ';' && byte != ',' && byte != '{' && byte != '}';
}

// Behind a number, in the wide sense of the preprocessor: "0x1fUL", "1.5e-3".
std::size_t EndOfNumber(absl::string_view text, std::size_t at) {
  while (at < text.size()) {
    const char byte = text[at];
    if (!IsNameByte(byte) && byte != '.') break;
    const bool exponent =
        byte == 'e' || byte == 'E' || byte == 'p' || byte == 'P';
    const bool with_sign = exponent && at + 1 < text.size() &&
                           (text[at + 1] == '+' || text[at + 1] == '-');
    at += with_sign ? 2 : 1;
  }
  return at;
}

// Behind a literal, or kNone if its line does not close it.
std::size_t EndOfQuoted(absl::string_view text, std::size_t at) {
  const char quote = text[at++];
  while (at < text.size() && text[at] != '\n') {
    if (text[at] == quote) return at + 1;
    at += text[at] == '\\' && at + 1 < text.size() && text[at + 1] != '\n' ? 2
                                                                           : 1;
  }
  return kNone;
}

bool IsSpace(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\f' ||
         byte == '\v';
}

}  // namespace

CodeTokens::CodeTokens(absl::string_view text) {
  // Where each line starts in the text that is split.
  std::vector<std::size_t> starts = {0};
  std::string joined;
  std::size_t copied = 0;
  bool continued = false;
  for (std::size_t at = text.find_first_of("\\\n"); at != kNone;
       at = text.find_first_of("\\\n", at)) {
    if (text[at] == '\n') {
      ++at;
      starts.push_back(joined.size() + at - copied);
      continue;
    }
    const std::size_t feed = ContinuedAt(text, at);
    if (feed == kNone) {
      ++at;
      continue;
    }
    continued = true;
    joined.append(text.data() + copied, at - copied);
    copied = at = feed + 1;
    starts.push_back(joined.size());
  }
  line_count_ = static_cast<int>(starts.size());
  if (!text.empty() && text.back() == '\n') --line_count_;
  if (text.empty()) line_count_ = 0;
  if (continued) {
    joined.append(text.data() + copied, text.size() - copied);
    joined_ = std::make_unique<const std::string>(std::move(joined));
    text = *joined_;
  }
  Split(text, starts);
}

void CodeTokens::Split(absl::string_view text,
                       const std::vector<std::size_t>& starts) {
  tokens_.reserve(text.size() / 5);
  std::size_t line = 0;
  std::size_t at = 0;
  bool starts_line = true;
  bool follows_space = true;
  const auto line_at = [&] {
    while (line + 1 < starts.size() && starts[line + 1] <= at) ++line;
    return static_cast<int>(line);
  };
  while (at < text.size()) {
    const char byte = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (byte == '\n') {
      starts_line = follows_space = true;
      ++at;
      continue;
    }
    if (IsSpace(byte)) {
      follows_space = true;
      ++at;
      continue;
    }
    if (byte == '/' && next == '*') {
      const std::size_t end = text.find("*/", at + 2);
      if (end == kNone) {
        open_comment_ = line_at();
        return;
      }
      follows_space = true;
      at = end + 2;
      continue;
    }
    if (byte == '/' && next == '/') {
      const std::size_t end = text.find('\n', at);
      at = end == kNone ? text.size() : end;
      continue;
    }
    CodeToken token;
    token.line = line_at();
    token.starts_line = starts_line;
    token.follows_space = follows_space;
    std::size_t end = at + 1;
    if (absl::ascii_isdigit(byte) ||
        (byte == '.' && absl::ascii_isdigit(next))) {
      token.kind = CodeToken::kNumber;
      end = EndOfNumber(text, at);
    } else if (IsNameByte(byte)) {
      token.kind = CodeToken::kName;
      while (end < text.size() && IsNameByte(text[end])) ++end;
    } else if (byte == '"' || byte == '\'') {
      const std::size_t closed = EndOfQuoted(text, at);
      if (closed != kNone) {
        token.kind = CodeToken::kLiteral;
        end = closed;
      }
    } else if (CanBePartOfPunctuation(byte)) {
      end = at + PunctuationSize(text.substr(at, 3));
    }
    token.text = text.substr(at, end - at);
    tokens_.push_back(token);
    starts_line = follows_space = false;
    at = end;
  }
}

}  // namespace patchgraph
