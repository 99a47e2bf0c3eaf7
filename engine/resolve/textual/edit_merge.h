// A three-way merge that lets edits of the two sides touch.
//
// git's merge wants an unchanged line between two sides' edits, for lack of
// which two changes that have nothing to do with each other conflict. Here only
// those edits collide that replace an element both, that insert at the same
// place, or of which one inserts within what the other replaced.
// The elements are lines, or whatever a Lines has been cut into.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_EDIT_MERGE_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_EDIT_MERGE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/text/edit.h"
#include "engine/text/line_table.h"
#include "engine/text/lines.h"
#include "engine/text/merge.h"

namespace patchgraph {

// The three texts of a conflict, cut into elements of one table.
struct ThreeTexts {
  InternedLines base;
  InternedLines ours;
  InternedLines theirs;
};

ThreeTexts CutIntoLines(absl::string_view base, absl::string_view ours,
                        absl::string_view theirs);

// What has been merged, as regions in order that cover the three texts without
// a gap. `met` of a region is its `base`. Two regions that are not kUnchanged
// may stand side by side.
std::vector<MergeRegion> MergeEdits(const ThreeTexts& texts,
                                    absl::Span<const Edit> base_to_ours,
                                    absl::Span<const Edit> base_to_theirs);

// Settles the conflicts in which one side did all of what the other did: it
// takes away every element that the other does, and what the other adds is part
// of what it adds, in the same order. They become that side's alone.
void SettleContained(const ThreeTexts& texts,
                     absl::Span<const Edit> base_to_ours,
                     absl::Span<const Edit> base_to_theirs,
                     std::vector<MergeRegion>* regions);

// How many changes of each sort a merge has.
struct MergeShape {
  int ours = 0;       // changes that ours alone has
  int theirs = 0;     // changes that theirs alone has
  int both = 0;       // changes that both have
  int conflicts = 0;  // changes that collide
};
MergeShape ShapeOf(absl::Span<const MergeRegion> regions);

// The text of a merge without conflicts. Of a conflict, our text.
std::string MergedText(const ThreeTexts& texts,
                       absl::Span<const MergeRegion> regions);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_EDIT_MERGE_H_
