// Files merged before their turn: the part of a replay that takes time, and
// that can be done for each path alone.

#ifndef PATCHGRAPH_ENGINE_REBASE_MERGE_AHEAD_H_
#define PATCHGRAPH_ENGINE_REBASE_MERGE_AHEAD_H_

#include <atomic>
#include <deque>
#include <memory>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "engine/git/git_object_store.h"
#include "engine/git/new_objects.h"
#include "engine/model/object_id.h"
#include "engine/rebase/rebased_patch.h"

namespace patchgraph {

// The changes of one path, one after the other. Ids of blobs.
struct FileChain {
  struct Link {
    ObjectId before;
    ObjectId after;
  };
  ObjectId onto;  // what the target has there
  std::vector<Link> links;
};

// The clean merge of three blobs that differ.
struct MergedBlob {
  ObjectId base;
  ObjectId ours;
  ObjectId theirs;

  // Of a result that is not to be written: that of ours or theirs where it is
  // the same text, else one that stands for this merge, and is not git's.
  ObjectId id;
  RebasedAs as = RebasedAs::kUnchanged;
  // What is to be written; null where nothing is.
  std::shared_ptr<const NewObjects::Packed> packed;
};

// Merges each chain as far as it goes: a link that is in conflict, is not text
// or cannot be read ends it, without complaint, for whoever needs that merge
// will meet the same. Other threads take the chains in their order; whoever
// asks for one that is not done does one as well. What is found does not depend
// on the threads.
class MergeAhead {
 public:
  // `pack`: whether the results are to be written. `threads` with the one that
  // asks.
  MergeAhead(std::shared_ptr<const GitObjectStore> objects,
             std::vector<FileChain> chains, int threads, bool pack);
  // Waits for what has been begun, and no more.
  ~MergeAhead();
  MergeAhead(const MergeAhead&) = delete;
  MergeAhead& operator=(const MergeAhead&) = delete;

  // Null if chain number `chain` does not come to that merge.
  const MergedBlob* Find(size_t chain, const ObjectId& base,
                         const ObjectId& ours, const ObjectId& theirs);

 private:
  struct Work {
    FileChain chain;
    std::atomic<bool> begun{false};
    absl::Notification done;
    std::vector<MergedBlob> merges;
  };

  void Do(Work* work, const NewObjects::Packer* packer) const;
  void WorkThrough();
  // Does the next chain that nobody has begun; false if there is none.
  bool DoNext(const NewObjects::Packer* packer);

  const std::shared_ptr<const GitObjectStore> objects_;
  const std::unique_ptr<const NewObjects::Packer> packer_;  // null: no packing
  std::deque<Work> work_;
  std::atomic<bool> stop_{false};
  std::atomic<size_t> next_{0};
  std::vector<std::thread> threads_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_MERGE_AHEAD_H_
