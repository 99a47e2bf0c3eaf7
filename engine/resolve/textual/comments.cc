#include "engine/resolve/textual/comments.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/resolve/textual/words.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// How far back the begin of a comment is looked for, in lines: nobody writes
// one so long.
constexpr int kLongestComment = 500;

bool HasEnding(absl::string_view path,
               std::initializer_list<absl::string_view> endings) {
  return std::any_of(
      endings.begin(), endings.end(),
      [&](absl::string_view ending) { return absl::EndsWith(path, ending); });
}

// To the closing quote, if it stands on the same line; else the quote alone, as
// in "don't".
std::size_t LiteralLength(absl::string_view text) {
  for (std::size_t i = 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == text[0]) {
      return i + 1;
    }
  }
  return 1;
}

std::size_t LengthOf(absl::string_view text) {
  if (absl::StartsWith(text, "/*")) {
    const std::size_t end = text.find("*/", 2);
    return end == absl::string_view::npos ? text.size() : end + 2;
  }
  if (absl::StartsWith(text, "//")) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    // The carriage return belongs to the line end.
    return end < text.size() && text[end - 1] == '\r' ? end - 1 : end;
  }
  if (text[0] == '"' || text[0] == '\'') return LiteralLength(text);
  return TokenLength(text);
}

}  // namespace

CommentStyle CommentStyleOf(absl::string_view path) {
  const absl::string_view name = path.substr(path.rfind('/') + 1);
  if (HasEnding(name, {".c", ".h", ".S", ".cc", ".cpp", ".hpp", ".dts", ".dtsi",
                       ".lds"})) {
    return CommentStyle::kBlock;
  }
  if (absl::StartsWith(name, "Kconfig") || absl::StartsWith(name, "Makefile") ||
      absl::StartsWith(name, "Kbuild") ||
      HasEnding(name, {".mk", ".sh", ".py", ".pl"})) {
    return CommentStyle::kHash;
  }
  return CommentStyle::kNone;
}

Lines TokensAndComments(absl::string_view text) {
  std::vector<std::size_t> starts;
  std::size_t at = 0;
  while (at < text.size()) {
    starts.push_back(at);
    at += LengthOf(text.substr(at));
  }
  starts.push_back(text.size());
  return Lines(text, std::move(starts));
}

bool BeginsInComment(const Lines& file, int line) {
  const int first = std::max(0, line - kLongestComment);
  for (int i = line - 1; i >= first; --i) {
    const std::size_t begin = file[i].rfind("/*");
    const std::size_t end = file[i].rfind("*/");
    if (begin == absl::string_view::npos && end == absl::string_view::npos) {
      continue;
    }
    return end == absl::string_view::npos ||
           (begin != absl::string_view::npos && begin > end);
  }
  return false;
}

bool IsComment(CommentStyle style, absl::string_view element) {
  const absl::string_view text = absl::StripAsciiWhitespace(element);
  switch (style) {
    case CommentStyle::kBlock:
      return absl::StartsWith(text, "/*") || absl::StartsWith(text, "//");
    case CommentStyle::kHash:
      // What goes on in the next line, or says who reads the file, is more.
      return text.empty() || (text[0] == '#' && !absl::StartsWith(text, "#!") &&
                              text.back() != '\\');
    default:
      return false;
  }
}

bool EndsInComment(const Lines& tokens_and_comments) {
  if (tokens_and_comments.empty()) return false;
  const absl::string_view last =
      tokens_and_comments[tokens_and_comments.size() - 1];
  return absl::StartsWith(last, "/*") &&
         (last.size() < 4 || !absl::EndsWith(last, "*/"));
}

}  // namespace patchgraph
