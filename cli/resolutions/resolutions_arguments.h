// The arguments of `patchgraph resolutions`.

#ifndef PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_ARGUMENTS_H_
#define PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/streams.h"

namespace patchgraph {

enum class ResolutionsAction {
  kList,
  kShow,
  kApply,
  kForget,
  kExport,
  kImport
};

struct ResolutionsArguments {
  ResolutionsAction action = ResolutionsAction::kList;
  std::vector<std::string> ids;  // of show and forget
  std::string id;                // of apply
  bool all = false;              // forget
  std::string path;              // list and forget
  std::string file;              // apply, export and import
  bool ref = false;              // the same
  std::string revision;          // import --ref; empty: our own ref
  bool rr_cache = false;         // import
  std::string rr_cache_folder;   // empty: the repository's
  std::string repository;
  bool json = false;  // list and show
  bool verbose = false;
};

// As ParseArguments() in arguments.h.
absl::optional<int> ParseResolutionsArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    ResolutionsArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_ARGUMENTS_H_
