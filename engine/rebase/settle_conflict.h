// What stored resolutions and resolvers make of a merge in conflict.

#ifndef PATCHGRAPH_ENGINE_REBASE_SETTLE_CONFLICT_H_
#define PATCHGRAPH_ENGINE_REBASE_SETTLE_CONFLICT_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/merge/tree_merge.h"
#include "engine/model/overlay.h"
#include "engine/resolutions/reuse_resolutions.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge_text.h"

namespace patchgraph {

// Who is asked, in this order.
struct Settlers {
  // What is remembered; null: nothing is.
  ResolutionFinder find;
  // With kAuto what is beyond doubt is applied; else nothing is.
  ReuseMode reuse = ReuseMode::kAuto;
  // What resolvers may do about the conflicts of lines that are left.
  AutoMode resolve = AutoMode::kOff;
  // How the sides came to a file, where that is known; may be null.
  std::function<FileHistories(const std::string& path, const TextMerge& text)>
      histories;
  MarkerLabels labels;  // of what is left
};

// That a resolver settled a conflict.
struct ResolvedConflict {
  std::string path;
  ResolvedRegion region;
};

// One file in conflict.
struct SettledFile {
  // Its text is that of both: what is remembered, and what resolvers make of
  // the rest. `open` counts what neither has settled.
  ReusedFile reused;
  std::vector<ResolvedConflict> resolved;

  // Whether anything was settled.
  bool any() const;
  // Whether nothing needs a person.
  bool whole() const { return reused.open == 0 && any(); }
};

// Each file in conflict, by path, for itself: one that is settled in part has
// the rest between diff3 markers. Errors come from `find`.
absl::StatusOr<std::vector<SettledFile>> SettleFiles(const TreeMerge& merge,
                                                     const Settlers& settlers);

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
std::string SettledWords(absl::Span<const ReusedFile> reused,
                         absl::Span<const ResolvedConflict> resolved);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_SETTLE_CONFLICT_H_
