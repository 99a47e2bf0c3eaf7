// Measures the resolvers on cases whose outcome is known.

#ifndef PATCHGRAPH_TESTDATA_BENCH_CALIBRATION_H_
#define PATCHGRAPH_TESTDATA_BENCH_CALIBRATION_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/resolve/measured.h"
#include "testdata/bench/studied_case.h"

namespace patchgraph {

// The best proposal for a conflict, made without having seen the outcome.
struct BestProposal {
  const StudiedCase* studied = nullptr;
  double chance = 0;
  bool right = false;
};

struct Calibration {
  // From all cases: what is built in.
  Measured measured;
  // For each case, what is measured on the cases of other commits alone: the
  // commits are dealt into ten parts, and each part is left out in turn. With
  // it a case is as one that nobody has seen.
  std::vector<Measured> parts;
  std::vector<int> part_of;  // for each case

  const Measured& Unseen(std::size_t index) const {
    return parts[part_of[index]];
  }
};

Calibration Calibrate(absl::Span<const StudiedCase> cases);

// Of all conflicts of which it is known what became of them.
std::vector<BestProposal> UnseenBest(absl::Span<const StudiedCase> cases,
                                     const Calibration& calibration);

}  // namespace patchgraph

#endif  // PATCHGRAPH_TESTDATA_BENCH_CALIBRATION_H_
