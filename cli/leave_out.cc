#include "cli/leave_out.h"

#include <algorithm>
#include <map>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/nearest_name.h"
#include "engine/check/take_out.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// Where a patch stands, and what it is called there.
struct Place {
  size_t stack = 0;
  size_t layer = 0;
  size_t patch = 0;
  std::string name;
  std::string full_name;  // "stack/layer/patch"
};

std::vector<Place> AllPlaces(const std::vector<Stack>& stacks) {
  std::vector<Place> places;
  for (size_t s = 0; s < stacks.size(); ++s) {
    for (size_t l = 0; l < stacks[s].layers.size(); ++l) {
      const Series& layer = stacks[s].layers[l];
      for (size_t p = 0; p < layer.patches.size(); ++p) {
        const std::string& name = layer.patches[p].name;
        places.push_back(
            {s, l, p, name,
             absl::StrCat(stacks[s].name, "/", layer.name, "/", name)});
      }
    }
  }
  return places;
}

std::vector<Place> Matches(const std::string& wanted,
                           const std::vector<Place>& places) {
  std::vector<Place> exact;
  std::vector<Place> by_end;
  for (const Place& place : places) {
    if (place.name == wanted || place.full_name == wanted) {
      exact.push_back(place);
    } else if (absl::EndsWith(place.full_name, absl::StrCat("/", wanted))) {
      by_end.push_back(place);
    }
  }
  return exact.empty() ? by_end : exact;
}

absl::Status NoSuchPatch(const std::string& wanted,
                         const std::vector<Place>& places) {
  std::vector<std::string> names;
  for (const Place& place : places) {
    names.push_back(place.name);
    names.emplace_back(BaseName(place.name));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--without ", wanted, ": no such patch", DidYouMean(wanted, names)));
}

absl::StatusOr<Place> FindOne(const std::string& wanted,
                              const std::vector<Place>& places) {
  const std::vector<Place> matches = Matches(wanted, places);
  if (matches.empty()) return NoSuchPatch(wanted, places);
  if (matches.size() == 1) return matches.front();
  return absl::InvalidArgumentError(absl::StrCat(
      "--without ", wanted, ": ", matches.size(), " patches fit; name one of ",
      absl::StrJoin(matches, ", ", [](std::string* out, const Place& place) {
        out->append(place.full_name);
      })));
}

}  // namespace

absl::Status LeaveOut(absl::Span<const std::string> names,
                      std::vector<Stack>* stacks) {
  const std::vector<Place> places = AllPlaces(*stacks);
  std::map<size_t, PatchPositions> taken;
  for (const std::string& name : names) {
    absl::StatusOr<Place> place = FindOne(name, places);
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
