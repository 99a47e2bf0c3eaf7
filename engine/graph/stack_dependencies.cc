#include "engine/graph/stack_dependencies.h"

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

// "hunk 2 of kernel/timer.c in timer-pause.patch".
std::string NameOf(const StackDependencies& stack, const HunkKey& key) {
  const GraphPatch& patch = stack.patches[key.patch];
  const std::string part = key.hunk < 0 ? std::string("the change")
                                        : absl::StrCat("hunk ", key.hunk + 1);
  return absl::StrCat(part, " of ", patch.files[key.file].path, " in ",
                      patch.name);
}

}  // namespace

absl::Status CheckNoCycle(const StackDependencies& stack) {
  for (const Dependency& dependency : stack.dependencies) {
    if (dependency.needs.patch < dependency.hunk.patch) continue;
    return absl::InternalError(absl::StrCat(
        "the dependency graph of ", stack.stack,
        " is wrong, please report it: ", NameOf(stack, dependency.hunk),
        " should need ", NameOf(stack, dependency.needs),
        ", which is not of an earlier patch"));
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
