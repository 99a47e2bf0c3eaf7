#include "engine/upstream/side_histories.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "engine/git/commit_parser.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_identity.h"
#include "engine/git/git_topology.h"
#include "engine/git/git_tree_object.h"
#include "engine/upstream/path_history.h"

namespace patchgraph {
namespace {

// Reads what a walk needs of commits: links and date. Both sides' walks come by
// most commits, so that they are kept.
class LinkReader {
 public:
  explicit LinkReader(const GitRepository& repository)
      : repository_(repository) {}

  absl::StatusOr<GitCommit> Read(const ObjectId& id) {
    const auto known = known_.find(id);
    if (known != known_.end()) return known->second;
    GitCommit commit;
    if (!ReadLinks(id, &commit)) {
      auto whole = repository_.ReadCommit(id);
      if (!whole.ok()) return whole.status();
      commit = *std::move(whole);
    }
    return known_.emplace(id, std::move(commit)).first->second;
  }

 private:
  // False for what is not as git writes it.
  bool ReadLinks(const ObjectId& id, GitCommit* commit) const {
    const auto bytes = repository_.objects()->ReadCommit(id);
    if (!bytes.ok()) return false;
    absl::string_view rest = **bytes;
    if (!TakeCommitLinks(&rest, &commit->tree, &commit->parents)) return false;
    const auto author_end = rest.find('\n');
    if (author_end == absl::string_view::npos) return false;
    rest.remove_prefix(author_end + 1);
    if (!absl::ConsumePrefix(&rest, "committer ")) return false;
    const absl::string_view date =
        DateOfPersonLine(rest.substr(0, rest.find('\n')));
    commit->id = id;
    return absl::SimpleAtoi(date.substr(0, date.find(' ')),
                            &commit->committed_at);
  }

