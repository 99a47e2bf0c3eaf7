// What two models of one architecture make of a configuration without the
// feature: whether it can be asked for the same, and comes out the same.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_COMPARE_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_COMPARE_H_

#include <string>
#include <vector>

#include "engine/kbuild/kconfig_knowledge.h"
#include "engine/kbuild/kconfig_model.h"
#include "engine/text/lines.h"

namespace patchgraph {

// Lines of a Kconfig file, of the base or of the patched tree.
struct KconfigPlace {
  bool patched = false;
  std::string path;
  LineRange lines;
};

bool operator==(const KconfigPlace& a, const KconfigPlace& b);

struct KconfigDifference {
  enum Kind : unsigned char {
    kNewSymbol,   // and it can be on with the feature off
    kGoneSymbol,  // which could be on
    kAlwaysOn,    // it should be off, and cannot be
    kType,        // bool, tristate...
    kPrompt,      // its wording, or when it is there
    kDependency,  // its own, or those of what it stands in
    kDefault,
    kSelect,
    kImply,
    kRange,
    kOption,
    kChoice,        // what there is to choose from, or what is chosen
    kArchitecture,  // the base has it, the patched tree does not
  };
  Kind kind = kNewSymbol;
  std::string symbol;  // without "CONFIG_"; of a choice its prompt
  // In words: "default of SMP is `y if X86`, was `n`".
  std::string text;
  // The roots whose kernels see it.
  std::vector<std::string> roots;
  // The lines that make it.
  std::vector<KconfigPlace> places;
  // What surrounds these, from the inside out, for where none of them was
  // edited: an "if", a menu, a "source".
  std::vector<KconfigPlace> around;
};

// "new symbol", "default": for people and for JSON.
absl::string_view KconfigDifferenceName(KconfigDifference::Kind kind);

// In the order of the symbols' names. Both are of the same expressions and
// formulas, and with the same settings.
std::vector<KconfigDifference> CompareKconfigModels(
    KconfigKnowledge* base, KconfigKnowledge* patched,
    KconfigExpressions* expressions, KconfigFormulas* formulas);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_COMPARE_H_
