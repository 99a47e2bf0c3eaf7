#include "engine/between/between.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/between/file_collisions.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

absl::StatusOr<ObjectId> RootId(const Tree& tree) {
  const auto root = tree.Find("");
  if (!root.ok()) return root.status();
  return root->has_value() ? (*root)->tree_id : ObjectId();
}

// What the base has wherever a stack changes it.
using BaseStates = std::map<std::string, absl::optional<FileState>>;

BaseStates BaseStatesOf(const StackCheck& check) {
  BaseStates states;
  for (const StackFile& file : FollowFiles(check)) {
    if (!file.before_path.empty()) {
      states.emplace(file.before_path, file.before);
    }
    if (!file.after_path.empty()) {
      states.emplace(file.after_path, absl::nullopt);
    }
  }
  return states;
}

bool AgreeWhereBothChange(const BaseStates& a, const BaseStates& b) {
  const BaseStates& fewer = a.size() < b.size() ? a : b;
  const BaseStates& more = a.size() < b.size() ? b : a;
  return std::all_of(fewer.begin(), fewer.end(), [&more](const auto& entry) {
    const auto other = more.find(entry.first);
    return other == more.end() || other->second == entry.second;
  });
}

// The stacks by their bases: those of one number have the same.
absl::StatusOr<std::vector<int>> GroupByBase(
    absl::Span<const Stack> stacks, absl::Span<const StackCheck> checks) {
  std::vector<ObjectId> ids;
  for (const Stack& stack : stacks) {
    auto id = RootId(*stack.base);
    if (!id.ok()) return id.status();
    ids.push_back(*id);
  }
  std::vector<BaseStates> states(stacks.size());
  const auto states_of = [&](size_t i) -> const BaseStates& {
    if (states[i].empty()) states[i] = BaseStatesOf(checks[i]);
    return states[i];
  };
  const auto same = [&](size_t i, size_t j) {
    if (stacks[i].base == stacks[j].base) return true;
    if (!ids[i].IsNull() && !ids[j].IsNull()) return ids[i] == ids[j];
    return stacks[i].base->name() == stacks[j].base->name() &&
           AgreeWhereBothChange(states_of(i), states_of(j));
  };
  std::vector<int> group;
  for (size_t i = 0; i < stacks.size(); ++i) {
    int found = static_cast<int>(i);
    for (size_t j = 0; j < i && found == static_cast<int>(i); ++j) {
      if (group[j] != static_cast<int>(j)) continue;
      // The same as all of the group, not only its first.
      bool all = true;
      for (size_t k = j; k < i && all; ++k) {
        all = group[k] != static_cast<int>(j) || same(k, i);
      }
      if (all) found = static_cast<int>(j);
    }
    group.push_back(found);
  }
  return group;
}

// The changes of a ground by path.
struct ChangesByPath {
  std::map<std::string, ChangesOfFile> changed;  // files of the ground
  std::map<std::string, ChangesOfFile> added;    // where the ground has none

  explicit ChangesByPath(const std::vector<NetChanges>& stacks) {
    for (const NetChanges& stack : stacks) {
      for (const NetChange& change : stack.files) {
        if (!change.adds()) changed[change.before_path].push_back(&change);
        if (change.adds() || change.renames()) {
          added[change.after_path].push_back(&change);
        }
      }
    }
  }
};

bool MayMatter(const std::string& path, const ChangesOfFile& changes) {
  if (changes.size() > 1 || MayClaim(path)) return true;
  return MayClaim(changes.front()->after_path);
}

// Files of one stack that are folders of another.
void CompareFolders(const ChangesByPath& paths, FoundOnGround* found) {
  for (const auto& [path, changes] : paths.added) {
    for (absl::string_view folder = ParentDirectory(path); !folder.empty();
         folder = ParentDirectory(folder)) {
      const auto file = paths.added.find(std::string(folder));
      if (file == paths.added.end()) continue;
      for (const NetChange* above : file->second) {
        for (const NetChange* below : changes) {
          const auto pair = std::minmax(above->stack, below->stack);
          if (pair.first == pair.second ||
              !found->is_compared(pair.first, pair.second)) {
            continue;
          }
          AddFileAgainstFolder(*above, *below, found);
        }
      }
    }
  }
}

// All the collisions of the stacks whose changes are given, the others' being
// empty.
absl::Status CompareOn(const std::vector<NetChanges>& changes,
                       FoundOnGround* found) {
  const ChangesByPath paths(changes);
  for (const auto& [path, of_file] : paths.changed) {
    if (!MayMatter(path, of_file)) continue;
    absl::Status status = CompareChanged(of_file, found);
    if (!status.ok()) return status;
  }
  for (const auto& [path, of_file] : paths.added) {
    if (!MayMatter(path, of_file)) continue;
    absl::Status status = CompareAdded(of_file, found);
    if (!status.ok()) return status;
  }
  CompareFolders(paths, found);
  CompareClaims(found);
  return absl::OkStatus();
}

class Comparison {
 public:
  Comparison(absl::Span<const Stack> stacks,
             absl::Span<const StackCheck> checks, const Tree* onto)
      : stacks_(stacks), checks_(checks), onto_(onto) {}

