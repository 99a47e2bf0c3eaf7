// Which of the files that a stack adds began as copies of files of its base.

#ifndef PATCHGRAPH_ENGINE_FORKS_FIND_FORKS_H_
#define PATCHGRAPH_ENGINE_FORKS_FIND_FORKS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/forks/fork.h"
#include "engine/model/tree.h"

namespace patchgraph {

// The plain files that the stack, applied to its base, has added in the end, by
// path. One that was renamed from a file of the base is not among them.
std::vector<AddedFile> AddedFilesOf(absl::Span<const PatchStep> steps);

// The forks among `added`, by path. Two ways lead to an original in `base`:
//
// By name, where the stack has a way of naming its copies: a mark ("-xen", or
// the folders "mach-xen/asm" of a header) that at least two added files have
// beside an original of the name without it, and in at least half of the cases
// a fifth of the copy's lines is still the original's. Then all files with that
// mark are forks, however little they have left in common.
//
// By content, for the rest. The added files' lines are indexed, and each file
// of the base that is of the same language as one of them is read once, on all
// processors. A line that k files of the base have, and at most sixteen do, is
// evidence of 1/k. A fork has evidence of five and a third of its lines in the
// original; evidence of three and a fifth of its lines will do where the two
// are called the same. Of several originals with about as many lines in common
// the one that git's measure finds most alike is taken.
absl::StatusOr<std::vector<Fork>> FindForksOf(
    const std::vector<AddedFile>& added, const Tree& base);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORKS_FIND_FORKS_H_
