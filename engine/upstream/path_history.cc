#include "engine/upstream/path_history.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_tree_diff.h"
#include "engine/git/git_tree_object.h"
#include "engine/text/similarity.h"

namespace patchgraph {
namespace {

using Entry = absl::optional<GitTreeEntry>;

// Where a change waits for the next older one: PathHistory::changes[change]
// .parents[parent]. The range's end has neither.
struct Waiting {
  int change = -1;
  int parent = 0;
};

// A path that is looked for at a commit.
struct Sought {
  int track = 0;  // which of the paths that were asked for
  std::string path;
  std::vector<Waiting> waiting;
};

class HistoryWalk {
 public:
  HistoryWalk(const GitRepository& repository, const CommitRange& range)
      : repository_(repository), range_(range) {
    for (size_t i = 0; i < range.commits.size(); ++i) {
      position_.emplace(range.commits[i].id, static_cast<int>(i));
    }
    sought_.resize(range.commits.size());
  }

  absl::StatusOr<std::vector<PathHistory>> Walk(
      absl::Span<const std::string> paths) {
    histories_.resize(paths.size());
    for (size_t i = 0; i < paths.size(); ++i) {
      Seek(range_.to, {static_cast<int>(i), paths[i], {}});
    }
    for (size_t i = range_.commits.size(); i-- > 0;) {
      std::vector<Sought> here = std::move(sought_[i]);
      sought_[i].clear();
      if (here.empty()) continue;
      absl::Status status = Visit(static_cast<int>(i), std::move(here));
      if (!status.ok()) return status;
    }
    return std::move(histories_);
  }

 private:
  struct Compared {
    absl::optional<FileState> here;
    absl::optional<FileState> there;
    bool same() const { return here == there; }
  };

  // Goes on looking at `commit`, where it is of the range.
  void Seek(const ObjectId& commit, Sought sought) {
    const auto found = position_.find(commit);
    if (found == position_.end()) return;
    sought_[found->second].push_back(std::move(sought));
  }

  absl::StatusOr<ObjectId> TreeOf(const ObjectId& commit) {
    const auto inside = position_.find(commit);
    if (inside != position_.end()) return range_.commits[inside->second].tree;
    const auto known = trees_.find(commit);
    if (known != trees_.end()) return known->second;
    const auto read = repository_.ReadCommit(commit);
    if (!read.ok()) return read.status();
    trees_.emplace(commit, read->tree);
    return read->tree;
  }

  // By path; what was sought from several children is one.
  static std::vector<Sought> InOrder(std::vector<Sought> sought) {
    std::sort(sought.begin(), sought.end(),
              [](const Sought& a, const Sought& b) {
                return std::tie(a.path, a.track) < std::tie(b.path, b.track);
              });
    std::vector<Sought> joined;
    for (Sought& next : sought) {
      if (joined.empty() || joined.back().track != next.track ||
          joined.back().path != next.path) {
        joined.push_back(std::move(next));
        continue;
      }
      std::vector<Waiting>& waiting = joined.back().waiting;
      waiting.insert(waiting.end(), next.waiting.begin(), next.waiting.end());
    }
    return joined;
  }

