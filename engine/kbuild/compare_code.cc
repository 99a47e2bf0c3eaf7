#include "engine/kbuild/compare_code.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/surviving_code.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

using CodeSpan = absl::Span<const SurvivingToken>;

// One side of the comparison, by lines.
class CodeSide {
 public:
  explicit CodeSide(const SurvivingCode& code) : code_(code) {
    const std::size_t lines = code.line_conditions.size();
    first_tokens_.resize(lines + 1, code.tokens.size());
    for (std::size_t i = code.tokens.size(); i-- > 0;) {
      first_tokens_[code.tokens[i].line] = i;
    }
    for (std::size_t line = lines; line-- > 0;) {
      first_tokens_[line] =
          std::min(first_tokens_[line], first_tokens_[line + 1]);
    }
  }

  CodeSpan TokensOf(LineRange lines) const {
    const std::size_t begin = first_tokens_[lines.begin];
    return CodeSpan(code_.tokens)
        .subspan(begin, first_tokens_[lines.end] - begin);
  }

  // When `token` is read if the line `begin`, before it, is read.
  Condition Within(const SurvivingToken& token, int begin,
                   ConditionTable* table) const {
    Condition within = Condition::kAlways;
    for (int branch = code_.line_branches[token.line];
         branch >= 0 && code_.branches[branch].line >= begin;
         branch = code_.branches[branch].parent) {
      within = table->And(within, code_.branches[branch].taken);
    }
    return within;
  }

  // Calls `see` with the lines of the directives that decide whether `line` is
  // read.
  template <typename See>
  void ForEachDirective(int line, See see) const {
    for (int branch = code_.line_branches[line]; branch >= 0;
         branch = code_.branches[branch].parent) {
      const CodeBranch& enclosing = code_.branches[branch];
      if (enclosing.taken == Condition::kAlways) continue;
      see(enclosing.line);
      see(enclosing.end_line);
    }
  }

 private:
  const SurvivingCode& code_;
  // By line: the first token of it or those behind it.
  std::vector<std::size_t> first_tokens_;
};

bool SameTokens(CodeSpan before, CodeSpan after) {
  return std::equal(before.begin(), before.end(), after.begin(), after.end(),
                    [](const SurvivingToken& a, const SurvivingToken& b) {
                      return a.condition == b.condition && a.text == b.text;
                    });
}

// Two texts of one file and what survives of them.
class CodeComparison {
 public:
  CodeComparison(absl::string_view path, absl::string_view base,
                 absl::string_view patched, const SymbolSettings& settings)
      : base_(ReadSurvivingCode(path, base, settings, &table_)),
        patched_(ReadSurvivingCode(path, patched, settings, &table_)),
        before_(base_),
        after_(patched_) {
    for (const Edit& edit : Diff(Lines(base), Lines(patched))) {
      result_.edits.push_back({edit, false});
    }
  }

  FileNeutrality Compare() {
    result_.warnings = patched_.warnings;
    result_.warnings.insert(result_.warnings.end(), patched_.unbalanced.begin(),
                            patched_.unbalanced.end());
    const bool same = SameTokens(base_.tokens, patched_.tokens);
    const SurvivingCode& unbalanced =
        patched_.unbalanced.empty() ? base_ : patched_;
    if (!unbalanced.unbalanced.empty() && !result_.edits.empty()) {
      result_.answer = Neutrality::kUnknown;
      result_.reason =
          absl::StrCat("line ", unbalanced.unbalanced.front().line,
                       &unbalanced == &base_ ? " of the base's: " : ": ",
                       unbalanced.unbalanced.front().text);
    } else if (same) {
      return std::move(result_);
    } else {
      result_.answer = Neutrality::kChanged;
    }
    MarkEdits();
    return std::move(result_);
  }

 private:
  void MarkEdits() {
    for (EditReach& edit : result_.edits) {
      edit.reaches = DiffersItself(edit.edit);
    }
    MarkDirectives();
    const auto reaches = [](const EditReach& edit) { return edit.reaches; };
    const bool any =
        std::any_of(result_.edits.begin(), result_.edits.end(), reaches);
    if (any) return;
    // The whole differs, and no part of it does: any of them may be why.
    for (EditReach& edit : result_.edits) edit.reaches = true;
  }

  bool DiffersItself(const Edit& edit) {
    const CodeSpan before = before_.TokensOf(edit.before());
    const CodeSpan after = after_.TokensOf(edit.after());
    if (before.size() != after.size()) return true;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i].text != after[i].text) return true;
      if (before_.Within(before[i], edit.before_begin, &table_) !=
          after_.Within(after[i], edit.after_begin, &table_)) {
        return true;
      }
    }
    return false;
  }

  // The edits whose directives change when the lines outside of all edits are
  // read.
  void MarkDirectives() {
    int before = 0;
    int after = 0;
    std::size_t next = 0;
    const int lines = static_cast<int>(base_.line_conditions.size());
    while (before < lines) {
      if (next < result_.edits.size() &&
          result_.edits[next].edit.before_begin == before) {
        before = result_.edits[next].edit.before_end;
        after = result_.edits[next].edit.after_end;
        ++next;
        continue;
      }
      if (LineDiffers(before, after)) MarkAround(before, after);
      ++before;
      ++after;
    }
  }

  bool LineDiffers(int before, int after) const {
    return !SameTokens(before_.TokensOf({before, before + 1}),
                       after_.TokensOf({after, after + 1}));
  }

  void MarkAround(int before, int after) {
    // Lines in a row have the same directives around them.
    const int outer = base_.line_branches[before];
    const int inner = patched_.line_branches[after];
    if (outer == last_before_ && inner == last_after_) return;
    last_before_ = outer;
    last_after_ = inner;
    before_.ForEachDirective(before, [&](int line) { Mark(line, true); });
    after_.ForEachDirective(after, [&](int line) { Mark(line, false); });
  }

  void Mark(int line, bool in_base) {
    const auto range = [&](const Edit& edit) {
      return in_base ? edit.before() : edit.after();
    };
    const auto found = std::partition_point(
        result_.edits.begin(), result_.edits.end(),
        [&](const EditReach& edit) { return range(edit.edit).end <= line; });
    if (found != result_.edits.end() && range(found->edit).begin <= line) {
      found->reaches = true;
    }
  }

  ConditionTable table_;
  const SurvivingCode base_;
  const SurvivingCode patched_;
  const CodeSide before_;
  const CodeSide after_;
  FileNeutrality result_;
  int last_before_ = -1;
  int last_after_ = -1;
};

}  // namespace

FileNeutrality CompareCode(absl::string_view path,
                           absl::optional<absl::string_view> base,
                           absl::optional<absl::string_view> patched,
                           const SymbolSettings& settings) {
  return CodeComparison(path, base.value_or(""), patched.value_or(""), settings)
      .Compare();
}

}  // namespace patchgraph
