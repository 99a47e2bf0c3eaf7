#include "engine/model/verdict.h"

#include <algorithm>

namespace patchgraph {

absl::string_view Name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kEmpty:
      return "empty";
    case Verdict::kUpstream:
      return "upstream";
    case Verdict::kClean:
      return "clean";
    case Verdict::kOffset:
      return "offset";
    case Verdict::kFuzz:
      return "fuzz";
    case Verdict::kMerged:
      return "merged";
    case Verdict::kResolved:
      return "resolved";
    case Verdict::kMasked:
      return "masked";
    case Verdict::kBlocked:
      return "blocked";
    case Verdict::kConflict:
      return "conflict";
  }
  return "conflict";
}

absl::Span<const Verdict> AllVerdicts() {
  static constexpr Verdict kAll[] = {Verdict::kEmpty,    Verdict::kUpstream,
                                     Verdict::kClean,    Verdict::kOffset,
                                     Verdict::kFuzz,     Verdict::kMerged,
                                     Verdict::kResolved, Verdict::kMasked,
                                     Verdict::kBlocked,  Verdict::kConflict};
  return kAll;
}

Verdict Combine(absl::Span<const Verdict> parts) {
  // The enum's order does the work: what is empty or upstream in part only
  // gives way to whatever the other parts are.
  const auto gravest = std::max_element(parts.begin(), parts.end());
  return gravest == parts.end() ? Verdict::kEmpty : *gravest;
}

}  // namespace patchgraph
