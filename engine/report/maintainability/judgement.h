// The answer of a report: carry, carry switched off, or do not carry.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_JUDGEMENT_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_JUDGEMENT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/report/maintainability/figures.pb.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// docs/report.md explains the rule; in short, the first line that holds:
//   more than `most_hours` a release                       do not carry
//   a kernel without the feature breaks, or the feature
//   cannot be turned off                                   do not carry
//   at most `light_hours` a release                        carry
//   a kernel without the feature is the same               carry switched off
//   there is no feature that could be turned off           carry
//   otherwise                                              do not carry
struct JudgementLimits {
  double light_hours = 8;  // a day's work
  double most_hours = 40;  // a week's
};

// A thing to do, and the figures that were measured with it done.
struct MeasuredChange {
  std::string action;
  std::string effect;
  std::string command;
  // Of all stacks together, the ones that it is about.
  std::vector<Figure> before;
  std::vector<Figure> after;
};

// "carry", "carry switched off" or "do not carry". `figures`: those of all
// stacks together count, hours among them.
std::string AnswerOf(absl::Span<const Figure> figures,
                     const JudgementLimits& limits = {});

// The answer with its reasons, and what would change it: those that lead to a
// better answer first, then those that take most hours off a release, then off
// the merge. What takes nothing off is left out.
JudgementReport JudgementOf(absl::Span<const Figure> figures,
                            const EffortReport& effort,
                            absl::Span<const MeasuredChange> changes,
                            const JudgementLimits& limits = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_JUDGEMENT_H_
