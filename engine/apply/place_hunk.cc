#include "engine/apply/place_hunk.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string_view>
#include <tuple>

namespace patchgraph {
namespace {

// A hunk with `fuzz` context lines left out at either end, as far as it has
// them.
struct Trimmed {
  absl::Span<const absl::string_view> lines;
  int skipped = 0;  // lines left out at the front
  bool only_at_start = false;
  bool only_at_end = false;
};

Trimmed Trim(const HunkText& hunk, int fuzz) {
  // Where one end has less context than the other, fuzz takes from the longer
  // one first, so that what is left is as even as it can be.
  const int context = std::max(hunk.leading_context, hunk.trailing_context);
  const int keep = std::max(context - fuzz, 0);
  const int front = std::max(hunk.leading_context - keep, 0);
  const int back = std::max(hunk.trailing_context - keep, 0);
  Trimmed trimmed;
  trimmed.lines = absl::MakeConstSpan(hunk.before)
                      .subspan(front, hunk.before.size() - front - back);
  trimmed.skipped = front;
  trimmed.only_at_start = hunk.leading_context < keep;
  trimmed.only_at_end = hunk.trailing_context < keep;
  return trimmed;
}

std::size_t HashOf(absl::string_view line) {
  return std::hash<std::string_view>()({line.data(), line.size()});
}

// Calls `look` with each line of the file, in order, where lines of a hunk may
// begin: those that the rarest of them suggests.
template <typename Look>
void LookAround(const LinePlaces& places,
                absl::Span<const absl::string_view> lines, const Look& look) {
  int rarest = 0;
  absl::Span<const LinePlaces::Place> fewest = places.Of(lines[0]);
  for (size_t i = 1; i < lines.size(); ++i) {
    const auto other = places.Of(lines[i]);
    if (other.size() >= fewest.size()) continue;
    fewest = other;
    rarest = static_cast<int>(i);
  }
  for (const LinePlaces::Place& place : fewest) look(place.line - rarest);
}

}  // namespace

LinePlaces::LinePlaces(const Lines& file) {
  places_.reserve(file.size());
  for (int line = 0; line < file.size(); ++line) {
    places_.push_back({HashOf(file[line]), line});
  }
  std::sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) {
    return std::tie(a.hash, a.line) < std::tie(b.hash, b.line);
  });
}

absl::Span<const LinePlaces::Place> LinePlaces::Of(
    absl::string_view line) const {
  const std::size_t hash = HashOf(line);
  const auto begin =
      std::lower_bound(places_.begin(), places_.end(), hash,
                       [](const Place& place, std::size_t wanted) {
                         return place.hash < wanted;
                       });
  const auto end = std::upper_bound(begin, places_.end(), hash,
                                    [](std::size_t wanted, const Place& place) {
                                      return wanted < place.hash;
                                    });
  return absl::MakeConstSpan(places_).subspan(begin - places_.begin(),
                                              end - begin);
}

HunkText::HunkText(const Hunk& hunk) {
  bool changed = false;
  for (const HunkLine& line : hunk.lines) {
    if (line.kind != HunkLine::Kind::kAdded) before.emplace_back(line.text);
    if (line.kind != HunkLine::Kind::kRemoved) after.emplace_back(line.text);
    if (line.kind != HunkLine::Kind::kContext) {
      changed = true;
      trailing_context = 0;
    } else {
      ++(changed ? trailing_context : leading_context);
    }
  }
}

bool StandsAt(const Lines& file, absl::Span<const absl::string_view> lines,
              int begin) {
  if (begin < 0 || begin + static_cast<int>(lines.size()) > file.size()) {
    return false;
  }
  for (size_t i = 0; i < lines.size(); ++i) {
    if (file[begin + static_cast<int>(i)] != lines[i]) return false;
  }
  return true;
}

absl::optional<Placement> PlaceHunk(const Lines& file, const HunkText& hunk,
                                    int expected, const PlaceOptions& options) {
  const int context = std::max(hunk.leading_context, hunk.trailing_context);
  for (int fuzz = 0; fuzz <= std::min(options.max_fuzz, context); ++fuzz) {
    const Trimmed trimmed = Trim(hunk, fuzz);
    const int size = static_cast<int>(trimmed.lines.size());
    Placement placement;
    placement.fuzz = fuzz;
    const int wanted = expected + trimmed.skipped;
    if (size == 0) {
      // Nothing to look for: only the hunk's own word says where it goes.
      if (wanted < options.first_line || wanted > file.size()) continue;
      placement.begin = expected;
      placement.candidates = {expected};
      return placement;
    }
    const auto look = [&](int at) {
      if (at < options.first_line || at + size > file.size()) return;
      if (at != wanted && trimmed.only_at_start && at > 0) return;
      if (at != wanted && trimmed.only_at_end && at + size < file.size()) {
        return;
      }
      if (StandsAt(file, trimmed.lines, at)) {
        placement.candidates.push_back(at - trimmed.skipped);
      }
    };
    if (options.places != nullptr) {
      LookAround(*options.places, trimmed.lines, look);
    } else {
      for (int at = options.first_line; at + size <= file.size(); ++at) {
        look(at);
      }
    }
    if (placement.candidates.empty()) continue;
    placement.begin = *std::min_element(
        placement.candidates.begin(), placement.candidates.end(),
        [expected](int a, int b) {
          return std::abs(a - expected) < std::abs(b - expected);
        });
    return placement;
  }
  return absl::nullopt;
}

}  // namespace patchgraph
