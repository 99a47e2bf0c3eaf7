// What could not be applied so far, so that a later patch can be told what it
// waits for.

#ifndef PATCHGRAPH_ENGINE_APPLY_LEFT_OUT_H_
#define PATCHGRAPH_ENGINE_APPLY_LEFT_OUT_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/apply/patch_step.h"
#include "engine/model/patch.h"

namespace patchgraph {

class LeftOut {
 public:
  // `conflict` is the conflict behind it: `key` itself, or what blocks it.
  void AddHunk(absl::string_view path, const HunkKey& key,
               const HunkKey& conflict, const Hunk& hunk);
  // A file's change as a whole: `key.hunk` is -1.
  void AddFile(absl::string_view path, const HunkKey& key,
               const HunkKey& conflict);

  // The conflict behind the latest part of another patch than `patch` without
  // which the file at `path` is not what a change of it expects.
  absl::optional<HunkKey> FileNeeds(absl::string_view path, int patch) const;
  // The same for a hunk: it also needs a hunk that would have added a line
  // which this one has as context or removes. Lines that are too short to tell
  // (braces, blank lines) do not count.
  absl::optional<HunkKey> HunkNeeds(absl::string_view path, int patch,
                                    const Hunk& hunk) const;

 private:
  struct Part {
    HunkKey key;
    HunkKey conflict;
    std::set<std::string> added_lines;
  };

  std::map<std::string, std::vector<Part>, std::less<>> parts_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_APPLY_LEFT_OUT_H_
