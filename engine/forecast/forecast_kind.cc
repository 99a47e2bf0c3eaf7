#include "engine/forecast/forecast_kind.h"

#include <array>
#include <cstddef>

namespace patchgraph {
namespace {

constexpr std::array<ForecastKind, kForecastKinds> kKinds = {
    ForecastKind::kFilesInConflict, ForecastKind::kConflicts,
    ForecastKind::kConflictRegions, ForecastKind::kForksDrifted,
    ForecastKind::kDriftHunks};
constexpr std::array<absl::string_view, kForecastKinds> kNames = {
    "next-files-in-conflict", "next-conflicts", "next-conflict-regions",
    "next-forks-drifted", "next-drift-hunks"};
constexpr std::array<absl::string_view, kForecastKinds> kUnits = {
    "files", "conflicts", "regions", "forks", "hunks"};

}  // namespace

absl::Span<const ForecastKind> AllForecastKinds() { return kKinds; }

absl::string_view Name(ForecastKind kind) {
  return kNames[static_cast<size_t>(kind)];
}

absl::string_view UnitOf(ForecastKind kind) {
  return kUnits[static_cast<size_t>(kind)];
}

bool IsOfForks(ForecastKind kind) {
  return kind == ForecastKind::kForksDrifted ||
         kind == ForecastKind::kDriftHunks;
}

}  // namespace patchgraph
