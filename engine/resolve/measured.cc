#include "engine/resolve/measured.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

std::string MeasuredName(absl::string_view resolver, absl::string_view kind) {
  return kind.empty() ? std::string(resolver)
                      : absl::StrCat(resolver, " (", kind, ")");
}

double LowerBound(double all, double right) {
  if (all <= 0) return 0;
  constexpr double kZ = 1.6449;  // of the normal distribution, 95% one-sided
  const double n = all;
  const double share = right / n;
  const double middle = share + kZ * kZ / (2 * n);
  const double spread =
      kZ * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
  return std::max(0.0, (middle - spread) / (1 + kZ * kZ / n));
}

}  // namespace patchgraph
