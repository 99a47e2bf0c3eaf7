#include "engine/between/whole_file.h"

#include <string>
#include <utility>

namespace patchgraph {
namespace {

// The last step that renamed the file; the last of all if none did.
HunkKey RenamingStep(const NetChange& change, const StackCheck& check) {
  const std::vector<HunkKey>& steps = change.file.steps;
  for (auto key = steps.rbegin(); key != steps.rend(); ++key) {
    const FileStep& step = StepAt(check, *key);
    if (step.old_path != step.new_path) return *key;
  }
  return steps.back();
}

// The last step that set another mode.
HunkKey ModeStep(const NetChange& change, const StackCheck& check) {
  const std::vector<HunkKey>& steps = change.file.steps;
  for (auto key = steps.rbegin(); key != steps.rend(); ++key) {
    const FileStep& step = StepAt(check, *key);
    if (step.before.has_value() && step.after.has_value() &&
        step.before->mode != step.after->mode) {
      return *key;
    }
  }
  return steps.back();
}

class WholeFile {
 public:
  WholeFile(const NetChange& a, const NetChange& b,
            absl::Span<const StackCheck> checks)
      : a_(a), b_(b), checks_(checks) {}

  WholeFileCollisions Compare(bool is_text) {
    if (a_.after == b_.after && a_.after_path == b_.after_path) {
      return Settled(CollisionKind::kSame);
    }
    if (a_.deletes() || b_.deletes()) return CompareDeleted();
    CompareNames();
    const bool both_modes = a_.changes_mode() && b_.changes_mode();
    if (both_modes && a_.after->mode != b_.after->mode) {
      Add(CollisionKind::kMode, "", ModeStep(a_, CheckOf(a_)),
          ModeStep(b_, CheckOf(b_)));
    }
    if (!a_.edits_content() || !b_.edits_content()) return std::move(found_);
    const bool one_kind =
        IsPlainFile(a_.after->mode) == IsPlainFile(b_.after->mode) &&
        (IsPlainFile(a_.after->mode) || a_.after->mode == b_.after->mode);
    if (!one_kind && !both_modes) return Settled(CollisionKind::kMode, "type");
    if (!one_kind) return Settled();
    if (is_text) return std::move(found_);
    // The same bytes under two names or modes.
    if (a_.after->blob == b_.after->blob) return Settled();
    return Settled(CollisionKind::kBinary);
  }

 private:
  const StackCheck& CheckOf(const NetChange& change) const {
    return checks_[change.stack];
  }

  Collision& Add(CollisionKind kind, std::string detail,
                 absl::optional<HunkKey> a, absl::optional<HunkKey> b) {
    Collision collision;
    collision.kind = kind;
    collision.detail = std::move(detail);
    collision.path = a_.before_path;
    collision.whole_file = true;
    collision.a = SideOf(a_, CheckOf(a_));
    collision.b = SideOf(b_, CheckOf(b_));
    if (a.has_value()) collision.a.hunks = {*a};
    if (b.has_value()) collision.b.hunks = {*b};
    found_.collisions.push_back(std::move(collision));
    return found_.collisions.back();
  }

  WholeFileCollisions Settled() {
    found_.settled = true;
    return std::move(found_);
  }

  WholeFileCollisions Settled(CollisionKind kind, std::string detail = "") {
    Add(kind, std::move(detail), absl::nullopt, absl::nullopt);
    return Settled();
  }

  // One or both, and both are one only if that is the same change.
  WholeFileCollisions CompareDeleted() {
    const NetChange& other = a_.deletes() ? b_ : a_;
    const bool edits = other.edits_content() || other.changes_mode();
    const HunkKey deletion = (a_.deletes() ? a_ : b_).file.steps.back();
    absl::optional<HunkKey> renaming;
    if (!edits) renaming = RenamingStep(other, CheckOf(other));
    const std::string detail = edits ? "" : "delete/rename";
    if (a_.deletes()) {
      Add(CollisionKind::kDeleteEdit, detail, deletion, renaming);
    } else {
      Add(CollisionKind::kDeleteEdit, detail, renaming, deletion);
    }
    return Settled();
  }

  void CompareNames() {
    const HunkKey a = RenamingStep(a_, CheckOf(a_));
    const HunkKey b = RenamingStep(b_, CheckOf(b_));
    if (a_.renames() && b_.renames()) {
      if (a_.after_path == b_.after_path) return;
      Add(CollisionKind::kRenameEdit, "rename/rename", a, b);
    } else if (a_.renames()) {
      Add(CollisionKind::kRenameEdit, "", a, absl::nullopt);
    } else if (b_.renames()) {
      Add(CollisionKind::kRenameEdit, "", absl::nullopt, b);
    }
  }

  const NetChange& a_;
  const NetChange& b_;
  absl::Span<const StackCheck> checks_;
  WholeFileCollisions found_;
};

}  // namespace

CollisionSide SideOf(const NetChange& change, const StackCheck& check) {
  CollisionSide side;
  side.stack = change.stack;
  side.path = change.path();
  side.hunks = HunksOf(change.file, check);
  return side;
}

WholeFileCollisions CompareWhole(const NetChange& a, const NetChange& b,
                                 bool is_text,
                                 absl::Span<const StackCheck> checks) {
  return WholeFile(a, b, checks).Compare(is_text);
}

Collision CompareNew(const NetChange& a, const NetChange& b,
                     absl::Span<const StackCheck> checks) {
  Collision collision;
  collision.path = a.after_path;
  collision.whole_file = true;
  for (auto [side, change] :
       {std::make_pair(&collision.a, &a), std::make_pair(&collision.b, &b)}) {
    side->stack = change->stack;
    side->path = change->after_path;
    side->hunks = {change->adds()
                       ? change->file.steps.front()
                       : RenamingStep(*change, checks[change->stack])};
  }
  const bool one_file = a.before_path == b.before_path;
  if (a.after == b.after) {
    collision.kind = CollisionKind::kSame;
  } else if (a.after->blob == b.after->blob) {
    collision.kind = CollisionKind::kMode;
  } else {
    collision.kind = CollisionKind::kAddAdd;
  }
  if (collision.kind == CollisionKind::kAddAdd && !one_file) {
    collision.detail = a.adds() || b.adds() ? "rename/add" : "two to one";
  }
  return collision;
}

}  // namespace patchgraph
