// The conflicts of one file's merge that resolvers settle.

#ifndef PATCHGRAPH_ENGINE_CHECK_SETTLE_REGIONS_H_
#define PATCHGRAPH_ENGINE_CHECK_SETTLE_REGIONS_H_

#include <set>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/check/check.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"

namespace patchgraph {

struct RegionsToSettle {
  AutoMode resolve = AutoMode::kOff;
  std::string path;       // in the tree, for resolvers
  HistoriesOf histories;  // as in CheckOptions
  // Regions that stay as they are: positions in FileMerge::met.
  std::set<int> barred;
};

struct SettledRegions {
  // Positions in FileMerge::met: those that were settled, and conflicts whose
  // sides have the same text. A conflict as git leaves it may come from several
  // regions; they are settled together or not at all.
  std::set<int> settled;
  struct Entry {
    int region = 0;               // its position in FileMerge::met
    RegionResolution resolution;  // names are not filled in
  };
  // Those that are applied are in `settled`.
  std::vector<Entry> resolutions;

  bool any() const;
};

// `hunks` are those of the change from the base to theirs.
SettledRegions SettleRegions(absl::Span<const HunkStep> hunks,
                             const FileMerge& merge,
                             const RegionsToSettle& what);

// The merged text with what was settled, and ours in the other conflicts.
std::string TextOf(const FileMerge& merge, const SettledRegions& settled);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_SETTLE_REGIONS_H_
