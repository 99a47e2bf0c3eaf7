#include "engine/kbuild/directive_expression.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/kbuild/operand_arithmetic.h"

namespace patchgraph {
namespace {

// Brackets and unary operators in one another; more are not looked into.
constexpr int kDeepestExpression = 100;

// How tightly a binary operator binds; 0 for what is none.
int Precedence(absl::string_view op) {
  static constexpr std::pair<absl::string_view, int> kTable[] = {
      {"*", 10}, {"/", 10}, {"%", 10}, {"+", 9},  {"-", 9},  {"<<", 8},
      {">>", 8}, {"<", 7},  {">", 7},  {"<=", 7}, {">=", 7}, {"==", 6},
      {"!=", 6}, {"&", 5},  {"^", 4},  {"|", 3},  {"&&", 2}, {"||", 1}};
  for (const auto& [text, precedence] : kTable) {
    if (op == text) return precedence;
  }
  return 0;
}

class ExpressionReader {
 public:
  ExpressionReader(absl::Span<const CodeToken> tokens, MacroState* macros,
                   ConditionTable* table)
      : tokens_(tokens), macros_(macros), table_(table), arithmetic_(table) {}

  ExpressionValue Read() {
    const Operand operand = ReadConditional(0);
    if (failed_ || at_ != tokens_.size()) {
      std::string text;
      for (const CodeToken& token : tokens_) {
        absl::StrAppend(&text, text.empty() ? "" : " ", Shown(token));
      }
      return {table_->Atom(text), /*malformed=*/true};
    }
    return {arithmetic_.Truth(operand), /*malformed=*/false};
  }

 private:
  std::string Shown(const CodeToken& token) const {
    return token.kind == CodeToken::kName ? macros_->NameHere(token.text)
                                          : std::string(token.text);
  }

  bool NextIs(absl::string_view text) const {
    return at_ < tokens_.size() && tokens_[at_].Is(text);
  }

  bool Take(absl::string_view text) {
    if (!NextIs(text)) return false;
    ++at_;
    return true;
  }

  Operand Fail() {
    failed_ = true;
    return Operand::Known(0);
  }

  Operand ReadConditional(int depth) {
    if (depth > kDeepestExpression) return Fail();
    Operand which = ReadBinary(1, depth);
    if (!Take("?")) return which;
    const Operand then = ReadConditional(depth + 1);
    if (failed_ || !Take(":")) return Fail();
    const Operand otherwise = ReadConditional(depth + 1);
    if (failed_) return Fail();
    return arithmetic_.Choose(which, then, otherwise);
  }

  Operand ReadBinary(int loosest, int depth) {
    Operand left = ReadUnary(depth);
    while (!failed_ && at_ < tokens_.size()) {
      const absl::string_view op = tokens_[at_].text;
      const int precedence = Precedence(op);
      if (precedence == 0 || precedence < loosest) break;
      ++at_;
      const Operand right = ReadBinary(precedence + 1, depth + 1);
      if (failed_) return Fail();
      left = arithmetic_.Binary(op, left, right);
    }
    return left;
  }

  Operand ReadUnary(int depth) {
    if (failed_ || at_ == tokens_.size() || depth > kDeepestExpression) {
      return Fail();
    }
    const CodeToken& token = tokens_[at_];
    for (const absl::string_view op : {"!", "-", "+", "~"}) {
      if (!token.Is(op)) continue;
      ++at_;
      const Operand operand = ReadUnary(depth + 1);
      return failed_ ? Fail() : arithmetic_.Unary(op, operand);
    }
    if (Take("(")) {
      const Operand operand = ReadConditional(depth + 1);
      return !failed_ && Take(")") ? operand : Fail();
    }
    ++at_;
    switch (token.kind) {
      case CodeToken::kNumber: {
        const absl::optional<Operand> number = ReadNumber(token.text);
        return number.has_value() ? *number : Fail();
      }
      case CodeToken::kLiteral:
        if (token.text.size() == 3 && token.text[0] == '\'') {
          return Operand::Known(token.text[1]);
        }
        return Operand::Open(std::string(token.text));
      case CodeToken::kName:
        return ReadName(token.text);
      case CodeToken::kPunctuation:
        break;
    }
    return Fail();
  }

  Operand ReadName(absl::string_view name) {
    if (name == "defined") return ReadDefined();
    if (NextIs("(")) return ReadCall(name);
    if (macros_->Defined(name) == Condition::kNever) return Operand::Known(0);
    return Operand::Open(macros_->NameHere(name));
  }

  Operand ReadDefined() {
    const bool bracket = Take("(");
    if (at_ == tokens_.size() || tokens_[at_].kind != CodeToken::kName) {
      return Fail();
    }
    const absl::string_view name = tokens_[at_++].text;
    if (bracket && !Take(")")) return Fail();
    return Operand::Truth(macros_->Defined(name));
  }

  Operand ReadCall(absl::string_view name) {
    const std::size_t begin = at_;
    std::string text = macros_->NameHere(name);
    int open = 0;
    do {
      if (at_ == tokens_.size()) return Fail();
      const CodeToken& token = tokens_[at_++];
      if (token.Is("(")) ++open;
      if (token.Is(")")) --open;
      absl::StrAppend(&text, Shown(token));
    } while (open > 0);
    if (at_ - begin == 3 && tokens_[begin + 1].kind == CodeToken::kName) {
      const absl::optional<Condition> config =
          EvaluateConfigMacro(name, tokens_[begin + 1].text, macros_, table_);
      if (config.has_value()) return Operand::Truth(*config);
    }
    return Operand::Open(std::move(text));
  }

  const absl::Span<const CodeToken> tokens_;
  MacroState* macros_;
  ConditionTable* table_;
  OperandArithmetic arithmetic_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

ExpressionValue EvaluateExpression(absl::Span<const CodeToken> tokens,
                                   MacroState* macros, ConditionTable* table) {
  return ExpressionReader(tokens, macros, table).Read();
}

absl::optional<Condition> EvaluateConfigMacro(absl::string_view macro,
                                              absl::string_view name,
                                              MacroState* macros,
                                              ConditionTable* table) {
  if (!absl::StartsWith(macro, "IS_") || !IsConfigName(name)) {
    return absl::nullopt;
  }
  const Condition built_in = macros->Defined(name);
  const Condition module = macros->Defined(absl::StrCat(name, "_MODULE"));
  if (macro == "IS_BUILTIN") return built_in;
  if (macro == "IS_MODULE") return module;
  if (macro == "IS_ENABLED") return table->Or(built_in, module);
  if (macro == "IS_REACHABLE") {
    return table->Or(built_in, table->And(module, macros->Defined("MODULE")));
  }
  return absl::nullopt;
}

}  // namespace patchgraph