  const GitRepository& repository_;
  absl::flat_hash_map<ObjectId, GitCommit> known_;
};

absl::StatusOr<FileVersion> VersionOf(const GitRepository& repository,
                                      const ObjectId& id,
                                      const FileState& state) {
  auto text = state.blob.Read();
  if (!text.ok()) return text.status();
  const auto commit = repository.ReadCommit(id);
  if (!commit.ok()) return commit.status();
  FileVersion version;
  version.text = *std::move(text);
  version.commit = commit->id;
  version.subject = commit->subject;
  version.author = commit->author;
  version.committed_at = commit->committed_at;
  return version;
}

struct SideLine {
  std::vector<FileVersion> versions;  // the newest first, until it is done
  std::shared_ptr<const std::string> start;
  std::size_t bytes = 0;  // of all versions
};

// Of the versions of one side. What is older is not read.
constexpr std::size_t kMostBytes = std::size_t{32} << 20;

absl::Status AddVersion(const GitRepository& repository, const ObjectId& id,
                        const FileState& state, SideLine* line) {
  if (line->bytes > kMostBytes) return absl::OkStatus();
  auto version = VersionOf(repository, id, state);
  if (!version.ok()) return version.status();
  line->bytes += version->text->size();
  line->versions.push_back(*std::move(version));
  return absl::OkStatus();
}

// How far a line is followed in search of the base, in commits, before it is
// found out what the other side has.
constexpr int kFarthestBase = 3000;

absl::StatusOr<absl::optional<FileState>> FileAt(
    const GitRepository& repository, const ObjectId& tree,
    absl::string_view path) {
  ObjectId folder = tree;
  for (;;) {
    const auto entries = repository.objects()->ReadTree(folder);
    if (!entries.ok()) return entries.status();
    const auto slash = path.find('/');
    const auto entry = (*entries)->Find(path.substr(0, slash));
    const bool is_last = slash == absl::string_view::npos;
    if (!entry.has_value() || entry->is_directory == is_last) {
      return absl::optional<FileState>();
    }
    if (is_last) {
      return absl::optional<FileState>(FileState{
          entry->mode, Blob::Stored(entry->id, repository.objects())});
    }
    folder = entry->id;
    path.remove_prefix(slash + 1);
  }
}

// The line from a side back to `base`; nullopt where it does not lead there in
// reasonable time, or not under this name.
absl::StatusOr<absl::optional<SideLine>> FollowToBase(
    const GitRepository& repository, const MergeSide& side,
    const ObjectId& base, LinkReader* links) {
  const absl::optional<SideLine> not_found;
  SideLine line;
  auto commit = links->Read(side.commit);
  if (!commit.ok()) return commit.status();
  auto state = FileAt(repository, commit->tree, side.path);
  for (int i = 0; i < kFarthestBase; ++i) {
    if (!state.ok()) return state.status();
    if (!state->has_value()) return not_found;
    if ((*state)->blob.id() == base) return absl::make_optional(line);
    if (commit->parents.empty()) return not_found;
    // The parent that has the same, or else the first.
    absl::optional<GitCommit> next;
    absl::StatusOr<absl::optional<FileState>> next_state;
    bool changed = true;
    for (const ObjectId& id : commit->parents) {
      auto parent = links->Read(id);
      if (!parent.ok()) return parent.status();
      auto there = FileAt(repository, parent->tree, side.path);
      if (!there.ok()) return there.status();
      changed = !(*there == *state);
      if (next.has_value() && changed) continue;
      next = *std::move(parent);
      next_state = *std::move(there);
      if (!changed) break;
    }
    if (changed) {
      const absl::Status added =
          AddVersion(repository, commit->id, **state, &line);
      if (!added.ok()) return added;
    }
    commit = *std::move(next);
    state = std::move(next_state);
  }
  return not_found;
}

// The line from a side back to what the other side has.
absl::StatusOr<SideLine> FollowToOther(const GitRepository& repository,
                                       const MergeSide& side,
                                       const ObjectId& other,
                                       LinkReader* links) {
  auto commits = FindRange([&](const ObjectId& id) { return links->Read(id); },
                           other, side.commit);
  if (!commits.ok()) return commits.status();
  const CommitRange range = {OldestFirst(*std::move(commits)), side.commit};
  const auto histories = ReadPathHistories(repository, range, {side.path});
  if (!histories.ok()) return histories.status();
  const std::vector<PathChangeNode>& changes = histories->front().changes;
  SideLine line;
  for (int i = changes.empty() ? -1 : 0; i >= 0;) {
    const PathChangeNode& change = changes[i];
    if (!change.state.has_value()) break;
    const absl::Status added = AddVersion(
        repository, range.commits[change.commit].id, *change.state, &line);
    if (!added.ok()) return added;
    if (change.parents.empty()) break;
    const PathChangeNode::Parent& parent = change.parents.front();
    i = parent.next;
    if (i >= 0 || !parent.state.has_value()) continue;
    auto start = parent.state->blob.Read();
    if (!start.ok()) return start.status();
    line.start = *std::move(start);
  }
  return line;
}

absl::StatusOr<SideLine> ReadLine(const GitRepository& repository,
                                  const MergeSide& side, const ObjectId& other,
                                  const absl::optional<ObjectId>& base,
                                  LinkReader* links) {
  const auto commit = links->Read(side.commit);
  if (!commit.ok()) return commit.status();
  const auto file = FileAt(repository, commit->tree, side.path);
  if (!file.ok()) return file.status();
  if (!file->has_value()) {
    return absl::NotFoundError(absl::StrCat("commit ", ShortId(side.commit),
                                            " has no file ", side.path));
  }
  if (base.has_value()) {
    auto line = FollowToBase(repository, side, *base, links);
    if (!line.ok()) return line.status();
    if (line->has_value()) return **std::move(line);
  }
  return FollowToOther(repository, side, other, links);
}

}  // namespace

absl::StatusOr<FileHistories> ReadSideHistories(
    const GitRepository& repository, const MergeSide& ours,
    const MergeSide& theirs, const absl::optional<ObjectId>& base) {
  LinkReader links(repository);
  auto our_line = ReadLine(repository, ours, theirs.commit, base, &links);
  if (!our_line.ok()) return our_line.status();
  auto their_line = ReadLine(repository, theirs, ours.commit, base, &links);
  if (!their_line.ok()) return their_line.status();
  for (SideLine* line : {&*our_line, &*their_line}) {
    std::reverse(line->versions.begin(), line->versions.end());
  }
  return FileHistories{
      std::move(our_line->versions), std::move(their_line->versions),
      std::move(our_line->start), std::move(their_line->start)};
}

}  // namespace patchgraph
