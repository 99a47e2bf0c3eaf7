#include "cli/rebase/rebase_resolvers.h"

#include "cli/merge_file/merge_in_progress.h"
#include "cli/merge_file/side_versions.h"
#include "engine/rebase/rebase_state_file.h"
#include "engine/report/merge_file/merge_file_report.h"

namespace patchgraph {

void UseResolvers(const std::shared_ptr<const GitRepository>& repository,
                  absl::string_view how, RebaseHost* host) {
  host->resolve = AutoModeNamed(how).value_or(AutoMode::kOff);
  // A text of ours that an earlier pick has changed is not that of a commit
  // that is written: it has no history.
  host->histories = [repository](const RebaseState& state,
                                 const StatePick& pick, const std::string& path,
                                 const TextMerge& text) -> FileHistories {
    const auto commit = repository->ReadCommit(IdFromHex(pick.commit()));
    if (!commit.ok() || commit->parents.empty()) return {};
    MergeInProgress merge;
    merge.kind = MergeInProgress::kPick;
    merge.ours = IdFromHex(state.onto());
    merge.theirs = commit->id;
    merge.base = commit->parents.front();
    const InputTexts texts = {*text.base, *text.ours, *text.theirs};
    if (!merge.Fits(*repository, path, texts)) return {};
    return VersionsOfMerge(*repository, merge, path, texts).histories;
  };
}

std::vector<std::string> ResolvedNotes(
    const std::vector<ResolvedConflict>& resolved) {
  std::vector<std::string> notes;
  notes.reserve(resolved.size());
  for (const ResolvedConflict& conflict : resolved) {
    notes.push_back(ResolvedLine(conflict.path, conflict.region));
  }
  return notes;
}

}  // namespace patchgraph
