// The folder in which `git rerere` keeps what it remembers.

#ifndef PATCHGRAPH_CLI_RESOLUTIONS_RR_CACHE_H_
#define PATCHGRAPH_CLI_RESOLUTIONS_RR_CACHE_H_

#include <string>

#include "absl/status/statusor.h"
#include "patchdb/resolution_text.h"

namespace patchgraph {

// All pairs of a preimage and a postimage in the folders of `folder`, in the
// order of their names. Conflicts that nobody has resolved yet have no
// postimage and are passed over. NotFound if there is no such folder.
absl::StatusOr<ReadResolutions> ReadRrCache(const std::string& folder);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_RESOLUTIONS_RR_CACHE_H_
