// Reads objects from packs, many versions of the same files one after the
// other.

#ifndef PATCHGRAPH_ENGINE_GIT_PACK_READER_H_
#define PATCHGRAPH_ENGINE_GIT_PACK_READER_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/optional.h"
#include "engine/git/pack_file.h"
#include "engine/model/blob.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// What libgit2 is too slow for. A file's versions are deltas of each other, up
// to fifty deep, and libgit2 forgets all of them whenever 16 MB of them have
// come together; here those read last are kept. It reads what it knows to read
// (packs and indexes of version 2) and says nothing of the rest: the caller
// asks libgit2 then. May be used from several threads at once.
class PackReader {
 public:
  // The packs that are in `folder`, a repository's "objects", and in those that
  // it borrows from, at this moment.
  explicit PackReader(const std::string& folder);
  ~PackReader();
  PackReader(const PackReader&) = delete;
  PackReader& operator=(const PackReader&) = delete;

  struct Object {
    PackEntry::Type type = PackEntry::kBlob;
    Bytes bytes;
  };

  // nullopt if it is in none of the packs, or cannot be read.
  absl::optional<Object> Read(const ObjectId& id) const;
  // How many bytes it has. As Read, but nothing is put together for it.
  absl::optional<uint64_t> SizeOf(const ObjectId& id) const;

 private:
  class Pack;
  struct Place {
    int pack = 0;
    uint64_t offset = 0;

    friend bool operator==(const Place& a, const Place& b) {
      return a.pack == b.pack && a.offset == b.offset;
    }
    template <typename H>
    friend H AbslHashValue(H state, const Place& place) {
      return H::combine(std::move(state), place.pack, place.offset);
    }
  };
  using Cache = absl::flat_hash_map<Place, Object>;

  void AddPacks(const std::string& folder, int depth, size_t* memory);
  absl::optional<Place> Find(const ObjectId& id) const;
  absl::optional<Object> ReadAt(Place place) const;
  absl::optional<Object> FindKept(const Place& place) const;
  void Keep(const Place& place, const Object& object) const;

  std::vector<std::unique_ptr<const Pack>> packs_;
  // Where the last object was, the next one often is.
  mutable std::atomic<size_t> last_pack_{0};
  // Two generations: what is used of the older one moves to the newer.
  mutable absl::Mutex mutex_;
  mutable Cache newer_ ABSL_GUARDED_BY(mutex_);
  mutable Cache older_ ABSL_GUARDED_BY(mutex_);
  mutable size_t newer_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_PACK_READER_H_
