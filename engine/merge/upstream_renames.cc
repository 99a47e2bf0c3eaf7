#include "engine/merge/upstream_renames.h"

#include "engine/merge/tree_merge.h"
#include "engine/model/overlay.h"
#include "engine/model/repo_path.h"

namespace patchgraph {

// The question is put to the merge itself: a tree in which all the paths have
// changed is merged into `onto`, and the result tells where each of them went.
absl::Status UpstreamRenames::Learn() {
  learned_ = true;
  // With a NUL in it nobody looks for lines to merge.
  FileState changed;
  changed.blob = Blob::FromBytes(std::string("\0changed", 8));
  Overlay stack(base_, "stack");
  for (const std::string& path : paths_) {
    const auto in_the_way = FileInTheWay(stack, path);
    if (!in_the_way.ok()) return in_the_way.status();
    const auto node = stack.Find(path);
    if (!node.ok()) return node.status();
    const bool folder = node->has_value() && (*node)->is_directory;
    if (!folder && !in_the_way->has_value()) stack.Put(path, changed);
  }
  const auto merge = MergeTrees(*base_, *onto_, stack);
  if (!merge.ok()) return merge.status();
  for (const PathOutcome& outcome : merge->outcomes) {
    if (outcome.theirs_path.empty() || outcome.result_path.empty() ||
        outcome.theirs_path == outcome.result_path) {
      continue;
    }
    goes_to_[outcome.theirs_path] = outcome.result_path;
  }
  return absl::OkStatus();
}

absl::StatusOr<absl::optional<std::string>> UpstreamRenames::Ask(
    absl::string_view path) {
  if (!learned_) {
    const absl::Status status = Learn();
    if (!status.ok()) return status;
  }
  const auto known = goes_to_.find(path);
  if (known == goes_to_.end()) return absl::nullopt;
  return absl::optional<std::string>(known->second);
}

absl::StatusOr<absl::optional<std::string>> UpstreamRenames::RenamedTo(
    absl::string_view path) {
  const auto before = FindFile(*base_, path);
  if (!before.ok()) return before.status();
  if (!before->has_value()) return absl::nullopt;
  const auto place = Ask(path);
  if (!place.ok() || !place->has_value()) return place;
  // A file that only had to make way for a folder was not renamed.
  const auto there = FindFile(*onto_, **place);
  if (!there.ok()) return there.status();
  if (!there->has_value()) return absl::nullopt;
  return place;
}

absl::StatusOr<absl::optional<std::string>> UpstreamRenames::NewFileGoesTo(
    absl::string_view path) {
  // Only a folder that is gone can have been renamed.
  for (absl::string_view folder = ParentDirectory(path); !folder.empty();
       folder = ParentDirectory(folder)) {
    const auto before = base_->Find(folder);
    if (!before.ok()) return before.status();
    if (!before->has_value()) continue;
    const auto after = onto_->Find(folder);
    if (!after.ok()) return after.status();
    if (after->has_value()) return absl::nullopt;
    return Ask(path);
  }
  return absl::nullopt;
}

}  // namespace patchgraph
