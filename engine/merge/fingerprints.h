// How alike two files are, each of them read once.

#ifndef PATCHGRAPH_ENGINE_MERGE_FINGERPRINTS_H_
#define PATCHGRAPH_ENGINE_MERGE_FINGERPRINTS_H_

#include "absl/container/flat_hash_map.h"
#include "absl/container/node_hash_map.h"
#include "absl/status/statusor.h"
#include "engine/merge/version.h"
#include "engine/model/blob.h"
#include "engine/text/similarity.h"

namespace patchgraph {

class Fingerprints {
 public:
  // git's similarity from 0 to kMaxSimilarity. Only plain files are like any
  // other; a pair whose sizes rule `minimum` out scores 0 and is not read.
  absl::StatusOr<int> Compare(const Version& a, const Version& b, int minimum);

 private:
  absl::StatusOr<size_t> SizeOf(const Blob& blob);
  absl::StatusOr<const Fingerprint*> Of(const Blob& blob);

  absl::flat_hash_map<ObjectId, size_t> sizes_;
  absl::node_hash_map<ObjectId, Fingerprint> prints_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_FINGERPRINTS_H_
