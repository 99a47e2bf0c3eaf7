#include "cli/patch_names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/model/repo_path.h"
#include "engine/text/nearest_name.h"

namespace patchgraph {
namespace {

// As git: fewer digits are no abbreviated id.
constexpr size_t kFewestDigits = 4;
constexpr size_t kIdDigitsShown = 12;
// More names than this help nobody.
constexpr size_t kMostFits = 10;

bool LooksLikeId(const std::string& wanted) {
  return wanted.size() >= kFewestDigits &&
         std::all_of(wanted.begin(), wanted.end(),
                     [](char c) { return absl::ascii_isxdigit(c); });
}

}  // namespace

std::vector<PatchPlace> PlacesIn(const Stack& stack, size_t number) {
  std::vector<PatchPlace> places;
  for (size_t l = 0; l < stack.layers.size(); ++l) {
    const Series& layer = stack.layers[l];
    for (size_t p = 0; p < layer.patches.size(); ++p) {
      const Patch& patch = layer.patches[p];
      places.push_back(
          {number, l, p, static_cast<int>(places.size()), patch.name,
           absl::StrCat(stack.name, "/", layer.name, "/", patch.name),
           patch.source});
    }
  }
  return places;
}

std::vector<PatchPlace> PlacesIn(const std::vector<Stack>& stacks) {
  std::vector<PatchPlace> places;
  for (size_t s = 0; s < stacks.size(); ++s) {
    const std::vector<PatchPlace> more = PlacesIn(stacks[s], s);
    places.insert(places.end(), more.begin(), more.end());
  }
  return places;
}

std::vector<PatchPlace> PlacesIn(const StackDependencies& stack,
                                 size_t number) {
  std::vector<PatchPlace> places;
  size_t layer = 0;
  size_t in_layer = 0;
  for (const GraphPatch& patch : stack.patches) {
    if (!places.empty() &&
        stack.patches[places.size() - 1].layer != patch.layer) {
      ++layer;
      in_layer = 0;
    }
    places.push_back(
        {number, layer, in_layer++, static_cast<int>(places.size()), patch.name,
         absl::StrCat(stack.stack, "/", patch.layer, "/", patch.name),
         patch.source});
  }
  return places;
}

std::vector<PatchPlace> PatchNames::Matches(const std::string& wanted) const {
  std::vector<PatchPlace> exact;
  std::vector<PatchPlace> by_end;
  for (const PatchPlace& place : places_) {
    if (place.name == wanted || place.full_name == wanted) {
      exact.push_back(place);
    } else if (absl::EndsWith(place.full_name, absl::StrCat("/", wanted))) {
      by_end.push_back(place);
    }
  }
  if (!exact.empty()) return exact;
  return by_end.empty() ? MatchingCommits(wanted) : by_end;
}

std::vector<PatchPlace> PatchNames::MatchingCommits(
    const std::string& wanted) const {
  std::vector<PatchPlace> matches;
  const auto add = [&](absl::string_view id) {
    for (const PatchPlace& place : places_) {
      if (absl::StartsWith(place.source, id) &&
          absl::StartsWith(place.source, place.name)) {
        matches.push_back(place);
      }
    }
  };
  if (LooksLikeId(wanted)) add(absl::AsciiStrToLower(wanted));
  if (!matches.empty() || wanted.empty() || repository_ == nullptr) {
    return matches;
  }
  const auto commit = repository_->ResolveCommit(wanted);
  if (commit.ok()) add(commit->id.Hex());
  return matches;
}

absl::Status PatchNames::NoSuchPatch(absl::string_view option,
                                     const std::string& wanted) const {
  if (repository_ != nullptr && !wanted.empty()) {
    const auto commit = repository_->ResolveCommit(wanted);
    if (commit.ok()) {
      return absl::InvalidArgumentError(absl::StrCat(
          option, " ", wanted, ": commit ",
          commit->id.Hex().substr(0, kIdDigitsShown), " is not in the series"));
    }
  }
  // Who leaves the folders out wants to read names without.
  const bool with_folders = absl::StrContains(wanted, '/');
  std::vector<std::string> names;
  names.reserve(places_.size());
  for (const PatchPlace& place : places_) {
    names.emplace_back(with_folders ? place.name : BaseName(place.name));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      option, " ", wanted, ": no such patch", DidYouMean(wanted, names)));
}

absl::StatusOr<PatchPlace> PatchNames::Find(absl::string_view option,
                                            const std::string& wanted) const {
  const std::vector<PatchPlace> matches = Matches(wanted);
  if (matches.empty()) return NoSuchPatch(option, wanted);
  if (matches.size() == 1) return matches.front();
  std::vector<std::string> names;
  for (size_t i = 0; i < std::min(matches.size(), kMostFits); ++i) {
    names.push_back(matches[i].full_name);
  }
  if (matches.size() > kMostFits) {
    names.push_back(absl::StrCat("and ", matches.size() - kMostFits, " more"));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(option, " ", wanted, ": ", matches.size(),
                   " patches fit; name one of ", absl::StrJoin(names, ", ")));
}

}  // namespace patchgraph
