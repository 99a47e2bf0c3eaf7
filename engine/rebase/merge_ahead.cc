#include "engine/rebase/merge_ahead.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/rebase/merged_as.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// Follows one chain.
class ChainMerger {
 public:
  // `packer` may be null: then nothing is to be written.
  ChainMerger(const GitObjectStore& objects, const NewObjects::Packer* packer)
      : objects_(objects), packer_(packer) {}

  std::vector<MergedBlob> Run(const FileChain& chain) {
    ours_.id = chain.onto;
    for (const FileChain::Link& link : chain.links) {
      if (link.after == ours_.id || link.after == link.before) continue;
      if (link.before == ours_.id) {
        ours_ = {link.after, nullptr};
        continue;
      }
      if (!MergeLink(link)) break;
    }
    return std::move(results_);
  }

 private:
  struct Text {
    ObjectId id;
    Bytes bytes;
  };

  // A link starts from what the one before it came to, on either side.
  bool Read(const ObjectId& id, Bytes* bytes) {
    if (id == theirs_.id && theirs_.bytes != nullptr) {
      *bytes = theirs_.bytes;
      return true;
    }
    absl::StatusOr<Bytes> read = objects_.ReadBlob(id);
    if (!read.ok() || !FitsTextMerge(**read)) return false;
    *bytes = *std::move(read);
    texts_.push_back(*bytes);
    return true;
  }

  bool MergeLink(const FileChain::Link& link) {
    Bytes base;
    if (!Read(link.before, &base)) return false;
    if (ours_.bytes == nullptr && !Read(ours_.id, &ours_.bytes)) return false;
    theirs_ = {link.after, nullptr};
    if (!Read(link.after, &theirs_.bytes)) return false;
    const FileMerge merge = merger_.Merge(*base, *ours_.bytes, *theirs_.bytes);
    if (!merge.clean()) return false;
    auto merged = std::make_shared<const std::string>(Render(merge));
    MergedBlob result;
    result.base = link.before;
    result.ours = ours_.id;
    result.theirs = link.after;
    result.as = MergedAs(merge);
    if (packer_ == nullptr) {
      result.id = IdForMerge(link, *merged);
    } else {
      Pack(*merged, &result);
    }
    ours_ = {result.id, merged};
    texts_.push_back(std::move(merged));
    results_.push_back(std::move(result));
    return true;
  }

  // Hashing the texts of a preview, which nobody writes, would take a twentieth
  // of its time.
  ObjectId IdForMerge(const FileChain::Link& link,
                      const std::string& merged) const {
    if (merged == *theirs_.bytes) return link.after;
    if (merged == *ours_.bytes) return ours_.id;
    return HashObject("merge", absl::StrCat(link.before.Hex(), ours_.id.Hex(),
                                            link.after.Hex()));
  }

  void Pack(const std::string& merged, MergedBlob* result) {
    // Only what this chain made is sure to be written before.
    NewObjects::Like like;
    if (ours_.id == last_packed_ && depth_ < NewObjects::kDeepestDelta) {
      like = {ours_.id, *ours_.bytes};
    }
    auto packed = std::make_shared<const NewObjects::Packed>(
        packer_->PackBlob(merged, like));
    depth_ = packed->delta_of.IsNull() ? 0 : depth_ + 1;
    result->id = packed->id;
    last_packed_ = packed->id;
    result->packed = std::move(packed);
  }

  const GitObjectStore& objects_;
  const NewObjects::Packer* packer_;
  Text ours_;
  Text theirs_;
  std::vector<Bytes> texts_;  // all that the merger has seen
  VersionMerger merger_;
  ObjectId last_packed_;
  int depth_ = 0;
  std::vector<MergedBlob> results_;
};

std::unique_ptr<const NewObjects::Packer> NewPacker(bool pack) {
  return pack ? std::make_unique<const NewObjects::Packer>() : nullptr;
}

}  // namespace

MergeAhead::MergeAhead(std::shared_ptr<const GitObjectStore> objects,
                       std::vector<FileChain> chains, int threads, bool pack)
    : objects_(std::move(objects)), packer_(NewPacker(pack)) {
  for (FileChain& chain : chains) {
    work_.emplace_back().chain = std::move(chain);
  }
  const int useful = std::min<int>(threads, static_cast<int>(work_.size()));
  for (int i = 1; i < useful; ++i) {
    threads_.emplace_back([this] { WorkThrough(); });
  }
}

MergeAhead::~MergeAhead() {
  stop_ = true;
  for (std::thread& thread : threads_) thread.join();
}

void MergeAhead::WorkThrough() {
  const std::unique_ptr<const NewObjects::Packer> packer =
      NewPacker(packer_ != nullptr);
  while (!stop_ && DoNext(packer.get())) {
  }
}

bool MergeAhead::DoNext(const NewObjects::Packer* packer) {
  while (true) {
    const size_t index = next_++;
    if (index >= work_.size()) return false;
    Work& work = work_[index];
    if (work.begun.exchange(true)) continue;
    Do(&work, packer);
    return true;
  }
}

void MergeAhead::Do(Work* work, const NewObjects::Packer* packer) const {
  work->merges = ChainMerger(*objects_, packer).Run(work->chain);
  work->done.Notify();
}

const MergedBlob* MergeAhead::Find(size_t chain, const ObjectId& base,
                                   const ObjectId& ours,
                                   const ObjectId& theirs) {
  Work& work = work_[chain];
  if (!work.begun.exchange(true)) {
    Do(&work, packer_.get());
  }
  // Rather than to wait, something else that will be needed.
  while (!work.done.HasBeenNotified() && DoNext(packer_.get())) {
  }
  work.done.WaitForNotification();
  for (const MergedBlob& merge : work.merges) {
    if (merge.base == base && merge.ours == ours && merge.theirs == theirs) {
      return &merge;
    }
  }
  return nullptr;
}

}  // namespace patchgraph
