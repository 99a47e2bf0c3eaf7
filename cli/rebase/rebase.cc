#include "cli/rebase/rebase.h"

#include "absl/types/optional.h"
#include "cli/rebase/rebase_forms.h"
#include "cli/rebase/rebase_git.h"
#include "cli/rebase/rebase_kind.h"
#include "cli/rebase_arguments.h"

namespace patchgraph {

int RunRebase(const std::vector<std::string>& arguments,
              const CliStreams& streams) {
  RebaseArguments parsed;
  const absl::optional<int> status =
      ParseRebaseArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  if (IsAboutForms(parsed, streams)) return RunRebaseForms(parsed, streams);
  return RunRebaseGit(parsed, streams);
}

}  // namespace patchgraph
