#include "engine/kbuild/operand_arithmetic.h"

#include <cstddef>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

// An expression this long is no longer told apart from the inside.
constexpr std::size_t kLongestOpenText = 4000;

absl::optional<bool> CompareNumbers(absl::string_view op, const Operand& left,
                                    const Operand& right) {
  const bool is_unsigned = left.is_unsigned || right.is_unsigned;
  const auto a = static_cast<std::uint64_t>(left.number);
  const auto b = static_cast<std::uint64_t>(right.number);
  const bool less = is_unsigned ? a < b : left.number < right.number;
  if (op == "<") return less;
  if (op == ">=") return !less;
  if (op == "==") return a == b;
  if (op == "!=") return a != b;
  if (op == "<=") return less || a == b;
  if (op == ">") return !less && a != b;
  return absl::nullopt;
}

// nullopt where C says that it is not defined.
absl::optional<Operand> Divide(bool remainder, const Operand& left,
                               const Operand& right) {
  if (right.number == 0) return absl::nullopt;
  if (left.is_unsigned || right.is_unsigned) {
    const auto a = static_cast<std::uint64_t>(left.number);
    const auto b = static_cast<std::uint64_t>(right.number);
    return Operand::Known(static_cast<std::int64_t>(remainder ? a % b : a / b),
                          true);
  }
  const bool overflows =
      left.number == std::numeric_limits<std::int64_t>::min() &&
      right.number == -1;
  if (overflows) return absl::nullopt;
  return Operand::Known(remainder ? left.number % right.number
                                  : left.number / right.number);
}

absl::optional<Operand> Calculate(absl::string_view op, const Operand& left,
                                  const Operand& right) {
  const absl::optional<bool> compared = CompareNumbers(op, left, right);
  if (compared.has_value()) return Operand::Known(*compared ? 1 : 0);
  if (op == "/" || op == "%") return Divide(op == "%", left, right);
  const auto a = static_cast<std::uint64_t>(left.number);
  const auto b = static_cast<std::uint64_t>(right.number);
  const bool is_unsigned = left.is_unsigned || right.is_unsigned;
  const auto known = [&](std::uint64_t bits, bool is_unsigned_result) {
    return Operand::Known(static_cast<std::int64_t>(bits), is_unsigned_result);
  };
  if (op == "+") return known(a + b, is_unsigned);
  if (op == "-") return known(a - b, is_unsigned);
  if (op == "*") return known(a * b, is_unsigned);
  if (op == "&") return known(a & b, is_unsigned);
  if (op == "|") return known(a | b, is_unsigned);
  if (op == "^") return known(a ^ b, is_unsigned);
  if (b >= 64) return absl::nullopt;
  if (op == "<<") return known(a << b, left.is_unsigned);
  if (op == ">>") {
    if (left.is_unsigned) return known(a >> b, true);
    return Operand::Known(left.number >> b);
  }
  return absl::nullopt;
}

bool IsWord(absl::string_view text) {
  return text.find(' ') == absl::string_view::npos;
}

}  // namespace

absl::optional<Operand> ReadNumber(absl::string_view text) {
  bool is_unsigned = false;
  while (!text.empty()) {
    const char last = absl::ascii_tolower(text.back());
    if (last != 'u' && last != 'l') break;
    is_unsigned |= last == 'u';
    text.remove_suffix(1);
  }
  std::uint64_t base = 10;
  if (text.size() > 1 && text[0] == '0') {
    const char second = absl::ascii_tolower(text[1]);
    base = second == 'x' ? 16 : second == 'b' ? 2 : 8;
    text.remove_prefix(base == 8 ? 1 : 2);
  }
  if (text.empty()) return absl::nullopt;
  std::uint64_t number = 0;
  for (const char byte : text) {
    const char lower = absl::ascii_tolower(byte);
    std::uint64_t digit = base;
    if (absl::ascii_isdigit(byte)) {
      digit = static_cast<std::uint64_t>(byte - '0');
    }
    if (lower >= 'a' && lower <= 'f') {
      digit = static_cast<std::uint64_t>(lower - 'a') + 10;
    }
    if (digit >= base) return absl::nullopt;
    if (number > (std::numeric_limits<std::uint64_t>::max() - digit) / base) {
      return absl::nullopt;
    }
    number = number * base + digit;
  }
  is_unsigned |= number > static_cast<std::uint64_t>(
                              std::numeric_limits<std::int64_t>::max());
  return Operand::Known(static_cast<std::int64_t>(number), is_unsigned);
}

Condition OperandArithmetic::Truth(const Operand& operand) const {
  switch (operand.kind) {
    case Operand::kNumber:
      return operand.number != 0 ? Condition::kAlways : Condition::kNever;
    case Operand::kTruth:
      return operand.condition;
    case Operand::kOpen:
      break;
  }
  return table_->Atom(operand.text);
}

std::string OperandArithmetic::Text(const Operand& operand) const {
  std::string text;
  switch (operand.kind) {
    case Operand::kNumber:
      text = operand.is_unsigned
                 ? absl::StrCat(static_cast<std::uint64_t>(operand.number), "u")
                 : absl::StrCat(operand.number);
      break;
    case Operand::kTruth:
      text = table_->Text(operand.condition);
      // An atom may be any number where it is not 0, and a truth is 1.
      if (!absl::StartsWith(text, "defined(") || !IsWord(text)) {
        text = absl::StrCat("!!(", text, ")");
      }
      // Text() leaves out what tells names at different places apart.
      absl::StrAppend(&text, "@", static_cast<int>(operand.condition));
      break;
    case Operand::kOpen:
      text = operand.text;
      break;
  }
  return IsWord(text) && text[0] != '-' ? text : absl::StrCat("(", text, ")");
}

