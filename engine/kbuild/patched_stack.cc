#include "engine/kbuild/patched_stack.h"

#include <algorithm>
#include <utility>

namespace patchgraph {
namespace {

// Null where the state has no bytes of its own.
absl::StatusOr<Bytes> BytesOf(const absl::optional<FileState>& state) {
  if (!state.has_value() || !IsPlainFile(state->mode)) return Bytes();
  return state->blob.Read();
}

void AddOnce(int number, std::vector<int>* numbers) {
  if (std::find(numbers->begin(), numbers->end(), number) == numbers->end()) {
    numbers->push_back(number);
  }
}

std::vector<int> PatchesOf(const std::vector<HunkKey>& hunks) {
  std::vector<int> patches;
  for (const HunkKey& hunk : hunks) AddOnce(hunk.patch, &patches);
  std::sort(patches.begin(), patches.end());
  return patches;
}

}  // namespace

absl::StatusOr<PatchedStack> PatchedStack::Read(
    const std::shared_ptr<const Tree>& base,
    const std::vector<PatchStep>& steps) {
  PatchedStack stack;
  stack.overlay_ = std::make_shared<Overlay>(base, base->name());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const absl::Status status = stack.Lay(steps[i], static_cast<int>(i));
    if (!status.ok()) return status;
  }
  stack.patched_ = stack.overlay_;
  const absl::Status status = stack.CollectFiles();
  if (!status.ok()) return status;
  return stack;
}

absl::Status PatchedStack::Lay(const PatchStep& patch, int number) {
  for (std::size_t i = 0; i < patch.files.size(); ++i) {
    const FileStep& step = patch.files[i];
    absl::Status status =
        origins_.Advance(step, {number, static_cast<int>(i), 0});
    if (!status.ok()) return status;
    if (!step.Changes()) continue;
    const bool moves = step.kind == FileChange::Kind::kRename ||
                       step.kind == FileChange::Kind::kDelete;
    if (moves || !step.after.has_value()) {
      overlay_->Remove(step.old_path);
      AddOnce(number, &by_path_[step.old_path]);
    }
    if (step.after.has_value()) {
      overlay_->Put(step.new_path, *step.after);
      AddOnce(number, &by_path_[step.new_path]);
    }
  }
  return absl::OkStatus();
}

absl::Status PatchedStack::CollectFiles() {
  for (const auto& [path, state] : overlay_->edits()) {
    StackedFile file;
    file.path = path;
    file.after = state;
    auto before = FindFile(overlay_->base(), path);
    if (!before.ok()) return before.status();
    file.before = *std::move(before);
    if (file.before == file.after) continue;
    auto base_bytes = BytesOf(file.before);
    if (!base_bytes.ok()) return base_bytes.status();
    file.base_bytes = *std::move(base_bytes);
    auto patched_bytes = BytesOf(file.after);
    if (!patched_bytes.ok()) return patched_bytes.status();
    file.patched_bytes = *std::move(patched_bytes);
    files_.push_back(std::move(file));
  }
  return absl::OkStatus();
}

const StackedFile* PatchedStack::Find(absl::string_view path) const {
  const auto found =
      std::lower_bound(files_.begin(), files_.end(), path,
                       [](const StackedFile& file, absl::string_view wanted) {
                         return absl::string_view(file.path) < wanted;
                       });
  return found != files_.end() && found->path == path ? &*found : nullptr;
}

std::vector<int> PatchedStack::PatchesAt(absl::string_view path,
                                         LineRange lines) const {
  std::vector<int> patches;
  if (!lines.empty()) patches = PatchesOf(origins_.Writing(path, lines));
  if (patches.empty()) patches = PatchesOf(origins_.Touching(path, lines));
  if (!patches.empty()) return patches;
  // A file that was taken away, or whose bytes are no lines.
  const auto known = by_path_.find(path);
  return known == by_path_.end() ? patches : known->second;
}

}  // namespace patchgraph
