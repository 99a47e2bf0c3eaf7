#include "engine/check/pick.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/apply/apply_patch.h"
#include "engine/check/picked_text.h"
#include "engine/check/stack_mover.h"
#include "engine/model/overlay.h"
#include "engine/source/mbox.h"
#include "engine/source/patch_message.h"

namespace patchgraph {
namespace {

struct StackPatch {
  const Patch* patch = nullptr;
  const std::string* layer = nullptr;
};

std::vector<StackPatch> PatchesOf(const Stack& stack) {
  std::vector<StackPatch> patches;
  for (const Series& layer : stack.layers) {
    for (const Patch& patch : layer.patches) {
      patches.push_back({&patch, &layer.name});
    }
  }
  return patches;
}

// Whether the patch holds its files before and after, so that it can be taken
// without those before it.
bool IsCommit(const Patch& patch) {
  return !patch.sparse && std::all_of(patch.files.begin(), patch.files.end(),
                                      [](const FileChange& change) {
                                        return change.original.has_value() ||
                                               change.replacement.has_value();
                                      });
}

absl::Status CheckPositions(absl::Span<const int> positions, int patches) {
  int last = -1;
  for (const int position : positions) {
    if (position <= last || position >= patches) {
      return absl::InvalidArgumentError(
          absl::StrCat("patch ", position, " cannot be picked after ", last,
                       ": the stack has ", patches, " patches, in order"));
    }
    last = position;
  }
  return absl::OkStatus();
}

// The steps of the patches to pick, on what the stack has before each.
class StepReader {
 public:
  explicit StepReader(const Stack& stack)
      : patches_(PatchesOf(stack)),
        tree_(std::make_shared<Overlay>(stack.base, stack.base->name())),
        applier_(tree_.get(), /*max_fuzz=*/0),
        commits_(std::all_of(
            patches_.begin(), patches_.end(),
            [](const StackPatch& patch) { return IsCommit(*patch.patch); })) {}

  const std::vector<StackPatch>& patches() const { return patches_; }

  absl::StatusOr<PatchStep> Read(int position) {
    if (commits_) {
      PutParent(*patches_[position].patch);
      next_ = position;
    }
    // Those between have to be applied, too.
    while (true) {
      const StackPatch& patch = patches_[next_];
      auto step = applier_.Apply(*patch.patch, *patch.layer);
      if (!step.ok() || next_++ == position) return step;
    }
  }

 private:
  // A commit's own parent is what it was made on, whatever else is between.
  void PutParent(const Patch& commit) {
    for (const FileChange& change : commit.files) {
      tree_->Remove(change.new_path);
    }
    for (const FileChange& change : commit.files) {
      if (change.original.has_value()) {
        tree_->Put(change.old_path, *change.original);
      }
    }
  }

  std::vector<StackPatch> patches_;
  std::shared_ptr<Overlay> tree_;
  PatchApplier applier_;
  bool commits_;
  int next_ = 0;
};

std::vector<std::string> PathsOf(const std::vector<PatchStep>& steps) {
  std::set<std::string> paths;
  for (const PatchStep& step : steps) {
    for (const FileStep& file : step.files) {
      paths.insert(file.old_path);
      paths.insert(file.new_path);
    }
  }
  return {paths.begin(), paths.end()};
}

// What became of the files of one step. A path that goes and one that comes are
// a rename.
std::vector<FileVersions> VersionsOf(
    const std::vector<StackMover::PathChange>& changes) {
  std::vector<FileVersions> files;
  files.reserve(changes.size());
  for (const StackMover::PathChange& change : changes) {
    files.push_back({change.path, change.path, change.before, change.after});
  }
  if (files.size() == 2 && files[0].before.has_value() &&
      !files[0].after.has_value() && !files[1].before.has_value() &&
      files[1].after.has_value()) {
    return {{files[0].old_path, files[1].new_path, files[0].before,
             files[1].after}};
  }
  return files;
}

class Picker {
 public:
  Picker(const Stack& stack, std::shared_ptr<const Tree> onto,
         const PickOptions& options)
      : stack_(stack), onto_(std::move(onto)), reader_(stack) {
    options_.resolve = options.resolve;
    options_.histories = options.histories;
  }

  absl::StatusOr<Picked> Pick(absl::Span<const int> positions);

 private:
  absl::Status PickOne(const PatchStep& step, int position, StackMover* mover);

