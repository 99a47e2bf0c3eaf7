#include "engine/upstream/side_histories.h"

#include <algorithm>
#include <memory>
#include <string>
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

struct SideLine {
  std::vector<FileVersion> versions;  // the oldest first
  std::shared_ptr<const std::string> start;
};

absl::StatusOr<SideLine> ReadLine(const GitRepository& repository,
                                  const MergeSide& side,
                                  const ObjectId& other) {
  const auto range = ReadCommitRange(repository, other, side.commit);
  if (!range.ok()) return range.status();
  const auto histories = ReadPathHistories(repository, *range, {side.path});
  if (!histories.ok()) return histories.status();
  const std::vector<PathChangeNode>& changes = histories->front().changes;
  SideLine line;
  for (int i = changes.empty() ? -1 : 0; i >= 0;) {
    const PathChangeNode& change = changes[i];
    if (!change.state.has_value()) break;
    auto version = VersionOf(range->commits[change.commit], *change.state);
    if (!version.ok()) return version.status();
    line.versions.push_back(*std::move(version));
    if (change.parents.empty()) break;
    const PathChangeNode::Parent& parent = change.parents.front();
    i = parent.next;
    if (i >= 0 || !parent.state.has_value()) continue;
    auto start = parent.state->blob.Read();
    if (!start.ok()) return start.status();
    line.start = *std::move(start);
  }
  std::reverse(line.versions.begin(), line.versions.end());
  return line;
}

}  // namespace

absl::StatusOr<FileHistories> ReadSideHistories(const GitRepository& repository,
                                                const MergeSide& ours,
                                                const MergeSide& theirs) {
  auto our_line = ReadLine(repository, ours, theirs.commit);
  if (!our_line.ok()) return our_line.status();
  auto their_line = ReadLine(repository, theirs, ours.commit);
  if (!their_line.ok()) return their_line.status();
  return FileHistories{
      std::move(our_line->versions), std::move(their_line->versions),
      std::move(our_line->start), std::move(their_line->start)};
}

}  // namespace patchgraph
