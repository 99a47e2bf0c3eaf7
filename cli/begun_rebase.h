// The rebase that was begun in a repository, as a check would have it.

#ifndef PATCHGRAPH_CLI_BEGUN_REBASE_H_
#define PATCHGRAPH_CLI_BEGUN_REBASE_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "cli/check_inputs.h"
#include "cli/input_arguments.h"
#include "cli/streams.h"
#include "engine/check/check.h"
#include "engine/model/conflict.h"

namespace patchgraph {

struct BegunRebase {
  // One stack: what is still to be done. On what is done already.
  CheckInputs inputs;
  // The conflicts of it, those that are open first.
  std::vector<Conflict> conflicts;
  int open = 0;
  // What the first is counted as, from 1.
  int first = 1;
  // Whole ids of its own commits, old and new.
  std::set<std::string> commits;
};

// nullopt where none was begun, or there is no repository.
absl::StatusOr<absl::optional<BegunRebase>> FindBegunRebase(
    const InputArguments& arguments, const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_BEGUN_REBASE_H_