  absl::Status Visit(int at, std::vector<Sought> here) {
    const GitCommit& commit = range_.commits[at];
    here = InOrder(std::move(here));
    // Of each parent, by position in `here`.
    std::vector<std::vector<Compared>> compared;
    std::vector<ObjectId> parents = commit.parents;
    std::vector<ObjectId> trees;
    for (const ObjectId& parent : parents) {
      const auto tree = TreeOf(parent);
      if (!tree.ok()) return tree.status();
      trees.push_back(*tree);
    }
    if (parents.empty()) trees.emplace_back();
    for (const ObjectId& tree : trees) {
      compared.emplace_back(here.size());
      absl::Status status =
          Compare(commit.tree, tree, here, 0, compared.back().data());
      if (!status.ok()) return status;
    }
    for (size_t i = 0; i < here.size(); ++i) {
      const auto like = std::find_if(compared.begin(), compared.end(),
                                     [i](const std::vector<Compared>& parent) {
                                       return parent[i].same();
                                     });
      if (like != compared.end()) {
        if (parents.empty()) continue;
        Seek(parents[like - compared.begin()], std::move(here[i]));
        continue;
      }
      absl::Status status = Note(at, here[i], i, compared, trees);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // The commit changed the path against all of its parents.
  absl::Status Note(int at, const Sought& sought, size_t index,
                    const std::vector<std::vector<Compared>>& compared,
                    const std::vector<ObjectId>& trees) {
    const GitCommit& commit = range_.commits[at];
    PathHistory& history = histories_[sought.track];
    const int number = static_cast<int>(history.changes.size());
    for (const Waiting& waiting : sought.waiting) {
      history.changes[waiting.change].parents[waiting.parent].next = number;
    }
    PathChangeNode change;
    change.commit = at;
    change.path = sought.path;
    change.state = compared[0][index].here;
    std::vector<Sought> next;
    for (size_t p = 0; p < commit.parents.size(); ++p) {
      PathChangeNode::Parent parent;
      parent.path = sought.path;
      parent.state = compared[p][index].there;
      if (!parent.state.has_value() && change.state.has_value()) {
        absl::Status renamed =
            RenamedFrom(trees[p], commit.tree, *change.state, &parent);
        if (!renamed.ok()) return renamed;
      }
      next.push_back(
          {sought.track, parent.path, {{number, static_cast<int>(p)}}});
      change.parents.push_back(std::move(parent));
    }
    history.changes.push_back(std::move(change));
    for (size_t p = 0; p < next.size(); ++p) {
      Seek(commit.parents[p], std::move(next[p]));
    }
    return absl::OkStatus();
  }

  // Fills in the file that became `added`, if the change between the two trees
  // deletes one like it.
  absl::Status RenamedFrom(const ObjectId& before, const ObjectId& after,
                           const FileState& added,
                           PathChangeNode::Parent* parent) const {
    if (!IsPlainFile(added.mode)) return absl::OkStatus();
    auto changes = DiffGitTrees(repository_.objects(), before, after);
    if (!changes.ok()) return changes.status();
    absl::optional<Fingerprint> wanted;
    int best = kRenameSimilarity - 1;
    for (const ChangedFile& change : *changes) {
      if (change.after.has_value() || !IsPlainFile(change.before->mode)) {
        continue;
      }
      int score = kMaxSimilarity;
      if (change.before->blob != added.blob) {
        const auto old_bytes = change.before->blob.Read();
        if (!old_bytes.ok()) return old_bytes.status();
        const auto new_bytes = added.blob.Read();
        if (!new_bytes.ok()) return new_bytes.status();
        if (!SizesAllowSimilarity((*old_bytes)->size(), (*new_bytes)->size(),
                                  kRenameSimilarity)) {
          continue;
        }
        if (!wanted.has_value()) wanted.emplace(**new_bytes);
        score = Similarity(Fingerprint(**old_bytes), *wanted);
      }
      if (score <= best) continue;
      best = score;
      parent->path = change.path;
      parent->state = change.before;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::shared_ptr<const GitTreeObject>> Read(
      const Entry& entry) const {
    if (!entry.has_value() || !entry->is_directory || entry->id.IsNull()) {
      return std::make_shared<const GitTreeObject>();
    }
    return repository_.objects()->ReadTree(entry->id);
  }

  // Compares the files of `sought` (in the order of their paths), which begin
  // with the same `prefix` bytes, in two folders.
  absl::Status Compare(const ObjectId& here, const ObjectId& there,
                       absl::Span<const Sought> sought, size_t prefix,
                       Compared* compared) const {
    if (here == there) return absl::OkStatus();
    GitTreeEntry folder;
    folder.is_directory = true;
    folder.id = here;
    const auto our_tree = Read(folder);
    if (!our_tree.ok()) return our_tree.status();
    folder.id = there;
    const auto their_tree = Read(folder);
    if (!their_tree.ok()) return their_tree.status();
    for (size_t i = 0; i < sought.size();) {
      const absl::string_view rest =
          absl::string_view(sought[i].path).substr(prefix);
      const size_t slash = rest.find('/');
      const absl::string_view name = rest.substr(0, slash);
      const Entry ours = (*our_tree)->Find(name);
      const Entry theirs = (*their_tree)->Find(name);
      if (slash == absl::string_view::npos) {
        compared[i].here = FileOf(ours);
        compared[i].there = FileOf(theirs);
        ++i;
        continue;
      }
      size_t end = i + 1;
      while (end < sought.size() &&
             absl::string_view(sought[end].path).substr(prefix, slash + 1) ==
                 rest.substr(0, slash + 1)) {
        ++end;
      }
      absl::Status status =
          Compare(FolderOf(ours), FolderOf(theirs), sought.subspan(i, end - i),
                  prefix + slash + 1, compared + i);
      if (!status.ok()) return status;
      i = end;
    }
    return absl::OkStatus();
  }

  absl::optional<FileState> FileOf(const Entry& entry) const {
    if (!entry.has_value() || entry->is_directory) return absl::nullopt;
    return FileState{entry->mode,
                     Blob::Stored(entry->id, repository_.objects())};
  }

  static ObjectId FolderOf(const Entry& entry) {
    return entry.has_value() && entry->is_directory ? entry->id : ObjectId();
  }

  const GitRepository& repository_;
  const CommitRange& range_;
  absl::flat_hash_map<ObjectId, int> position_;
  absl::flat_hash_map<ObjectId, ObjectId> trees_;  // of parents outside
  std::vector<std::vector<Sought>> sought_;        // by commit
  std::vector<PathHistory> histories_;
};

}  // namespace

absl::StatusOr<CommitRange> ReadCommitRange(const GitRepository& repository,
                                            const ObjectId& from,
                                            const ObjectId& to) {
  auto commits = repository.CommitsBetween(from, to);
  if (!commits.ok()) return commits.status();
  return CommitRange{*std::move(commits), to};
}

absl::StatusOr<std::vector<PathHistory>> ReadPathHistories(
    const GitRepository& repository, const CommitRange& range,
    absl::Span<const std::string> paths) {
  return HistoryWalk(repository, range).Walk(paths);
}

}  // namespace patchgraph
