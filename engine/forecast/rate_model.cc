#include "engine/forecast/rate_model.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace patchgraph {
namespace {

// No rate of the past makes sure of the future.
constexpr double kLeast = 1e-4;
constexpr double kMost = 0.98;

// What a file's past adds up to, each step by its weight.
struct RatePast {
  double steps = 0;
  double changed = 0;
  double events = 0;
  double conflicts = 0;
  double regions = 0;
};

template <typename Step>
absl::Span<const Step> LastSteps(absl::Span<const Step> steps) {
  return steps.size() <= kMostSteps ? steps : steps.last(kMostSteps);
}

RatePast SumUp(absl::Span<const FileStepCount> all, double recency) {
  RatePast past;
  double weight = 1;
  const auto steps = LastSteps(all);
  for (size_t i = steps.size(); i > 0; --i, weight *= recency) {
    const FileStepCount& step = steps[i - 1];
    if (!step.there) continue;
    past.steps += weight;
    past.changed += step.changed ? weight : 0;
    past.events += step.conflicts > 0 ? weight : 0;
    past.conflicts += weight * step.conflicts;
    past.regions += weight * step.regions;
  }
  return past;
}

// What is expected of a file before its own conflicts are looked at.
double ShareOf(const RateInput& file, const RatePast& past,
               const RateConstants& constants) {
  const double pace =
      (constants.pace_weight * file.folder_share + past.changed) /
      (constants.pace_weight + past.steps);
  const double one = std::clamp(constants.ratio * pace, kLeast, kMost);
  const double places =
      std::pow(std::max(1, file.places), constants.places_power);
  return 1 - std::pow(1 - one, places);
}

double SizeOf(const RateInput& file, const RateConstants& constants) {
  return constants.size *
         std::pow(std::max(1, file.places), constants.size_power);
}

}  // namespace

std::vector<RateOutput> EstimateRates(absl::Span<const RateInput> files,
                                      const RateConstants& constants) {
  std::vector<RatePast> pasts;
  std::vector<double> shares;
  RatePast all;
  double expected = 0;
  double expected_regions = 0;
  for (const RateInput& file : files) {
    pasts.push_back(SumUp(file.steps, constants.recency));
    const RatePast& past = pasts.back();
    shares.push_back(ShareOf(file, past, constants));
    expected += shares.back() * past.steps;
    all.events += past.events;
    all.conflicts += past.conflicts;
    all.regions += past.regions;
    expected_regions += past.events * SizeOf(file, constants);
  }
  const double level = (constants.stack_weight + all.events) /
                       (constants.stack_weight + expected);
  const double patches = (constants.size_weight + all.conflicts) /
                         (constants.size_weight + all.events);
  // How much larger this stack's conflicts are than others'.
  const double larger = (constants.size_weight + all.regions) /
                        (constants.size_weight + expected_regions);
  std::vector<RateOutput> rates;
  for (size_t i = 0; i < files.size(); ++i) {
    const RatePast& past = pasts[i];
    const double share = std::clamp(level * shares[i], kLeast, kMost);
    RateOutput rate;
    rate.probability =
        std::clamp((constants.prior_weight * share + past.events) /
                       (constants.prior_weight + past.steps),
                   kLeast, kMost);
    rate.conflicts = rate.probability * patches;
    const double size = std::max(1.0, larger * SizeOf(files[i], constants));
    rate.regions = rate.probability *
                   (constants.file_size_weight * size + past.regions) /
                   (constants.file_size_weight + past.events);
    rates.push_back(rate);
  }
  return rates;
}

double FolderShareOf(absl::Span<const PaceStep> folder,
                     absl::Span<const PaceStep> tree,
                     const RateConstants& constants) {
  const auto sum = [&constants](absl::Span<const PaceStep> all, double* files) {
    double changed = 0;
    double weight = 1;
    const auto steps = LastSteps(all);
    for (size_t i = steps.size(); i > 0; --i, weight *= constants.recency) {
      *files += weight * steps[i - 1].files;
      changed += weight * steps[i - 1].changed;
    }
    return changed;
  };
  double tree_files = 0;
  const double tree_changed = sum(tree, &tree_files);
  if (tree_files == 0) return 0;
  double files = 0;
  const double changed = sum(folder, &files);
  return (changed + constants.tree_weight * tree_changed / tree_files) /
         (files + constants.tree_weight);
}

}  // namespace patchgraph
