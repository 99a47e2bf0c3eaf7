// Unpacks an archive into memory, for ArchiveTree. The only code that sees
// libarchive's entries.

#ifndef PATCHGRAPH_ENGINE_SOURCE_ARCHIVE_TREE_READER_H_
#define PATCHGRAPH_ENGINE_SOURCE_ARCHIVE_TREE_READER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "engine/model/file_state.h"

namespace patchgraph {

using ArchiveFiles = std::map<std::string, FileState, std::less<>>;

// All files of the archive at `path`, by their checked paths in it. The errors
// are those of ArchiveTree::Open.
absl::StatusOr<ArchiveFiles> ReadArchive(const std::string& path,
                                         int64_t most_bytes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_ARCHIVE_TREE_READER_H_
