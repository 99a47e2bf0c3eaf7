#include "engine/kbuild/code_declarations.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/types/span.h"
#include "engine/graph/c_definitions.h"
#include "engine/kbuild/code_dialect.h"

namespace patchgraph {
namespace {

using TokenList = absl::Span<const SurvivingToken>;

// What keeps hostile input from taking all time or memory.
constexpr std::size_t kDeepestBraces = 500;
constexpr std::size_t kMostParameters = 100;

// What a brace opened.
enum class BraceKind : unsigned char { kFile, kStruct, kEnum, kBlock };

bool IsName(const SurvivingToken& token) {
  return token.kind == CodeToken::kName;
}

bool IsTag(absl::string_view word) {
  return word == "struct" || word == "union" || word == "enum";
}

bool IsAttribute(absl::string_view word) {
  return word == "__attribute__" || word == "__attribute" || word == "asm" ||
         word == "__asm__" || word == "typeof" || word == "__typeof__";
}

// Words that begin a statement which declares nothing.
bool IsStatementWord(absl::string_view word) {
  for (const absl::string_view known :
       {"return", "goto", "else", "case", "sizeof", "if", "for", "while", "do",
        "switch", "break", "continue", "default", "asm", "__asm__"}) {
    if (word == known) return true;
  }
  return false;
}

bool IsOneOf(absl::string_view text, absl::string_view bytes) {
  return text.size() == 1 && absl::StrContains(bytes, text);
}

// Can come just before a declared name.
bool EndsType(const SurvivingToken& token) {
  if (IsName(token)) {
    return !IsStatementWord(token.text) && !IsTag(token.text);
  }
  return token.text == "*" || token.text == "}" || token.text == ")";
}

bool DeclaresItsArguments(absl::string_view macro) {
  return absl::StartsWith(macro, "DEFINE_") ||
         absl::StartsWith(macro, "DECLARE_") || macro == "LIST_HEAD" ||
         macro == "HLIST_HEAD";
}

class DeclarationReader {
 public:
  DeclarationReader(const SurvivingCode& code, bool is_assembler)
      : code_(code), all_(code.tokens), is_assembler_(is_assembler) {
    is_declaration_.resize(all_.size(), false);
  }

  CodeDeclarations Read() {
    if (is_assembler_) ReadAssembler();
    std::size_t at = 0;
    while (at < all_.size()) {
      if (StartsDirective(at)) {
        const bool between_statements = scopes_.back().begin == at;
        at = ReadDirective(at);
        if (between_statements) scopes_.back().begin = at;
        next_ = at;
      } else if (is_assembler_) {
        ++at;
      } else {
        EnterBranch(code_.line_branches[all_[at].line]);
        ReadToken(at++);
      }
    }
    AddUses();
    return std::move(result_);
  }

 private:
  struct BraceScope {
    BraceKind kind = BraceKind::kFile;
    std::size_t begin = 0;  // of the statement at hand
  };
  struct EnteredBranch {
    int branch = 0;
    std::vector<BraceScope> scopes;  // at its beginning
  };

  bool StartsDirective(std::size_t at) const {
    return all_[at].text == "#" &&
           (at == 0 || !is_assembler_ || all_[at - 1].text == "\n");
  }

  void Declare(std::size_t at, NameSpace space, bool is_local) {
    if (!IsName(all_[at]) || IsCKeyword(all_[at].text)) return;
    is_declaration_[at] = true;
    result_.declared.push_back({all_[at].text, space, all_[at].line, is_local});
  }

  // `#define NAME ...`. Returns where the next line begins.
  std::size_t ReadDirective(std::size_t at) {
    std::size_t end = at;
    while (end < all_.size() && all_[end].text != "\n") ++end;
    const bool defines = end - at > 2 && all_[at + 1].text == "define";
    if (defines) {
      Declare(at + 2, NameSpace::kOrdinary, /*is_local=*/false);
      HideParameters(at + 3, end);
    } else {
      std::fill(is_declaration_.begin() + at, is_declaration_.begin() + end,
                true);
    }
    is_declaration_[std::min(at + 1, all_.size() - 1)] = true;
    return std::min(end + 1, all_.size());
  }

  // The parameters of a macro are no names of the program's.
  void HideParameters(std::size_t at, std::size_t end) {
    if (at >= end || all_[at].text != "(parameters") return;
    std::size_t close = at;
    while (close < end && all_[close].text != ")") ++close;
    close = std::min(close, at + 2 * kMostParameters);
    for (std::size_t i = at; i < end; ++i) {
      if (!IsName(all_[i])) continue;
      for (std::size_t j = at; j < close; ++j) {
        if (all_[j].text == all_[i].text) is_declaration_[i] = true;
      }
    }
  }

