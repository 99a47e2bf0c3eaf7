#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_CARRIED_RENAMES_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_CARRIED_RENAMES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// One side renamed what the lines of the other side still use: the new names
// are put into the other side's lines, and then the three are merged. A name is
// renamed where all of the side's changes to the file put one other name for
// it, and nothing of it is left on that side. Kinds:
//   "names alone"  the one side did nothing but rename here: the other side's
//                  text with the new names
//   "merged"       it did more, and with the new names the three merge, by
//                  lines or by tokens
//   "replaced"     either, where the new name is one that the base had already:
//                  another thing was put in its place, and no name was changed
// Symmetric. Must not fire where a name became two, where it is still in use,
// or where the other side does not use it. Says nothing in large files with
// thousands of changes, since it looks through the whole file.
class CarriedRenames : public Resolver {
 public:
  absl::string_view name() const override { return "carried-renames"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_CARRIED_RENAMES_H_
