#include "engine/upstream/landed_content.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/check/stack_mover.h"

namespace patchgraph {
namespace {

// Of the lines that a patch adds, so many (and at least so many) have to stand
// on the target for it to look like an older form of what is there.
constexpr double kMostLines = 0.5;
constexpr int kFewLines = 3;
// A file that so many later patches change is looked at as the first of them
// leave it, and as the last does.
constexpr size_t kMostForms = 16;

// What a later patch makes of a file.
struct LaterForm {
  int patch = 0;
  absl::optional<FileState> state;
};

class ContentFinder {
 public:
  ContentFinder(absl::Span<const LandedQuestion> patches,
                const std::vector<bool>& known,
                std::shared_ptr<const Tree> base,
                const std::shared_ptr<const Tree>& onto)
      : patches_(patches),
        known_(known),
        base_(base),
        mover_(std::move(base), onto, Touched(), CheckOptions()) {
    for (size_t p = 0; p < patches.size(); ++p) {
      for (const FileStep& step : patches[p].step->files) {
        if (step.Changes()) {
          steps_of_[step.old_path].push_back({static_cast<int>(p), &step});
        }
      }
    }
  }

  absl::StatusOr<std::vector<LandedContent>> Find() {
    std::vector<LandedContent> found(patches_.size());
    for (size_t p = 0; p < patches_.size(); ++p) {
      const PatchStep& step = *patches_[p].step;
      const auto moved = mover_.Move(step);
      if (!moved.ok()) return moved.status();
      if (patches_[p].wanted && !known_[p]) {
        absl::Status status = Look(static_cast<int>(p), *moved, &found[p]);
        if (!status.ok()) return status;
      }
      if (HasLanded(p, found)) mover_.TakeBack(step, *moved);
    }
    // Without the later ones a patch is not there.
    for (size_t p = found.size(); p-- > 0;) {
      LandedPatch& patch = found[p].patch;
      const bool all_there =
          std::all_of(patch.together_with.begin(), patch.together_with.end(),
                      [this, &found](int q) { return HasLanded(q, found); });
      if (patch.evidence == LandedEvidence::kSquashed && !all_there) {
        patch.evidence = LandedEvidence::kPartlyInPlace;
      }
    }
    return found;
  }

 private:
  bool HasLanded(size_t p, const std::vector<LandedContent>& found) const {
    return known_[p] || IsStrong(found[p].patch.evidence);
  }

  std::vector<std::string> Touched() const {
    std::vector<std::string> touched;
    for (const LandedQuestion& patch : patches_) {
      for (const FileStep& file : patch.step->files) {
        touched.push_back(file.old_path);
        if (file.new_path != file.old_path) touched.push_back(file.new_path);
      }
    }
    return touched;
  }

  absl::Status Look(int p, const MovedPatch& moved, LandedContent* found) {
    const PatchStep& step = *patches_[p].step;
    bool all_there = true;
    bool any_evidence = false;
    bool in_base = false;
    for (size_t f = 0; f < step.files.size(); ++f) {
      if (!step.files[f].Changes()) {
        // What did not fit its own base cannot be looked for.
        all_there = all_there && step.files[f].verdict == Verdict::kEmpty;
        continue;
      }
      LandedFile file;
      absl::Status status = LookAtFile(p, f, moved, &file, &found->patch);
      if (!status.ok()) return status;
      if (step.files[f].verdict == Verdict::kConflict ||
          step.files[f].verdict == Verdict::kBlocked) {
        all_there = false;
      }
      for (const PresentEdit& edit : file.presence.edits) {
        ++found->patch.edits;
        found->patch.edits_there += IsThere(edit.presence) ? 1 : 0;
        all_there = all_there && edit.presence != EditPresence::kAbsent;
        any_evidence =
            any_evidence || (IsEvidence(edit.presence) && edit.lines > 0);
      }
      found->patch.added += file.presence.added;
      found->patch.added_there += file.presence.added_there;
      in_base = in_base || file.presence.in_base;
      found->files.push_back(std::move(file));
    }
    Judge(all_there, any_evidence, in_base, &found->patch);
    return absl::OkStatus();
  }

  static void Judge(bool all_there, bool any_evidence, bool in_base,
                    LandedPatch* patch) {
    std::vector<int>& with = patch->together_with;
    std::sort(with.begin(), with.end());
    with.erase(std::unique(with.begin(), with.end()), with.end());
    if (all_there && any_evidence) {
      patch->evidence =
          with.empty() ? LandedEvidence::kInPlace : LandedEvidence::kSquashed;
    } else if (patch->added >= kFewLines &&
               patch->added_there >= kMostLines * patch->added) {
      patch->evidence = LandedEvidence::kOlderForm;
    } else if (any_evidence) {
      patch->evidence = LandedEvidence::kPartlyInPlace;
    } else if (in_base) {
      patch->evidence = LandedEvidence::kInBase;
    }
  }

