#include "engine/kbuild/kconfig_tokens.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr int kDeepestParentheses = 100;

bool IsKconfigWordByte(char byte) {
  return absl::ascii_isalnum(static_cast<unsigned char>(byte)) || byte == '_' ||
         byte == '-' || byte == '.' || byte == '/';
}

// The end of what "$(" at `begin` opens; the line's end if nothing closes it.
std::size_t EndOfMacro(absl::string_view line, std::size_t begin) {
  int open = 0;
  for (std::size_t i = begin; i < line.size(); ++i) {
    if (line[i] == '(') ++open;
    if (line[i] == ')' && --open == 0) return i + 1;
  }
  return line.size();
}

// A word from `*at` on, which may have macros in it.
KconfigToken TakeKconfigWord(absl::string_view line, std::size_t* at) {
  KconfigToken token;
  const std::size_t begin = *at;
  while (*at < line.size()) {
    if (line[*at] == '$') {
      token.kind = KconfigToken::kMacro;
      const bool call = *at + 1 < line.size() && line[*at + 1] == '(';
      *at = call ? EndOfMacro(line, *at + 1) : *at + 1;
    } else if (IsKconfigWordByte(line[*at])) {
      ++*at;
    } else {
      break;
    }
  }
  token.text = std::string(line.substr(begin, *at - begin));
  return token;
}

// A text whose quote stands at `*at`. False if it is not closed.
bool TakeKconfigText(absl::string_view line, std::size_t* at,
                     KconfigToken* token) {
  const char quote = line[(*at)++];
  token->kind = KconfigToken::kText;
  for (; *at < line.size(); ++*at) {
    char byte = line[*at];
    if (byte == quote) {
      ++*at;
      return true;
    }
    if (byte == '\\' && *at + 1 < line.size()) byte = line[++*at];
    token->text.push_back(byte);
  }
  return false;
}

absl::string_view SignAt(absl::string_view rest) {
  for (const absl::string_view sign :
       {"&&", "||", "!=", "<=", ">=", "!", "=", "<", ">", "(", ")"}) {
    if (rest.substr(0, sign.size()) == sign) return sign;
  }
  return {};
}

bool ComparisonOf(absl::string_view sign, KconfigOperator* op) {
  if (sign == "=") {
    *op = KconfigOperator::kEqual;
  } else if (sign == "!=") {
    *op = KconfigOperator::kUnequal;
  } else if (sign == "<") {
    *op = KconfigOperator::kLess;
  } else if (sign == "<=") {
    *op = KconfigOperator::kLessOrEqual;
  } else if (sign == ">") {
    *op = KconfigOperator::kGreater;
  } else if (sign == ">=") {
    *op = KconfigOperator::kGreaterOrEqual;
  } else {
    return false;
  }
  return true;
}

}  // namespace

KconfigTokens SplitKconfigLine(absl::string_view line) {
  KconfigTokens split;
  std::size_t at = 0;
  while (at < line.size() && line[at] != '#' && line[at] != '\n') {
    const char byte = line[at];
    if (byte == ' ' || byte == '\t' || byte == '\r') {
      ++at;
    } else if (byte == '"' || byte == '\'') {
      KconfigToken token;
      if (!TakeKconfigText(line, &at, &token)) {
        split.trouble = "a text without its closing quote";
      }
      split.tokens.push_back(std::move(token));
    } else if (IsKconfigWordByte(byte) || byte == '$') {
      split.tokens.push_back(TakeKconfigWord(line, &at));
    } else if (const auto sign = SignAt(line.substr(at)); !sign.empty()) {
      split.tokens.push_back({KconfigToken::kSign, std::string(sign)});
      at += sign.size();
    } else {
      split.trouble = "a character that is no part of the language";
      ++at;
    }
  }
  return split;
}

bool KconfigTokenReader::Sees(KconfigToken::Kind kind) const {
  return !AtEnd() && tokens_[next_].kind == kind;
}

bool KconfigTokenReader::SeesWord(absl::string_view word) const {
  return Sees(KconfigToken::kWord) && tokens_[next_].text == word;
}

bool KconfigTokenReader::SeesSign(absl::string_view sign) const {
  return Sees(KconfigToken::kSign) && tokens_[next_].text == sign;
}

bool KconfigTokenReader::TakeWord(absl::string_view word) {
  if (!SeesWord(word)) return false;
  ++next_;
  return true;
}

KconfigExpr KconfigTokenReader::Unreadable(absl::string_view why) {
  if (trouble_.empty()) trouble_ = std::string(why);
  return expressions_->Macro("an expression that was not understood");
}

KconfigExpr KconfigTokenReader::TakeOperand() {
  if (AtEnd()) return Unreadable("a value is missing");
  const KconfigToken& token = tokens_[next_];
  switch (token.kind) {
    case KconfigToken::kSign:
      return Unreadable(
          absl::StrCat("\"", token.text, "\" where a value should stand"));
    case KconfigToken::kMacro:
      has_macro_ = true;
      ++next_;
      return expressions_->Macro(token.text);
    case KconfigToken::kText:
      ++next_;
      return expressions_->Text(token.text);
    case KconfigToken::kWord:
      break;
  }
  ++next_;
  return expressions_->Symbol(token.text);
}

KconfigExpr KconfigTokenReader::TakeNot(int depth) {
  bool negated = false;
  while (SeesSign("!")) {
    ++next_;
    negated = !negated;
  }
  KconfigExpr expr;
  if (SeesSign("(")) {
    if (depth == 0) return Unreadable("parentheses too deep");
    ++next_;
    expr = TakeOr(depth - 1);
    if (SeesSign(")")) {
      ++next_;
    } else {
      return Unreadable("a parenthesis is not closed");
    }
  } else {
    expr = TakeOperand();
    KconfigOperator op;
    if (Sees(KconfigToken::kSign) && ComparisonOf(tokens_[next_].text, &op)) {
      ++next_;
      expr = expressions_->Compare(op, expr, TakeOperand());
    }
  }
  return negated ? expressions_->Not(expr) : expr;
}

KconfigExpr KconfigTokenReader::TakeAnd(int depth) {
  KconfigExpr expr = TakeNot(depth);
  while (SeesSign("&&")) {
    ++next_;
    expr = expressions_->And(expr, TakeNot(depth));
  }
  return expr;
}

KconfigExpr KconfigTokenReader::TakeOr(int depth) {
  KconfigExpr expr = TakeAnd(depth);
  while (SeesSign("||")) {
    ++next_;
    expr = expressions_->Or(expr, TakeAnd(depth));
  }
  return expr;
}

KconfigExpr KconfigTokenReader::TakeExpression() {
  return TakeOr(kDeepestParentheses);
}

KconfigExpr KconfigTokenReader::TakeCondition() {
  return TakeWord("if") ? TakeExpression() : KconfigExpressions::kYes;
}

}  // namespace patchgraph
