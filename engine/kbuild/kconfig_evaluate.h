// One configuration: what each symbol comes out as, once it is known what was
// asked for.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_EVALUATE_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_EVALUATE_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/optional.h"
#include "engine/kbuild/kconfig_expression.h"
#include "engine/kbuild/kconfig_model.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

// Symbols that are asked for and can be had are what was asked for; others are
// their default, or y with `all_yes`, as for allyesconfig; and at least what
// selects them says. Of a choice, the member that is asked for or its default.
//
// kOpen: it hangs on what is not known, a macro or a string's value. The model
// must outlive it.
class KconfigEvaluation {
 public:
  KconfigEvaluation(const KconfigModel& model, const SymbolSettings& asked,
                    bool all_yes, KconfigExpressions* expressions)
      : model_(model),
        asked_(asked),
        all_yes_(all_yes),
        expressions_(*expressions) {
    FindChoices();
  }

  SymbolValue Of(KconfigName name);

 private:
  // From `least` to `most`: 0 is n, 1 is m, 2 is y. What is not known is a
  // range.
  struct Range {
    int least = 0;
    int most = 0;
  };

  void FindChoices();
  Range SymbolRange(int symbol);
  Range WorkOut(int symbol);
  Range Expression(KconfigExpr expr);
  Range Comparison(const KconfigExpressions::Node& node);
  Range Member(int symbol, int choice, Range offered);
  Range Default(int symbol);
  Range Selected(int symbol, KconfigProperty::Kind kind);
  Range Offered(const KconfigDefinition& definition);

  const KconfigModel& model_;
  const SymbolSettings& asked_;
  const bool all_yes_;
  KconfigExpressions& expressions_;
  std::vector<int> choice_of_;  // by symbol, -1
  absl::flat_hash_map<int, Range> known_;
  absl::flat_hash_map<KconfigExpr, Range> made_;
  int depth_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_EVALUATE_H_
