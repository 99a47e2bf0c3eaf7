// A folder of patches that go in the order of their names.

#ifndef PATCHGRAPH_ENGINE_SOURCE_PATCH_DIRECTORY_H_
#define PATCHGRAPH_ENGINE_SOURCE_PATCH_DIRECTORY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/model/patch.h"
#include "engine/source/patch_file.h"

namespace patchgraph {

// True of the names of patches: *.patch, *.diff, *.dpatch and *.eml, also with
// .gz, .bz2 or .xz behind. Hidden files and what editors and merges leave
// ("x.patch~", "x.patch.orig") are not.
bool IsPatchName(absl::string_view name);

// The patches' names in a folder, sorted as bytes. Fails if the folder cannot
// be read.
absl::StatusOr<std::vector<std::string>> ListPatches(const std::string& path);

// Reads the patches of a folder, as `git format-patch` or a build that applies
// "*.patch" leaves them. Mails without a diff, such as a cover letter, are left
// out, and the notes say so. InvalidArgument if the folder has no patches.
absl::StatusOr<Series> ReadPatchDirectory(const std::string& path,
                                          const SeriesOptions& options = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_PATCH_DIRECTORY_H_
