// What the definitions of a symbol, or a choice, say on one matter, line by
// line, so that two sides can be held against each other.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_PARTS_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_PARTS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "engine/kbuild/kconfig_compare.h"
#include "engine/kbuild/kconfig_knowledge.h"
#include "engine/kbuild/kconfig_model.h"

namespace patchgraph {

// One line, or one "if" or menu around it.
struct KconfigPart {
  std::string key;      // its value, its wording, what it selects
  KconfigFormula own;   // when it counts, by its own condition
  KconfigFormula full;  // and by all the dependencies
  std::string words;    // "y if X86"
  KconfigPlace place;
};

// One side of a comparison.
class KconfigSide {
 public:
  KconfigSide(KconfigKnowledge* knowledge, KconfigExpressions* expressions,
              KconfigFormulas* formulas, bool patched)
      : knowledge_(*knowledge),
        expressions_(*expressions),
        formulas_(*formulas),
        patched_(patched) {}

  KconfigKnowledge& knowledge() const { return knowledge_; }
  const KconfigModel& model() const { return knowledge_.model(); }

  // Of prompts, defaults, selects, implies, ranges and options.
  std::vector<KconfigPart> Properties(
      absl::Span<const KconfigDefinition> definitions,
      KconfigProperty::Kind kind) const;
  // What they depend on, or with kVisible what their prompts do: each part is
  // one expression, of their own or around them.
  std::vector<KconfigPart> Conditions(
      absl::Span<const KconfigDefinition> definitions,
      KconfigProperty::Kind kind) const;

  KconfigPlace Place(const KconfigFile& file, LineRange lines) const;
  std::vector<KconfigPlace> Lines(
      absl::Span<const KconfigDefinition> definitions) const;
  // What surrounds them, from the inside out.
  std::vector<KconfigPlace> Around(
      absl::Span<const KconfigDefinition> definitions) const;

 private:
  KconfigPart PartOf(const KconfigDefinition& definition,
                     const KconfigProperty& property) const;
  void AddConditions(const KconfigFile& file, int item,
                     KconfigProperty::Kind kind,
                     std::vector<KconfigPart>* parts) const;

  KconfigKnowledge& knowledge_;
  KconfigExpressions& expressions_;
  KconfigFormulas& formulas_;
  bool patched_;
};

// The parts that the other side does not have, wherever `where` holds.
struct KconfigPartsApart {
  std::vector<KconfigPart> base;
  std::vector<KconfigPart> patched;

  bool empty() const { return base.empty() && patched.empty(); }
};
KconfigPartsApart TakeKconfigPartsApart(absl::Span<const KconfigPart> base,
                                        absl::Span<const KconfigPart> patched,
                                        Condition where,
                                        KconfigFormulas* formulas);

// When each key counts: all parts with it together, or, where only the first
// that holds counts, those that come to their turn. Keys that never do are left
// out.
using KconfigOutcome = std::map<std::string, std::pair<Condition, Condition>>;
KconfigOutcome AnyOf(absl::Span<const KconfigPart> parts, Condition where,
                     KconfigFormulas* formulas);
KconfigOutcome FirstOf(absl::Span<const KconfigPart> parts, Condition where,
                       KconfigFormulas* formulas);

// "`y if A` and `n`", or "nothing".
std::string WordsOf(absl::Span<const KconfigPart> parts);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_PARTS_H_