  // Goes on with the brackets that are open where a branch begins: `#else`
  // starts where its `#if` did.
  void EnterBranch(int branch) {
    if (branch == (entered_.empty() ? -1 : entered_.back().branch)) return;
    std::vector<int> way;
    for (int at = branch; at >= 0; at = code_.branches[at].parent) {
      way.push_back(at);
    }
    std::reverse(way.begin(), way.end());
    std::size_t same = 0;
    while (same < way.size() && same < entered_.size() &&
           entered_[same].branch == way[same]) {
      ++same;
    }
    if (same < way.size() && same < entered_.size() &&
        code_.branches[way[same]].first ==
            code_.branches[entered_[same].branch].first) {
      scopes_ = entered_[same].scopes;
      scopes_.back().begin = next_;
    }
    entered_.resize(same);
    for (; same < way.size(); ++same) entered_.push_back({way[same], scopes_});
  }

  void ReadToken(std::size_t at) {
    next_ = at + 1;
    const absl::string_view text = all_[at].text;
    if (text == "{") {
      OpenBrace(at);
    } else if (text == "}") {
      CloseBrace(at);
    } else if (text == ";") {
      EndStatement(at);
    } else if (text == "," && scopes_.back().kind == BraceKind::kEnum) {
      DeclareEnumerator(at);
    } else if (text == ":" && scopes_.back().kind == BraceKind::kBlock &&
               at == scopes_.back().begin + 1) {
      Declare(at - 1, NameSpace::kOrdinary, /*is_local=*/true);
      scopes_.back().begin = at + 1;
    }
  }

  void OpenBrace(std::size_t at) {
    const std::size_t begin = scopes_.back().begin;
    BraceKind kind = BraceKind::kBlock;
    const std::size_t tag = FindTag(begin, at);
    if (tag < at) {
      kind = all_[tag].text == "enum" ? BraceKind::kEnum : BraceKind::kStruct;
      if (tag + 1 < at) {
        for (std::size_t i = tag + 1; i < at; ++i) {
          if (!IsName(all_[i]) || IsAttribute(all_[i].text)) continue;
          Declare(i, NameSpace::kTag, /*is_local=*/false);
          break;
        }
      }
    } else if (at > begin && all_[at - 1].text == "=") {
      DeclareAll(begin, at, NameSpace::kOrdinary,
                 scopes_.back().kind == BraceKind::kBlock);
    } else if (scopes_.back().kind == BraceKind::kFile) {
      if (at > begin && all_[at - 1].kind == CodeToken::kLiteral) {
        kind = BraceKind::kFile;  // extern "C"
      } else {
        DeclareFunction(begin, at);
      }
    }
    if (scopes_.size() == kDeepestBraces) {
      scopes_.back().begin = at + 1;
    } else {
      scopes_.push_back({kind, at + 1});
    }
  }

  // "struct page {", "union {": the word; else `end`.
  std::size_t FindTag(std::size_t begin, std::size_t end) const {
    std::size_t found = end;
    int depth = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const absl::string_view text = all_[i].text;
      if (text == "(") {
        // "struct page find(...)"
        const bool is_attribute =
            depth > 0 || (i > begin && IsAttribute(all_[i - 1].text));
        if (!is_attribute) return end;
        ++depth;
      } else if (text == ")") {
        --depth;
      } else if (depth == 0 && IsTag(text)) {
        found = i;
      } else if (depth == 0 && found != end && !IsName(all_[i])) {
        return end;
      }
    }
    return found;
  }

  void CloseBrace(std::size_t at) {
    const BraceKind kind = scopes_.back().kind;
    if (kind == BraceKind::kEnum) DeclareEnumerator(at);
    if (scopes_.size() > 1) scopes_.pop_back();
    // Names can follow a struct's body; what follows another one is new, or
    // the rest of an initializer.
    const bool names_follow =
        kind == BraceKind::kStruct || kind == BraceKind::kEnum;
    scopes_.back().begin = names_follow ? at : at + 1;
  }

  // From the last "{" or ",".
  void DeclareEnumerator(std::size_t at) {
    const std::size_t begin = scopes_.back().begin;
    if (begin < at) Declare(begin, NameSpace::kOrdinary, /*is_local=*/false);
    scopes_.back().begin = at + 1;
  }

  void EndStatement(std::size_t at) {
    const BraceScope& scope = scopes_.back();
    const std::size_t begin = scope.begin;
    scopes_.back().begin = at + 1;
    const bool is_member = scope.kind == BraceKind::kStruct;
    const bool is_local = scope.kind == BraceKind::kBlock;
    DeclareAll(begin, at, is_member ? NameSpace::kMember : NameSpace::kOrdinary,
               is_local);
  }

