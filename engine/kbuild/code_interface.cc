#include "engine/kbuild/code_interface.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/graph/c_definitions.h"
#include "engine/kbuild/code_declarations.h"
#include "engine/kbuild/surviving_code.h"

namespace patchgraph {
namespace {

using CodePointers = std::vector<const SurvivingToken*>;

// What keeps hostile input from taking all time: nested structures are read
// again with each that encloses them, declarators with all before them.
constexpr std::size_t kDeepestStructure = 8;
constexpr std::size_t kLongestDeclaration = 150;
// Of one name; each is compared with those before.
constexpr std::size_t kMostSignatures = 8;
constexpr std::size_t kMostMacroParameters = 30;

bool IsNameToken(const SurvivingToken& token) {
  return token.kind == CodeToken::kName;
}

// Says nothing to who calls or uses what is declared.
bool IsIdleWord(absl::string_view word) {
  for (const absl::string_view idle :
       {"extern", "static", "inline", "__inline__", "__inline", "__init",
        "__cpuinit", "__devinit", "__read_mostly", "__sched"}) {
    if (word == idle) return true;
  }
  return false;
}

void AppendWord(absl::string_view word, std::string* text) {
  if (word.empty()) return;
  if (!text->empty()) text->push_back(' ');
  absl::StrAppend(text, word);
}

// Whether a macro of this name only keeps a header from being read twice.
bool IsGuardCondition(absl::string_view condition) {
  if (!absl::ConsumePrefix(&condition, "!defined(") ||
      !absl::ConsumeSuffix(&condition, ")")) {
    return false;
  }
  while (absl::ConsumeSuffix(&condition, "_")) {
  }
  return absl::EndsWith(condition, "_H");
}

// The same for what is written in another order: "b && a" as "a && b", and
// without guards.
std::string NormalCondition(absl::string_view text) {
  if (absl::StrContains(text, "||") || absl::StrContains(text, "?")) {
    return std::string(text);
  }
  std::vector<std::string> terms = absl::StrSplit(text, " && ");
  terms.erase(std::remove_if(terms.begin(), terms.end(), IsGuardCondition),
              terms.end());
  std::sort(terms.begin(), terms.end());
  return absl::StrJoin(terms, " && ");
}

class InterfaceReader {
 public:
  InterfaceReader(absl::string_view path, const SurvivingCode& code,
                  ConditionTable* table)
      : path_(path), code_(code), table_(table), guard_(FindGuard()) {}

  CodeInterface Read() {
    SplitDirectives();
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) ReadExport(i);
    ReadStructures();
    ReadSignatures();
    return std::move(result_);
  }

 private:
  // The branch that keeps the file from being read twice: `#ifndef NAME` around
  // all of it, with `#define NAME` first. -1: none.
  int FindGuard() const {
    const std::vector<SurvivingToken>& all = code_.tokens;
    if (all.size() < 3 || all[0].text != "#" || all[1].text != "define") {
      return -1;
    }
    const std::string guard = absl::StrCat("!defined(", all[2].text, ")");
    for (int i = 0; i < static_cast<int>(code_.branches.size()); ++i) {
      const CodeBranch& branch = code_.branches[i];
      if (branch.parent < 0 && branch.line < all.front().line &&
          branch.end_line > all.back().line &&
          table_->Text(branch.taken) == guard) {
        return i;
      }
    }
    return -1;
  }

  // The conditions of a line within the branch `outside` (-1: the file), in
  // brackets; empty if there are none.
  std::string ConditionWithin(int line, int outside) const {
    Condition condition = Condition::kAlways;
    for (int branch = code_.line_branches[line];
         branch >= 0 && branch != outside;
         branch = code_.branches[branch].parent) {
      if (branch == guard_) continue;
      condition = table_->And(condition, code_.branches[branch].taken);
    }
    if (condition == Condition::kAlways) return "";
    const std::string text = NormalCondition(table_->Text(condition));
    return text.empty() ? "" : absl::StrCat("[", text, "]");
  }

