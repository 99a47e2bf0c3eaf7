#include "engine/check/masked.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "engine/apply/compare_files.h"
#include "engine/check/moved_hunks.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

// The part of a three-way merge that takes `edit` out of the sparse file again,
// if the sparse file has it out already.
const MergeRegion* UndoneEdit(const Edit& edit, const FileMerge& undo) {
  for (const MergeRegion& region : RegionsMeeting(undo.met, edit.after())) {
    if (region.kind == MergeRegion::kBoth) return &region;
  }
  return nullptr;
}

// The hunks of `patched` that the whole file `laid` undoes, as regions: base is
// the text before the hunk, theirs what the hunk makes, ours what is laid over.
std::vector<ConflictRegion> UndoneHunks(const FileStep& patched,
                                        absl::string_view before,
                                        absl::string_view after,
                                        absl::string_view laid) {
  const FileMerge undo = Merge(after, laid, before);
  std::vector<ConflictRegion> regions;
  for (size_t i = 0; i < patched.hunks.size(); ++i) {
    for (const Edit& edit : patched.hunks[i].edits) {
      const MergeRegion* undone = UndoneEdit(edit, undo);
      if (undone == nullptr) continue;
      ConflictRegion region;
      region.base = ExcerptOf(undo.theirs, undone->theirs);
      region.ours = ExcerptOf(undo.ours, undone->ours);
      region.theirs = ExcerptOf(undo.base, undone->base);
      region.hunks = {static_cast<int>(i)};
      regions.push_back(std::move(region));
      break;
    }
  }
  return regions;
}

absl::StatusOr<std::vector<ConflictRegion>> CompareWithLaid(
    const FileStep& patched, const FileState& laid) {
  std::vector<ConflictRegion> none;
  if (!patched.before.has_value() || !patched.after.has_value()) return none;
  for (const FileState* file : {&*patched.before, &*patched.after, &laid}) {
    const auto text = IsText(*file);
    if (!text.ok()) return text.status();
    if (!*text) return none;
  }
  const auto before = patched.before->blob.Read();
  if (!before.ok()) return before.status();
  const auto after = patched.after->blob.Read();
  if (!after.ok()) return after.status();
  const auto bytes = laid.blob.Read();
  if (!bytes.ok()) return bytes.status();
  return UndoneHunks(patched, **before, **after, **bytes);
}

// "hunks 1, 3 of a.patch are lost: sparse lays its own file over it"
std::string Sentence(absl::Span<const ConflictRegion> regions,
                     absl::string_view patch, absl::string_view layer) {
  std::vector<int> numbers;
  for (const ConflictRegion& region : regions) {
    numbers.push_back(region.hunks.front() + 1);
  }
  const bool one = numbers.size() == 1;
  return absl::StrCat(one ? "hunk " : "hunks ", absl::StrJoin(numbers, ", "),
                      " of ", patch, one ? " is" : " are", " lost: ", layer,
                      " lays its own file over it");
}

}  // namespace

absl::StatusOr<std::vector<Conflict>> FindMasked(
    std::vector<PatchStep>* patches) {
  std::vector<Conflict> conflicts;
  // The steps that touched each path so far.
  std::map<std::string, std::vector<std::pair<PatchStep*, FileStep*>>> touched;
  for (PatchStep& patch : *patches) {
    for (FileStep& file : patch.files) {
      auto& earlier = touched[file.new_path];
      if (patch.sparse && file.after.has_value()) {
        for (auto& [below, step] : earlier) {
          auto regions = CompareWithLaid(*step, *file.after);
          if (!regions.ok()) return regions.status();
          if (regions->empty()) continue;
          for (const ConflictRegion& region : *regions) {
            HunkStep& hunk = step->hunks[region.hunks.front()];
            hunk.verdict = Verdict::kMasked;
            hunk.masked_by = patch.name;
          }
          Conflict conflict;
          conflict.kind = ConflictKind::kMasked;
          conflict.path = file.new_path;
          conflict.patch = below->name;
          conflict.base = step->before;
          conflict.ours = file.after;
          conflict.theirs = step->after;
          conflict.message = Sentence(*regions, below->name, patch.name);
          conflict.regions = *std::move(regions);
          conflicts.push_back(std::move(conflict));
        }
        earlier.clear();
      }
      earlier.emplace_back(&patch, &file);
    }
  }
  return conflicts;
}

}  // namespace patchgraph
