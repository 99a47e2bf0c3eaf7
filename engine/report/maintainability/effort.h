// How long a person needs for what a report counts.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_EFFORT_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_EFFORT_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/report/maintainability/figures.pb.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// A kind of work and how long one piece of it takes. The minutes are estimates;
// docs/report.md has them with their reasons, and a test compares the two.
struct WorkKind {
  absl::string_view name;
  // What is counted (figures.h).
  absl::string_view figure;
  double minutes = 0;
  // The range that the minutes of a piece are expected in, on average.
  double least = 0;
  double most = 0;
  // What is counted where the work comes back with every release: a figure of
  // the forecast, or the same as `figure` where there is none. Empty: it is
  // done once.
  absl::string_view each_release_figure;
  double each_release_minutes = 0;
  absl::string_view basis;
};

absl::Span<const WorkKind> WorkKinds();
// Null if there is none of that name.
const WorkKind* FindWorkKind(absl::string_view name);

// The hours, from the figures of all stacks together; those of hours among them
// are not looked at. Where there is no forecast the move from base to target
// stands in for the next release. Ranges: the kinds' own are taken to be off
// independently of each other, so they add up as squares.
EffortReport EffortOf(absl::Span<const Figure> figures);

// What a release costs in one subsystem, in hours.
double BurdenOf(const SubsystemFootprint& subsystem, int conflict_regions,
                int fork_regions);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_EFFORT_H_
