// The main question: what becomes of every patch, file and hunk of a stack, on
// its own base and on the tree it is to be moved to. Nothing is written.

#ifndef PATCHGRAPH_ENGINE_CHECK_CHECK_H_
#define PATCHGRAPH_ENGINE_CHECK_CHECK_H_

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/apply/patch_step.h"
#include "engine/model/conflict.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"
#include "engine/model/verdict.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"

namespace patchgraph {

// How each side of a merge came to its text of the file at `path` on the
// target, as far as that is known.
using HistoriesOf = std::function<FileHistories(const std::string& path,
                                                const FileMerge& merge)>;

struct CheckOptions {
  // Treat the stack as one change, merged exactly as git would.
  bool squash = false;
  // Context lines that a hunk may leave out at either end. 0: none.
  int fuzz = 0;
  // Patches (positions, over all layers) that the target has, whatever a merge
  // makes of them: they are not moved, and nothing waits for them.
  std::set<int> landed;
  // What resolvers may do about conflicts of lines on the target. With kOff
  // clean means that git would agree.
  AutoMode resolve = AutoMode::kOff;
  // Resolvers know more with it; may be null. Asked for files in conflict only.
  HistoriesOf histories;
};

// What resolvers make of one region in conflict.
struct RegionResolution {
  std::string path;  // on the target
  std::string stack;
  std::string patch;                 // as in Conflict
  std::vector<std::string> patches;  // as in Conflict
  // As the diffs of both sides met: what git leaves of it may be several.
  ConflictRegion region;
  Proposal proposal;     // the likeliest
  bool applied = false;  // it is in the result; else the conflict stays
};

// What became of a hunk on the target.
struct MovedHunk {
  Verdict verdict = Verdict::kClean;
  int line = 0;    // first line of the hunk (with context) there, from 1; 0 if
                   // it is not there
  int offset = 0;  // `line` less the line in the stack's own file
  int fuzz = 0;
  std::vector<int> candidates;  // as in HunkStep, on the target
  absl::optional<HunkKey> blocked_by;
};

// What became of a file's change on the target.
struct MovedFile {
  Verdict verdict = Verdict::kClean;
  std::string path;              // on the target; empty if it is not there
  std::vector<MovedHunk> hunks;  // one for each hunk of the FileStep
  absl::optional<HunkKey> blocked_by;
};

struct MovedPatch {
  Verdict verdict = Verdict::kClean;
  std::vector<MovedFile> files;  // one for each file of the PatchStep
};

// The whole change of the stack against its base, by file.
struct Footprint {
  int files_added = 0;
  int files_modified = 0;
  int files_deleted = 0;
};

struct StackCheck {
  std::string stack;
  std::string base;  // the name of the base tree
  std::string onto;  // empty without a target
  bool squash = false;
  Footprint footprint;
  // On the stack's own base: in the stack's order.
  std::vector<PatchStep> patches;
  // On the target: one for each of `patches`; with --squash a single one for
  // the whole stack, whose steps are `squashed`. Empty without a target.
  std::vector<MovedPatch> moved;
  absl::optional<PatchStep> squashed;
  // First those on the base (masked hunks among them), then those on the
  // target.
  std::vector<Conflict> base_conflicts;
  std::vector<Conflict> conflicts;
  // With CheckOptions::resolve: in the order of the patches, in a file by line.
  std::vector<RegionResolution> resolutions;
  // The target with everything applied that could be; conflicts keep ours
  // (with --squash: git's markers). Null without a target.
  std::shared_ptr<const Tree> result;
};

// `onto` may be null: then the stack is only checked on its own base.
absl::StatusOr<StackCheck> Check(const Stack& stack,
                                 const std::shared_ptr<const Tree>& onto,
                                 const CheckOptions& options);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_CHECK_H_