Operand OperandArithmetic::Unary(absl::string_view op,
                                 const Operand& operand) const {
  if (op == "+") return operand;
  if (op == "!") return Operand::Truth(table_->Not(Truth(operand)));
  if (operand.kind == Operand::kNumber) {
    const auto bits = static_cast<std::uint64_t>(operand.number);
    return Operand::Known(
        static_cast<std::int64_t>(op == "-" ? 0 - bits : ~bits),
        operand.is_unsigned);
  }
  return OpenExpression(absl::StrCat(op, Text(operand)), operand.is_unsigned);
}

Operand OperandArithmetic::Equal(const Operand& left,
                                 const Operand& right) const {
  if (left.kind == Operand::kTruth && right.kind == Operand::kTruth) {
    return Operand::Truth(table_->IfThenElse(left.condition, right.condition,
                                             table_->Not(right.condition)));
  }
  // "defined(A) == 0"
  const bool left_is_truth = left.kind == Operand::kTruth;
  const Operand& truth = left_is_truth ? left : right;
  const Operand& other = left_is_truth ? right : left;
  if (truth.kind == Operand::kTruth && other.kind == Operand::kNumber) {
    if (other.number == 1) return truth;
    if (other.number == 0) {
      return Operand::Truth(table_->Not(truth.condition));
    }
    return Operand::Known(0);
  }
  // "X == 0" is "!X".
  if (left.kind == Operand::kNumber && left.number == 0) {
    return Unary("!", right);
  }
  if (right.kind == Operand::kNumber && right.number == 0) {
    return Unary("!", left);
  }
  std::string first = Text(left);
  std::string second = Text(right);
  const bool swap = left.kind == Operand::kNumber ||
                    (right.kind != Operand::kNumber && second < first);
  if (swap) first.swap(second);
  return Operand::Truth(table_->Atom(absl::StrCat(first, " == ", second)));
}

Operand OperandArithmetic::Compare(absl::string_view op, const Operand& left,
                                   const Operand& right) const {
  if (op == "==") return Equal(left, right);
  if (op == "!=") return Unary("!", Equal(left, right));
  // All others by "<" alone.
  if (op == "<" || op == ">=") {
    const Operand less = Operand::Truth(
        table_->Atom(absl::StrCat(Text(left), " < ", Text(right))));
    return op == "<" ? less : Unary("!", less);
  }
  const Operand less = Operand::Truth(
      table_->Atom(absl::StrCat(Text(right), " < ", Text(left))));
  return op == ">" ? less : Unary("!", less);
}

Operand OperandArithmetic::Binary(absl::string_view op, const Operand& left,
                                  const Operand& right) const {
  if (op == "&&") {
    return Operand::Truth(table_->And(Truth(left), Truth(right)));
  }
  if (op == "||") {
    return Operand::Truth(table_->Or(Truth(left), Truth(right)));
  }
  if (left.kind == Operand::kNumber && right.kind == Operand::kNumber) {
    const absl::optional<Operand> known = Calculate(op, left, right);
    if (known.has_value()) return *known;
  }
  const bool compares = op == "==" || op == "!=" || op == "<" || op == ">" ||
                        op == "<=" || op == ">=";
  if (compares &&
      (left.kind != Operand::kNumber || right.kind != Operand::kNumber)) {
    return Compare(op, left, right);
  }
  const bool shifts = op == "<<" || op == ">>";
  return OpenExpression(absl::StrCat(Text(left), " ", op, " ", Text(right)),
                        left.is_unsigned || (!shifts && right.is_unsigned));
}

Operand OperandArithmetic::OpenExpression(std::string text,
                                          bool is_unsigned) const {
  if (text.size() > kLongestOpenText) {
    // Equal to nothing else.
    text = absl::StrCat("(a long expression)@", table_->atoms().size());
    table_->Atom(text);
  }
  Operand operand = Operand::Open(std::move(text));
  operand.is_unsigned = is_unsigned;
  return operand;
}

Operand OperandArithmetic::Choose(const Operand& which, const Operand& then,
                                  const Operand& otherwise) const {
  const Condition condition = Truth(which);
  if (condition == Condition::kAlways || condition == Condition::kNever) {
    const bool takes_then = condition == Condition::kAlways;
    Operand chosen = takes_then ? then : otherwise;
    // The type is that of both.
    if (!(takes_then ? otherwise : then).is_unsigned) return chosen;
    chosen.is_unsigned = true;
    return chosen.kind == Operand::kNumber
               ? chosen
               : OpenExpression(absl::StrCat(Text(chosen), " + 0u"),
                                /*is_unsigned=*/true);
  }
  if (then.kind != Operand::kOpen && otherwise.kind != Operand::kOpen) {
    const auto is_truth = [](const Operand& operand) {
      return operand.kind == Operand::kTruth ||
             (!operand.is_unsigned &&
              (operand.number == 0 || operand.number == 1));
    };
    if (is_truth(then) && is_truth(otherwise)) {
      return Operand::Truth(
          table_->IfThenElse(condition, Truth(then), Truth(otherwise)));
    }
  }
  return OpenExpression(absl::StrCat("(", Text(which), " ? ", Text(then), " : ",
                                     Text(otherwise), ")"),
                        then.is_unsigned || otherwise.is_unsigned);
}

}  // namespace patchgraph
