// Prints patches: what was read gives the same bytes again, what is new comes
// out as git would write it.

#ifndef PATCHGRAPH_ENGINE_SOURCE_DIFF_WRITER_H_
#define PATCHGRAPH_ENGINE_SOURCE_DIFF_WRITER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/model/patch.h"

namespace patchgraph {

// The whole text. Raw fields are printed as they are: `encoded` stands for
// everything, `preamble` for the message, FileChange::header for a file's
// header, Hunk::header for a hunk's. Where they are empty, the text follows
// from the values, with git's prefixes "a/" and "b/" (none with `strip` 0).
// Whole files (FileChange::replacement) have no text. For git to apply new
// binary data, old_id and new_id must be there in full.
std::string PrintPatch(const Patch& patch);

// "@@ -3,2 +3 @@" and what follows the ranges in `section`, which ends with a
// line feed.
std::string PrintHunkHeader(const Hunk& hunk, absl::string_view section);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_DIFF_WRITER_H_
