#include "engine/rebase/settle_conflict.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_join.h"
#include "engine/resolutions/resolution.h"

namespace patchgraph {

absl::StatusOr<absl::optional<SettledConflict>> SettleConflict(
    const TreeMerge& merge, const ResolutionFinder& find) {
  ReuseOptions options;
  options.mode = ReuseMode::kAuto;
  auto reused = ReuseInFiles(merge, find, options);
  if (!reused.ok()) return reused.status();
  SettledConflict settled;
  settled.edits = merge.edits;
  std::set<std::string> paths;
  for (const ReusedFile& file : *reused) {
    const bool applied = std::any_of(
        file.proposals.begin(), file.proposals.end(),
        [](const ProposedResolution& proposal) { return proposal.applied; });
    if (file.open > 0 || !applied) continue;
    paths.insert(file.path);
    settled.edits[file.path] = file.file;
  }
  // Renames and folders are in conflict at paths that no resolution knows.
  for (const Conflict& conflict : merge.conflicts) {
    if (paths.count(conflict.path) == 0) {
      return absl::optional<SettledConflict>();
    }
  }
  for (const StagedFile& stage : merge.stages) {
    if (paths.count(stage.path) == 0) return absl::optional<SettledConflict>();
  }
  if (paths.empty()) return absl::optional<SettledConflict>();
  settled.reused = *std::move(reused);
  return absl::make_optional(std::move(settled));
}

std::string SettledWords(absl::Span<const ReusedFile> reused) {
  std::vector<std::string> words;
  for (const ReusedFile& file : reused) {
    for (const ProposedResolution& proposal : file.proposals) {
      if (!proposal.applied) continue;
      const std::string origin = OriginWords(proposal.resolution);
      if (std::find(words.begin(), words.end(), origin) == words.end()) {
        words.push_back(origin);
      }
    }
  }
  return absl::StrJoin(words, "; ");
}

}  // namespace patchgraph