  void Add(absl::string_view name, int line, std::vector<std::string> parts,
           InterfaceItems* items) const {
    const auto [item, is_new] =
        items->emplace(std::string(name), InterfaceItem());
    if (is_new) item->second.line = line + 1;
    for (std::string& part : parts) {
      item->second.parts.push_back(std::move(part));
    }
  }

  // Reads the directives, and leaves the rest in `tokens_`.
  void SplitDirectives() {
    const std::vector<SurvivingToken>& all = code_.tokens;
    bool first_define = true;
    for (std::size_t at = 0; at < all.size();) {
      if (all[at].text != "#") {
        if (all[at].text != "\n") tokens_.push_back(&all[at]);
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < all.size() && all[end].text != "\n") ++end;
      const bool defines = end - at > 2 && all[at + 1].text == "define";
      if (defines) {
        const bool is_guard = first_define && guard_ >= 0 && end - at == 3;
        if (!is_guard) ReadMacro(at, end);
        first_define = false;
      }
      at = end;
    }
  }

  void ReadMacro(std::size_t at, std::size_t end) {
    const std::vector<SurvivingToken>& all = code_.tokens;
    const SurvivingToken& name = all[at + 2];
    std::vector<absl::string_view> parameters;
    std::string body = ConditionWithin(name.line, -1);
    std::size_t i = at + 3;
    if (i < end && all[i].text == "(parameters") {
      for (; i < end && all[i].text != ")"; ++i) {
        if (IsNameToken(all[i]) && parameters.size() < kMostMacroParameters) {
          parameters.push_back(all[i].text);
        }
      }
      AppendWord(absl::StrCat("(", parameters.size(), ")"), &body);
      ++i;
    }
    for (; i < end; ++i) {
      const auto found =
          std::find(parameters.begin(), parameters.end(), all[i].text);
      if (found == parameters.end()) {
        AppendWord(all[i].text, &body);
      } else {
        AppendWord(absl::StrCat("$", found - parameters.begin() + 1), &body);
      }
    }
    Add(name.text, name.line, {std::move(body)}, &result_.macros);
  }

  void ReadExport(std::size_t at) {
    const SurvivingToken& macro = *tokens_[at];
    if (!absl::StartsWith(macro.text, "EXPORT_") ||
        !absl::StrContains(macro.text, "SYMBOL") ||
        tokens_[at + 1]->text != "(" || !IsNameToken(*tokens_[at + 2])) {
      return;
    }
    std::string text = ConditionWithin(macro.line, -1);
    AppendWord(macro.text, &text);
    Add(tokens_[at + 2]->text, macro.line, {std::move(text)}, &result_.exports);
  }

  struct OpenBrace {
    std::size_t at = 0;
    std::size_t tag = 0;  // the "struct" or "union", or `at`
  };

  void ReadStructures() {
    std::vector<OpenBrace> open;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const absl::string_view text = tokens_[i]->text;
      if (text == "{") {
        OpenBrace brace{i, i};
        for (std::size_t back = 1; back <= 2 && back <= i; ++back) {
          const absl::string_view word = tokens_[i - back]->text;
          if (word == "struct" || word == "union") brace.tag = i - back;
        }
        open.push_back(brace);
      } else if (text == "}" && !open.empty()) {
        const OpenBrace brace = open.back();
        open.pop_back();
        if (brace.tag < brace.at && open.size() < kDeepestStructure) {
          ReadStructure(brace, i);
        }
      }
    }
  }

  void ReadStructure(const OpenBrace& brace, std::size_t close) {
    const SurvivingToken& tag = *tokens_[brace.tag];
    std::string name(tag.text);
    if (brace.tag + 1 < brace.at) {
      AppendWord(tokens_[brace.tag + 1]->text, &name);
    } else {
      const bool is_type =
          brace.tag > 0 && tokens_[brace.tag - 1]->text == "typedef";
      const std::size_t end = std::min(close + 1, tokens_.size() - 1);
      if (!is_type || !IsNameToken(*tokens_[end])) return;
      name = std::string(tokens_[end]->text);
    }
    Add(name, tag.line, MembersOf(brace, close), &result_.structures);
  }

