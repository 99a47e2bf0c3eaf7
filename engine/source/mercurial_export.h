// Changesets as `hg export` writes them, one or many to a file.

#ifndef PATCHGRAPH_ENGINE_SOURCE_MERCURIAL_EXPORT_H_
#define PATCHGRAPH_ENGINE_SOURCE_MERCURIAL_EXPORT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/model/patch.h"

namespace patchgraph {

// The changesets of a text: slices, which together are the text. What stands
// before the first "# HG changeset patch" belongs to the first changeset; a
// text without that line is one slice, an empty text none.
std::vector<absl::string_view> SplitMercurialExport(absl::string_view text);

// Reads every changeset. The patches are named by the first twelve digits of
// their node ids, as Mercurial shows them, or where there is none by
// NameFromSubject (mbox.h). One without a diff, as merges are, is an empty
// patch and has the number of the patch before. Errors as those of ReadDiff.
absl::StatusOr<std::vector<Patch>> ReadMercurialExport(absl::string_view text,
                                                       absl::string_view file);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_MERCURIAL_EXPORT_H_
