#include "engine/forecast/prediction.h"

#include <utility>

#include "engine/forecast/forecast_kind.h"

namespace patchgraph {
namespace {

double& At(ForecastTotals* totals, ForecastKind kind) {
  return (*totals)[static_cast<size_t>(kind)];
}

const std::string& PacePathOf(const FileHistory& file) {
  return file.fork ? file.original : file.path;
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
    const std::string& path = PacePathOf(*file);
    const auto share = shares.emplace(PaceFolderOf(path), 0);
    if (share.second) {
      share.first->second = paces.ShareAt(path, steps, constants);
    }
    inputs.push_back({absl::MakeConstSpan(file->steps).first(steps),
                      file->places, share.first->second});
  }
  return EstimateRates(inputs, constants);
}

void RateSum::Add(absl::Span<const FileHistory* const> files,
                  absl::Span<const RateOutput> rates) {
  for (size_t i = 0; i < files.size(); ++i) {
    const FileHistory& file = *files[i];
    const RateOutput& rate = rates[i];
    ForecastTotals& folder = folders_[PaceFolderOf(PacePathOf(file))];
    const auto add = [&](ForecastKind kind, double mean) {
      At(&totals_, kind) += mean;
      At(&folder, kind) += mean;
    };
    if (file.fork) {
      ++forks_;
      add(ForecastKind::kForksDrifted, rate.probability);
      add(ForecastKind::kDriftHunks, rate.regions);
      continue;
    }
    spared_.emplace(file.path, 1).first->second *= 1 - rate.probability;
    add(ForecastKind::kFilesInConflict, rate.probability);
    add(ForecastKind::kConflicts, rate.conflicts);
    add(ForecastKind::kConflictRegions, rate.regions);
  }
}

double RateSum::MeanOf(ForecastKind kind) const {
  if (kind != ForecastKind::kFilesInConflict) {
    return totals_[static_cast<size_t>(kind)];
  }
  double mean = 0;
  for (const auto& [path, spared] : spared_) mean += 1 - spared;
  return mean;
}

CountDistribution RateSum::DistributionOf(ForecastKind kind,
                                          const SpreadConstants& spread) const {
  const double mean = MeanOf(kind);
  double squares = 0;
  for (const auto& [folder, totals] : folders_) {
    const double part = totals[static_cast<size_t>(kind)];
    squares += part * part;
  }
  return {mean, spread.own * mean + spread.folder * squares +
                    spread.shared * mean * mean};
}

CountRange RateSum::RangeOf(ForecastKind kind,
                            const SpreadConstants& spread) const {
  const int most = kind == ForecastKind::kFilesInConflict
                       ? static_cast<int>(spared_.size())
                   : kind == ForecastKind::kForksDrifted ? forks_
                                                         : -1;
  return patchgraph::RangeOf(DistributionOf(kind, spread), most);
}

void ActualSum::Add(absl::Span<const FileHistory* const> files, size_t step) {
  for (const FileHistory* file : files) {
    const FileStepCount& count = file->steps[step];
    if (count.conflicts == 0) continue;
    if (file->fork) {
      At(&totals_, ForecastKind::kForksDrifted) += 1;
      At(&totals_, ForecastKind::kDriftHunks) += count.regions;
      continue;
    }
    in_conflict_.insert(file->path);
    At(&totals_, ForecastKind::kConflicts) += count.conflicts;
    At(&totals_, ForecastKind::kConflictRegions) += count.regions;
  }
}

double ActualSum::Of(ForecastKind kind) const {
  return kind == ForecastKind::kFilesInConflict
             ? static_cast<double>(in_conflict_.size())
             : totals_[static_cast<size_t>(kind)];
}

}  // namespace patchgraph
