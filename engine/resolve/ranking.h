// How likely each candidate for a conflict is to be what a person would write.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_RANKING_H_
#define PATCHGRAPH_ENGINE_RESOLVE_RANKING_H_

#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/types/span.h"
#include "engine/resolve/candidates.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/measured.h"

namespace patchgraph {

// One thing that speaks for a candidate or against it. Its weight is
// Measured::weights[name]; 0 if it has none.
struct Feature {
  std::string name;
  double value = 1;
};

// Of each candidate: which resolvers came to its text, in which kind of case,
// and how the sides are made where it is one of them. At most one feature of a
// name.
std::vector<std::vector<Feature>> FeaturesOf(
    const FileConflict& conflict, absl::Span<const Candidate> candidates);

// The chance of each candidate to be right. A conditional logit (McFadden,
// 1974): the score of a candidate is the sum of its features' weights, its
// chance exp(score) as a share of those of all, where "none of them" has 1. So
// agreement counts, candidates compete, and the chances sum up to less than 1.
std::vector<double> Chances(
    absl::Span<const std::vector<Feature>> candidate_features,
    const absl::btree_map<std::string, double>& weights);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_RANKING_H_
