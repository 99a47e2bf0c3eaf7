#include "engine/resolve/candidates.h"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {
namespace {

constexpr std::size_t kLongestLine = 65536;
constexpr std::size_t kLargestSide = std::size_t{1} << 20;

// "<<<<<<< " and its kin: a merge that somebody left unfinished. "=======" is
// underlining in documents as well, and does not tell.
bool IsMarker(absl::string_view line) {
  return absl::StartsWith(line, "<<<<<<<") ||
         absl::StartsWith(line, "|||||||") || absl::StartsWith(line, ">>>>>>>");
}

bool CanBeRead(absl::string_view side) {
  if (side.size() > kLargestSide || absl::StrContains(side, '\0')) return false;
  for (absl::string_view line : absl::StrSplit(side, '\n')) {
    if (line.size() > kLongestLine || IsMarker(line)) return false;
  }
  return true;
}

bool EndsItsLine(absl::string_view text) {
  return text.empty() || absl::EndsWith(text, "\n");
}

}  // namespace

std::vector<Candidate> CandidatesFor(
    const Conflict& conflict,
    absl::Span<const std::unique_ptr<const Resolver>> resolvers) {
  std::vector<Candidate> candidates;
  if (!CanBeRead(conflict.base) || !CanBeRead(conflict.ours) ||
      !CanBeRead(conflict.theirs)) {
    return candidates;
  }
  // Only in the last lines of a file may a text end within its line.
  const bool may_end_within_line =
      !EndsItsLine(conflict.ours) || !EndsItsLine(conflict.theirs);
  absl::flat_hash_map<std::string, std::size_t> known;
  for (const auto& resolver : resolvers) {
    for (Suggestion& suggestion : resolver->Resolve(conflict)) {
      if (!EndsItsLine(suggestion.text) && !may_end_within_line) continue;
      const auto [place, is_new] =
          known.emplace(suggestion.text, candidates.size());
      if (is_new) candidates.push_back({std::move(suggestion.text), {}});
      candidates[place->second].voices.push_back(
          {std::string(resolver->name()), std::move(suggestion.kind),
           std::move(suggestion.reason), suggestion.needs_decision});
    }
  }
  return candidates;
}

}  // namespace patchgraph
