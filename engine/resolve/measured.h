// What the resolvers have been measured to be worth.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_MEASURED_H_
#define PATCHGRAPH_ENGINE_RESOLVE_MEASURED_H_

#include <string>

#include "absl/container/btree_map.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// How often a resolver's cases of one kind came to a text, and how often that
// was what people did.
struct MeasuredCount {
  int fired = 0;
  int right = 0;
};

struct Measured {
  // By "resolver" or "resolver (kind)".
  absl::btree_map<std::string, MeasuredCount> counts;
  // Of the ranking; see ranking.h.
  absl::btree_map<std::string, double> weights;
};

// "resolver" or "resolver (kind)".
std::string MeasuredName(absl::string_view resolver, absl::string_view kind);

// The lower end of the range that holds the true share with 95% certainty,
// after Wilson's score interval (1927), one-sided.
double LowerBound(const MeasuredCount& count);

// What measured_data.cc holds, which `./run calibrate` writes.
const Measured& MeasuredOnMerges();

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_MEASURED_H_
