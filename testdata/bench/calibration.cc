#include "testdata/bench/calibration.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_set.h"
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
// How many files have to speak for the border before anything is applied:
// LowerBound() of what was right.
constexpr double kApplyLowerBound = 0.85;
// A kind has fewer files: one that was wrong in one of twenty is not shut out.
constexpr double kSureShare = 0.95;
constexpr double kSureLowerBound = 0.75;
// And it is sure by itself, not by the company that it had where it was: of all
// its files that many were right.
constexpr double kSureAlone = 0.9;

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

// The best proposal for a conflict, and who came to it.
struct Best {
  BestProposal proposal;
  const Candidate* candidate = nullptr;
};

void AddBest(const StudiedCase& studied, const Measured& measured,
             std::vector<Best>* best) {
  for (std::size_t i = 0; i < studied.regions.size(); ++i) {
    if (!studied.truth[i] || studied.regions[i].candidates.empty()) continue;
    const std::vector<double> chances =
        Chances(studied.regions[i].features, measured.weights);
    const auto place = std::max_element(chances.begin(), chances.end());
    const std::ptrdiff_t chosen = place - chances.begin();
    best->push_back({{&studied, *place, chosen == studied.right[i]},
                     &studied.regions[i].candidates[chosen]});
  }
}

// Files, and what share of their conflicts went right.
class FileShares {
 public:
  void Add(const BestProposal& proposal) {
    auto& count = files_[proposal.studied];
    ++count.first;
    count.second += proposal.right;
  }
  // Whether so large a share was right, and enough of them say so.
  bool Earn(double least_share, double least_bound) const {
    double right = 0;
    for (const auto& [file, conflicts] : files_) {
      right += static_cast<double>(conflicts.second) / conflicts.first;
    }
    const auto all = static_cast<double>(files_.size());
    return all > 0 && right / all >= least_share &&
           LowerBound(all, right) >= least_bound;
  }

 private:
  std::map<const StudiedCase*, std::pair<int, int>> files_;
};

// The lowest chance that earns it, of those that the proposals had. The surest
// come first; where they are no longer right often enough is the end.
double ApplyFrom(std::vector<Best> best) {
  std::sort(best.begin(), best.end(), [](const Best& a, const Best& b) {
    return a.proposal.chance > b.proposal.chance;
  });
  double apply_from = 1;
  FileShares files;
  for (std::size_t i = 0; i < best.size(); ++i) {
    const double chance = best[i].proposal.chance;
    files.Add(best[i].proposal);
    if (i + 1 < best.size() && best[i + 1].proposal.chance == chance) continue;
    if (files.Earn(kApplyPrecision, kApplyLowerBound)) apply_from = chance;
  }
  return apply_from;
}

// The kinds that earn it from kSureFrom on, each by itself.
absl::btree_set<std::string> SureKinds(
    const std::vector<Best>& best,
    const absl::btree_map<std::string, MeasuredCount>& counts) {
  std::map<std::string, FileShares> kinds;
  for (const Best& one : best) {
    if (one.proposal.chance < kSureFrom) continue;
    for (const Voice& voice : one.candidate->voices) {
      kinds[MeasuredName(voice.resolver, voice.kind)].Add(one.proposal);
    }
  }
  absl::btree_set<std::string> sure;
  for (const auto& [kind, files] : kinds) {
    const MeasuredCount& all = counts.at(kind);
    if (all.files_right >= kSureAlone * all.files &&
        files.Earn(kSureShare, kSureLowerBound)) {
      sure.insert(kind);
    }
  }
  return sure;
}

// Without the border.
Measured WeighOn(const CasePointers& cases) {
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
  return measured;
}

// The cases but for those of one part.
CasePointers Without(const CasePointers& cases, int part) {
  CasePointers others;
  for (const StudiedCase* studied : cases) {
    if (PartOf(*studied) != part) others.push_back(studied);
  }
  return others;
}

// The border is drawn on chances that were given to cases without having seen
// them: those that the weights were fitted to get too high ones. Who carries a
// file over does more than merge, so it is drawn on merges.
Measured MeasureOn(const CasePointers& cases) {
  std::vector<Best> best;
  for (int part = 0; part < kParts; ++part) {
    const CasePointers others = Without(cases, part);
    if (others.size() == cases.size()) continue;
    const Measured unseen = WeighOn(others);
    for (const StudiedCase* studied : cases) {
      if (PartOf(*studied) == part && studied->given.kind == "merge") {
        AddBest(*studied, unseen, &best);
      }
    }
  }
  Measured measured = WeighOn(cases);
  measured.sure = SureKinds(best, measured.counts);
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
    calibration.parts.push_back(MeasureOn(Without(all, part)));
  }
  return calibration;
}

std::vector<BestProposal> UnseenBest(absl::Span<const StudiedCase> cases,
                                     const Calibration& calibration) {
  std::vector<Best> best;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    AddBest(cases[i], calibration.Unseen(i), &best);
  }
  std::vector<BestProposal> all;
  all.reserve(best.size());
  for (const Best& one : best) all.push_back(one.proposal);
  return all;
}

}  // namespace patchgraph
