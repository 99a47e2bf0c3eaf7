// The project file, patchgraph.textproto. Its schema is project.proto.

#ifndef PATCHGRAPH_CLI_PROJECT_PROJECT_FILE_H_
#define PATCHGRAPH_CLI_PROJECT_PROJECT_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/stack.h"
#include "engine/source/stack_spec.h"
#include "engine/source/tree_spec.h"
#include "rules/policy.h"

namespace patchgraph {

constexpr char kProjectFileName[] = "patchgraph.textproto";

// A kernel that is shipped. Paths are as written.
struct FlavourSpec {
  std::string name;
  std::string defconfig;
  std::string architecture;  // empty if not given
  std::string origin;        // where it is written, "file:line:column"
};

// A project file that was read and found sound. That what it names is there
// is seen when a stack is loaded: one that is broken does not keep the others
// from use.
struct Project {
  std::string file;        // as it was named
  std::string folder;      // where it lies; its paths start here
  std::string repository;  // its path; empty if not given
  std::string onto;        // as ParseTreeSpec takes it; empty if not given
  std::string db;          // a path or an address; empty if not given
  std::vector<StackSpec> stacks;  // with names that differ

  std::string rules;                  // a path; empty if not given
  std::vector<FlavourSpec> flavours;  // with names that differ
  absl::optional<Policy> policy;      // of its own section, if it has one

  // Where these are written, "file:line:column".
  std::string repository_origin;
  std::string onto_origin;
  std::string rules_origin;
};

// The project file in `folder` (empty: the current one) or the nearest folder
// above it; nullopt if there is none. A path that starts with `folder`.
absl::optional<std::string> FindProjectFile(absl::string_view folder);

// Reads and checks the file. Every complaint starts with
// "file:line:column: "; of several, each has a line of its own.
absl::StatusOr<Project> ReadProjectFile(absl::string_view file);

// The same from the file's text.
absl::StatusOr<Project> ParseProject(absl::string_view text,
                                     absl::string_view file);

// Opens the project's repository. Without one it is that of `folder` (empty:
// where we stand), else the project's own folder's, and if there is none either
// then none: stacks of folders and archives need none.
absl::StatusOr<SourceContext> OpenContext(const Project& project,
                                          absl::string_view folder);

// The stack of that name. NotFound, with the names that are near.
absl::StatusOr<StackSpec> FindStack(const Project& project,
                                    absl::string_view name);

// Finds and reads the stack, seen from `context`. Complaints about a layer
// start with its place in the file.
absl::StatusOr<Stack> LoadStack(const Project& project, absl::string_view name,
                                const SourceContext& context);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_PROJECT_PROJECT_FILE_H_
