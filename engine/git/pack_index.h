// The index of a pack: where each of its objects stands.

#ifndef PATCHGRAPH_ENGINE_GIT_PACK_INDEX_H_
#define PATCHGRAPH_ENGINE_GIT_PACK_INDEX_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/types/optional.h"
#include "engine/git/mapped_file.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// Version 2 of git's format. Ids are as good as random, so that the place of
// one among its neighbours can be guessed.
class PackIndex {
 public:
  // Null if it cannot be read, or is of another version.
  static std::unique_ptr<const PackIndex> Open(const std::string& name);

  // How many objects the pack has.
  uint64_t size() const { return UpTo(255); }

  // Where in the pack the object stands; nullopt if it does not.
  absl::optional<uint64_t> OffsetOf(const ObjectId& id) const;

 private:
  explicit PackIndex(std::unique_ptr<const MappedFile> file)
      : file_(std::move(file)) {}

  // How many objects there are whose first byte is no larger.
  uint64_t UpTo(int first_byte) const;
  // Where the id stands to the one at `position`: as memcmp.
  int CompareAt(uint64_t position, const ObjectId& id) const;
  absl::optional<uint64_t> OffsetAt(uint64_t position) const;

  const std::unique_ptr<const MappedFile> file_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_PACK_INDEX_H_
