// Which patches of a stack their target has already, and how that shows.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_LANDED_PATCHES_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_LANDED_PATCHES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_repository.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"

namespace patchgraph {

// How it shows that a patch has landed: see docs/landed.md. The strongest
// first.
enum class LandedEvidence {
  kSameCommit,  // the target's history has this very commit
  kPicked,      // one of the two says that it was picked from the other
  kSamePatch,   // a commit of the target's has the same patch id
  kInPlace,     // every edit of it is in place
  kSquashed,    // they are, together with those of later patches
  // From here on a proposal: a person has to look.
  kPartlyInPlace,  // some of its edits are in place
  kOlderForm,      // most lines that it adds are there, not all in their place
  kSameSubject,    // a commit of the target's has its subject
  kInBase,         // what it adds stands in its own base already
  kNone,
};

// "same commit", "picked", "same patch", "in place", "squashed", "partly in
// place", "older form", "same subject", "in its base", "none". Never changes.
absl::string_view Name(LandedEvidence evidence);
// Whether the patch can be dropped without a person.
bool IsStrong(LandedEvidence evidence);

struct LandedPatch {
  LandedEvidence evidence = LandedEvidence::kNone;
  // Commits of the target that brought it, oldest first; none are known where
  // the target has no history. More than one: its parts came one by one.
  std::vector<GitCommit> commits;
  // kSquashed: the later patches (positions in the stack) with which it is
  // there.
  std::vector<int> together_with;
  // Its edits, and those that are there.
  int edits = 0;
  int edits_there = 0;
  // Lines with words that it adds and its base lacks, and those that stand
  // anywhere in the target's files.
  int added = 0;
  int added_there = 0;
};

// A patch for FindLandedPatches: what it does, and who it says that it is.
struct LandedQuestion {
  const PatchStep* step = nullptr;
  std::string commit;   // its whole id where it is one
  std::string message;  // where picks and subjects are looked for
  bool wanted = true;   // false: not asked about, and it has not landed
};

// Questions about all patches of a stack; `steps` are those of its check, and
// must outlive the questions.
std::vector<LandedQuestion> QuestionsAbout(const Stack& stack,
                                           absl::Span<const PatchStep> steps);

// One answer for each of `patches`, which are in the stack's order and made for
// `base`. The content decides: each patch's files are compared with the
// target's, to which the patches before it that have not landed are added. With
// a `repository` (may be null), and where `base` and `onto` are commits of it,
// the commits base..onto are looked at as well: for the patch itself, and for
// those that brought it.
absl::StatusOr<std::vector<LandedPatch>> FindLandedPatches(
    absl::Span<const LandedQuestion> patches,
    const std::shared_ptr<const Tree>& base,
    const std::shared_ptr<const Tree>& onto, const GitRepository* repository);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_LANDED_PATCHES_H_
