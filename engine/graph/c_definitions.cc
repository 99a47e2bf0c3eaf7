#include "engine/graph/c_definitions.h"

#include <algorithm>
#include <cstddef>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"

namespace patchgraph {
namespace {

using Tokens = absl::Span<const CToken>;

bool IsStatic(Tokens tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const CToken& token) {
    return token.Is("static") || token.Is("STATIC");
  });
}

bool IsTagWord(const CToken& token) {
  return token.Is("struct") || token.Is("union") || token.Is("enum");
}

bool IsStatement(const CToken& first) {
  for (const absl::string_view word :
       {"if", "else", "for", "while", "do", "switch", "case", "default",
        "return", "goto", "break", "continue"}) {
    if (first.Is(word)) return true;
  }
  return false;
}

// "DEFINE_MUTEX(name)", "DECLARE_BITMAP(name, bits)", "LIST_HEAD(name)": macros
// that define what their first argument names; those for each CPU name it last.
bool DefinesItsArgument(absl::string_view macro) {
  return absl::StartsWith(macro, "DEFINE_") ||
         absl::StartsWith(macro, "DECLARE_") || macro == "LIST_HEAD" ||
         macro == "HLIST_HEAD";
}

absl::optional<CDefinition> DefinedByMacro(Tokens tokens, size_t macro) {
  const bool last = absl::StrContains(tokens[macro].text, "PER_CPU");
  absl::optional<CDefinition> found;
  for (size_t i = macro + 2; i < tokens.size() && tokens[i].kind != ')'; ++i) {
    if (tokens[i].kind != CToken::kName) continue;
    found.emplace();
    found->name = tokens[i].text;
    if (!last) break;
  }
  if (found.has_value()) found->file_only = IsStatic(tokens);
  return found;
}

absl::optional<CDefinition> Ordinary(const CToken& name, bool file_only,
                                     bool declared_only) {
  if (name.kind != CToken::kName || IsCKeyword(name.text)) return absl::nullopt;
  CDefinition definition;
  definition.name = name.text;
  definition.file_only = file_only;
  definition.declared_only = declared_only;
  return definition;
}

// "} name;" or "} name[3] = {": the end of a struct's body. Whether it is a
// type or a variable cannot be seen.
absl::optional<CDefinition> DefinedAfterBrace(Tokens tokens) {
  if (tokens.size() < 3 || tokens[1].kind != CToken::kName) {
    return absl::nullopt;
  }
  const char next = tokens[2].kind;
  if (next != ';' && next != ',' && next != '[' && next != '=') {
    return absl::nullopt;
  }
  return Ordinary(tokens[1], /*file_only=*/true, /*declared_only=*/false);
}

absl::optional<CDefinition> DefinedTag(Tokens tokens, size_t stop) {
  for (size_t i = 0; i + 1 < stop; ++i) {
    if (!IsTagWord(tokens[i]) || tokens[i + 1].kind != CToken::kName) continue;
    CDefinition definition;
    definition.name = tokens[i + 1].text;
    definition.space = NameSpace::kTag;
    definition.file_only = true;
    return definition;
  }
  return absl::nullopt;
}

absl::optional<CDefinition> DefinedByDirective(Tokens tokens) {
  if (tokens.size() < 3 || !tokens[1].Is("define")) return absl::nullopt;
  return Ordinary(tokens[2], /*file_only=*/true, /*declared_only=*/false);
}

// The first token that ends the declarator's name.
size_t FindStop(Tokens tokens) {
  size_t at = 0;
  while (at < tokens.size()) {
    const CToken& token = tokens[at];
    if (token.kind != CToken::kName && token.kind != '*') break;
    ++at;
  }
  return at;
}

int CountNames(Tokens tokens) {
  return static_cast<int>(std::count_if(
      tokens.begin(), tokens.end(),
      [](const CToken& token) { return token.kind == CToken::kName; }));
}

}  // namespace

bool IsCKeyword(absl::string_view word) {
  static const auto& words = *new absl::flat_hash_set<absl::string_view>({
      "auto",       "break",    "case",     "char",          "const",
      "continue",   "default",  "do",       "double",        "else",
      "enum",       "extern",   "float",    "for",           "goto",
      "if",         "inline",   "int",      "long",          "register",
      "return",     "short",    "signed",   "sizeof",        "static",
      "struct",     "switch",   "typedef",  "union",         "unsigned",
      "void",       "volatile", "while",    "__attribute__", "__inline__",
      "__volatile", "asm",      "__asm__",  "__volatile__",  "typeof",
      "STATIC",     "defined",  "__inline", "__extension__", "__const",
  });
  return words.contains(word);
}

bool IsAtMargin(absl::string_view line, absl::Span<const CToken> tokens) {
  if (tokens.empty() || line.empty() || line[0] == ' ' || line[0] == '\t') {
    return false;
  }
  const char first = tokens[0].kind;
  if (first == '}') return true;
  if (first != CToken::kName) return false;
  return !(tokens.size() > 1 && tokens[1].kind == ':');
}

