// The conflicts of a file merge, settled where that has been measured to be
// safe, and with proposals where it has not.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_RESOLVE_FILE_H_
#define PATCHGRAPH_ENGINE_RESOLVE_RESOLVE_FILE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/resolve/conflict.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {

enum class AutoMode {
  kOff,      // resolvers are not asked
  kSafe,     // what has earned it is applied, the rest is proposed
  kPropose,  // the best proposal is applied everywhere, and said to be one
};

// "safe", "propose", "off".
absl::optional<AutoMode> AutoModeNamed(absl::string_view name);

enum class Tier { kApply, kPropose, kNever };

struct Proposal {
  std::string text;      // takes the conflict's place
  std::string resolver;  // the surest of those that came to this text
  std::string reason;
  // Of what has this confidence, that share was right in measured cases: 0.9
  // means nine in ten.
  double confidence = 0;
  Tier tier = Tier::kNever;
};

struct ResolvedRegion {
  int region = 0;  // in FileMerge::met
  int line = 0;    // where the conflict begins in ours, from 1
  // The likeliest first; texts differ from each other.
  std::vector<Proposal> proposals;
  bool applied = false;  // proposals.front() is in the text
};

struct ResolvedFile {
  std::string text;  // between diff3 markers what is left
  std::vector<ResolvedRegion> regions;
  int open = 0;  // regions that are between markers
};

struct ResolveOptions {
  AutoMode mode = AutoMode::kSafe;
  std::string path;
  MarkerLabels labels;
  int marker_size = 7;
};

// Text that merged cleanly is not changed. A file that does not fit a text
// merge (FitsTextMerge) must not be given.
ResolvedFile ResolveFile(const FileMerge& merge, const FileHistories& histories,
                         const ResolveOptions& options);

// The n likeliest texts of the whole file: the best proposals of all regions,
// then those where one region takes another of its proposals, by the product
// of their confidences. A region without a proposal leaves none.
std::vector<std::string> LikeliestTexts(const FileMerge& merge,
                                        const ResolvedFile& resolved, int n);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_RESOLVE_FILE_H_
