#include "cli/streams.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {

std::string PathFrom(const CliStreams& streams, const std::string& name) {
  if (streams.directory == "." || absl::StartsWith(name, "/")) return name;
  return absl::StrCat(streams.directory, "/", name);
}

}  // namespace patchgraph
