// A merge in conflict that stored resolutions and resolvers settle as a whole.

#ifndef PATCHGRAPH_ENGINE_REBASE_SETTLE_CONFLICT_H_
#define PATCHGRAPH_ENGINE_REBASE_SETTLE_CONFLICT_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/merge/tree_merge.h"
#include "engine/model/overlay.h"
#include "engine/resolutions/reuse_resolutions.h"
#include "engine/resolve/resolve_file.h"

namespace patchgraph {

// Who is asked, in this order.
struct Settlers {
  // What is remembered; null: nothing is. Only what is beyond doubt
  // (ReuseMode::kAuto) counts.
  ResolutionFinder find;
  // What resolvers may do about the conflicts of lines that are left.
  AutoMode resolve = AutoMode::kOff;
  // How the sides came to a file, where that is known; may be null.
  std::function<FileHistories(const std::string& path, const TextMerge& text)>
      histories;
};

// That a resolver settled a conflict.
struct ResolvedConflict {
  std::string path;
  ResolvedRegion region;
};

struct SettledConflict {
  Overlay::Edits edits;  // the merge's, without conflicts
  std::vector<ReusedFile> reused;
  std::vector<ResolvedConflict> resolved;
};

// nullopt if anything remains for a person. Errors come from `find`.
absl::StatusOr<absl::optional<SettledConflict>> SettleConflict(
    const TreeMerge& merge, const Settlers& settlers);

// "Resolution from A U Thor, 2006-04-03; include-list (0.99): both sides add
// to it", each once.
std::string SettledWords(const SettledConflict& settled);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_SETTLE_CONFLICT_H_
