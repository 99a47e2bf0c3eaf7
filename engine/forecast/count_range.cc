#include "engine/forecast/count_range.h"

#include <algorithm>
#include <cmath>

namespace patchgraph {
namespace {

constexpr double kBelow = 0.1;
constexpr double kAbove = 0.9;
// A mean of less is none: its logarithm would be of no use.
constexpr double kNothing = 1e-9;
// Nearer to the mean than this a variance is the mean.
constexpr double kSpread = 1e-6;

}  // namespace

double LogProbability(const CountDistribution& distribution, int count) {
  const double mean = distribution.mean;
  if (mean < kNothing) return count == 0 ? 0 : -INFINITY;
  const double excess = distribution.variance - mean;
  if (excess < kSpread * mean) {
    return count * std::log(mean) - mean - std::lgamma(count + 1.0);
  }
  const double shape = mean * mean / excess;
  return std::lgamma(count + shape) - std::lgamma(shape) -
         std::lgamma(count + 1.0) + shape * std::log(shape / (shape + mean)) +
         count * std::log(mean / (shape + mean));
}

CountRange RangeOf(const CountDistribution& distribution, int most) {
  CountRange range;
  if (distribution.mean < kNothing) return range;
  double sum = 0;
  bool below = true;
  // However wide it is, nine tenths of it are below ten times the mean.
  const double last = 10 * (distribution.mean + 1);
  for (int count = 0; count <= last; ++count) {
    if (most >= 0 && count >= most) {
      range.high = most;
      if (below) range.low = most;
      return range;
    }
    sum += std::exp(LogProbability(distribution, count));
    if (below && sum >= kBelow) {
      range.low = count;
      below = false;
    }
    range.high = count;
    if (sum >= kAbove) break;
  }
  return range;
}

}  // namespace patchgraph
