#include "engine/forecast/followed_files.h"

#include <utility>

#include "engine/merge/upstream_renames.h"

namespace patchgraph {
namespace {

class FileFollower {
 public:
  FileFollower(absl::Span<const std::string> paths,
               absl::Span<const std::shared_ptr<const Tree>> trees,
               int base_position)
      : paths_(paths), trees_(trees), base_position_(base_position) {
    followed_.resize(paths.size());
    for (auto& files : followed_) files.resize(trees.size());
  }

  absl::StatusOr<std::vector<std::vector<FollowedFile>>> Run() {
    for (size_t tree = 0; tree < trees_.size(); ++tree) {
      for (size_t i = 0; i < paths_.size(); ++i) {
        followed_[i][tree].path =
            tree == 0 ? paths_[i] : followed_[i][tree - 1].path;
        absl::Status status = Look(i, tree);
        if (!status.ok()) return status;
      }
      absl::Status status = FindRenames(tree);
      if (!status.ok()) return status;
    }
    return std::move(followed_);
  }

 private:
  absl::Status Look(size_t i, size_t tree) {
    FollowedFile& followed = followed_[i][tree];
    auto file = FindFile(*trees_[tree], followed.path);
    if (!file.ok()) return file.status();
    followed.file = *std::move(file);
    return absl::OkStatus();
  }

  // Of files that the tree before has and this one has not. One that is back in
  // the last tree was never renamed, and need not be searched.
  absl::Status FindRenames(size_t tree) {
    if (base_position_ < 0 || tree <= static_cast<size_t>(base_position_)) {
      return absl::OkStatus();
    }
    std::vector<size_t> gone;
    std::vector<std::string> names;
    for (size_t i = 0; i < paths_.size(); ++i) {
      if (followed_[i][tree].file.has_value() ||
          !followed_[i][tree - 1].file.has_value()) {
        continue;
      }
      const auto later = FindFile(*trees_.back(), followed_[i][tree].path);
      if (!later.ok()) return later.status();
      if (later->has_value()) continue;
      gone.push_back(i);
      names.push_back(followed_[i][tree].path);
    }
    if (gone.empty()) return absl::OkStatus();
    const UpstreamRenames renames(trees_[tree - 1], trees_[tree], names);
    for (const size_t i : gone) {
      const auto renamed = renames.RenamedTo(followed_[i][tree].path);
      if (!renamed.ok()) return renamed.status();
      if (!renamed->has_value()) continue;
      followed_[i][tree].path = **renamed;
      absl::Status status = Look(i, tree);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Span<const std::string> paths_;
  absl::Span<const std::shared_ptr<const Tree>> trees_;
  int base_position_;
  std::vector<std::vector<FollowedFile>> followed_;
};

}  // namespace

absl::StatusOr<std::vector<std::vector<FollowedFile>>> FollowFiles(
    absl::Span<const std::string> paths,
    absl::Span<const std::shared_ptr<const Tree>> trees, int base_position) {
  return FileFollower(paths, trees, base_position).Run();
}

}  // namespace patchgraph
