// Dependencies that follow from names rather than from lines: a matter of
// judgement, and marked so.

#ifndef PATCHGRAPH_ENGINE_GRAPH_SYMBOL_USES_H_
#define PATCHGRAPH_ENGINE_GRAPH_SYMBOL_USES_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/apply/patch_step.h"
#include "engine/graph/dependency.h"

namespace patchgraph {

// Follows the names that a stack introduces, patch by patch.
class SymbolUses {
 public:
  SymbolUses();
  ~SymbolUses();

  // The next patch of the stack; `patch` is its position. Returns what it needs
  // of the patches before it: kUses, kBuildsFile and kAsksSymbol. Looks at the
  // lines that the hunks added and removed, and at no others. An error only if
  // a file cannot be read.
  absl::StatusOr<std::vector<Dependency>> Add(const PatchStep& step, int patch);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_SYMBOL_USES_H_
