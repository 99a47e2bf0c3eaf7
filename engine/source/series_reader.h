// Series of every kind, by their kind's name.

#ifndef PATCHGRAPH_ENGINE_SOURCE_SERIES_READER_H_
#define PATCHGRAPH_ENGINE_SOURCE_SERIES_READER_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/patch.h"
#include "engine/source/patch_file.h"

namespace patchgraph {

// What patch text comes in. Sparse trees and git ranges are no text.
enum class SeriesKind {
  kQuilt,      // a folder with a series file, or the series file
  kDirectory,  // a folder of patches in the order of their names
  kMbox,       // a file of mails
  kDpatch,     // a folder with a 00list file, or the 00list file
  kDiff,       // a file that is one patch
};

// The prefix on the command line: "quilt", "dir", "mbox", "dpatch", "diff".
absl::string_view Name(SeriesKind kind);
absl::optional<SeriesKind> SeriesKindOfName(absl::string_view name);

// The kind, where it is plain to see. Fails if nothing readable stands at
// `path`; nullopt if what stands there is no series, as a sparse tree is none.
absl::StatusOr<absl::optional<SeriesKind>> DetectSeriesKind(
    const std::string& path);

// Reads a series of a known kind. Series::name is the path.
absl::StatusOr<Series> ReadSeries(SeriesKind kind, const std::string& path,
                                  const SeriesOptions& options = {});

// One file that is a mailbox (mbox.h), and one that is a patch (diff_reader.h)
// or more than one changeset of Mercurial's (mercurial_export.h). Mails and
// changesets without a diff are left out, and the notes say so; a file without
// any diff is refused. The other kinds have headers of their own.
absl::StatusOr<Series> ReadMboxSeries(const std::string& path,
                                      const SeriesOptions& options = {});
absl::StatusOr<Series> ReadDiffSeries(const std::string& path,
                                      const SeriesOptions& options = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_SERIES_READER_H_
