#include "engine/git/git_topology.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"

namespace patchgraph {
namespace {

constexpr int kOlderLookedAt = 64;

// One walk from both ends towards the past, the newest commit first.
class RangeWalk {
 public:
  using Read = absl::FunctionRef<absl::StatusOr<GitCommit>(const ObjectId&)>;

  explicit RangeWalk(Read read) : read_(read) {}

  absl::Status Run(const ObjectId& from, const ObjectId& to) {
    constexpr int64_t kAnyDate = std::numeric_limits<int64_t>::max();
    absl::Status status = Reach(from, /*old=*/true, kAnyDate);
    if (status.ok()) status = Reach(to, /*old=*/false, kAnyDate);
    while (status.ok() && !IsDone()) status = Step();
    return status;
  }

  std::vector<GitCommit> Result() && {
    std::vector<GitCommit> commits;
    for (Seen& seen : seen_) {
      if (!seen.old) commits.push_back(std::move(seen.commit));
    }
    std::stable_sort(commits.begin(), commits.end(),
                     [](const GitCommit& a, const GitCommit& b) {
                       return a.committed_at > b.committed_at;
                     });
    return commits;
  }

 private:
  struct Seen {
    GitCommit commit;
    bool old = false;      // `from` has it
    bool visited = false;  // its parents were reached
  };

  // `date` is that of the child: a parent that claims to be newer is not.
  absl::Status Reach(const ObjectId& id, bool old, int64_t date) {
    const auto known = places_.find(id);
    if (known != places_.end()) {
      if (old) MarkOld(known->second);
      return absl::OkStatus();
    }
    auto commit = read_(id);
    if (!commit.ok()) return commit.status();
    const int place = static_cast<int>(seen_.size());
    places_.emplace(id, place);
    date = std::min(date, commit->committed_at);
    queue_.emplace(date, place);
    if (!old) {
      ++new_in_queue_;
      oldest_new_ = std::min(oldest_new_, date);
    }
    seen_.push_back({*std::move(commit), old, false});
    return absl::OkStatus();
  }

  // Also all of its ancestors that were reached as new.
  void MarkOld(int place) {
    std::vector<int> places = {place};
    while (!places.empty()) {
      Seen& seen = seen_[places.back()];
      places.pop_back();
      if (seen.old) continue;
      seen.old = true;
      if (!seen.visited) {
        --new_in_queue_;
        continue;
      }
      for (const ObjectId& parent : seen.commit.parents) {
        places.push_back(places_.at(parent));
      }
    }
  }

  // What is older than every new commit has none of them as an ancestor; some
  // more are looked at in case a clock was wrong.
  bool IsDone() {
    if (queue_.empty()) return true;
    if (new_in_queue_ > 0 || queue_.top().first >= oldest_new_) {
      older_ = 0;
      return false;
    }
    return ++older_ > kOlderLookedAt;
  }

  absl::Status Step() {
    const auto [date, place] = queue_.top();
    queue_.pop();
    seen_[place].visited = true;
    const bool old = seen_[place].old;
    if (!old) --new_in_queue_;
    // A copy: reaching a parent moves what was seen.
    const std::vector<ObjectId> parents = seen_[place].commit.parents;
    for (const ObjectId& parent : parents) {
      absl::Status status = Reach(parent, old, date);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  Read read_;
  std::vector<Seen> seen_;
  absl::flat_hash_map<ObjectId, int> places_;
  std::priority_queue<std::pair<int64_t, int>> queue_;  // commit date, place
  int new_in_queue_ = 0;
  int older_ = 0;  // commits in a row that were older than every new one
  int64_t oldest_new_ = std::numeric_limits<int64_t>::max();
};

}  // namespace

absl::StatusOr<std::vector<GitCommit>> FindRange(
    absl::FunctionRef<absl::StatusOr<GitCommit>(const ObjectId&)> read,
    const ObjectId& from, const ObjectId& to) {
  RangeWalk walk(read);
  if (absl::Status status = walk.Run(from, to); !status.ok()) {
    return status;
  }
  return std::move(walk).Result();
}

// Kahn's algorithm from the tips down, with the tips on a stack: what was
// freed last comes next, so that a branch is followed to its start before the
// next one is taken up.
std::vector<GitCommit> OldestFirst(std::vector<GitCommit> newest_first) {
  const int count = static_cast<int>(newest_first.size());
  absl::flat_hash_map<ObjectId, int> places;
  places.reserve(count);
  for (int i = 0; i < count; ++i) places.emplace(newest_first[i].id, i);
  std::vector<int> children(count, 0);
  for (const GitCommit& commit : newest_first) {
    for (const ObjectId& parent : commit.parents) {
      const auto at = places.find(parent);
      if (at != places.end()) ++children[at->second];
    }
  }
  std::vector<int> ready;
  for (int i = count - 1; i >= 0; --i) {
    if (children[i] == 0) ready.push_back(i);
  }
  std::vector<GitCommit> ordered;
  ordered.reserve(count);
  while (!ready.empty()) {
    GitCommit& commit = newest_first[ready.back()];
    ready.pop_back();
    for (const ObjectId& parent : commit.parents) {
      const auto at = places.find(parent);
      if (at != places.end() && --children[at->second] == 0) {
        ready.push_back(at->second);
      }
    }
    ordered.push_back(std::move(commit));
  }
  std::reverse(ordered.begin(), ordered.end());
  return ordered;
}

}  // namespace patchgraph
