// What the resolvers have been measured to be worth.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_MEASURED_H_
#define PATCHGRAPH_ENGINE_RESOLVE_MEASURED_H_

#include <string>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// How often a resolver's cases of one kind came to a text, and how often that
// was what people did. Conflicts of one file are often settled alike and say
// little more than one of them, so it is files that precision is counted in:
// one with three conflicts, of which two went right, adds 1 and 2/3.
struct MeasuredCount {
  double files = 0;
  double files_right = 0;
  int conflicts = 0;
  int conflicts_right = 0;
};

struct Measured {
  // By MeasuredName().
  absl::btree_map<std::string, MeasuredCount> counts;
  // Of the ranking's features; see ranking.h.
  absl::btree_map<std::string, double> weights;
  // The chance from which on a proposal is applied unasked, whoever came to it:
  // those that had it without having been seen were right in kApplyPrecision of
  // all files.
  double apply_from = 1;
  // By MeasuredName(): whose proposals are applied from kSureFrom on, for those
  // that had not been seen were right in nearly all files.
  absl::btree_set<std::string> sure;
};

constexpr double kApplyPrecision = 0.97;
constexpr double kSureFrom = 0.8;

// "resolver" or "resolver (kind)".
std::string MeasuredName(absl::string_view resolver, absl::string_view kind);

// The lower end of the range that holds the true share with 95% certainty,
// after Wilson's score interval (1927), one-sided. 0 where there are none.
double LowerBound(double all, double right);

// What has been measured where histories were at hand, and where they were not:
// with them there are more resolvers, and those that read the texts alone are
// right in other cases. It is in measured_data.cc, which `./run calibrate`
// writes.
const Measured& BuiltInMeasured(bool with_histories);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_MEASURED_H_
