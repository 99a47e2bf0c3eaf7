// The index of a pack: where each of its objects stands.

#ifndef PATCHGRAPH_ENGINE_GIT_PACK_INDEX_H_
#define PATCHGRAPH_ENGINE_GIT_PACK_INDEX_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/types/optional.h"
#include "engine/git/readable_file.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// Version 2 of git's format. Only the table of first bytes is kept; ids are as
// good as random, so that the place of one among its neighbours can be guessed,
// and a read or two find it.
class PackIndex {
 public:
  // Null if it cannot be read, or is of another version. `memory`: see
  // ReadableFile.
  static std::unique_ptr<const PackIndex> Open(const std::string& name,
                                               size_t* memory);

  // Where in the pack the object stands; nullopt if it does not.
  absl::optional<uint64_t> OffsetOf(const ObjectId& id) const;

 private:
  PackIndex() = default;

  absl::optional<uint64_t> OffsetAt(uint64_t position) const;

  std::unique_ptr<const ReadableFile> file_;
  std::array<uint32_t, 256> up_to_{};  // objects whose first byte is no larger
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_PACK_INDEX_H_
