// Dpatch's series: shell scripts that hold a diff each, and a file "00list".

#ifndef PATCHGRAPH_ENGINE_SOURCE_DPATCH_H_
#define PATCHGRAPH_ENGINE_SOURCE_DPATCH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/patch.h"
#include "engine/source/patch_file.h"

namespace patchgraph {

// A line of a 00list file.
struct DpatchEntry {
  std::string patch;  // with or without its ".dpatch"
  int line = 0;       // from 1
};

// Reads a 00list file's text: a name a line, with comments and empty lines.
// InvalidArgument, with file and line, for a name that leads out of the folder.
absl::StatusOr<std::vector<DpatchEntry>> ParseDpatchList(
    absl::string_view text, absl::string_view file);

// The list that `path` means: itself, or the one in the folder, in its
// patches/ or its debian/patches/. nullopt if there is none.
absl::optional<std::string> FindDpatchList(const std::string& path);

// Reads the list that FindDpatchList finds, and its patches: nothing of the
// scripts is run. NotFound, with the list and its line, for a patch that is
// not there.
absl::StatusOr<Series> ReadDpatchSeries(const std::string& path,
                                        const SeriesOptions& options = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_DPATCH_H_
