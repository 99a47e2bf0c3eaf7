#include "testdata/bench/studied_case.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/measured.h"
#include "engine/resolve/resolve_file.h"
#include "engine/resolve/settle.h"
#include "engine/text/merge.h"
#include "engine/text/text_kind.h"
#include "engine/upstream/side_histories.h"
#include "testdata/bench/merge_cases.h"
#include "testdata/bench/region_truth.h"

namespace patchgraph {
namespace {

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

FileHistories HistoriesOf(const MergeCase& given,
                          const Repositories& repositories) {
  for (const auto& repository : repositories) {
    const auto ours = repository->ResolveCommit(given.ours_commit);
    const auto theirs = repository->ResolveCommit(given.theirs_commit);
    if (!ours.ok() || !theirs.ok()) continue;
    auto histories =
        ReadSideHistories(*repository, {ours->id, given.path},
                          {theirs->id, given.path}, HashBlob(*given.base));
    if (histories.ok()) return *std::move(histories);
    std::cerr << given.path << ": " << histories.status().message() << "\n";
  }
  return {};
}

void FindRight(StudiedCase* studied) {
  std::vector<int> places;
  for (const RegionCandidates& region : studied->regions) {
    places.push_back(region.region);
  }
  studied->truth = RegionTruth(studied->merge, places, *studied->given.result);
  for (std::size_t i = 0; i < studied->regions.size(); ++i) {
    studied->right.push_back(-1);
    const auto& candidates = studied->regions[i].candidates;
    for (std::size_t j = 0; studied->truth[i] && j < candidates.size(); ++j) {
      if (candidates[j].text == *studied->truth[i]) {
        studied->right.back() = static_cast<int>(j);
      }
    }
  }
}

}  // namespace

StudiedCase Study(MergeCase given, const Repositories& repositories) {
  StudiedCase studied;
  studied.given = std::move(given);
  const MergeCase& one = studied.given;
  FileHistories histories;
  if (!one.ours_commit.empty()) {
    const Clock::time_point start = Clock::now();
    histories = HistoriesOf(one, repositories);
    studied.history_seconds = SecondsSince(start);
    studied.has_histories =
        !histories.ours.empty() || !histories.theirs.empty();
  }
  if (!FitsTextMerge(*one.base) || !FitsTextMerge(*one.ours) ||
      !FitsTextMerge(*one.theirs)) {
    return studied;
  }
  const Clock::time_point start = Clock::now();
  studied.merge = Merge(*one.base, *one.ours, *one.theirs);
  studied.regions = FindCandidates(studied.merge, histories, one.path);
  studied.seconds = SecondsSince(start);
  FindRight(&studied);
  return studied;
}

Outcome OutcomeOf(const StudiedCase& studied, const Measured& measured,
                  AutoMode mode) {
  ResolveOptions options;
  options.mode = mode;
  options.path = studied.given.path;
  const ResolvedFile file =
      Settle(studied.merge, studied.regions, measured, options);
  Outcome outcome;
  outcome.resolved = file.open == 0;
  outcome.exact = outcome.resolved && file.text == *studied.given.result;
  return outcome;
}

int ExactAmongFirst(const StudiedCase& studied, const Measured& measured,
                    int n) {
  ResolveOptions options;
  options.mode = AutoMode::kPropose;
  options.path = studied.given.path;
  const ResolvedFile file =
      Settle(studied.merge, studied.regions, measured, options);
  const std::vector<std::string> texts = LikeliestTexts(studied.merge, file, n);
  const auto found =
      std::find(texts.begin(), texts.end(), *studied.given.result);
  return found == texts.end() ? -1 : static_cast<int>(found - texts.begin());
}

}  // namespace patchgraph
