// Where runs and baselines are kept.

#ifndef PATCHGRAPH_CLI_DB_PLACE_H_
#define PATCHGRAPH_CLI_DB_PLACE_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/check_inputs.h"
#include "cli/streams.h"

namespace patchgraph {

// Who has a say. Empty: nobody there, or it does not say.
struct DbPlaceHints {
  std::string given;           // by --db
  std::string project_folder;  // where the project file lies
  std::string project_db;      // by `db` in it
  std::string git_folder;      // git's own folder, which ends in a slash
};

// What the inputs of a command say. `given` is --db.
DbPlaceHints DbHintsOf(const CheckInputs& inputs, const std::string& given);

// The same for a command that reads no stacks. `config` and `repository` are
// its --config and --repository, or empty.
absl::StatusOr<DbPlaceHints> FindDbHints(const std::string& given,
                                         const std::string& config,
                                         const std::string& repository,
                                         const CliStreams& streams);

// The place, as OpenPatchdb() takes it. The first that there is: --db, the
// environment's PATCHGRAPH_DB, `db` of the project file,
// patchgraph/patchgraph.db in git's own folder, .patchgraph/patchgraph.db
// beside the project file, patchgraph/patchgraph.db in XDG_STATE_HOME or in
// ~/.local/state. InvalidArgument without any.
absl::StatusOr<std::string> DbPlace(const DbPlaceHints& hints,
                                    const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_DB_PLACE_H_
