// The bytes of a file that may be code.

#ifndef PATCHGRAPH_ENGINE_KBUILD_PLAIN_BYTES_H_
#define PATCHGRAPH_ENGINE_KBUILD_PLAIN_BYTES_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/model/blob.h"
#include "engine/model/file_state.h"

namespace patchgraph {

// None of a file that is not there, of a symlink and of a submodule.
inline absl::StatusOr<Bytes> PlainBytes(const absl::optional<FileState>& file) {
  if (!file.has_value() || !IsPlainFile(file->mode)) {
    return std::make_shared<const std::string>();
  }
  return file->blob.Read();
}

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_PLAIN_BYTES_H_
