#include "cli/leave_out.h"

#include <map>

#include "absl/status/statusor.h"
#include "cli/patch_names.h"
#include "engine/check/take_out.h"

namespace patchgraph {

absl::Status LeaveOut(absl::Span<const std::string> names,
                      const GitRepository* repository,
                      std::vector<Stack>* stacks) {
  const PatchNames patches(PlacesIn(*stacks), repository);
  std::map<size_t, PatchPositions> taken;
  for (const std::string& name : names) {
    const absl::StatusOr<PatchPlace> place = patches.Find("--without", name);
    if (!place.ok()) return place.status();
    taken[place->stack].emplace(place->layer, place->patch);
  }
  for (const auto& [stack, positions] : taken) {
    absl::StatusOr<Stack> less = TakeOut((*stacks)[stack], positions);
    if (!less.ok()) return less.status();
    (*stacks)[stack] = *std::move(less);
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
