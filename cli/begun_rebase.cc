#include "cli/begun_rebase.h"

#include <algorithm>
#include <utility>

#include "engine/git/git_obstacles.h"
#include "engine/rebase/check_picks.h"
#include "engine/rebase/rebase_state_file.h"

namespace patchgraph {
namespace {

// Of the files that were settled before the conflict was opened nothing is
// open.
void DropSettled(const RebaseState& state, const std::string& commit,
                 std::vector<Conflict>* conflicts) {
  const auto& paths = state.settled_paths();
  conflicts->erase(
      std::remove_if(conflicts->begin(), conflicts->end(),
                     [&](const Conflict& conflict) {
                       return conflict.patch == commit.substr(0, 12) &&
                              std::find(paths.begin(), paths.end(),
                                        conflict.path) != paths.end();
                     }),
      conflicts->end());
}

}  // namespace

absl::StatusOr<absl::optional<BegunRebase>> FindBegunRebase(
    const InputArguments& arguments, const CliStreams& streams) {
  const std::string folder =
      streams.directory == "." ? std::string() : streams.directory;
  auto repository =
      arguments.repository.empty()
          ? GitRepository::Discover(folder)
          : GitRepository::Open(PathFrom(streams, arguments.repository));
  // Whoever needs one says so.
  if (!repository.ok()) return absl::optional<BegunRebase>();
  const auto state = RebaseStateFile(WorktreeGitFolder(**repository)).Read();
  if (!state.ok()) return state.status();
  if (!state->has_value()) return absl::optional<BegunRebase>();
  auto picks = ReadPicks(*repository, **state);
  if (!picks.ok()) return picks.status();
  if (picks->stack.base == nullptr) return absl::optional<BegunRebase>();
  auto check = Check(picks->stack, picks->onto, picks->options);
  if (!check.ok()) return check.status();
  BegunRebase begun;
  begun.inputs.repository = *repository;
  begun.inputs.onto = picks->onto;
  begun.inputs.stacks.push_back(std::move(picks->stack));
  begun.conflicts = std::move(check->conflicts);
  const bool is_open = (*state)->stopped() == "conflict";
  const std::string at = (*state)->picks((*state)->next()).commit();
  if (is_open) DropSettled(**state, at, &begun.conflicts);
  const auto rest =
      std::stable_partition(begun.conflicts.begin(), begun.conflicts.end(),
                            [&at](const Conflict& conflict) {
                              return conflict.patch == at.substr(0, 12);
                            });
  begun.open = is_open ? static_cast<int>(rest - begun.conflicts.begin()) : 0;
  // What a merge of trees alone met is counted, and not in the list.
  begun.first = (*state)->resolved_conflicts() + 1;
  if (begun.open == 0) begun.first += (*state)->open_conflicts_size();
  for (const StatePick& pick : (*state)->picks()) {
    begun.commits.insert(pick.commit());
    if (!pick.new_commit().empty()) begun.commits.insert(pick.new_commit());
  }
  return absl::make_optional(std::move(begun));
}

}  // namespace patchgraph
