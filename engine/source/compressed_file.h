// Reads a text file that may be compressed.

#ifndef PATCHGRAPH_ENGINE_SOURCE_COMPRESSED_FILE_H_
#define PATCHGRAPH_ENGINE_SOURCE_COMPRESSED_FILE_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"

namespace patchgraph {

// What is read at most, counted after decompression. A file beyond a limit is
// refused as soon as the limit is passed, before it takes more memory.
struct TextLimits {
  size_t bytes = size_t{1} << 30;       // 1 GiB of text
  size_t line_bytes = size_t{1} << 26;  // 64 MiB between two line feeds
};

// The bytes of a file, decompressed if its content is gzip, bzip2 or xz;
// its name does not matter. Fails, with the path in the message: NotFound,
// FailedPrecondition for a directory, PermissionDenied, InvalidArgument for
// truncated or garbled compression and for text beyond the limits.
absl::StatusOr<std::string> ReadTextFile(const std::string& path,
                                         const TextLimits& limits = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_COMPRESSED_FILE_H_
