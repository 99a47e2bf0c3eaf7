#include "engine/upstream/same_patches.h"

#include "absl/container/flat_hash_map.h"
#include "engine/git/git_tree_diff.h"
#include "engine/upstream/patch_id.h"

namespace patchgraph {
namespace {

class SamePatchFinder {
 public:
  explicit SamePatchFinder(const GitRepository& repository)
      : repository_(repository) {}

  void Know(absl::Span<const GitCommit> commits) {
    for (const GitCommit& commit : commits) {
      trees_.emplace(commit.id, commit.tree);
    }
  }

  // None for a merge, and for a commit that changes nothing.
  absl::StatusOr<std::vector<ChangedFile>> Changes(const GitCommit& commit) {
    if (commit.parents.size() > 1) return std::vector<ChangedFile>();
    ObjectId before;
    if (!commit.parents.empty()) {
      const auto tree = TreeOf(commit.parents.front());
      if (!tree.ok()) return tree.status();
      before = *tree;
    }
    return DiffGitTrees(repository_.objects(), before, commit.tree);
  }

 private:
  absl::StatusOr<ObjectId> TreeOf(const ObjectId& commit) {
    const auto known = trees_.find(commit);
    if (known != trees_.end()) return known->second;
    const auto read = repository_.ReadCommit(commit);
    if (!read.ok()) return read.status();
    trees_.emplace(commit, read->tree);
    return read->tree;
  }

  const GitRepository& repository_;
  absl::flat_hash_map<ObjectId, ObjectId> trees_;  // of commits
};

}  // namespace

absl::StatusOr<std::vector<absl::optional<ObjectId>>> FindSamePatches(
    const GitRepository& repository, absl::Span<const GitCommit> upstream,
    absl::Span<const GitCommit> ours) {
  std::vector<absl::optional<ObjectId>> found(ours.size());
  SamePatchFinder finder(repository);
  finder.Know(upstream);
  finder.Know(ours);

  struct Candidates {
    std::vector<size_t> ours;
    std::vector<std::vector<ChangedFile>> our_changes;
    // Filled in when the first commit of upstream has this key.
    std::vector<ObjectId> our_ids;
  };
  absl::flat_hash_map<ObjectId, Candidates> by_key;
  for (size_t i = 0; i < ours.size(); ++i) {
    auto changes = finder.Changes(ours[i]);
    if (!changes.ok()) return changes.status();
    if (changes->empty()) continue;
    Candidates& candidates = by_key[PatchKeyOf(*changes)];
    candidates.ours.push_back(i);
    candidates.our_changes.push_back(*std::move(changes));
  }
  if (by_key.empty()) return found;
  for (const GitCommit& commit : upstream) {
    const auto changes = finder.Changes(commit);
    if (!changes.ok()) return changes.status();
    const auto entry = by_key.find(PatchKeyOf(*changes));
    if (entry == by_key.end()) continue;
    Candidates& candidates = entry->second;
    while (candidates.our_ids.size() < candidates.ours.size()) {
      const auto id =
          PatchIdOf(candidates.our_changes[candidates.our_ids.size()]);
      if (!id.ok()) return id.status();
      candidates.our_ids.push_back(*id);
    }
    const auto id = PatchIdOf(*changes);
    if (!id.ok()) return id.status();
    for (size_t i = 0; i < candidates.ours.size(); ++i) {
      if (candidates.our_ids[i] == *id) found[candidates.ours[i]] = commit.id;
    }
  }
  return found;
}

}  // namespace patchgraph
