#include "engine/check/check.h"

#include <algorithm>
#include <utility>

#include "engine/apply/apply_patch.h"
#include "engine/check/masked.h"
#include "engine/check/squash.h"
#include "engine/check/stack_mover.h"
#include "engine/model/overlay.h"

namespace patchgraph {
namespace {

absl::StatusOr<Footprint> MeasureFootprint(const Overlay& patched) {
  Footprint footprint;
  for (const auto& [path, after] : patched.edits()) {
    const auto before = FindFile(patched.base(), path);
    if (!before.ok()) return before.status();
    if (*before == after) continue;
    if (!before->has_value()) {
      ++footprint.files_added;
    } else if (!after.has_value()) {
      ++footprint.files_deleted;
    } else {
      ++footprint.files_modified;
    }
  }
  return footprint;
}

// A hunk that its own stack undoes has no place on the target either.
void CarryMasked(const std::vector<PatchStep>& patches,
                 std::vector<MovedPatch>* moved) {
  for (size_t p = 0; p < patches.size(); ++p) {
    for (size_t f = 0; f < patches[p].files.size(); ++f) {
      const FileStep& step = patches[p].files[f];
      std::vector<MovedHunk>& hunks = (*moved)[p].files[f].hunks;
      for (size_t h = 0; h < step.hunks.size(); ++h) {
        const bool goes_in = hunks[h].verdict == Verdict::kClean ||
                             hunks[h].verdict == Verdict::kOffset ||
                             hunks[h].verdict == Verdict::kMerged ||
                             hunks[h].verdict == Verdict::kResolved;
        if (step.hunks[h].verdict == Verdict::kMasked && goes_in) {
          hunks[h].verdict = Verdict::kMasked;
        }
      }
    }
  }
}

absl::Status MovePatches(const Stack& stack,
                         const std::shared_ptr<const Tree>& onto,
                         const CheckOptions& options, StackCheck* check) {
  std::vector<std::string> touched;
  for (const PatchStep& patch : check->patches) {
    for (const FileStep& file : patch.files) {
      touched.push_back(file.old_path);
      if (file.new_path != file.old_path) touched.push_back(file.new_path);
    }
  }
  StackMover mover(stack.base, onto, std::move(touched), options);
  for (const PatchStep& patch : check->patches) {
    auto moved = mover.Move(patch);
    if (!moved.ok()) return moved.status();
    check->moved.push_back(*std::move(moved));
  }
  check->conflicts = mover.conflicts();
  check->resolutions = mover.resolutions();
  check->result = mover.result();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<StackCheck> Check(const Stack& stack,
                                 const std::shared_ptr<const Tree>& onto,
                                 const CheckOptions& options) {
  StackCheck check;
  check.stack = stack.name;
  check.base = stack.base->name();
  check.squash = options.squash;
  auto patched = std::make_shared<Overlay>(stack.base, stack.base->name());
  PatchApplier applier(patched.get(), options.fuzz);
  for (const Series& layer : stack.layers) {
    for (const Patch& patch : layer.patches) {
      auto step = applier.Apply(patch, layer.name);
      if (!step.ok()) return step.status();
      check.patches.push_back(*std::move(step));
    }
  }
  const auto footprint = MeasureFootprint(*patched);
  if (!footprint.ok()) return footprint.status();
  check.footprint = *footprint;
  check.base_conflicts = applier.conflicts();
  auto masked = FindMasked(&check.patches);
  if (!masked.ok()) return masked.status();
  std::move(masked->begin(), masked->end(),
            std::back_inserter(check.base_conflicts));
  if (onto != nullptr) {
    check.onto = onto->name();
    const absl::Status moved = options.squash
                                   ? Squash(*patched, onto, options, &check)
                                   : MovePatches(stack, onto, options, &check);
    if (!moved.ok()) return moved;
    if (!options.squash) CarryMasked(check.patches, &check.moved);
  }
  for (Conflict& conflict : check.base_conflicts) conflict.stack = stack.name;
  for (Conflict& conflict : check.conflicts) conflict.stack = stack.name;
  for (RegionResolution& resolution : check.resolutions) {
    resolution.stack = stack.name;
  }
  return check;
}

}  // namespace patchgraph
