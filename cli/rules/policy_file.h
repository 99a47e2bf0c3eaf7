// Where a command's rules are read from.

#ifndef PATCHGRAPH_CLI_RULES_POLICY_FILE_H_
#define PATCHGRAPH_CLI_RULES_POLICY_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "cli/project/project_file.h"
#include "cli/streams.h"
#include "rules/policy.h"

namespace patchgraph {

// The first that there is: the file `given` (by --policy; may be empty), the
// project's section `policy`, the file that it names by `rules`, the built-in
// rules.
absl::StatusOr<Policy> ReadPolicy(const std::string& given,
                                  const absl::optional<Project>& project,
                                  const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_RULES_POLICY_FILE_H_
