#include "testdata/bench/calibration.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "engine/model/object_id.h"
#include "engine/resolve/candidates.h"
#include "engine/resolve/measured.h"
#include "engine/resolve/ranking.h"
#include "testdata/bench/ranking_fit.h"
#include "testdata/bench/studied_case.h"

namespace patchgraph {
namespace {

constexpr int kParts = 10;
// Found by cross-validation, among powers of two.
constexpr double kRidge = 0.5;
// How many files have to speak for it before anything is applied.
constexpr double kApplyLowerBound = 0.9;

using CasePointers = std::vector<const StudiedCase*>;

// Of each resolver and kind, whether one of its texts is right.
std::map<std::string, bool> VoicesIn(const StudiedCase& studied,
                                     std::size_t region) {
  std::map<std::string, bool> voices;
  const auto& candidates = studied.regions[region].candidates;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (const Voice& voice : candidates[i].voices) {
      voices[MeasuredName(voice.resolver, voice.kind)] |=
          studied.right[region] == static_cast<int>(i);
    }
  }
  return voices;
}

absl::btree_map<std::string, MeasuredCount> Count(const CasePointers& cases) {
  absl::btree_map<std::string, MeasuredCount> counts;
  for (const StudiedCase* studied : cases) {
    // By resolver: conflicts of this file, and how many went right.
    std::map<std::string, std::pair<int, int>> conflicts;
    for (std::size_t i = 0; i < studied->regions.size(); ++i) {
      if (!studied->truth[i]) continue;
      for (const auto& [name, right] : VoicesIn(*studied, i)) {
        ++conflicts[name].first;
        conflicts[name].second += right;
      }
    }
    for (const auto& [name, count] : conflicts) {
      MeasuredCount& sum = counts[name];
      sum.files += 1;
      sum.files_right += static_cast<double>(count.second) / count.first;
      sum.conflicts += count.first;
      sum.conflicts_right += count.second;
    }
  }
  return counts;
}

int PartOf(const StudiedCase& studied) {
  return HashBlob(studied.given.commit).raw()[0] % kParts;
}

void AddBest(const StudiedCase& studied, const Measured& measured,
             std::vector<BestProposal>* best) {
  for (std::size_t i = 0; i < studied.regions.size(); ++i) {
    if (!studied.truth[i] || studied.regions[i].candidates.empty()) continue;
    const std::vector<double> chances =
        Chances(studied.regions[i].features, measured.weights);
    const auto place = std::max_element(chances.begin(), chances.end());
    best->push_back(
        {&studied, *place, place - chances.begin() == studied.right[i]});
  }
}

// The lowest chance that earns it, of those that the proposals had. The surest
// come first; where they are no longer right often enough is the end.
double ApplyFrom(std::vector<BestProposal> best) {
  std::sort(best.begin(), best.end(),
            [](const BestProposal& a, const BestProposal& b) {
              return a.chance > b.chance;
            });
  double apply_from = 1;
  std::map<const StudiedCase*, std::pair<int, int>> files;
  for (std::size_t i = 0; i < best.size(); ++i) {
    auto& count = files[best[i].studied];
    ++count.first;
    count.second += best[i].right;
    if (i + 1 < best.size() && best[i + 1].chance == best[i].chance) continue;
    double right = 0;
    for (const auto& [file, conflicts] : files) {
      right += static_cast<double>(conflicts.second) / conflicts.first;
    }
    const double all = static_cast<double>(files.size());
    if (right / all >= kApplyPrecision &&
        LowerBound(all, right) >= kApplyLowerBound) {
      apply_from = best[i].chance;
    }
  }
  return apply_from;
}

Measured MeasureOn(const CasePointers& cases) {
  Measured measured;
  measured.counts = Count(cases);
  std::vector<RankingExample> examples;
  for (const StudiedCase* studied : cases) {
    // Files with many conflicts of one sort would drown the others.
    const double weight =
        1 / std::sqrt(static_cast<double>(studied->regions.size()));
    for (std::size_t i = 0; i < studied->regions.size(); ++i) {
      if (!studied->truth[i] || studied->regions[i].candidates.empty()) {
        continue;
      }
      examples.push_back(
          {&studied->regions[i].features, studied->right[i], weight});
    }
  }
  measured.weights = FitRanking(examples, kRidge);
  std::vector<BestProposal> best;
  for (const StudiedCase* studied : cases) {
    // Who carries a file over does more than merge: the border is drawn on
    // merges.
    if (studied->given.kind == "merge") AddBest(*studied, measured, &best);
  }
  measured.apply_from = ApplyFrom(std::move(best));
  return measured;
}

}  // namespace

Calibration Calibrate(absl::Span<const StudiedCase> cases) {
  Calibration calibration;
  CasePointers all;
  for (const StudiedCase& studied : cases) {
    all.push_back(&studied);
    calibration.part_of.push_back(PartOf(studied));
  }
  calibration.measured = MeasureOn(all);
  for (int part = 0; part < kParts; ++part) {
    CasePointers others;
    for (const StudiedCase* studied : all) {
      if (PartOf(*studied) != part) others.push_back(studied);
    }
    calibration.parts.push_back(MeasureOn(others));
  }
  return calibration;
}

std::vector<BestProposal> UnseenBest(absl::Span<const StudiedCase> cases,
                                     const Calibration& calibration) {
  std::vector<BestProposal> all;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    AddBest(cases[i], calibration.Unseen(i), &all);
  }
  return all;
}

}  // namespace patchgraph
