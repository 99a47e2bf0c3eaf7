// The operators of an #if, on values that may be open.

#ifndef PATCHGRAPH_ENGINE_KBUILD_OPERAND_ARITHMETIC_H_
#define PATCHGRAPH_ENGINE_KBUILD_OPERAND_ARITHMETIC_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/kbuild/condition_table.h"

namespace patchgraph {

// A number, a truth (1 when a condition holds and else 0), or an open value
// that is known by its text alone.
struct Operand {
  enum Kind : unsigned char { kNumber, kTruth, kOpen };

  static Operand Known(std::int64_t number, bool is_unsigned = false) {
    Operand operand;
    operand.number = number;
    operand.is_unsigned = is_unsigned;
    return operand;
  }
  static Operand Truth(Condition condition) {
    Operand operand;
    if (condition == Condition::kAlways) return Known(1);
    if (condition == Condition::kNever) return Known(0);
    operand.kind = kTruth;
    operand.condition = condition;
    return operand;
  }
  static Operand Open(std::string text) {
    Operand operand;
    operand.kind = kOpen;
    operand.text = std::move(text);
    return operand;
  }

  Kind kind = kNumber;
  bool is_unsigned = false;  // never a truth
  std::int64_t number = 0;   // its bits
  Condition condition = Condition::kNever;
  std::string text;
};

// What a number of C stands for; nullopt if it is none that #if knows.
absl::optional<Operand> ReadNumber(absl::string_view text);

class OperandArithmetic {
 public:
  explicit OperandArithmetic(ConditionTable* table) : table_(table) {}

  // When the operand is not 0.
  Condition Truth(const Operand& operand) const;

  Operand Unary(absl::string_view op, const Operand& operand) const;
  Operand Binary(absl::string_view op, const Operand& left,
                 const Operand& right) const;
  // which ? then : otherwise
  Operand Choose(const Operand& which, const Operand& then,
                 const Operand& otherwise) const;

 private:
  Operand Compare(absl::string_view op, const Operand& left,
                  const Operand& right) const;
  Operand Equal(const Operand& left, const Operand& right) const;
  Operand OpenExpression(std::string text, bool is_unsigned) const;
  // In brackets unless it is one word.
  std::string Text(const Operand& operand) const;

  ConditionTable* table_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_OPERAND_ARITHMETIC_H_
