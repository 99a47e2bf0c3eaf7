// Small Kconfig files made up, and what they mean, by trying everything.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_ORACLE_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_ORACLE_H_

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace patchgraph {

// A condition as a tree; symbols are numbers.
struct OracleExpr {
  enum Kind { kConstant, kSymbol, kNot, kAnd, kOr };
  Kind kind = kConstant;
  int value = 1;  // of kConstant, or the symbol
  std::vector<OracleExpr> operands;
};

// "config", once. A symbol may have several.
struct OracleDefinition {
  int symbol = 0;
  bool has_prompt = false;
  OracleExpr prompt;  // its condition
  std::vector<OracleExpr> depends;
  OracleExpr around;  // an "if" around it
  bool has_around = false;
  struct Default {
    OracleExpr value;
    OracleExpr condition;
  };
  std::vector<Default> defaults;
  struct Select {
    int symbol = 0;
    OracleExpr condition;
  };
  std::vector<Select> selects;
};

// Bool symbols only. A definition mentions symbols of lower number, and selects
// symbols of higher number; so each can be worked out after the other.
struct OracleKconfig {
  std::vector<OracleDefinition> definitions;  // by symbol

  std::string Text(const std::vector<std::string>& names) const;
  // Every symbol's value. `asked`: 0, 1, or -1 where nobody says.
  std::vector<int> Configured(const std::vector<int>& asked) const;
};

// Calls `visit` with every way to ask `symbols` symbols.
void ForEachAsked(int symbols,
                  const std::function<void(const std::vector<int>&)>& visit);

class KconfigGenerator {
 public:
  explicit KconfigGenerator(std::uint64_t seed) : random_(seed) {}

  // Of the symbols that `used` has, of `symbols`.
  OracleKconfig NewKconfig(const std::vector<bool>& used);
  // As a stack would do it that adds the symbols `added`: definitions for them,
  // and changes to others, most of which hang on these.
  OracleKconfig Patched(const OracleKconfig& base,
                        const std::vector<bool>& used,
                        const std::vector<bool>& added);

  int Below(int limit) { return static_cast<int>(random_() % limit); }

 private:
  OracleExpr NewExpr(int below, const std::vector<bool>& used, int depth);
  OracleDefinition NewDefinition(int symbol, const std::vector<bool>& used);
  void Change(OracleDefinition* definition, const std::vector<bool>& used,
              const std::vector<bool>& added);

  std::mt19937_64 random_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_ORACLE_H_
