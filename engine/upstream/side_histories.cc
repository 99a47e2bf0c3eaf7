#include "engine/upstream/side_histories.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_tree_object.h"
#include "engine/upstream/path_history.h"

namespace patchgraph {
namespace {

absl::StatusOr<FileVersion> VersionOf(const GitCommit& commit,
                                      const FileState& state) {
  auto text = state.blob.Read();
  if (!text.ok()) return text.status();
  FileVersion version;
  version.text = *std::move(text);
  version.commit = commit.id;
  version.subject = commit.subject;
  version.author = commit.author;
  version.committed_at = commit.committed_at;
  return version;
}

absl::StatusOr<std::vector<FileVersion>> ReadVersions(
    const GitRepository& repository, const MergeSide& side,
    const ObjectId& other) {
  const auto range = ReadCommitRange(repository, other, side.commit);
  if (!range.ok()) return range.status();
  const auto histories = ReadPathHistories(repository, *range, {side.path});
  if (!histories.ok()) return histories.status();
  const std::vector<PathChangeNode>& changes = histories->front().changes;
  std::vector<FileVersion> versions;
  for (int i = changes.empty() ? -1 : 0; i >= 0;) {
    const PathChangeNode& change = changes[i];
    if (!change.state.has_value()) break;
    auto version = VersionOf(range->commits[change.commit], *change.state);
    if (!version.ok()) return version.status();
    versions.push_back(*std::move(version));
    i = change.parents.empty() ? -1 : change.parents.front().next;
  }
  std::reverse(versions.begin(), versions.end());
  return versions;
}

}  // namespace

absl::StatusOr<FileHistories> ReadSideHistories(const GitRepository& repository,
                                                const MergeSide& ours,
                                                const MergeSide& theirs) {
  auto our_versions = ReadVersions(repository, ours, theirs.commit);
  if (!our_versions.ok()) return our_versions.status();
  auto their_versions = ReadVersions(repository, theirs, ours.commit);
  if (!their_versions.ok()) return their_versions.status();
  return FileHistories{*std::move(our_versions), *std::move(their_versions)};
}

}  // namespace patchgraph
