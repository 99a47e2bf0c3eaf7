#ifndef PATCHGRAPH_ENGINE_TEXT_MERGE_TEXT_H_
#define PATCHGRAPH_ENGINE_TEXT_MERGE_TEXT_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/text/merge.h"

namespace patchgraph {

// What stands behind the conflict markers; nothing does behind one whose label
// is empty.
struct MarkerLabels {
  std::string ours;
  std::string base;  // in ConflictStyle::kDiff3 only
  std::string theirs;
};

struct RenderOptions {
  MarkerLabels labels;
  int marker_size = 7;  // the default too where it is not positive
  ConflictStyle style = ConflictStyle::kMerge;
};

// The merged text, with conflicts between markers as git writes them. Markers
// end in CRLF where the lines around do, and a side without a newline at its
// end gets one before the next marker.
std::string Render(const FileMerge& merge, const RenderOptions& options = {});

// The merged text with one side of each conflict. For ours and theirs that is
// what git does with `-X ours` or `-X theirs`; with the base, the changes that
// conflict are left out on both sides.
std::string Take(const FileMerge& merge, Side side);

// The text that a region which is no conflict comes to.
absl::string_view CleanText(const FileMerge& merge, const MergeRegion& region);

// Texts that stand in the place of regions, by their positions in
// FileMerge::met.
using RegionTexts = std::map<int, absl::string_view>;

// The merged text with these. A conflict that has none is as in ours.
std::string TextWith(const FileMerge& merge, const RegionTexts& texts);

// Whether the sides of the region are two texts, of which one must be chosen.
bool IsOpen(const FileMerge& merge, const MergeRegion& region);

// The same as TextWith, but an open conflict that has no text stands between
// markers, as the two diffs met in either style.
std::string RenderWith(const FileMerge& merge, const RegionTexts& texts,
                       const RenderOptions& options);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_MERGE_TEXT_H_