  absl::StatusOr<BetweenStacks> Make() {
    auto group = GroupByBase(stacks_, checks_);
    if (!group.ok()) return group.status();
    group_ = *std::move(group);
    FindPairs();
    for (size_t i = 0; i < stacks_.size(); ++i) {
      if (group_[i] != static_cast<int>(i)) continue;
      absl::Status status = CompareOnBase(static_cast<int>(i));
      if (!status.ok()) return status;
    }
    if (onto_ != nullptr) {
      absl::Status status = CompareOnTarget();
      if (!status.ok()) return status;
    }
    Sort();
    FindOrders();
    return std::move(result_);
  }

 private:
  int size() const { return static_cast<int>(stacks_.size()); }
  bool HaveOneBase(int a, int b) const { return group_[a] == group_[b]; }

  void FindPairs() {
    for (int a = 0; a < size(); ++a) {
      for (int b = a + 1; b < size(); ++b) {
        StackPair pair = {a, b, ""};
        if (HaveOneBase(a, b)) {
          pair.ground = stacks_[a].base->name();
        } else if (onto_ != nullptr) {
          pair.ground = onto_->name();
        }
        result_.pairs.push_back(std::move(pair));
      }
    }
  }

  absl::Status CompareOnBase(int group) {
    std::vector<NetChanges> changes(stacks_.size());
    if (std::count(group_.begin(), group_.end(), group) < 2) {
      return absl::OkStatus();
    }
    for (int i = 0; i < size(); ++i) {
      if (group_[i] != group) continue;
      changes[i] = NetChangesOnBase(checks_[i], i);
    }
    return CompareAndKeep(changes, stacks_[group].base->name(),
                          [](int, int) { return true; });
  }

  // Those pairs that have no base in common.
  absl::Status CompareOnTarget() {
    std::vector<NetChanges> changes(stacks_.size());
    bool any = false;
    for (int i = 0; i < size(); ++i) {
      const auto with = std::count(group_.begin(), group_.end(), group_[i]);
      if (with == size()) continue;
      auto on_target = NetChangesOnTarget(checks_[i], *onto_, i);
      if (!on_target.ok()) return on_target.status();
      changes[i] = *std::move(on_target);
      any = true;
    }
    if (!any) return absl::OkStatus();
    return CompareAndKeep(changes, onto_->name(),
                          [this](int a, int b) { return !HaveOneBase(a, b); });
  }

  absl::Status CompareAndKeep(const std::vector<NetChanges>& changes,
                              const std::string& ground,
                              std::function<bool(int, int)> is_compared) {
    FoundOnGround found;
    found.checks = checks_;
    found.is_compared = std::move(is_compared);
    found.given_up.resize(stacks_.size());
    absl::Status status = CompareOn(changes, &found);
    if (!status.ok()) return status;
    std::move(found.collisions.begin(), found.collisions.end(),
              std::back_inserter(result_.collisions));
    for (int i = 0; i < size(); ++i) {
      const LeftOutOfComparison& parts = changes[i].left_out;
      if (parts.hunks + parts.files == 0) continue;
      result_.left_out.push_back({i, ground, parts});
    }
    return absl::OkStatus();
  }

  void Sort() {
    std::stable_sort(
        result_.collisions.begin(), result_.collisions.end(),
        [](const Collision& x, const Collision& y) {
          return std::tie(x.a.stack, x.b.stack, x.path, x.lines.begin) <
                 std::tie(y.a.stack, y.b.stack, y.path, y.lines.begin);
        });
  }

  // Conflicts with the target, counted as those between stacks are: by hunks.
  int OwnConflicts(const StackCheck& check) const {
    int conflicts = 0;
    for (const MovedPatch& patch : check.moved) {
      for (const MovedFile& file : patch.files) {
        const auto hunks = std::count_if(
            file.hunks.begin(), file.hunks.end(), [](const MovedHunk& hunk) {
              return hunk.verdict == Verdict::kConflict;
            });
        const bool as_whole = hunks == 0 && file.verdict == Verdict::kConflict;
        conflicts += static_cast<int>(hunks) + (as_whole ? 1 : 0);
      }
    }
    return conflicts;
  }

  void FindOrders() {
    // For each hunk of a stack, the stacks that it collides with.
    std::vector<std::map<HunkKey, std::set<int>>> hunks(stacks_.size());
    for (const Collision& collision : result_.collisions) {
      if (!IsConflict(collision)) continue;
      for (const auto& [side, other] :
           {std::make_pair(&collision.a, &collision.b),
            std::make_pair(&collision.b, &collision.a)}) {
        for (const HunkKey& hunk : side->hunks) {
          hunks[side->stack][hunk].insert(other->stack);
        }
      }
    }
    MergeCosts costs;
    for (int i = 0; i < size(); ++i) {
      MergeCosts::OfStack stack;
      stack.own = OwnConflicts(checks_[i]);
      for (const auto& [hunk, others] : hunks[i]) {
        stack.hunks.emplace_back(others.begin(), others.end());
      }
      costs.stacks.push_back(std::move(stack));
    }
    result_.best = FindMergeOrder(costs, absl::nullopt);
    for (int i = 0; i < size(); ++i) {
      result_.with_first.push_back(FindMergeOrder(costs, i));
    }
  }

  absl::Span<const Stack> stacks_;
  absl::Span<const StackCheck> checks_;
  const Tree* onto_;
  std::vector<int> group_;
  BetweenStacks result_;
};

}  // namespace

absl::StatusOr<BetweenStacks> CompareStacks(absl::Span<const Stack> stacks,
                                            absl::Span<const StackCheck> checks,
                                            const Tree* onto) {
  return Comparison(stacks, checks, onto).Make();
}

}  // namespace patchgraph
