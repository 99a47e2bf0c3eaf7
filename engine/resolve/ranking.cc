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
#include "engine/resolve/kept_text.h"
#include "engine/resolve/measured.h"
#include "engine/resolve/side_ages.h"

namespace patchgraph {

namespace {

using FeatureMap = absl::btree_map<std::string, double>;

// A resolver's own feature is what its kinds have in common.
void AddVoices(const Candidate& candidate, FeatureMap* features) {
  for (const Voice& voice : candidate.voices) {
    (*features)[voice.resolver] = 1;
    (*features)[MeasuredName(voice.resolver, voice.kind)] = 1;
  }
}

void AddShares(const KeptShares& shares, const char* unit,
               FeatureMap* features) {
  const auto add = [&](const char* what, double value) {
    if (value != 0) (*features)[absl::StrCat(unit, " ", what)] = value;
  };
  add("added by ours and left out", 1 - shares.added_by_ours);
  add("added by theirs and left out", 1 - shares.added_by_theirs);
  add("removed by ours and still there", 1 - shares.removed_by_ours);
  add("removed by theirs and still there", 1 - shares.removed_by_theirs);
  add("from nowhere", shares.from_nowhere);
  add("twice", shares.twice);
  if (shares.added_by_ours == 1 && shares.added_by_theirs == 1 &&
      shares.removed_by_ours == 1 && shares.removed_by_theirs == 1) {
    add("of both changes all there", 1);
  }
}

double Sign(double value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

// Which side the text leans to: 1 is ours alone, -1 theirs.
double Leaning(const KeptShares& shares) {
  return (shares.added_by_ours - shares.added_by_theirs +
          shares.removed_by_ours - shares.removed_by_theirs) /
         2;
}

}  // namespace

std::vector<std::vector<Feature>> FeaturesOf(
    const FileConflict& conflict, absl::Span<const Candidate> candidates) {
  const KeptText words(conflict.base, conflict.ours, conflict.theirs,
                       TextUnit::kWord);
  const KeptText lines(conflict.base, conflict.ours, conflict.theirs,
                       TextUnit::kLine);
  const SideAges ages = AgesOf(conflict);
  const double longer =
      std::log((conflict.ours.size() + 20.0) / (conflict.theirs.size() + 20.0));
  const double large = std::log((conflict.base.size() + conflict.ours.size() +
                                 conflict.theirs.size() + 50.0) /
                                500.0);
  std::vector<std::vector<Feature>> all;
  for (const Candidate& candidate : candidates) {
    FeatureMap features;
    AddVoices(candidate, &features);
    const KeptShares word_shares = words.SharesIn(candidate.text);
    AddShares(word_shares, "words", &features);
    AddShares(lines.SharesIn(candidate.text), "lines", &features);
    features["large conflict"] = large;
    const double leaning = Leaning(word_shares);
    features["leans to the longer side"] = leaning * longer;
    if (ages.known) {
      features["leans to the newer side"] = leaning * Sign(ages.ours_newer_by);
      features["leans to the side with more commits"] =
          leaning * Sign(ages.our_commits - ages.their_commits);
    }
    if (conflict.base.empty()) {
      features["nothing before: leans to one side"] = std::abs(leaning);
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
