#include "engine/rebase/rebase_plan.h"

#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/rebase/commit_message.h"
#include "engine/upstream/same_patches.h"

namespace patchgraph {
namespace {

absl::Status DropWhatUpstreamHas(const GitRepository& repository,
                                 const ObjectId& upstream, const ObjectId& head,
                                 std::vector<RebasePick>* picks) {
  const auto theirs = repository.CommitsBetween(head, upstream);
  if (!theirs.ok()) return theirs.status();
  if (theirs->empty()) return absl::OkStatus();
  std::vector<GitCommit> ours;
  for (const RebasePick& pick : *picks) ours.push_back(pick.commit);
  const auto same = FindSamePatches(repository, *theirs, ours);
  if (!same.ok()) return same.status();
  for (size_t i = 0; i < picks->size(); ++i) {
    if (!(*same)[i].has_value()) continue;
    (*picks)[i].dropped = absl::StrCat("same patch as ", ShortId(*(*same)[i]));
  }
  return absl::OkStatus();
}

// Branches on commits that are in the range. One on a commit that is not
// replayed goes where the one before it went.
absl::Status FindBranches(const GitRepository& repository,
                          const std::string& own,
                          const std::vector<GitCommit>& range,
                          RebasePlan* plan) {
  const auto branches = ListBranches(repository);
  if (!branches.ok()) return branches.status();
  std::map<ObjectId, int> pick_of;
  int pick = -1;
  for (const GitCommit& commit : range) {
    const bool is_pick = pick + 1 < static_cast<int>(plan->picks.size()) &&
                         plan->picks[pick + 1].commit.id == commit.id;
    if (is_pick) ++pick;
    // git leaves branches on merges alone, since it does not list merges.
    if (is_pick) pick_of[commit.id] = pick;
  }
  for (const GitRef& branch : *branches) {
    const auto found = pick_of.find(branch.id);
    if (found == pick_of.end() || branch.name == own) continue;
    if (IsCheckedOut(repository, branch.name)) {
      plan->notes.push_back(
          absl::StrCat(branch.name, " stays: it is checked out in a worktree"));
      continue;
    }
    plan->branches.push_back({branch.name, branch.id, found->second});
  }
  return absl::OkStatus();
}

// git puts a branch's line behind its commit, and then only moves commits that
// go into others: the branch goes behind the last commit before its line that
// was not moved, and what went into that.
int PlaceAfterSquash(const std::vector<RebasePick>& listed, int pick,
                     const std::vector<RebasePick>& sorted) {
  std::map<ObjectId, int> places;
  for (size_t i = 0; i < sorted.size(); ++i) {
    places[sorted[i].commit.id] = static_cast<int>(i);
  }
  for (int i = pick; i >= 0; --i) {
    size_t place = places.at(listed[i].commit.id);
    if (sorted[place].command != PickCommand::kPick) continue;
    while (place + 1 < sorted.size() &&
           sorted[place + 1].command != PickCommand::kPick) {
      ++place;
    }
    return static_cast<int>(place);
  }
  return -1;
}

class SquashOrder {
 public:
  explicit SquashOrder(std::vector<RebasePick>* picks) : picks_(*picks) {
    next_.assign(picks_.size(), -1);
    tail_.assign(picks_.size(), -1);
  }

  void Sort() {
    for (size_t i = 0; i < picks_.size(); ++i) Place(static_cast<int>(i));
    std::vector<RebasePick> sorted;
    for (size_t i = 0; i < picks_.size(); ++i) {
      if (picks_[i].command != PickCommand::kPick) continue;
      for (int at = static_cast<int>(i); at >= 0; at = next_[at]) {
        sorted.push_back(picks_[at]);
      }
    }
    picks_ = std::move(sorted);
  }

 private:
  void Place(int i) {
    // What is left out takes nothing in, and goes into nothing.
    if (!picks_[i].dropped.empty()) return;
    const std::string& subject = picks_[i].commit.subject;
    const absl::string_view wanted = WithoutFixup(subject);
    const int target = wanted == subject ? -1 : Find(wanted, i);
    if (target < 0) {
      by_subject_.emplace(subject, i);
      return;
    }
    picks_[i].command =
        absl::StartsWith(subject, "fixup!")   ? PickCommand::kFixup
        : absl::StartsWith(subject, "amend!") ? PickCommand::kAmend
                                              : PickCommand::kSquash;
    const int after = tail_[target] < 0 ? target : tail_[target];
    next_[i] = next_[after];
    next_[after] = i;
    tail_[target] = i;
  }

  bool TakesIn(int i) const {
    return picks_[i].command == PickCommand::kPick && picks_[i].dropped.empty();
  }

  int Find(absl::string_view wanted, int before) const {
    const auto exact = by_subject_.find(std::string(wanted));
    if (exact != by_subject_.end()) return exact->second;
    if (wanted.find(' ') == absl::string_view::npos && wanted.size() >= 4) {
      for (int i = 0; i < before; ++i) {
        if (TakesIn(i) && absl::StartsWith(picks_[i].commit.id.Hex(), wanted)) {
          return i;
        }
      }
    }
    for (int i = 0; i < before; ++i) {
      if (TakesIn(i) && absl::StartsWith(picks_[i].commit.subject, wanted)) {
        return i;
      }
    }
    return -1;
  }

  std::vector<RebasePick>& picks_;
  std::map<std::string, int> by_subject_;
  std::vector<int> next_;  // what follows a pick
  std::vector<int> tail_;  // the last of those that go into a pick
};

}  // namespace

absl::StatusOr<RebasePlan> MakeRebasePlan(const GitRepository& repository,
                                          const ObjectId& upstream,
                                          const ObjectId& head,
                                          const RebasePlanOptions& options) {
  auto range = repository.CommitsBetween(upstream, head);
  if (!range.ok()) return range.status();
  RebasePlan plan;
  for (const GitCommit& commit : *range) {
    if (commit.parents.size() > 1) {
      ++plan.merges;
      continue;
    }
    RebasePick pick;
    pick.commit = commit;
    plan.picks.push_back(std::move(pick));
  }
  if (plan.merges > 0) {
    plan.notes.push_back(absl::StrCat(
        plan.merges, plan.merges == 1 ? " merge is" : " merges are",
        " left out, as git rebase does: what was merged is taken commit by "
        "commit"));
  }
  absl::Status status;
  if (options.update_refs) {
    status = FindBranches(repository, options.branch, *range, &plan);
  }
  if (status.ok() && !options.reapply_cherry_picks) {
    status = DropWhatUpstreamHas(repository, upstream, head, &plan.picks);
  }
  if (!status.ok()) return status;
  if (options.autosquash) {
    const std::vector<RebasePick> listed = plan.picks;
    Autosquash(&plan.picks);
    for (RangeBranch& branch : plan.branches) {
      branch.pick = PlaceAfterSquash(listed, branch.pick, plan.picks);
    }
  }
  return plan;
}

void Autosquash(std::vector<RebasePick>* picks) { SquashOrder(picks).Sort(); }

}  // namespace patchgraph
