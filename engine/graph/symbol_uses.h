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
//
// A patch introduces a name if the lines it adds define or declare it (a macro,
// a function, a variable or a type at file scope, an enumerator, a member, a
// Kconfig symbol, a file), and no line that was seen before has it: a name that
// stands in the lines that hunks of this or an earlier patch remove or have as
// context was there already, as was one that the defining file has elsewhere.
// Code that was moved or changed introduces nothing that way, and what a patch
// of the stack introduced stays with that patch when its lines are rewritten.
//
// A later patch uses it if a line it adds has it, where it can be seen from:
// what is static or private to a program file only in that file, what belongs
// to an architecture only there, what a header outside of include/ has only in
// files that name the header or are next to it. Precision goes before
// completeness: short names, and single words where they may be anybody's, are
// passed over. Where several patches introduce a name, the latest that can be
// seen counts. Names within one patch are no dependency, nor is a use where the
// hunk takes a line with the same name away.
class SymbolUses {
 public:
  SymbolUses();
  ~SymbolUses();

  // The next patch of the stack; `patch` is its position. Returns what it needs
  // of the patches before it: kUses (of a name; `name` is a path where it is a
  // header that is included), kBuildsFile (`name` is the path of the file or,
  // with a slash, of the folder) and kAsksSymbol (`name` begins with CONFIG_).
  // At most one for two hunks and a reason: the first name. `lines` is the
  // empty range where the line is added. Hunks that did not apply count for
  // nothing. An error only if a file cannot be read.
  absl::StatusOr<std::vector<Dependency>> Add(const PatchStep& step, int patch);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_SYMBOL_USES_H_
