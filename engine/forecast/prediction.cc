#include "engine/forecast/prediction.h"

#include <utility>

#include "engine/forecast/forecast_kind.h"

namespace patchgraph {
namespace {

double& At(ForecastTotals* totals, ForecastKind kind) {
  return (*totals)[static_cast<size_t>(kind)];
}

}  // namespace

PaceTable::PaceTable(std::vector<FolderPace> paces) {
  for (FolderPace& pace : paces) {
    folders_[pace.folder] = std::move(pace.steps);
  }
}

absl::Span<const PaceStep> PaceTable::StepsOf(const std::string& folder,
                                              size_t steps) const {
  const auto known = folders_.find(folder);
  if (known == folders_.end()) return {};
  return absl::MakeConstSpan(known->second).first(steps);
}

double PaceTable::ShareAt(absl::string_view path, size_t steps,
                          const RateConstants& constants) const {
  return FolderShareOf(StepsOf(PaceFolderOf(path), steps),
                       StepsOf(kWholeTree, steps), constants);
}

std::vector<RateOutput> RatesAt(absl::Span<const FileHistory* const> files,
                                size_t steps, const PaceTable& paces,
                                const RateConstants& constants) {
  std::vector<RateInput> inputs;
  std::map<std::string, double> shares;
  for (const FileHistory* file : files) {
    const std::string& path = file->fork ? file->original : file->path;
    const auto share = shares.emplace(PaceFolderOf(path), 0);
    if (share.second) {
      share.first->second = paces.ShareAt(path, steps, constants);
    }
    inputs.push_back({absl::MakeConstSpan(file->steps).first(steps),
                      file->places, share.first->second});
  }
  return EstimateRates(inputs, constants);
}

void AddConflictRates(absl::Span<const RateOutput> rates,
                      ForecastTotals* totals) {
  for (const RateOutput& rate : rates) {
    At(totals, ForecastKind::kFilesInConflict) += rate.probability;
    At(totals, ForecastKind::kConflicts) += rate.conflicts;
    At(totals, ForecastKind::kConflictRegions) += rate.regions;
  }
}

void AddDriftRates(absl::Span<const RateOutput> rates, ForecastTotals* totals) {
  for (const RateOutput& rate : rates) {
    At(totals, ForecastKind::kForksDrifted) += rate.probability;
    At(totals, ForecastKind::kDriftHunks) += rate.regions;
  }
}

void AddActual(absl::Span<const FileHistory* const> files, size_t step,
               ForecastTotals* totals) {
  for (const FileHistory* file : files) {
    const FileStepCount& count = file->steps[step];
    if (count.conflicts == 0) continue;
    if (file->fork) {
      At(totals, ForecastKind::kForksDrifted) += 1;
      At(totals, ForecastKind::kDriftHunks) += count.regions;
    } else {
      At(totals, ForecastKind::kFilesInConflict) += 1;
      At(totals, ForecastKind::kConflicts) += count.conflicts;
      At(totals, ForecastKind::kConflictRegions) += count.regions;
    }
  }
}

CountDistribution DistributionOf(double mean, const SpreadConstants& spread) {
  return {mean, spread.own * mean + spread.shared * mean * mean};
}

}  // namespace patchgraph
