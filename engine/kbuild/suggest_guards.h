// Guards that would make a stack's changes neutral.

#ifndef PATCHGRAPH_ENGINE_KBUILD_SUGGEST_GUARDS_H_
#define PATCHGRAPH_ENGINE_KBUILD_SUGGEST_GUARDS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/kbuild/neutral.h"
#include "engine/kbuild/patched_stack.h"

namespace patchgraph {

struct GuardedFile {
  std::string path;
  std::string text;  // the stack's file with the guards
  int guards = 0;
  // Hunks that reached the build before, and that still do.
  int reached = 0;
  int reach = 0;
};

// For C, assembler and headers that have changed: "#ifdef CONFIG_X", the
// stack's lines, "#else", the base's, "#endif". A guard is suggested only if,
// read again, what is inside it no longer reaches the build with the feature
// off, if with the feature on the file is the stack's to the token, and if no
// break comes of it. In the order of paths.
absl::StatusOr<std::vector<GuardedFile>> SuggestGuards(
    const PatchedStack& stack, const StackNeutrality& neutrality);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_SUGGEST_GUARDS_H_
