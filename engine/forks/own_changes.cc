#include "engine/forks/own_changes.h"

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/text/diff.h"
#include "engine/text/merge.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

bool IsPlain(const absl::optional<FileState>& file) {
  return file.has_value() && IsPlainFile(file->mode);
}

// How many of the hunks from `before` to `after` are not in `fork`.
OwnChange Compare(absl::string_view before, absl::string_view after,
                  absl::string_view fork) {
  OwnChange change;
  LineTable table;
  const InternedLines old_lines = table.Intern(Lines(before));
  const InternedLines new_lines = table.Intern(Lines(after));
  const InternedLines fork_lines = table.Intern(Lines(fork));
  const std::vector<Edit> edits = Diff(old_lines.ids, new_lines.ids);
  const FileMerge merge = Merge(old_lines, fork_lines, new_lines,
                                Diff(old_lines.ids, fork_lines.ids), edits);
  change.hunks = static_cast<int>(edits.size());
  for (const Edit& edit : edits) {
    for (const MergeRegion& region : RegionsMeeting(merge.met, edit.before())) {
      if (region.kind != MergeRegion::kTheirs &&
          region.kind != MergeRegion::kConflict) {
        continue;
      }
      ++change.lacking;
      break;
    }
  }
  return change;
}

absl::Status AddOwnChange(const PatchStep& patch, const FileStep& file,
                          ForkDrift* drift) {
  const auto before = file.before->blob.Read();
  if (!before.ok()) return before.status();
  const auto after = file.after->blob.Read();
  if (!after.ok()) return after.status();
  const auto fork = drift->fork.added.file.blob.Read();
  if (!fork.ok()) return fork.status();
  if (!FitsTextMerge(**before) || !FitsTextMerge(**after) ||
      !FitsTextMerge(**fork)) {
    return absl::OkStatus();
  }
  OwnChange change = Compare(**before, **after, **fork);
  change.patch = patch.name;
  if (change.lacking > 0) drift->own.push_back(std::move(change));
  return absl::OkStatus();
}

}  // namespace

absl::Status FindOwnChanges(absl::Span<const PatchStep> steps,
                            std::vector<ForkDrift>* forks) {
  std::multimap<absl::string_view, ForkDrift*> by_original;
  for (ForkDrift& drift : *forks) {
    by_original.emplace(drift.fork.original, &drift);
  }
  for (const PatchStep& step : steps) {
    for (const FileStep& file : step.files) {
      if (!IsPlain(file.before) || !IsPlain(file.after) || !file.Changes()) {
        continue;
      }
      const auto [begin, end] = by_original.equal_range(file.old_path);
      for (auto at = begin; at != end; ++at) {
        absl::Status status = AddOwnChange(step, file, at->second);
        if (!status.ok()) return status;
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
