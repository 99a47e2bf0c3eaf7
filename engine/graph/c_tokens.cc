#include "engine/graph/c_tokens.h"

#include <cstddef>

#include "engine/graph/c_names.h"

namespace patchgraph {
namespace {

// Where a literal that starts at `at` ends: behind its closing quote.
size_t EndOfLiteral(absl::string_view line, size_t at) {
  const char quote = line[at++];
  while (at < line.size() && line[at] != quote) {
    at += line[at] == '\\' ? 2 : 1;
  }
  return at < line.size() ? at + 1 : line.size();
}

// A line of a comment's text, by its looks: what a comment that opened before
// the lines at hand is full of.
bool LooksLikeComment(absl::string_view line) {
  const size_t at = line.find_first_not_of(" \t");
  if (at == absl::string_view::npos || line[at] != '*') return false;
  return at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t' ||
         line[at + 1] == '\n' || line[at + 1] == '\r' || line[at + 1] == '*';
}

}  // namespace

const std::vector<CToken>& CTokenizer::Split(absl::string_view line) {
  tokens_.clear();
  size_t at = 0;
  if (!in_comment_ && LooksLikeComment(line)) {
    const size_t end = line.find("*/");
    if (end == absl::string_view::npos) return tokens_;
    at = end + 2;
  }
  while (at < line.size()) {
    if (in_comment_) {
      const size_t end = line.find("*/", at);
      if (end == absl::string_view::npos) return tokens_;
      in_comment_ = false;
      at = end + 2;
      continue;
    }
    const char byte = line[at];
    const char next = at + 1 < line.size() ? line[at + 1] : '\0';
    if (IsNameByte(byte)) {
      const size_t begin = at;
      while (at < line.size() && IsNameByte(line[at])) ++at;
      const bool number = byte >= '0' && byte <= '9';
      tokens_.push_back({number ? CToken::kNumber : CToken::kName,
                         line.substr(begin, at - begin)});
    } else if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
      ++at;
    } else if (byte == '/' && next == '*') {
      in_comment_ = true;
      at += 2;
    } else if (byte == '/' && next == '/') {
      return tokens_;
    } else if (byte == '"' || byte == '\'') {
      at = EndOfLiteral(line, at);
      tokens_.push_back({CToken::kText, ""});
    } else if (byte == '-' && next == '>') {
      tokens_.push_back({CToken::kMember, ""});
      at += 2;
    } else {
      tokens_.push_back({byte, ""});
      ++at;
    }
  }
  return tokens_;
}

}  // namespace patchgraph
