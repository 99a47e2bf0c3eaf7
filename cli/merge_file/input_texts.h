// The files that are merged, and those that are written.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_INPUT_TEXTS_H_
#define PATCHGRAPH_CLI_MERGE_FILE_INPUT_TEXTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

struct InputTexts {
  std::string base;
  std::string ours;
  std::string theirs;
};

// All bytes of the file. An error, with its name, where it is a folder or
// cannot be read.
absl::StatusOr<std::string> ReadWholeFile(const std::string& name);

// Puts a file of these bytes in the place of `name`, whole or not at all: it is
// written beside it and then renamed. A file that is there keeps its mode; one
// that is a symbolic link, or no file at all (/dev/null), is written through.
absl::Status ReplaceFile(const std::string& name, absl::string_view bytes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_INPUT_TEXTS_H_
