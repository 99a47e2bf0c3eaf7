// The files that are merged.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_INPUT_TEXTS_H_
#define PATCHGRAPH_CLI_MERGE_FILE_INPUT_TEXTS_H_

#include <string>

#include "absl/status/statusor.h"

namespace patchgraph {

struct InputTexts {
  std::string base;
  std::string ours;
  std::string theirs;
};

// All bytes of the file. An error, with its name, where it is a folder or
// cannot be read.
absl::StatusOr<std::string> ReadWholeFile(const std::string& name);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_INPUT_TEXTS_H_
