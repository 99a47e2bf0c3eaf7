#include "engine/resolve/ranking.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "engine/resolve/candidates.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/measured.h"

namespace patchgraph {

std::vector<std::vector<Feature>> FeaturesOf(
    const Conflict& conflict, absl::Span<const Candidate> candidates) {
  (void)conflict;
  std::vector<std::vector<Feature>> all;
  for (const Candidate& candidate : candidates) {
    absl::btree_map<std::string, double> features;
    for (const Voice& voice : candidate.voices) {
      features[voice.resolver] = 1;
      features[MeasuredName(voice.resolver, voice.kind)] = 1;
    }
    std::vector<Feature>& list = all.emplace_back();
    for (auto& [name, value] : features) list.push_back({name, value});
  }
  return all;
}

std::vector<double> Chances(
    absl::Span<const std::vector<Feature>> candidate_features,
    const absl::btree_map<std::string, double>& weights) {
  std::vector<double> scores;
  double highest = 0;  // that of "none of them"
  for (const std::vector<Feature>& features : candidate_features) {
    double score = 0;
    for (const Feature& feature : features) {
      const auto weight = weights.find(feature.name);
      if (weight != weights.end()) score += weight->second * feature.value;
    }
    scores.push_back(score);
    highest = std::max(highest, score);
  }
  double sum = std::exp(-highest);
  for (double& score : scores) sum += score = std::exp(score - highest);
  for (double& score : scores) score /= sum;
  return scores;
}

}  // namespace patchgraph
