// Patches by the names that people give them.

#ifndef PATCHGRAPH_CLI_PATCH_NAMES_H_
#define PATCHGRAPH_CLI_PATCH_NAMES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"
#include "engine/graph/stack_dependencies.h"
#include "engine/model/stack.h"

namespace patchgraph {

// Where a patch stands. All positions count from 0.
struct PatchPlace {
  size_t stack = 0;
  size_t layer = 0;
  size_t patch = 0;  // in the layer
  int in_stack = 0;  // among all patches of the stack
  std::string name;
  std::string full_name;  // "stack/layer/patch"
  std::string source;     // of a commit its whole id
};

// The patches of a stack, which is the `number`th of its list.
std::vector<PatchPlace> PlacesIn(const Stack& stack, size_t number);
std::vector<PatchPlace> PlacesIn(const std::vector<Stack>& stacks);
// The same, for a stack that was not read again.
std::vector<PatchPlace> PlacesIn(const StackDependencies& stack, size_t number);

class PatchNames {
 public:
  // `repository`, which may be null, must outlive this.
  PatchNames(std::vector<PatchPlace> places, const GitRepository* repository)
      : places_(std::move(places)), repository_(repository) {}

  // A name is a patch's own, or the end of "stack/layer/patch" from a '/' on,
  // so that a file name will do where it is unique; of a commit also its id or
  // the beginning of it, or any revision that names it. InvalidArgument, begun
  // with `option`, where a name fits no patch (with the nearest ones) or
  // several (with all of them).
  absl::StatusOr<PatchPlace> Find(absl::string_view option,
                                  const std::string& wanted) const;

 private:
  std::vector<PatchPlace> Matches(const std::string& wanted) const;
  std::vector<PatchPlace> MatchingCommits(const std::string& wanted) const;
  absl::Status NoSuchPatch(absl::string_view option,
                           const std::string& wanted) const;

  std::vector<PatchPlace> places_;
  const GitRepository* repository_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_PATCH_NAMES_H_
