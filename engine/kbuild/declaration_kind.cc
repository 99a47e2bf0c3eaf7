#include "engine/kbuild/declaration_kind.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace patchgraph {
namespace {

using TokenVector = std::vector<SurvivingToken>;

// A declaration is not longer; hostile input is.
constexpr std::size_t kLongestStatement = 2000;

// The "{" that the "}" at `close` belongs to, or the beginning.
std::size_t OpeningBrace(const TokenVector& tokens, std::size_t close) {
  int depth = 0;
  std::size_t at = close;
  while (at > 0 && close - at < kLongestStatement) {
    if (tokens[at].text == "}") ++depth;
    if (tokens[at].text == "{" && --depth == 0) break;
    --at;
  }
  return at;
}

// How the statement that the name at `at` stands in begins.
struct StatementStart {
  bool is_typedef = false;
  bool is_extern = false;
  bool is_define = false;
  bool in_enum = false;
};

StatementStart FindStart(const TokenVector& tokens, std::size_t at) {
  StatementStart start;
  const std::size_t name = at;
  while (at > 0 && name - at < kLongestStatement) {
    --at;
    const absl::string_view text = tokens[at].text;
    if (text == "typedef") start.is_typedef = true;
    if (text == "extern") start.is_extern = true;
    if (text == "define" && at > 0 && tokens[at - 1].text == "#") {
      start.is_define = true;
      return start;
    }
    if (text == ";" || text == "\n") return start;
    if (text == "}") {
      // A structure's body in a declaration, or the end of a function.
      const std::size_t open = OpeningBrace(tokens, at);
      const bool is_body =
          open > 0 && (tokens[open - 1].kind == CodeToken::kName ||
                       tokens[open - 1].text == "=");
      if (!is_body) return start;
      at = open;
    } else if (text == "{") {
      start.in_enum = (at > 0 && tokens[at - 1].text == "enum") ||
                      (at > 1 && tokens[at - 2].text == "enum");
      return start;
    }
  }
  return start;
}

// Whether the parameters that begin at `at` are all there is of a function.
bool IsPrototype(const TokenVector& tokens, std::size_t at) {
  int depth = 0;
  const std::size_t end = std::min(tokens.size(), at + kLongestStatement);
  for (; at < end; ++at) {
    const absl::string_view text = tokens[at].text;
    if (text == "(") ++depth;
    if (text == ")") --depth;
    if (depth <= 0 && text == ";") return true;
    if (text == "{" || text == "}") return false;
  }
  return false;
}

}  // namespace

absl::string_view Name(DeclarationKind kind) {
  switch (kind) {
    case DeclarationKind::kMacro:
      return "macro";
    case DeclarationKind::kFunction:
      return "function";
    case DeclarationKind::kVariable:
      return "variable";
    case DeclarationKind::kType:
      return "type";
    case DeclarationKind::kTag:
      return "tag";
    case DeclarationKind::kField:
      return "field";
    case DeclarationKind::kEnumerator:
      return "enumerator";
  }
  return "variable";
}

DeclarationKinds::DeclarationKinds(const SurvivingCode& code) : code_(code) {
  for (std::size_t i = 0; i < code.tokens.size(); ++i) {
    places_.emplace(code.tokens[i].text.data(), i);
  }
}

std::size_t DeclarationKinds::PlaceOf(const CodeName& declared) const {
  const auto found = places_.find(declared.name.data());
  return found == places_.end() ? code_.tokens.size() : found->second;
}

DeclarationKind DeclarationKinds::KindOf(const CodeName& declared) const {
  if (declared.space == NameSpace::kTag) return DeclarationKind::kTag;
  if (declared.space == NameSpace::kMember) return DeclarationKind::kField;
  const std::size_t at = PlaceOf(declared);
  if (at == code_.tokens.size()) return DeclarationKind::kVariable;
  const StatementStart start = FindStart(code_.tokens, at);
  if (start.is_define) return DeclarationKind::kMacro;
  if (start.is_typedef) return DeclarationKind::kType;
  if (start.in_enum) return DeclarationKind::kEnumerator;
  const bool is_function =
      at + 1 < code_.tokens.size() && code_.tokens[at + 1].text == "(";
  return is_function ? DeclarationKind::kFunction : DeclarationKind::kVariable;
}

bool DeclarationKinds::IsOnlyDeclared(const CodeName& declared) const {
  if (declared.space != NameSpace::kOrdinary) return false;
  const std::size_t at = PlaceOf(declared);
  if (at == code_.tokens.size()) return false;
  const StatementStart start = FindStart(code_.tokens, at);
  if (start.is_define || start.is_typedef || start.in_enum) return false;
  if (at + 1 < code_.tokens.size() && code_.tokens[at + 1].text == "(") {
    return IsPrototype(code_.tokens, at + 1);
  }
  return start.is_extern;
}

}  // namespace patchgraph
