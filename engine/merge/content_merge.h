// The merge of what three sides have at one path: mode and content.

#ifndef PATCHGRAPH_ENGINE_MERGE_CONTENT_MERGE_H_
#define PATCHGRAPH_ENGINE_MERGE_CONTENT_MERGE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/merge/merge_message.h"
#include "engine/merge/path_table.h"
#include "engine/merge/sides.h"
#include "engine/merge/version.h"

namespace patchgraph {

// How a file's conflicts are written and what an inner merge does differently.
struct ContentMergeOptions {
  std::string ours_label;
  std::string theirs_label;
  // 0 for the merge itself; merges of its merge bases are deeper. There,
  // whatever cannot be merged stays as in the base.
  int depth = 0;
};

struct ContentMerge {
  bool clean = true;
  Version result;
  // Unset where no lines were merged.
  std::shared_ptr<const TextMerge> text;
};

// Merges files of one type (ours and theirs; the base may differ) as git's ort
// strategy does; of different types, ours stays, as a conflict. `path` is where
// the result is to be, for messages; `names` are where each version comes from,
// for the markers, which are `extra_marker_size` longer than usual. Never
// writes anything.
absl::StatusOr<ContentMerge> MergeContents(const std::string& path,
                                           const PerSide<Version>& versions,
                                           const PerSide<std::string>& names,
                                           int extra_marker_size,
                                           const ContentMergeOptions& options,
                                           std::vector<MergeMessage>* messages);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_CONTENT_MERGE_H_