  std::vector<std::string> MembersOf(const OpenBrace& brace,
                                     std::size_t close) const {
    const int outside = code_.line_branches[tokens_[brace.tag]->line];
    std::vector<std::string> members;
    const std::string condition = ConditionWithin(tokens_[brace.tag]->line, -1);
    if (!condition.empty()) members.push_back(condition);
    std::string member;
    std::string written;  // the condition of what was written last
    int branch = outside;
    int depth = 0;
    for (std::size_t i = brace.at + 1; i < close; ++i) {
      const SurvivingToken& token = *tokens_[i];
      if (token.text == "{") ++depth;
      if (token.text == "}") --depth;
      if (code_.line_branches[token.line] != branch || member.empty()) {
        branch = code_.line_branches[token.line];
        std::string now = ConditionWithin(token.line, outside);
        if (member.empty() || now != written) AppendWord(now, &member);
        written = std::move(now);
      }
      if (token.text == ";" && depth == 0) {
        members.push_back(std::move(member));
        member.clear();
      } else {
        AppendWord(token.text, &member);
      }
    }
    if (!member.empty()) members.push_back(std::move(member));
    return members;
  }

  void ReadSignatures() {
    absl::flat_hash_map<const char*, std::size_t> places;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      places.emplace(tokens_[i]->text.data(), i);
    }
    for (const CodeName& name : ReadCodeDeclarations(path_, code_).declared) {
      if (name.is_local || name.space != NameSpace::kOrdinary) continue;
      const auto place = places.find(name.name.data());
      if (place == places.end()) continue;
      InterfaceItem& item = result_.signatures[std::string(name.name)];
      if (item.parts.size() >= kMostSignatures) continue;
      std::string text = SignatureAt(place->second);
      if (item.line == 0) item.line = name.line + 1;
      // A prototype and the function say the same.
      if (std::find(item.parts.begin(), item.parts.end(), text) ==
          item.parts.end()) {
        item.parts.push_back(std::move(text));
      }
    }
  }

  // The declaration of the name at `at`.
  std::string SignatureAt(std::size_t at) const {
    std::size_t begin = at;
    while (begin > 0 && at - begin < kLongestDeclaration) {
      const absl::string_view text = tokens_[begin - 1]->text;
      if (text == ";" || text == "{" || text == "}") break;
      --begin;
    }
    std::string signature;
    int depth = 0;
    const std::size_t end = std::min(tokens_.size(), at + kLongestDeclaration);
    for (std::size_t i = begin; i < end; ++i) {
      const absl::string_view text = tokens_[i]->text;
      if (i > at && depth == 0 && (text == ";" || text == "=" || text == "{")) {
        break;
      }
      if (text == "(") ++depth;
      if (text == ")") --depth;
      if (IsIdleWord(text)) continue;
      if (i > at && depth == 1 && IsParameterName(i)) continue;
      AppendWord(text, &signature);
    }
    return signature;
  }

  // "page" in "struct page *page", which does not matter to a caller.
  bool IsParameterName(std::size_t at) const {
    if (at + 1 >= tokens_.size() || !IsNameToken(*tokens_[at]) ||
        IsCKeyword(tokens_[at]->text)) {
      return false;
    }
    const absl::string_view next = tokens_[at + 1]->text;
    if (next != "," && next != ")" && next != "[") return false;
    const SurvivingToken& before = *tokens_[at - 1];
    if (before.text == "*") return true;
    return IsNameToken(before) && before.text != "struct" &&
           before.text != "union" && before.text != "enum" &&
           before.text != "const" && before.text != "volatile";
  }

  const absl::string_view path_;
  const SurvivingCode& code_;
  ConditionTable* table_;
  const int guard_;
  CodePointers tokens_;  // without directives
  CodeInterface result_;
};

}  // namespace

CodeInterface ReadCodeInterface(absl::string_view path, absl::string_view text,
                                const SymbolSettings& settings,
                                ConditionTable* table) {
  const SurvivingCode code = ReadSurvivingCode(path, text, settings, table);
  return InterfaceReader(path, code, table).Read();
}

}  // namespace patchgraph
