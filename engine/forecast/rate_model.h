// How likely each file is to be in conflict in the next release, and how many
// will be.

#ifndef PATCHGRAPH_ENGINE_FORECAST_RATE_MODEL_H_
#define PATCHGRAPH_ENGINE_FORECAST_RATE_MODEL_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/forecast/carried_file.h"

namespace patchgraph {

// The constants of one kind of event: a file in conflict, or a fork's original
// that changes. forecast_constants.cc has the values and where they are from.
struct RateConstants {
  // What a release counts beside the one after it: 1 for all alike.
  double recency = 1;
  // What is expected of a file by its pace and its places counts as much as
  // this many releases.
  double prior_weight = 1;
  // What other stacks say of this one counts as much as this many events.
  double stack_weight = 1;
  // Of the releases in which upstream changes a file, the share in which it
  // meets a single place of a stack. For originals: how many times as often as
  // any file.
  double ratio = 1;
  // What a folder's pace says of a file's counts as much as this many releases.
  double pace_weight = 1;
  // The power of the number of places by which they add up.
  double places_power = 0;
  // What the whole tree says of a folder counts as much as this many files
  // of a release.
  double tree_weight = 1;
  // Regions, or hunks, of an event in a file of one place, and the power of the
  // number of places by which they grow. As how many events that counts for a
  // stack, and what the stack says for a file.
  double size = 1;
  double size_power = 0;
  double size_weight = 1;
  double file_size_weight = 1;
};

// Of a total's variance: `own` times the mean, for the files' own chances;
// `folder` times the sum of the squares of what each folder has of the mean,
// for what its files have in common in a release (the driver core is reworked,
// the scheduler is not); `shared` times the mean's square, for what all files
// have in common (a large release).
struct SpreadConstants {
  double own = 1;
  double folder = 0;
  double shared = 0;
};

// The releases that count for a forecast, at most.
constexpr int kMostSteps = 8;

// A file's past, the oldest step first, and what else its rate depends on.
struct RateInput {
  absl::Span<const FileStepCount> steps;
  int places = 1;
  // The share of its folder's files that change in a release: see
  // FolderShareOf().
  double folder_share = 0;
};

struct RateOutput {
  double probability = 0;
  // With the probability already in them.
  double conflicts = 0;
  double regions = 0;
};

// A beta-binomial estimate of each file's rate, shrunk to what its folder's
// pace lets expect (Efron and Morris, "Data analysis using Stein's estimator
// and its generalizations", 1975); the Gamma-Poisson one of the whole stack's
// rate sets the level. One answer for each of `files`.
std::vector<RateOutput> EstimateRates(absl::Span<const RateInput> files,
                                      const RateConstants& constants);

// The files that a folder has, and those that upstream changes, in each of the
// last steps; and the same of the whole tree.
struct PaceStep {
  int files = 0;
  int changed = 0;
};
double FolderShareOf(absl::Span<const PaceStep> folder,
                     absl::Span<const PaceStep> tree,
                     const RateConstants& constants);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_RATE_MODEL_H_
