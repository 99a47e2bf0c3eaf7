// The range that a count of rare events falls into.

#ifndef PATCHGRAPH_ENGINE_FORECAST_COUNT_RANGE_H_
#define PATCHGRAPH_ENGINE_FORECAST_COUNT_RANGE_H_

namespace patchgraph {

// A count whose rate is not known for sure: Poisson, with a rate that is Gamma
// distributed, which makes it negative binomial (Greenwood and Yule, "An
// inquiry into the nature of frequency distributions", 1920). Where the
// variance is no more than the mean it is plainly Poisson.
struct CountDistribution {
  double mean = 0;
  double variance = 0;
};

// The natural logarithm of the probability of `count`.
double LogProbability(const CountDistribution& distribution, int count);

struct CountRange {
  int low = 0;
  int high = 0;
};

// The counts from the one that a tenth of the probability lies below or at, to
// the one that nine tenths do: at least four fifths are in between, both ends
// counted. `most` is the largest count that there can be; negative: any.
CountRange RangeOf(const CountDistribution& distribution, int most);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_COUNT_RANGE_H_
