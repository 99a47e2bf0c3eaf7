// Resolutions that are remembered, for the conflicts of a merge.

#ifndef PATCHGRAPH_ENGINE_RESOLUTIONS_REUSE_RESOLUTIONS_H_
#define PATCHGRAPH_ENGINE_RESOLUTIONS_REUSE_RESOLUTIONS_H_

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/merge/tree_merge.h"
#include "engine/resolutions/resolution.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {

// All that is remembered under a key (KeyOf), the one to show first first.
using ResolutionFinder =
    std::function<absl::StatusOr<std::vector<Resolution>>(const std::string&)>;

enum class ReuseMode {
  kOff,      // nothing is looked up
  kPropose,  // nothing is applied but what `accepted` names
  kAuto,     // what is beyond doubt is applied, and said; the rest is proposed
};

// "off", "propose", "auto".
absl::optional<ReuseMode> ReuseModeNamed(absl::string_view name);

struct ReuseOptions {
  ReuseMode mode = ReuseMode::kPropose;
  // Ids (IdOf) of resolutions that a person has said yes to.
  std::set<std::string> accepted;
  // For the conflicts that remain; always in the diff3 style.
  MarkerLabels labels;
  int marker_size = 7;
};

// A resolution that fits a conflict. Whatever is given here was held against
// the conflict again, text by text, and not taken on the word of its key.
struct ProposedResolution {
  int conflict = 0;  // its number in the file, from 1; 0: the file as a whole
  int line = 0;      // where it begins in ours, from 1; 0: the file as a whole
  Resolution resolution;
  // What takes the conflict's place. Other than resolution.result only where
  // what is remembered covers parts of the conflict.
  std::string text;
  bool applied = false;
  // Where it was not applied: why it is only proposed, as a clause; empty where
  // nothing but the mode keeps it.
  std::string doubt;
};

// A file's lines, and what became of its conflicts.
struct ReusedText {
  std::string text;   // what remains is between diff3 markers
  int conflicts = 0;  // how many there are
  int open = 0;       // how many remain
  std::vector<ProposedResolution> proposals;  // in order, the best first
};

// `paths` are the file's names on all sides: a resolution that was made for
// another file is proposed, never applied unasked. So is one without a base,
// one of several that are remembered for the conflict, and one whose conflict
// stands in the file twice. Errors come from `find`.
absl::StatusOr<ReusedText> ReuseInText(const FileMerge& merge,
                                       absl::Span<const std::string> paths,
                                       const ResolutionFinder& find,
                                       const ReuseOptions& options);

struct ReusedFile {
  std::string path;
  // What the file is now; nullopt: there is to be none.
  absl::optional<FileState> file;
  // Conflicts of the file that remain; 0: nothing here needs a person, and the
  // stages of the path can be dropped.
  int open = 0;
  std::vector<ProposedResolution> proposals;
};

// For every file in conflict whose kind of conflict can be known again, by
// path. Those with lines come with diff3 markers, proposals or not.
absl::StatusOr<std::vector<ReusedFile>> ReuseInFiles(
    const TreeMerge& merge, const ResolutionFinder& find,
    const ReuseOptions& options);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLUTIONS_REUSE_RESOLUTIONS_H_
