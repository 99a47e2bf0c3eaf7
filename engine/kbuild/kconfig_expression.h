// Expressions of Kconfig: "PCI && (X86 || IA64) && !XEN", "FB = y".

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_EXPRESSION_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_EXPRESSION_H_

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// An expression of a KconfigExpressions. Equal ones have equal numbers.
using KconfigExpr = int;
// A name or text of a KconfigExpressions. Equal ones have equal numbers.
using KconfigName = int;

enum class KconfigOperator : unsigned char {
  kConstant,  // n, m or y
  kSymbol,    // also a number, where the symbol of that name is not defined
  kText,      // "in quotes"
  kMacro,     // $(...): what it yields is not known
  kNot,
  kAnd,
  kOr,
  kEqual,
  kUnequal,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
};

// Holds every expression once, and every name. Files of several trees may
// share one: then what did not change has the same numbers in both.
class KconfigExpressions {
 public:
  static constexpr KconfigExpr kNo = 0;
  static constexpr KconfigExpr kModule = 1;
  static constexpr KconfigExpr kYes = 2;
  // Deeper expressions are not built: what would be is a macro, so unknown.
  static constexpr int kDeepest = 400;

  // Of a leaf, `left` is a KconfigName; of kNot there is no `right`.
  struct Node {
    KconfigOperator op = KconfigOperator::kConstant;
    int left = 0;
    int right = 0;
    int depth = 0;
  };

  KconfigExpressions();
  KconfigExpressions(const KconfigExpressions&) = delete;
  KconfigExpressions& operator=(const KconfigExpressions&) = delete;

  KconfigName Name(absl::string_view text);
  // -1 where it was never seen.
  KconfigName FindName(absl::string_view text) const;
  const std::string& NameText(KconfigName name) const { return names_[name]; }
  int name_count() const { return static_cast<int>(names_.size()); }

  KconfigExpr Symbol(absl::string_view name);
  KconfigExpr Text(absl::string_view text);
  KconfigExpr Macro(absl::string_view text);
  // These leave out what constants decide: "y && A" is A.
  KconfigExpr Not(KconfigExpr operand);
  KconfigExpr And(KconfigExpr left, KconfigExpr right);
  KconfigExpr Or(KconfigExpr left, KconfigExpr right);
  // `op` is one of kEqual and what follows it; the operands are leaves.
  KconfigExpr Compare(KconfigOperator op, KconfigExpr left, KconfigExpr right);

  const Node& node(KconfigExpr expr) const { return nodes_[expr]; }

  // As it would be written, with the parentheses that it needs.
  std::string ToText(KconfigExpr expr) const;

 private:
  KconfigExpr Make(KconfigOperator op, int left, int right, int depth);
  void Write(KconfigExpr expr, int around, std::string* text) const;

  std::deque<std::string> names_;
  absl::flat_hash_map<absl::string_view, KconfigName> name_numbers_;
  std::vector<Node> nodes_;
  absl::flat_hash_map<std::uint64_t, std::vector<KconfigExpr>> numbers_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_EXPRESSION_H_
