// From the candidates for a file's conflicts to its text. ResolveFile is the
// two steps in one; measuring takes them apart.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_SETTLE_H_
#define PATCHGRAPH_ENGINE_RESOLVE_SETTLE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/resolve/candidates.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/measured.h"
#include "engine/resolve/ranking.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"

namespace patchgraph {

struct RegionCandidates {
  int region = 0;  // in FileMerge::met
  std::vector<Candidate> candidates;
  std::vector<std::vector<Feature>> features;  // one list a candidate
};

// Of every conflict in `merge.met` but those where both sides have the same
// text, which is no conflict to git either.
std::vector<RegionCandidates> FindCandidates(const FileMerge& merge,
                                             const FileHistories& histories,
                                             const std::string& path);

// Whether there is anything in them.
bool HasHistories(const FileHistories& histories);

ResolvedFile Settle(const FileMerge& merge,
                    absl::Span<const RegionCandidates> regions,
                    const Measured& measured, const ResolveOptions& options);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_SETTLE_H_