  absl::Status LookAtFile(int p, size_t f, const MovedPatch& moved,
                          LandedFile* file, LandedPatch* patch) {
    const FileStep& step = patches_[p].step->files[f];
    const std::string& place = moved.files[f].path;
    file->path = !place.empty()           ? place
                 : step.after.has_value() ? step.new_path
                                          : step.old_path;
    const bool moves = step.before.has_value() && step.after.has_value() &&
                       step.old_path != step.new_path &&
                       step.kind != FileChange::Kind::kCopy;
    file->change = {step.before, step.after};
    const auto ours = Ours(f, file->path);
    if (!ours.ok()) return ours.status();
    const auto base = FindFile(*base_, step.old_path);
    if (!base.ok()) return base.status();
    file->base = *base;
    file->later = step.after;
    if (step.kind == FileChange::Kind::kCopy) file->change.before.reset();
    if (moves) {
      // The name is a part of the change.
      file->path = step.new_path;
      const auto there = Ours(f, step.new_path);
      if (!there.ok()) return there.status();
      const auto old_name = Ours(f, step.old_path);
      if (!old_name.ok()) return old_name.status();
      const bool moved_there = there->has_value() && !old_name->has_value();
      return Compare(moved_there ? *there : absl::nullopt, p, step, file,
                     patch);
    }
    return Compare(*ours, p, step, file, patch);
  }

  // First as the patch leaves the file, then as the later ones do.
  absl::Status Compare(const absl::optional<FileState>& ours, int p,
                       const FileStep& step, LandedFile* file,
                       LandedPatch* patch) const {
    auto presence = FindInFile(file->change, file->later, ours, file->base);
    if (!presence.ok()) return presence.status();
    file->presence = *std::move(presence);
    const std::vector<LaterForm> forms = LaterForms(p, step);
    for (const LaterForm& form : forms) {
      if (NothingAbsent(file->presence)) break;
      const auto better =
          FindInFile(file->change, form.state, ours, file->base);
      if (!better.ok()) return better.status();
      if (better->edits.size() != file->presence.edits.size()) continue;
      bool gained = false;
      for (size_t i = 0; i < better->edits.size(); ++i) {
        PresentEdit& edit = file->presence.edits[i];
        if (edit.presence != EditPresence::kAbsent) continue;
        edit.presence = better->edits[i].presence;
        gained = gained || edit.presence != EditPresence::kAbsent;
      }
      if (!gained) continue;
      file->later = form.state;
      patch->together_with.push_back(form.patch);
    }
    return absl::OkStatus();
  }

  static bool NothingAbsent(const FilePresence& presence) {
    return std::none_of(presence.edits.begin(), presence.edits.end(),
                        [](const PresentEdit& edit) {
                          return edit.presence == EditPresence::kAbsent;
                        });
  }

  std::vector<LaterForm> LaterForms(int p, const FileStep& step) const {
    std::vector<LaterForm> forms;
    std::string path = step.new_path;
    absl::optional<FileState> state = step.after;
    for (int after = p; state.has_value();) {
      const auto steps = steps_of_.find(path);
      if (steps == steps_of_.end()) break;
      const auto next =
          std::find_if(steps->second.begin(), steps->second.end(),
                       [after](const StepOf& of) { return of.patch > after; });
      if (next == steps->second.end()) break;
      after = next->patch;
      path = next->step->new_path;
      state = next->step->after;
      forms.push_back({after, state});
    }
    if (forms.size() > kMostForms) {
      forms[kMostForms - 1] = forms.back();
      forms.resize(kMostForms);
    }
    return forms;
  }

  // The target's file before the patch that was moved last.
  absl::StatusOr<absl::optional<FileState>> Ours(
      size_t f, const std::string& path) const {
    for (const StackMover::PathChange& change : mover_.last_changes()[f]) {
      if (change.path == path) return change.before;
    }
    return FindFile(*mover_.result(), path);
  }

  struct StepOf {
    int patch = 0;
    const FileStep* step = nullptr;
  };

  absl::Span<const LandedQuestion> patches_;
  const std::vector<bool>& known_;
  std::shared_ptr<const Tree> base_;
  StackMover mover_;
  // By the path before the step, in the stack's order.
  std::map<std::string, std::vector<StepOf>, std::less<>> steps_of_;
};

}  // namespace

absl::StatusOr<std::vector<LandedContent>> FindLandedContent(
    absl::Span<const LandedQuestion> patches, const std::vector<bool>& known,
    const std::shared_ptr<const Tree>& base,
    const std::shared_ptr<const Tree>& onto) {
  return ContentFinder(patches, known, base, onto).Find();
}

}  // namespace patchgraph
