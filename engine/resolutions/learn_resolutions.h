// What can be learnt from the way a person resolved the conflicts of a merge.

#ifndef PATCHGRAPH_ENGINE_RESOLUTIONS_LEARN_RESOLUTIONS_H_
#define PATCHGRAPH_ENGINE_RESOLUTIONS_LEARN_RESOLUTIONS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/merge/tree_merge.h"
#include "engine/resolutions/resolution.h"
#include "engine/text/merge.h"

namespace patchgraph {

// Who resolved it, when, and for which commit: see Resolution.
struct ResolutionOrigin {
  std::string who;
  int64_t when = 0;
  std::string commit;
  std::string patch;
};

struct NotLearned {
  std::string path;
  int conflict = 0;  // its number in the file, from 1; 0: the file as a whole
  std::string why;   // a clause, no full stop
};

struct LearnedResolutions {
  std::vector<Resolution> learned;
  std::vector<NotLearned> not_learned;
};

// `resolved` is the file as the person left it. A conflict is learnt where the
// merged text on both sides of it is still there: FindResults() has the rule.
LearnedResolutions LearnFromText(const FileMerge& merge,
                                 absl::string_view resolved,
                                 const std::string& path,
                                 const ResolutionOrigin& origin);

// What the person made of `path`: nullopt if there is no such file any more.
using ResolvedFileFinder =
    std::function<absl::StatusOr<absl::optional<FileState>>(
        const std::string& path)>;

// All conflicts of a merge of trees, those about files as a whole with them.
// To be asked with what the index has, before the commit is made. A merge
// without conflicts teaches nothing. Errors come from reading files.
absl::StatusOr<LearnedResolutions> LearnResolutions(
    const TreeMerge& merge, const ResolvedFileFinder& resolved,
    const ResolutionOrigin& origin);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLUTIONS_LEARN_RESOLUTIONS_H_
