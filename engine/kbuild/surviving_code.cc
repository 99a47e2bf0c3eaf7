#include "engine/kbuild/surviving_code.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "engine/kbuild/code_dialect.h"
#include "engine/kbuild/dead_statements.h"
#include "engine/kbuild/directive_expression.h"
#include "engine/kbuild/macro_state.h"

namespace patchgraph {
namespace {

using LineTokens = absl::Span<const CodeToken>;

constexpr absl::string_view kLineEnd = "\n";
// The bracket of `#define f(x)`, which is not that of `#define f (x)`.
constexpr absl::string_view kParameters = "(parameters";

bool IsDirectiveWord(absl::string_view word) {
  for (const absl::string_view known :
       {"if",       "ifdef",        "ifndef", "elif",   "elifdef",
        "elifndef", "else",         "endif",  "define", "undef",
        "include",  "include_next", "import", "error",  "warning",
        "pragma",   "line",         "ident",  "assert", "unassert"}) {
    if (word == known) return true;
  }
  return false;
}

// Conditionals in one another; more are not read.
constexpr std::size_t kDeepestNesting = 200;

// A conditional whose #endif is still to come.
struct OpenConditional {
  int if_line = 0;
  int first = 0;                           // branch, in SurvivingCode::branches
  int branch = 0;                          // the last one
  Condition outside = Condition::kAlways;  // when the #if is reached
  Condition earlier = Condition::kNever;   // when an earlier branch is taken
  bool has_else = false;
};

class CodeReader {
 public:
  CodeReader(absl::string_view path, absl::string_view text,
             const SymbolSettings& settings, ConditionTable* table)
      : path_(path),
        dialect_(DialectOf(path, text)),
        table_(table),
        macros_(settings, table) {
    code_.read = std::make_unique<const CodeTokens>(text);
  }

  SurvivingCode Read() {
    const LineTokens all = code_.read->tokens();
    const int lines = code_.read->line_count();
    code_.line_conditions.resize(lines, Condition::kAlways);
    code_.line_branches.resize(lines, -1);
    code_.tokens.reserve(all.size());
    std::size_t at = 0;
    while (at < all.size()) {
      std::size_t end = at + 1;
      while (end < all.size() && !all[end].starts_line) ++end;
      ReadLine(all.subspan(at, end - at));
      at = end;
    }
    CloseLines(lines);
    for (const OpenConditional& open : open_) {
      code_.branches[open.branch].end_line = lines;
      WarnUnbalanced(open.if_line, "no #endif closes this");
    }
    if (code_.read->open_comment() >= 0) {
      Warn(code_.read->open_comment(), "the comment has no end");
    }
    if (has_constants_) DropDeadStatements(&code_.tokens);
    return std::move(code_);
  }

 private:
  void ReadLine(LineTokens line) {
    const bool hash = line[0].Is("#");
    if (!hash) {
      AddCode(line);
      return;
    }
    if (line.size() == 1) return;
    const absl::string_view word = line[1].text;
    if (!IsDirectiveWord(word)) {
      if (!dialect_.hash_begins_comment) AddDirective(line);
      return;
    }
    if (word == "if" || word == "ifdef" || word == "ifndef") {
      Open(line);
    } else if (absl::StartsWith(word, "elif") || word == "else") {
      NextBranch(line);
    } else if (word == "endif") {
      Close(line[0].line);
    } else if (here_ != Condition::kNever) {
      ReadOther(word, line);
    }
  }

  // Says of the lines before `line` that have not been described that they
  // stand where the reader is.
  void CloseLines(int line) {
    for (; described_ < line; ++described_) {
      code_.line_conditions[described_] = here_;
      code_.line_branches[described_] =
          open_.empty() ? -1 : open_.back().branch;
    }
  }

  void Open(LineTokens line) {
    if (open_.size() == kDeepestNesting) {
      if (too_deep_++ == 0) {
        WarnUnbalanced(line[0].line, "too many conditionals in one another");
      }
      return;
    }
    CloseLines(line[0].line + 1);
    OpenConditional open;
    open.if_line = line[0].line;
    open.outside = here_;
    const int parent = open_.empty() ? -1 : open_.back().branch;
    const Condition taken =
        here_ == Condition::kNever ? Condition::kNever : Evaluate(line);
    open.earlier = taken;
    AddBranch(parent, line[0].line, taken, &open);
    open_.push_back(open);
    here_ = table_->And(open.outside, taken);
  }

  void AddBranch(int parent, int line, Condition taken, OpenConditional* open) {
    const int branch = static_cast<int>(code_.branches.size());
    if (line == open->if_line) open->first = branch;
    open->branch = branch;
    code_.branches.push_back({parent, line, line, taken, open->first});
  }

  void NextBranch(LineTokens line) {
    const int at = line[0].line;
    if (too_deep_ > 0) return;
    if (open_.empty()) {
      WarnUnbalanced(at, absl::StrCat("#", line[1].text, " without #if"));
      return;
    }
    CloseLines(at);
    OpenConditional& open = open_.back();
    const bool is_else = line[1].Is("else");
    if (open.has_else) {
      WarnUnbalanced(at, absl::StrCat("#", line[1].text, " behind #else"));
    }
    open.has_else |= is_else;
    code_.branches[open.branch].end_line = at;
    const int parent = code_.branches[open.branch].parent;
    // Its own line stands outside, like that of the #if.
    here_ = open.outside;
    const Condition left = table_->Not(open.earlier);
    Condition taken = Condition::kNever;
    if (open.outside != Condition::kNever && left != Condition::kNever) {
      taken = is_else ? left : table_->And(left, Evaluate(line));
    }
    DescribeDirective(at, parent);
    open.earlier = table_->Or(open.earlier, taken);
    AddBranch(parent, at, taken, &open);
    here_ = table_->And(open.outside, taken);
  }

