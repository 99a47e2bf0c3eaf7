// Some patches of a stack, made to go in without the others: what `git
// cherry-pick` of just those would make.

#ifndef PATCHGRAPH_ENGINE_CHECK_PICK_H_
#define PATCHGRAPH_ENGINE_CHECK_PICK_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/check/check.h"
#include "engine/check/file_text.h"
#include "engine/model/conflict.h"
#include "engine/model/patch.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"
#include "engine/model/verdict.h"

namespace patchgraph {

// What a picked patch is, against the one in the stack.
enum class PickedAs {
  kOriginal,      // the same, byte for byte; of a commit: the same change
  kOtherLines,    // the same hunks, on other lines
  kOtherContext,  // other text around, or only a part of it, or other paths
  kNothing,       // its effect is there already, or it has none: not written
  kLeftOut,       // in conflict, or needs what is not there: not written
};

// "original", "other lines", "other context", "nothing", "left out".
absl::string_view Name(PickedAs as);

struct PickOptions {
  // As in CheckOptions.
  AutoMode resolve = AutoMode::kOff;
  HistoriesOf histories;
};

struct PickedPatch {
  int patch = 0;  // its position in the stack, over all layers
  std::string name;
  PickedAs as = PickedAs::kOriginal;
  Verdict verdict = Verdict::kClean;  // of the merge that moved it
  // Its position in Picked::series; -1 if it is not written.
  int written = -1;
  // Whether a hunk's line number says more than its text: that fits in more
  // than one place of the target, or stood at the file's first line.
  bool ambiguous = false;
  // What resolvers settled so that it could be written.
  std::vector<RegionResolution> resolutions;
  // What it changes, file by file: in the stack, and as it is written.
  std::vector<FileVersions> in_stack;
  std::vector<FileVersions> files;
};

struct Picked {
  // What goes onto the tree, in order, with text: PrintPatch and WriteSeries
  // (engine/source/) write it. Patches of text keep their names; commits are
  // mails named "0001-subject.patch".
  Series series;
  std::vector<PickedPatch> patches;  // one for each that was asked for
  std::vector<Conflict> conflicts;   // of those that are left out
  std::shared_ptr<const Tree> result;
};

// The patches at `positions` (over all layers, ascending), made for the tree
// `onto`; null: for the stack's own base. Each is moved by a three-way merge:
// base is a file before the patch in the stack (of a commit: in its parent),
// theirs the file after it, ours the file as picked so far. A patch in conflict
// is left out as a whole, and those after it do without.
//
// A patch that applies to the letter keeps its bytes. One that does not keeps
// its message, and where it can its headers and its hunks. A sparse tree
// becomes a patch of the files that it changes.
//
// Usage:
//   auto picked = Pick(stack, {3, 7, 9}, nullptr);
//   if (picked.ok()) status = WriteSeries(picked->series, "out");
//
// With `options` resolvers settle conflicts, as in a check: a patch of which
// they settle all is written with what they made of it.
//
// InvalidArgument for positions that are not there or not in order; else an
// error only if a file cannot be read or a patch is refused.
absl::StatusOr<Picked> Pick(const Stack& stack, absl::Span<const int> positions,
                            const std::shared_ptr<const Tree>& onto,
                            const PickOptions& options = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_PICK_H_