  // The declarators of a statement.
  void DeclareAll(std::size_t begin, std::size_t end, NameSpace space,
                  bool is_local) {
    if (begin >= end) return;
    if (IsStatementWord(all_[begin].text)) return;
    const bool is_private = all_[begin].text == "static";
    const std::size_t macro = is_private ? begin + 1 : begin;
    if (end - macro > 2 && all_[macro + 1].text == "(" &&
        DeclaresItsArguments(all_[macro].text)) {
      for (std::size_t i = macro + 2; i < end; ++i) {
        Declare(i, space, is_local);
      }
      return;
    }
    if (is_local && !LooksLikeDeclaration(begin, end)) return;
    int depth = 0;
    bool in_value = false;
    for (std::size_t i = begin; i < end; ++i) {
      const absl::string_view text = all_[i].text;
      if (IsOneOf(text, "([{")) ++depth;
      if (IsOneOf(text, ")]}") && depth > 0) --depth;
      if (depth == 0 && text == "=") in_value = true;
      if (depth == 0 && text == ",") in_value = false;
      if (in_value || !IsName(all_[i])) continue;
      const bool may_be_wrapped = depth == 1 && i >= begin + 2 && i + 1 < end;
      // int (*name)(...)
      const bool is_pointer =
          may_be_wrapped && all_[i - 1].text == "*" && all_[i - 2].text == "(";
      // void FASTCALL(name(...))
      const bool is_in_macro = may_be_wrapped && all_[i - 1].text == "(" &&
                               all_[i + 1].text == "(" && !is_local;
      if ((depth == 0 && IsDeclarator(begin, i, end)) || is_pointer ||
          is_in_macro) {
        Declare(i, space, is_local);
      } else if (depth > 0 && IsParameter(i, end)) {
        is_declaration_[i] = true;
      }
    }
  }

  bool LooksLikeDeclaration(std::size_t begin, std::size_t end) const {
    if (IsTag(all_[begin].text)) return true;
    if (end - begin < 2 || !IsName(all_[begin])) return false;
    std::size_t at = begin + 1;
    const bool pointer = all_[at].text == "*";
    while (at < end && all_[at].text == "*") ++at;
    if (at == end || !IsName(all_[at])) return false;
    // "a * b;" as a statement would do nothing.
    return !pointer || at + 1 == end || IsOneOf(all_[at + 1].text, "=,[");
  }

  bool IsDeclarator(std::size_t begin, std::size_t at, std::size_t end) const {
    if (at == begin) return false;
    const SurvivingToken& before = all_[at - 1];
    const bool starts = EndsType(before) || before.text == ",";
    if (!starts || IsAttribute(all_[at].text)) return false;
    if (at + 1 == end) return true;
    const SurvivingToken& behind = all_[at + 1];
    return IsOneOf(behind.text, ",=:[(") || IsAttribute(behind.text) ||
           absl::StartsWith(behind.text, "__");
  }

  bool IsParameter(std::size_t at, std::size_t end) const {
    return at + 1 < end && IsOneOf(all_[at + 1].text, ",)[") &&
           EndsType(all_[at - 1]) && all_[at - 1].text != ")";
  }

  void DeclareFunction(std::size_t begin, std::size_t end) {
    std::size_t at = begin;
    while (at < end &&
           !(all_[at].text == "(" && at > begin && IsName(all_[at - 1]) &&
             !IsAttribute(all_[at - 1].text))) {
      ++at;
    }
    if (at == end) return;
    Declare(at - 1, NameSpace::kOrdinary, /*is_local=*/false);
    for (; at < end; ++at) {
      if (IsName(all_[at]) && IsParameter(at, end)) {
        Declare(at, NameSpace::kOrdinary, /*is_local=*/true);
      }
    }
  }

  // Labels, `name = value`, and what ENTRY(), .macro and the like name.
  void ReadAssembler() {
    for (std::size_t i = 0; i + 1 < all_.size(); ++i) {
      const bool first =
          i == 0 || all_[i - 1].text == "\n" || all_[i - 1].text == ";";
      const absl::string_view next = all_[i + 1].text;
      if (first && (next == ":" || next == "=")) {
        Declare(i, NameSpace::kOrdinary, /*is_local=*/false);
      }
      const bool names_next = i > 0 && all_[i - 1].text == "." &&
                              (all_[i].text == "macro" ||
                               all_[i].text == "set" || all_[i].text == "equ");
      if (names_next) Declare(i + 1, NameSpace::kOrdinary, /*is_local=*/false);
      const bool is_call = IsName(all_[i]) && next == "(" && first;
      if (is_call && i + 2 < all_.size()) {
        Declare(i + 2, NameSpace::kOrdinary, /*is_local=*/false);
      }
    }
  }

  void AddUses() {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const SurvivingToken& token = all_[i];
      if (!IsName(token) || is_declaration_[i] || IsCKeyword(token.text)) {
        continue;
      }
      NameSpace space = NameSpace::kOrdinary;
      if (!is_assembler_ && i > 0) {
        const absl::string_view before = all_[i - 1].text;
        if (before == "." || before == "->") space = NameSpace::kMember;
        if (IsTag(before)) space = NameSpace::kTag;
      }
      result_.used.push_back({token.text, space, token.line, false});
    }
  }

  const SurvivingCode& code_;
  const TokenList all_;
  const bool is_assembler_;
  CodeDeclarations result_;
  std::vector<bool> is_declaration_;  // by token: it is no use
  std::vector<BraceScope> scopes_ = {BraceScope()};
  std::vector<EnteredBranch> entered_;
  std::size_t next_ = 0;
};

}  // namespace

CodeDeclarations ReadCodeDeclarations(absl::string_view path,
                                      const SurvivingCode& code) {
  const bool is_assembler = DialectOf(path, "").hash_begins_comment;
  return DeclarationReader(code, is_assembler).Read();
}

}  // namespace patchgraph
