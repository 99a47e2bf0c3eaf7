// What a clean merge made of a change, against what the change was.

#ifndef PATCHGRAPH_ENGINE_REBASE_MERGED_AS_H_
#define PATCHGRAPH_ENGINE_REBASE_MERGED_AS_H_

#include "engine/rebase/rebased_patch.h"
#include "engine/text/merge.h"

namespace patchgraph {

// Of the change that theirs made to one file: kUnchanged, kContextOnly where
// one of the three lines before or behind an edit differs in ours, kEdited
// where ours has a part of it already.
RebasedAs MergedAs(const FileMerge& merge);

// Of several files, or of a file looked at in two ways: what there is most to
// look at.
inline RebasedAs GravestOf(RebasedAs a, RebasedAs b) { return a < b ? b : a; }

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_MERGED_AS_H_
