#include "engine/rebase/replay_blobs.h"

#include <string>
#include <utility>
#include <vector>

#include "engine/rebase/merged_as.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"
#include "engine/text/text_kind.h"

namespace patchgraph {

bool ReplayBlobs::Add(const MergedBlob& blob) {
  if (objects_ != nullptr) return objects_->AddPacked(*blob.packed);
  if (blob.id != blob.ours && blob.id != blob.theirs) {
    merged_.emplace(blob.id, Parts{blob.base, blob.ours, blob.theirs});
  }
  return true;
}

void ReplayBlobs::Add(const ObjectId& id, const Bytes& bytes) {
  if (objects_ != nullptr) {
    objects_->AddBlob(*bytes);
  } else {
    added_.emplace(id, bytes);
  }
}

absl::StatusOr<absl::optional<ReplayBlobs::Merged>> ReplayBlobs::Merge(
    const ObjectId& base, const ObjectId& ours, const ObjectId& theirs) {
  std::vector<Bytes> texts;
  for (const ObjectId& id : {base, ours, theirs}) {
    auto bytes = ReadBlob(id);
    if (!bytes.ok()) return bytes.status();
    if (!FitsTextMerge(**bytes)) return absl::optional<Merged>();
    texts.push_back(*std::move(bytes));
  }
  const FileMerge merge = patchgraph::Merge(*texts[0], *texts[1], *texts[2]);
  if (!merge.clean()) return absl::optional<Merged>();
  auto bytes = std::make_shared<const std::string>(Render(merge));
  const Merged merged = {HashBlob(*bytes), MergedAs(merge)};
  Add(merged.id, bytes);
  return absl::optional<Merged>(merged);
}

absl::StatusOr<Bytes> ReplayBlobs::ReadBlob(const ObjectId& id) const {
  if (objects_ != nullptr && objects_->Has(id)) return objects_->ReadBlob(id);
  const auto added = added_.find(id);
  if (added != added_.end()) return added->second;
  // From the blob that is asked for to one that was not merged.
  std::vector<const Parts*> steps;
  ObjectId start = id;
  for (auto made = merged_.find(start); made != merged_.end();
       made = merged_.find(start)) {
    steps.push_back(&made->second);
    start = made->second.ours;
  }
  const auto bottom = added_.find(start);
  absl::StatusOr<Bytes> ours = bottom != added_.end()
                                   ? absl::StatusOr<Bytes>(bottom->second)
                                   : repository_->ReadBlob(start);
  for (; !steps.empty() && ours.ok(); steps.pop_back()) {
    const auto base = repository_->ReadBlob(steps.back()->base);
    const auto theirs = repository_->ReadBlob(steps.back()->theirs);
    if (!base.ok()) return base.status();
    if (!theirs.ok()) return theirs.status();
    ours = std::make_shared<const std::string>(
        Render(patchgraph::Merge(**base, **ours, **theirs)));
  }
  return ours;
}

absl::StatusOr<size_t> ReplayBlobs::BlobSize(const ObjectId& id) const {
  if (objects_ != nullptr && objects_->Has(id)) return objects_->BlobSize(id);
  if (!added_.contains(id) && !merged_.contains(id)) {
    return repository_->BlobSize(id);
  }
  const auto bytes = ReadBlob(id);
  if (!bytes.ok()) return bytes.status();
  return (*bytes)->size();
}

}  // namespace patchgraph