CLineAtMargin DescribeLineAtMargin(absl::Span<const CToken> tokens) {
  CLineAtMargin line;
  line.is_static = IsStatic(tokens);
  if (tokens[0].kind == '}' || IsStatement(tokens[0])) return line;
  const size_t stop = FindStop(tokens);
  const bool opens_body = stop == tokens.size() || (tokens[stop].kind == '{' &&
                                                    stop + 1 == tokens.size());
  if (!opens_body) return line;
  const auto tag = std::find_if(tokens.begin(), tokens.end(), IsTagWord);
  if (tag != tokens.end() && tokens.end() - tag <= 3) {
    line.opens = tag->Is("enum") ? CScope::kEnum : CScope::kStruct;
  }
  line.type_alone = stop == tokens.size();
  return line;
}

absl::optional<CDefinition> DefinedAtMargin(
    absl::Span<const CToken> tokens,
    const absl::optional<CLineAtMargin>& before) {
  if (tokens.empty()) return absl::nullopt;
  if (tokens[0].kind == '#') return DefinedByDirective(tokens);
  if (tokens[0].kind == '}') return DefinedAfterBrace(tokens);
  if (tokens[0].kind != CToken::kName || IsStatement(tokens[0])) {
    return absl::nullopt;
  }
  const size_t stop = FindStop(tokens);
  const bool at_end = stop == tokens.size();
  const char end = at_end ? '\0' : tokens[stop].kind;
  if (end == '{' || at_end) {
    // A type alone has its body next, or is that of a function.
    const bool is_tag = stop >= 2 && IsTagWord(tokens[stop - 2]);
    return is_tag ? DefinedTag(tokens, stop) : absl::nullopt;
  }
  const CToken& name = tokens[stop - 1];
  const bool is_static = IsStatic(tokens);
  const bool ends_here = tokens.back().kind == ';';
  const bool is_type = tokens[0].Is("typedef");
  const bool is_extern = tokens[0].Is("extern");
  if (end == '(') {
    const size_t macro = stop - 1;
    if (DefinesItsArgument(name.text)) return DefinedByMacro(tokens, macro);
    if (stop + 2 < tokens.size() && tokens[stop + 1].kind == '*' && stop >= 2) {
      return Ordinary(tokens[stop + 2], is_static || is_type, is_extern);
    }
    if (stop == 1) {
      // The type is on the line before, or it is the call of a macro.
      if (!before.has_value() || !before->type_alone || ends_here) {
        return absl::nullopt;
      }
      return Ordinary(name, before->is_static, /*declared_only=*/false);
    }
    return Ordinary(name, is_static || is_type, ends_here && !is_type);
  }
  if (end != ';' && end != '=' && end != '[' && end != ',') {
    return absl::nullopt;
  }
  // A name needs a type before it, and "struct page;" defines nothing.
  const bool forward = stop == 2 && IsTagWord(tokens[0]);
  if (forward || CountNames(tokens.subspan(0, stop)) < 2 ||
      (stop >= 2 && IsTagWord(tokens[stop - 2]))) {
    return absl::nullopt;
  }
  return Ordinary(name, is_static || is_type, is_extern);
}

absl::optional<CDefinition> DefinedWithin(CScope scope,
                                          absl::Span<const CToken> tokens) {
  if (tokens.empty() || tokens[0].kind != CToken::kName) return absl::nullopt;
  if (scope == CScope::kEnum) {
    const bool stands_alone =
        tokens.size() == 1 || tokens[1].kind == ',' || tokens[1].kind == '=';
    if (!stands_alone) return absl::nullopt;
    return Ordinary(tokens[0], /*file_only=*/true, /*declared_only=*/false);
  }
  if (scope != CScope::kStruct) return absl::nullopt;
  const size_t stop = FindStop(tokens);
  if (stop == tokens.size() || CountNames(tokens.subspan(0, stop)) < 1) {
    return absl::nullopt;
  }
  const CToken* name = &tokens[stop - 1];
  const char end = tokens[stop].kind;
  if (end == '(') {
    const bool pointer = stop + 2 < tokens.size() &&
                         tokens[stop + 1].kind == '*' &&
                         tokens[stop + 2].kind == CToken::kName;
    if (!pointer) return absl::nullopt;
    name = &tokens[stop + 2];
  } else {
    const bool ends = end == ';' || end == '[' || end == ',' || end == ':';
    if (!ends || CountNames(tokens.subspan(0, stop)) < 2) return absl::nullopt;
  }
  auto member = Ordinary(*name, /*file_only=*/true, /*declared_only=*/false);
  if (member.has_value()) member->space = NameSpace::kMember;
  return member;
}

}  // namespace patchgraph
