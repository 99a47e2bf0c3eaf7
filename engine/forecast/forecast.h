// What the next release after the target will cost: how many files of the
// stacks will be in conflict, and how many forks will drift, each with a range.

#ifndef PATCHGRAPH_ENGINE_FORECAST_FORECAST_H_
#define PATCHGRAPH_ENGINE_FORECAST_FORECAST_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/check/check.h"
#include "engine/forecast/forecast_kind.h"
#include "engine/forks/drift.h"
#include "engine/git/git_repository.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"

namespace patchgraph {

// A stack and what is known of it.
struct ForecastStack {
  const Stack* stack = nullptr;
  // Of that stack; with or without a target.
  const StackCheck* check = nullptr;
  // Its forks; null: nothing is said of them.
  const StackDrift* drift = nullptr;
};

struct ForecastOptions {
  // Releases to learn from, the newest.
  int releases = 9;
};

struct ForecastFigure {
  ForecastKind kind = ForecastKind::kFilesInConflict;
  std::string stack;    // empty: all together
  double expected = 0;  // the mean
  // Both are meant to be in the range: of ten such ranges eight should hold
  // what happens. They are whole numbers.
  double low = 0;
  double high = 0;
  // Of the ranges that were tried on the past, the share that did hold it: see
  // docs/forecast.md.
  double coverage = 0;
};

// A file that may be in conflict, or a fork that may drift.
struct ForecastFile {
  std::string stack;
  std::string path;  // on the target; of a fork, its own
  bool fork = false;
  std::string original;  // of a fork, on the target
  double probability = 0;
  // The conflict's places, or the hunks that the original changes by.
  double expected = 0;
  // The steps from a release to the next that had the file; those in which
  // upstream changed it; and those in which the stack would have been in
  // conflict there (of a fork: the same as `changed`).
  int releases = 0;
  int changed = 0;
  int hit = 0;
};

// A forecast for a release of the past, from the releases before it, and what
// happened.
struct ForecastTrial {
  std::string from;
  std::string to;
  ForecastFigure figure;
  double actual = 0;
};

struct Forecast {
  // Why there is none, in one sentence; empty where there is one.
  std::string left_out;
  // What was learned from, the oldest first.
  std::vector<std::string> releases;
  // Those of each stack, in the order of the stacks and kinds; then those of
  // all together, also where there is only one stack.
  std::vector<ForecastFigure> figures;
  // The likeliest first.
  std::vector<ForecastFile> files;
  // Of all stacks together, the oldest first.
  std::vector<ForecastTrial> trials;
};

// Carries each stack, in memory, from release to release of the target's past,
// and counts what would have been in conflict: docs/forecast.md has the method.
// `onto` must be a commit of `repository` (which may be null) with two releases
// in its history, or else the forecast is left out. An error is a repository
// that cannot be read.
absl::StatusOr<Forecast> MakeForecast(absl::Span<const ForecastStack> stacks,
                                      const std::shared_ptr<const Tree>& onto,
                                      const GitRepository* repository,
                                      const ForecastOptions& options);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_FORECAST_H_
