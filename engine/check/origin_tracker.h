// Line origins for all the files of a stack.

#ifndef PATCHGRAPH_ENGINE_CHECK_ORIGIN_TRACKER_H_
#define PATCHGRAPH_ENGINE_CHECK_ORIGIN_TRACKER_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/apply/patch_step.h"
#include "engine/graph/line_origins.h"

namespace patchgraph {

// Follows each file through a stack, patch by patch, and keeps which hunk wrote
// which line.
class OriginTracker {
 public:
  // The next file step of the stack: `key.patch` and `key.file` say which.
  absl::Status Advance(const FileStep& step, const HunkKey& key);

  // The hunks that wrote lines of `range` of the file as it is after the steps
  // so far, or took lines away inside it or at its ends.
  std::vector<HunkKey> Touching(absl::string_view path, LineRange range) const;
  // The same without the deletions.
  std::vector<HunkKey> Writing(absl::string_view path, LineRange range) const;

 private:
  std::vector<HunkKey> Keys(const std::set<int>& origins) const;

  std::map<std::string, LineOrigins, std::less<>> files_;
  std::vector<HunkKey> keys_;  // an origin is a position in this list
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_ORIGIN_TRACKER_H_
