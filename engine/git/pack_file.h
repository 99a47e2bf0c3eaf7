// A pack: many git objects in one file, and an index of them.

#ifndef PATCHGRAPH_ENGINE_GIT_PACK_FILE_H_
#define PATCHGRAPH_ENGINE_GIT_PACK_FILE_H_

#include <cstdint>
#include <deque>
#include <string>

#include "absl/status/status.h"
#include "engine/model/object_id.h"

namespace patchgraph {

struct PackEntry {
  enum Type { kCommit = 1, kTree = 2, kBlob = 3 };  // git's numbers

  ObjectId id;
  Type type = kBlob;
  // Position of the entry that this one is a delta of, which comes before it;
  // -1: it is whole.
  int delta_of = -1;
  uint64_t size = 0;     // of the object, or of the delta
  std::string deflated;  // the object or the delta, as zlib has it
};

// Writes a pack and its index (versions 2 of git's formats) into `folder`,
// which is the folder "pack" among a repository's objects and is made if it is
// not there. Under other names first, on the disk to the last byte, then
// renamed, the pack before its index: without one git does not see it.
// Unavailable or ResourceExhausted if it cannot be written; nothing is left.
absl::Status WritePackFile(const std::deque<PackEntry>& entries,
                           const std::string& folder);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_PACK_FILE_H_