  void Close(int at) {
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    if (open_.empty()) {
      WarnUnbalanced(at, "#endif without #if");
      return;
    }
    CloseLines(at);
    CodeBranch& branch = code_.branches[open_.back().branch];
    branch.end_line = at;
    here_ = open_.back().outside;
    DescribeDirective(at, branch.parent);
    open_.pop_back();
  }

  void DescribeDirective(int line, int parent) {
    if (described_ != line) return;
    code_.line_conditions[line] = here_;
    code_.line_branches[line] = parent;
    ++described_;
  }

  Condition Evaluate(LineTokens line) {
    const absl::string_view word = line[1].text;
    const LineTokens rest = line.subspan(2);
    if (rest.empty()) {
      Warn(line[0].line, absl::StrCat("#", word, " of nothing"));
      return table_->Atom(absl::StrCat("#", word));
    }
    if (word == "if" || word == "elif") {
      const ExpressionValue value = EvaluateExpression(rest, &macros_, table_);
      if (value.malformed) {
        Warn(line[0].line, absl::StrCat("#", word, " of no known expression"));
      }
      return value.holds;
    }
    const Condition defined = macros_.Defined(rest[0].text);
    return absl::EndsWith(word, "ndef") ? table_->Not(defined) : defined;
  }

  void ReadOther(absl::string_view word, LineTokens line) {
    AddDirective(line);
    if (absl::StartsWith(word, "include") || word == "import") {
      macros_.Include();
      SurvivingInclude include;
      for (const CodeToken& token : line.subspan(2)) {
        absl::StrAppend(&include.name, token.text);
      }
      include.line = line[0].line;
      include.condition = here_;
      code_.includes.push_back(std::move(include));
    } else if (line.size() > 2 && word == "define") {
      macros_.Define(line[2].text, here_);
    } else if (line.size() > 2 && word == "undef") {
      macros_.Undefine(line[2].text, here_);
    }
  }

  void AddDirective(LineTokens line) {
    if (here_ == Condition::kNever) return;
    const bool has_parameters = line[1].Is("define") && line.size() > 3 &&
                                line[3].Is("(") && !line[3].follows_space;
    for (std::size_t i = 0; i < line.size(); ++i) {
      Add(line[i]);
      if (has_parameters && i == 3) code_.tokens.back().text = kParameters;
    }
    AddLineEnd(line.back().line);
  }

  void AddCode(LineTokens line) {
    if (here_ == Condition::kNever) return;
    const std::size_t before = code_.tokens.size();
    for (const CodeToken& token : line) {
      if (dialect_.hash_ends_code && token.Is("#")) break;
      Add(token);
    }
    if (dialect_.lines_count && code_.tokens.size() > before) {
      AddLineEnd(line.back().line);
    }
  }

  void AddLineEnd(int line) {
    code_.tokens.push_back({kLineEnd, line, here_, CodeToken::kPunctuation});
  }

  void Add(const CodeToken& token) {
    code_.tokens.push_back({token.text, token.line, here_, token.kind});
    if (token.text == ")") FoldConfigMacro();
  }

  // IS_ENABLED(CONFIG_FOO) at the end of the tokens becomes "0" or "1".
  void FoldConfigMacro() {
    std::vector<SurvivingToken>& tokens = code_.tokens;
    if (tokens.size() < 4) return;
    const std::size_t first = tokens.size() - 4;
    if (tokens[first + 1].text != "(" || tokens[first].condition != here_ ||
        !absl::StartsWith(tokens[first].text, "IS_")) {
      return;
    }
    const absl::optional<Condition> value = EvaluateConfigMacro(
        tokens[first].text, tokens[first + 2].text, &macros_, table_);
    if (value != Condition::kNever && value != Condition::kAlways) return;
    tokens.resize(first + 1);
    tokens[first].text = value == Condition::kAlways ? "1" : "0";
    tokens[first].kind = CodeToken::kNumber;
    has_constants_ = true;
  }

  void Warn(int line, absl::string_view text) {
    code_.warnings.push_back({std::string(path_), line + 1, std::string(text)});
  }

  void WarnUnbalanced(int line, absl::string_view text) {
    code_.unbalanced.push_back(
        {std::string(path_), line + 1, std::string(text)});
  }

  const absl::string_view path_;
  const CodeDialect dialect_;
  ConditionTable* table_;
  MacroState macros_;
  SurvivingCode code_;
  std::vector<OpenConditional> open_;
  Condition here_ = Condition::kAlways;  // when this line is read
  int described_ = 0;                    // lines
  int too_deep_ = 0;  // conditionals that are open and not in open_
  bool has_constants_ = false;
};

}  // namespace

SurvivingCode ReadSurvivingCode(absl::string_view path, absl::string_view text,
                                const SymbolSettings& settings,
                                ConditionTable* table) {
  return CodeReader(path, text, settings, table).Read();
}

std::vector<SurvivingInclude> IncludesOf(absl::string_view path,
                                         absl::string_view text,
                                         const SymbolSettings& settings) {
  ConditionTable table;
  return ReadSurvivingCode(path, text, settings, &table).includes;
}

}  // namespace patchgraph
