// Files that are replaced whole, or not at all.

#ifndef PATCHGRAPH_CLI_REPLACE_FILE_H_
#define PATCHGRAPH_CLI_REPLACE_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// Puts a file of these bytes in the place of `name`: it is written beside it
// and then renamed, so that a full disk or a kill leaves what was there. A file
// that is there keeps its mode; one that is a symbolic link, or no file at all
// (/dev/null), is written through.
absl::Status ReplaceFile(const std::string& name, absl::string_view bytes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REPLACE_FILE_H_
