// What a merge driver can see of the git command that runs it.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_SURROUNDINGS_H_
#define PATCHGRAPH_CLI_MERGE_FILE_SURROUNDINGS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/types/optional.h"
#include "engine/text/merge.h"

namespace patchgraph {

struct Surroundings {
  // `git merge` names each commit that it merges: its id in hexadecimal, and
  // what the user called it (GITHEAD_<id>).
  std::vector<std::pair<std::string, std::string>> merge_heads;
  // The words of the git command above us, from the subcommand on:
  // {"cherry-pick", "-x", "topic"}. `git cherry-pick` of one commit tells of it
  // nowhere else while it merges. Empty where it cannot be seen: only Linux
  // shows it.
  std::vector<std::string> command;
};

Surroundings ReadSurroundings();

// The side that `-X ours` or `-X theirs` among the words gives every conflict
// to; git tells no merge driver of it. The last one counts.
absl::optional<Side> FavouredSide(const std::vector<std::string>& command);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_SURROUNDINGS_H_
