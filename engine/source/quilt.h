// Quilt's series: a folder of patches and a file "series" that lists them.

#ifndef PATCHGRAPH_ENGINE_SOURCE_QUILT_H_
#define PATCHGRAPH_ENGINE_SOURCE_QUILT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/patch.h"
#include "engine/source/patch_file.h"

namespace patchgraph {

// A line of a series file: "fix-leak.patch -p0 -R  # why".
struct QuiltEntry {
  std::string patch;  // a path from the series file's folder
  int strip = 1;
  bool reversed = false;
  int line = 0;  // of the series file, from 1

  friend bool operator==(const QuiltEntry& a, const QuiltEntry& b) {
    return a.patch == b.patch && a.strip == b.strip &&
           a.reversed == b.reversed && a.line == b.line;
  }
};

// Reads a series file's text. `file` names it in errors. Empty lines and
// comments, also behind a name, are passed over. InvalidArgument, with file and
// line, for an option that quilt does not have, for a patch named twice, and
// for a name that leads out of the folder.
absl::StatusOr<std::vector<QuiltEntry>> ParseQuiltSeries(
    absl::string_view text, absl::string_view file);

// The series file that `path` means: itself, or the one in the folder, in its
// patches/ or its debian/patches/. nullopt if there is none.
absl::optional<std::string> FindQuiltSeries(const std::string& path);

// Reads the series that FindQuiltSeries finds, and its patches. Patches with
// -R are kept as written and say so: see reverse_patch.h. NotFound, with the
// series file and line, for a patch that is not there.
absl::StatusOr<Series> ReadQuiltSeries(const std::string& path,
                                       const SeriesOptions& options = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_QUILT_H_
