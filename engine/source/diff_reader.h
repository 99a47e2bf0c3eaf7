// Reads unified diffs of every origin: diff(1), git, Mercurial, Subversion,
// quilt, in a mail or a script or by themselves.

#ifndef PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_H_
#define PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_H_

#include <cstddef>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/model/patch.h"

namespace patchgraph {

// A longer patch is refused.
constexpr size_t kMaxPatchBytes = size_t{1} << 30;

// Reads the text of one patch. Hunks are read by the counts in their headers,
// so that a removed line "-- x" is no header. Every byte is kept: PrintPatch
// gives the text back. A text without a diff is an empty patch, one with NUL
// bytes and no diff is refused.
//
// `file` says where the text stands and `name` which patch it is; both become
// `source` and `name` of the patch, and every error starts with
// "file:line: patch NAME". The paths in the result are as written, with their
// prefixes: see strip_level.h. `first_line` is where the text starts in its
// file. Author, date and subject are filled in from what
// stands before the diff.
//
// InvalidArgument for truncated and garbled diffs, for hunks with too few or
// too many lines, and for what is no unified diff but looks like another.
absl::StatusOr<Patch> ReadDiff(absl::string_view text, absl::string_view file,
                               absl::string_view name, int first_line = 1);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_H_
