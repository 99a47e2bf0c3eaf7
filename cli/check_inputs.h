// What a check is made of, read from where the arguments say.

#ifndef PATCHGRAPH_CLI_CHECK_INPUTS_H_
#define PATCHGRAPH_CLI_CHECK_INPUTS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/input_arguments.h"
#include "cli/progress.h"
#include "cli/project/project_file.h"
#include "cli/streams.h"
#include "engine/git/git_repository.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"
#include "rules/policy.h"

namespace patchgraph {

// What people should know of how the stack was read: see Series::notes.
std::vector<std::string> NotesOf(const Stack& stack);

struct CheckInputs {
  std::vector<Stack> stacks;
  std::shared_ptr<const Tree> onto;  // null: only on their own bases
  Policy rules;
  std::vector<std::string> notes;  // of the stacks that were read
  // The repository that revisions are looked up in; null without one.
  std::shared_ptr<const GitRepository> repository;
  // Of the project file, and the folder that it lies in; none without one.
  std::vector<FlavourSpec> flavours;
  std::string project_folder;
  std::string project_db;  // what it says of where runs are kept
};

// Whether all that is asked of a stack alone is known without reading it: its
// position among the stacks, what IdentityOf() says of it, and git's own
// folder.
using StackIsKnown = std::function<bool(
    size_t stack, const std::string& identity, const std::string& git_folder)>;

// Reads the stacks, without the patches that are left out, the target and the
// rules. A stack that `is_known`, and that goes to no target, has a name and
// nothing else. Where patches are left out `is_known` is not asked.
absl::StatusOr<CheckInputs> ReadCheckInputs(
    const InputArguments& arguments, const CliStreams& streams,
    Progress* progress, const StackIsKnown& is_known = nullptr);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_CHECK_INPUTS_H_