  const Stack& stack_;
  const std::shared_ptr<const Tree> onto_;
  CheckOptions options_;
  StepReader reader_;
  std::shared_ptr<Overlay> tree_;  // with what was written so far
  Picked picked_;
};

absl::StatusOr<Picked> Picker::Pick(absl::Span<const int> positions) {
  const int count = static_cast<int>(reader_.patches().size());
  if (absl::Status status = CheckPositions(positions, count); !status.ok()) {
    return status;
  }
  std::vector<PatchStep> steps;
  for (const int position : positions) {
    auto step = reader_.Read(position);
    if (!step.ok()) return step.status();
    steps.push_back(*std::move(step));
  }
  tree_ = std::make_shared<Overlay>(onto_, onto_->name());
  StackMover mover(stack_.base, onto_, PathsOf(steps), options_);
  picked_.series.name = stack_.name;
  for (size_t i = 0; i < steps.size(); ++i) {
    const absl::Status status = PickOne(steps[i], positions[i], &mover);
    if (!status.ok()) return status;
  }
  picked_.conflicts = mover.conflicts();
  for (Conflict& conflict : picked_.conflicts) conflict.stack = stack_.name;
  picked_.result = tree_;
  return std::move(picked_);
}

absl::Status Picker::PickOne(const PatchStep& step, int position,
                             StackMover* mover) {
  const Patch& given = *reader_.patches()[position].patch;
  const std::size_t known = mover->resolutions().size();
  auto moved = mover->Move(step);
  if (!moved.ok()) return moved.status();
  PickedPatch result;
  result.patch = position;
  result.name = given.name;
  for (const FileStep& file : step.files) {
    if (!file.Changes()) continue;
    result.in_stack.push_back(
        {file.old_path, file.new_path, file.before, file.after});
  }
  // What did not go in on the stack's own base has no place here either.
  result.verdict = std::max(moved->verdict, step.verdict);
  if (IsLeftOut(result.verdict)) {
    mover->TakeBack(step, *moved);
    result.as = PickedAs::kLeftOut;
    picked_.patches.push_back(std::move(result));
    return absl::OkStatus();
  }
  for (std::size_t i = known; i < mover->resolutions().size(); ++i) {
    if (!mover->resolutions()[i].applied) continue;
    result.resolutions.push_back(mover->resolutions()[i]);
  }
  std::vector<FileVersions> files;
  for (const auto& changes : mover->last_changes()) {
    for (FileVersions& file : VersionsOf(changes)) {
      if (file.Changes()) files.push_back(std::move(file));
    }
  }
  if (files.empty()) {
    result.verdict = moved->verdict;
    result.as = PickedAs::kNothing;
    picked_.patches.push_back(std::move(result));
    return absl::OkStatus();
  }
  auto text = WritePicked(given, tree_, files);
  if (!text.ok()) return text.status();
  for (const FileVersions& file : files) {
    if (!file.after.has_value() || file.old_path != file.new_path) {
      tree_->Remove(file.old_path);
    }
    if (file.after.has_value()) tree_->Put(file.new_path, *file.after);
  }
  result.verdict = moved->verdict;
  result.as = text->as;
  result.ambiguous = text->ambiguous;
  result.files = std::move(files);
  result.written = static_cast<int>(picked_.series.patches.size());
  // A commit has an id, and no name.
  if (HasNoText(given) && !given.sparse) {
    text->patch.name = absl::StrCat(
        NameFromSubject(result.written + 1, SubjectWithoutTags(given.subject)),
        ".patch");
  }
  picked_.series.patches.push_back(std::move(text->patch));
  picked_.patches.push_back(std::move(result));
  return absl::OkStatus();
}

}  // namespace

absl::string_view Name(PickedAs as) {
  switch (as) {
    case PickedAs::kOriginal:
      return "original";
    case PickedAs::kOtherLines:
      return "other lines";
    case PickedAs::kOtherContext:
      return "other context";
    case PickedAs::kNothing:
      return "nothing";
    case PickedAs::kLeftOut:
      break;
  }
  return "left out";
}

absl::StatusOr<Picked> Pick(const Stack& stack, absl::Span<const int> positions,
                            const std::shared_ptr<const Tree>& onto,
                            const PickOptions& options) {
  return Picker(stack, onto == nullptr ? stack.base : onto, options)
      .Pick(positions);
}

}  // namespace patchgraph
