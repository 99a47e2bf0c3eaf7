#include "engine/rebase/check_picks.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/git/git_tree.h"
#include "engine/git/git_tree_object.h"
#include "engine/model/stack.h"
#include "engine/rebase/conflict_keys.h"
#include "engine/rebase/rebase_state_file.h"
#include "engine/rebase/rebased_patch.h"
#include "engine/source/git_range.h"

namespace patchgraph {
namespace {

// The tree that a commit's change begins at.
absl::StatusOr<std::shared_ptr<const Tree>> BaseOf(
    const GitRepository& repository, const GitCommit& commit) {
  if (commit.parents.empty()) {
    return std::make_shared<const GitTree>("nothing", repository.objects(),
                                           EmptyTreeId(), absl::nullopt);
  }
  auto parent = repository.ReadCommit(commit.parents.front());
  if (!parent.ok()) return parent.status();
  const ObjectId tree = parent->tree;
  const std::string name = ShortId(parent->id);
  return std::make_shared<const GitTree>(name, repository.objects(), tree,
                                         *std::move(parent));
}

}  // namespace

absl::StatusOr<PicksToCheck> ReadPicks(
    const std::shared_ptr<const GitRepository>& repository,
    const RebaseState& state) {
  PicksToCheck picks;
  Stack& stack = picks.stack;
  stack.name = state.name();
  stack.layers.emplace_back();
  stack.layers.back().name = state.name();
  for (int i = state.next(); i < state.picks_size(); ++i) {
    const auto commit =
        repository->ReadCommit(IdFromHex(state.picks(i).commit()));
    if (!commit.ok()) return commit.status();
    if (stack.base == nullptr) {
      auto base = BaseOf(*repository, *commit);
      if (!base.ok()) return base.status();
      stack.base = *std::move(base);
    }
    if (state.picks(i).as() == Name(RebasedAs::kDropped)) {
      picks.options.landed.insert(i - state.next());
    }
    auto patch = ReadCommitPatch(*repository, *commit);
    if (!patch.ok()) return patch.status();
    stack.layers.back().patches.push_back(*std::move(patch));
  }
  auto head = repository->ReadCommit(IdFromHex(state.head()));
  if (!head.ok()) return head.status();
  const std::string name =
      state.head() == state.onto() ? state.onto_name() : ShortId(head->id);
  const ObjectId tree = head->tree;
  picks.onto = std::make_shared<const GitTree>(name, repository->objects(),
                                               tree, *std::move(head));
  return picks;
}

absl::StatusOr<StackCheck> CheckPicks(
    const std::shared_ptr<const GitRepository>& repository,
    const RebaseState& state) {
  const auto picks = ReadPicks(repository, state);
  if (!picks.ok()) return picks.status();
  return Check(picks->stack, picks->onto, picks->options);
}

std::string ConflictKey(const Conflict& conflict) {
  return ConflictKey(conflict.patch, conflict.path, conflict.kind);
}

}  // namespace patchgraph
