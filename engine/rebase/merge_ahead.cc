#include "engine/rebase/merge_ahead.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <utility>

#include "engine/rebase/merged_as.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// Follows one chain.
class ChainMerger {
 public:
  struct Result {
    std::tuple<ObjectId, ObjectId, ObjectId> key;
    MergedBlob blob;
  };

  // `packer` may be null: then the results keep their bytes.
  ChainMerger(const GitObjectStore& objects, const NewObjects::Packer* packer)
      : objects_(objects), packer_(packer) {}

  std::vector<Result> Run(const FileChain& chain) {
    ours_ = chain.onto;
    for (const FileChain::Link& link : chain.links) {
      if (link.after == ours_ || link.after == link.before) continue;
      if (link.before == ours_) {
        ours_ = link.after;
        continue;
      }
      if (!MergeLink(link)) break;
    }
    return std::move(results_);
  }

 private:
  // The texts read last: a link's result is what the next one starts from, on
  // both sides.
  struct Text {
    ObjectId id;
    Bytes bytes;
  };

  Bytes Read(const ObjectId& id) {
    for (const Text& text : texts_) {
      if (text.id == id) return text.bytes;
    }
    const absl::StatusOr<Bytes> bytes = objects_.ReadBlob(id);
    return bytes.ok() ? *bytes : nullptr;
  }

  bool MergeLink(const FileChain::Link& link) {
    const Bytes base = Read(link.before);
    const Bytes ours = Read(ours_);
    const Bytes theirs = Read(link.after);
    for (const Bytes& bytes : {base, ours, theirs}) {
      if (bytes == nullptr || !FitsTextMerge(*bytes)) return false;
    }
    const FileMerge merge = Merge(*base, *ours, *theirs);
    if (!merge.clean()) return false;
    auto merged =
        std::make_shared<const std::string>(Render(merge, RenderOptions()));
    Result result;
    result.key = {link.before, ours_, link.after};
    result.blob.as = MergedAs(merge);
    if (packer_ == nullptr) {
      result.blob.id = HashBlob(*merged);
      result.blob.bytes = merged;
    } else {
      Pack(*merged, *ours, &result.blob);
    }
    ours_ = result.blob.id;
    texts_ = {{link.after, theirs}, {ours_, merged}};
    results_.push_back(std::move(result));
    return true;
  }

  void Pack(const std::string& merged, const std::string& ours,
            MergedBlob* blob) {
    // Only what this chain made is sure to be written before.
    NewObjects::Like like;
    if (ours_ == last_packed_ && depth_ < NewObjects::kDeepestDelta) {
      like = {ours_, ours};
    }
    auto packed =
        std::make_shared<NewObjects::Packed>(packer_->PackBlob(merged, like));
    depth_ = packed->delta_of.IsNull() ? 0 : depth_ + 1;
    blob->id = packed->id;
    last_packed_ = packed->id;
    blob->packed = std::move(packed);
  }

  const GitObjectStore& objects_;
  const NewObjects::Packer* packer_;
  ObjectId ours_;
  std::vector<Text> texts_;
  ObjectId last_packed_;
  int depth_ = 0;
  std::vector<Result> results_;
};

}  // namespace

class AheadMerger {
 public:
  static MergedBlobs Run(const GitObjectStore& objects,
                         const std::vector<FileChain>& chains, int threads,
                         bool pack) {
    std::vector<std::vector<ChainMerger::Result>> results(chains.size());
    tbb::enumerable_thread_specific<NewObjects::Packer> packers;
    tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
    arena.execute([&] {
      tbb::parallel_for(size_t{0}, chains.size(), [&](size_t i) {
        const NewObjects::Packer* packer = pack ? &packers.local() : nullptr;
        results[i] = ChainMerger(objects, packer).Run(chains[i]);
      });
    });
    MergedBlobs merged;
    for (std::vector<ChainMerger::Result>& chain : results) {
      for (ChainMerger::Result& result : chain) {
        merged.merges_.emplace(result.key, std::move(result.blob));
      }
    }
    return merged;
  }
};

MergedBlobs MergeAhead(const GitObjectStore& objects,
                       const std::vector<FileChain>& chains, int threads,
                       bool pack) {
  return AheadMerger::Run(objects, chains, threads, pack);
}

}  // namespace patchgraph
