// Finds the weights of the ranking (engine/resolve/ranking.h).

#ifndef PATCHGRAPH_TESTDATA_BENCH_RANKING_FIT_H_
#define PATCHGRAPH_TESTDATA_BENCH_RANKING_FIT_H_

#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/types/span.h"
#include "engine/resolve/ranking.h"

namespace patchgraph {

// A conflict whose outcome is known.
struct RankingExample {
  const std::vector<std::vector<Feature>>* features = nullptr;
  int right = -1;     // of the candidates; -1 if none is
  double weight = 1;  // how much it counts
};

// The weights that make the outcomes likeliest, less `ridge` / 2 for the square
// of each weight: a weight that few examples speak for stays near 0, and what a
// resolver's kinds have in common goes to the resolver's own weight.
absl::btree_map<std::string, double> FitRanking(
    absl::Span<const RankingExample> examples, double ridge);

}  // namespace patchgraph

#endif  // PATCHGRAPH_TESTDATA_BENCH_RANKING_FIT_H_
