#include "engine/kbuild/dead_statements.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace patchgraph {
namespace {

using Tokens = std::vector<SurvivingToken>;

// A longer block is not looked into: nested in each other, such blocks would be
// read over and over.
constexpr std::size_t kLongestBlock = 5000;

// Behind the bracket that closes the one at `at`, or 0.
std::size_t EndOfBrackets(const Tokens& tokens, std::size_t at) {
  const bool round = tokens[at].text == "(";
  const absl::string_view open = round ? "(" : "{";
  const absl::string_view close = round ? ")" : "}";
  const Condition condition = tokens[at].condition;
  const std::size_t stop = std::min(tokens.size(), at + kLongestBlock);
  int depth = 0;
  for (; at < stop; ++at) {
    const absl::string_view text = tokens[at].text;
    if (tokens[at].condition != condition || text == "\n") return 0;
    if (text == open) ++depth;
    if (text == close && --depth == 0) return at + 1;
  }
  return 0;
}

// Whether the expression in the brackets [begin, end) is 0 for its "0" or
// "0 &&" at the front.
bool IsZero(const Tokens& tokens, std::size_t begin, std::size_t end) {
  if (end - begin < 3 || tokens[begin + 1].text != "0") return false;
  if (end - begin == 3) return true;
  if (tokens[begin + 2].text != "&&") return false;
  int depth = 0;
  for (std::size_t i = begin + 1; i + 1 < end; ++i) {
    const absl::string_view text = tokens[i].text;
    if (text == "(") ++depth;
    if (text == ")") --depth;
    if (depth == 0 && (text == "||" || text == "?" || text == ",")) {
      return false;
    }
  }
  return true;
}

// A label, or a case: the block could be entered in the middle.
bool HasLabel(const Tokens& tokens, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (tokens[i].text == ":") return true;
  }
  return false;
}

// Where the dead statement that begins with the "if" at `at` ends, or 0.
std::size_t EndOfDeadStatement(const Tokens& tokens, std::size_t at) {
  if (at + 3 >= tokens.size() || tokens[at + 1].text != "(") return 0;
  if (tokens[at + 1].condition != tokens[at].condition ||
      tokens[at + 2].text != "0") {
    return 0;
  }
  const std::size_t block = EndOfBrackets(tokens, at + 1);
  if (block == 0 || block >= tokens.size() || tokens[block].text != "{" ||
      tokens[block].condition != tokens[at].condition ||
      !IsZero(tokens, at + 1, block)) {
    return 0;
  }
  const std::size_t end = EndOfBrackets(tokens, block);
  return end == 0 || HasLabel(tokens, block, end) ? 0 : end;
}

}  // namespace

void DropDeadStatements(std::vector<SurvivingToken>* tokens) {
  Tokens kept;
  kept.reserve(tokens->size());
  const Tokens& all = *tokens;
  std::size_t at = 0;
  while (at < all.size()) {
    const bool is_if = all[at].text == "if" && !kept.empty();
    const std::size_t end = is_if ? EndOfDeadStatement(all, at) : 0;
    if (end == 0) {
      kept.push_back(all[at++]);
      continue;
    }
    const SurvivingToken& before = kept.back();
    const bool same_before = before.condition == all[at].condition;
    const bool else_before = same_before && before.text == "else";
    const bool else_follows = end < all.size() && all[end].text == "else";
    const bool else_is_part =
        else_follows && all[end].condition == all[at].condition;
    const bool begins_statement =
        before.text == ";" || before.text == "{" || before.text == "}";
    const bool may_go = !else_follows || else_is_part;
    if (else_is_part && (begins_statement || else_before)) {
      at = end + 1;
    } else if (may_go && else_before) {
      kept.pop_back();
      at = end;
    } else if (may_go && begins_statement) {
      at = end;
    } else {
      kept.push_back(all[at++]);
    }
  }
  *tokens = std::move(kept);
}

}  // namespace patchgraph
