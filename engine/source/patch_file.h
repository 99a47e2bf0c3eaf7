// Reads a patch from a file, and what readers of series are told.

#ifndef PATCHGRAPH_ENGINE_SOURCE_PATCH_FILE_H_
#define PATCHGRAPH_ENGINE_SOURCE_PATCH_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/model/patch.h"
#include "engine/model/tree.h"
#include "engine/source/compressed_file.h"

namespace patchgraph {

// What a reader of a series may be told about it.
struct SeriesOptions {
  // The -p level of every patch, before anything the series itself says.
  absl::optional<int> strip;
  // Where the level of patches is looked for that do not say it. May be null;
  // must outlive the call.
  const Tree* base = nullptr;
  TextLimits limits;
};

// The patch in a file, compressed or not, a mail or not, with its paths as
// written. `name` is the patch's.
absl::StatusOr<Patch> ReadPatchFile(const std::string& path,
                                    absl::string_view name,
                                    const TextLimits& limits = {});

// "device_bind.patch" of "xen/patches/device_bind.patch.gz".
std::string PatchNameOfFile(absl::string_view path);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_PATCH_FILE_H_
