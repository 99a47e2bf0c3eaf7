#include "engine/check/settle_squashed.h"

#include <string>
#include <utility>

#include "engine/check/moved_hunks.h"

namespace patchgraph {
namespace {

// Both sides add it, and there is no more to it than lines.
bool IsAddedText(const Conflict& conflict) {
  return conflict.kind == ConflictKind::kAddAdd && conflict.ours.has_value() &&
         conflict.theirs.has_value() &&
         conflict.ours->mode == conflict.theirs->mode;
}

// The position of the only conflict that has to do with `path`, if that is one
// of lines; else the number of conflicts.
std::size_t OnlyConflictOfLines(absl::Span<const Conflict> conflicts,
                                const std::string& path) {
  std::size_t at = conflicts.size();
  for (std::size_t i = 0; i < conflicts.size(); ++i) {
    const Conflict& conflict = conflicts[i];
    if (conflict.path != path && conflict.ours_path != path &&
        conflict.theirs_path != path) {
      continue;
    }
    const bool lines =
        conflict.path == path &&
        (conflict.kind == ConflictKind::kContent || IsAddedText(conflict));
    if (!lines || at != conflicts.size()) return conflicts.size();
    at = i;
  }
  return at;
}

void LeaveNothingApplied(SettledRegions* regions) {
  regions->settled.clear();
  for (SettledRegions::Entry& entry : regions->resolutions) {
    entry.resolution.applied = false;
  }
}

}  // namespace

std::vector<SettledOutcome> SettleOutcomes(absl::Span<const FileStep> steps,
                                           const CheckOptions& options,
                                           TreeMerge* merge) {
  std::vector<SettledOutcome> found;
  if (options.resolve == AutoMode::kOff) return found;
  for (std::size_t i = 0; i < merge->outcomes.size(); ++i) {
    const PathOutcome& outcome = merge->outcomes[i];
    const auto edit = merge->edits.find(outcome.result_path);
    if (outcome.how != PathOutcome::How::kConflict || outcome.text == nullptr ||
        edit == merge->edits.end() || !edit->second.has_value()) {
      continue;
    }
    const std::size_t at =
        OnlyConflictOfLines(merge->conflicts, outcome.result_path);
    if (at == merge->conflicts.size()) continue;
    const FileMerge& lines = outcome.text->merge;
    RegionsToSettle what;
    what.resolve = options.resolve;
    what.histories = options.histories;
    what.path = outcome.result_path;
    SettledOutcome& settled = found.emplace_back();
    settled.outcome = i;
    settled.conflict = merge->conflicts[at];
    settled.regions = SettleRegions(steps[i].hunks, lines, what);
    settled.whole =
        settled.regions.any() &&
        RegionsOf(steps[i].hunks, lines, settled.regions.settled).empty();
    if (!settled.whole) {
      LeaveNothingApplied(&settled.regions);
      continue;
    }
    edit->second->blob = Blob::FromBytes(TextOf(lines, settled.regions));
    merge->conflicts.erase(merge->conflicts.begin() +
                           static_cast<std::ptrdiff_t>(at));
  }
  return found;
}

}  // namespace patchgraph
