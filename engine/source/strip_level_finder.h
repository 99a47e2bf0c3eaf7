// Finds the -p level of patches that do not say it.

#ifndef PATCHGRAPH_ENGINE_SOURCE_STRIP_LEVEL_FINDER_H_
#define PATCHGRAPH_ENGINE_SOURCE_STRIP_LEVEL_FINDER_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/patch.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Goes through the patches of one series in their order. A git diff with
// prefixes has level 1. For others the level is taken after which most of the
// files that the patch changes stand in the base or were added by an earlier
// patch; if it only adds files, after which most of their folders do. Of levels
// that are as good 1 comes first, then 0 (0 first for git without prefixes).
// Where nothing is found, it is the level of the patch before, or what the
// names suggest: 1, but 0 if a name has no folder to strip.
class StripLevelFinder {
 public:
  // `base` may be null, and must outlive the finder.
  explicit StripLevelFinder(const Tree* base) : base_(base) {}

  // Strips the next patch's paths, by `level` if given. Fails as StripPaths
  // does, or if the base cannot be read.
  absl::Status Settle(absl::optional<int> level, Patch* patch);

 private:
  // What a level makes of a patch.
  struct Score {
    bool possible = true;  // every name has so many components
    int files = 0;         // changed files that are there
    int folders = 0;       // folders of new files that are there
  };

  absl::StatusOr<int> Find(const Patch& patch) const;
  absl::StatusOr<Score> ScoreOf(const Patch& patch, int level) const;
  absl::StatusOr<bool> HasFile(absl::string_view name, int level) const;
  absl::StatusOr<bool> HasFolderOf(absl::string_view name, int level) const;

  const Tree* base_;
  std::set<std::string> added_;  // by earlier patches
  absl::optional<int> last_level_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_STRIP_LEVEL_FINDER_H_
