// What a three-way merge did to each hunk of a patch.

#ifndef PATCHGRAPH_ENGINE_CHECK_MOVED_HUNKS_H_
#define PATCHGRAPH_ENGINE_CHECK_MOVED_HUNKS_H_

#include <set>
#include <vector>

#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/check/check.h"
#include "engine/model/conflict.h"
#include "engine/text/merge.h"

namespace patchgraph {

// One verdict for each of `hunks`, whose base is the file before the patch,
// whose theirs is the file after it, and whose ours is the file on the target.
// Hunks that did not apply to the base keep the verdict they got there.
//
//   conflict  an edit of the hunk is in a conflict of the merge
//   upstream  ours has every edit of the hunk already
//   merged    it went in, but ours changed its context, or has part of it
//   offset    it went in on the same text, on other lines
//   clean     it went in on the same text and lines
//   resolved  it met conflicts, and all of them are in `settled`: positions of
//             regions in merge.met
std::vector<MovedHunk> MoveHunks(absl::Span<const HunkStep> hunks,
                                 const FileMerge& merge,
                                 const std::set<int>& settled = {});

// The same where the target has the very file that the patch was made for
// (`there` is false) or the very file that it makes (`there` is true).
std::vector<MovedHunk> UnmovedHunks(absl::Span<const HunkStep> hunks,
                                    bool there);

// A region of the merge with the hunks that it meets.
ConflictRegion RegionOf(absl::Span<const HunkStep> hunks,
                        const FileMerge& merge, const MergeRegion& region);

// The conflicts of the merge, each with the hunks that it meets, but for those
// that come from regions in `settled`.
std::vector<ConflictRegion> RegionsOf(absl::Span<const HunkStep> hunks,
                                      const FileMerge& merge,
                                      const std::set<int>& settled = {});

// Whether a conflict of merge.refined comes from a region of merge.met.
bool ComesFrom(const MergeRegion& refined, const MergeRegion& met);

// The verdict of a file from those of its hunks.
Verdict VerdictOf(absl::Span<const MovedHunk> hunks);

// Lines of a text, as a conflict shows them.
Excerpt ExcerptOf(const Lines& text, LineRange range);

// Fills in the lines where the text of each hunk fits in ours, if it fits more
// than once.
void FindCandidates(absl::Span<const HunkStep> hunks, const FileMerge& merge,
                    std::vector<MovedHunk>* moved);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_MOVED_HUNKS_H_
