#include "engine/text/nearest_name.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace patchgraph {
namespace {

constexpr size_t kMostNames = 3;
// What is part of a name is near it, unless it is so short that it is part of
// anything.
constexpr size_t kShortestPart = 3;
// Longer names are compared by their beginning.
constexpr size_t kLongestName = 200;

}  // namespace

int EditDistance(absl::string_view a, absl::string_view b) {
  a = a.substr(0, kLongestName);
  b = b.substr(0, kLongestName);
  // Three rows of the table: distances between a's first i letters and each
  // beginning of b.
  std::vector<int> two_ago(b.size() + 1);
  std::vector<int> last(b.size() + 1);
  std::vector<int> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], two_ago[j - 2] + 1);
      }
    }
    std::swap(two_ago, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::vector<std::string> NearestNames(absl::string_view wanted,
                                      absl::Span<const std::string> names) {
  std::vector<std::pair<int, std::string>> near;
  for (const std::string& name : names) {
    const int distance = EditDistance(wanted, name);
    const size_t longer = std::max(wanted.size(), name.size());
    const bool is_part =
        wanted.size() >= kShortestPart && absl::StrContains(name, wanted);
    if (is_part || 3 * static_cast<size_t>(distance) <= longer) {
      near.emplace_back(distance, name);
    }
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<std::string> nearest;
  for (size_t i = 0; i < std::min(near.size(), kMostNames); ++i) {
    nearest.push_back(near[i].second);
  }
  return nearest;
}

std::string DidYouMean(absl::string_view wanted,
                       absl::Span<const std::string> names) {
  const std::vector<std::string> nearest = NearestNames(wanted, names);
  if (nearest.empty()) return std::string();
  return absl::StrCat("; did you mean ", absl::StrJoin(nearest, " or "), "?");
}

std::string DidYouMeanOrAll(absl::string_view wanted,
                            absl::Span<const std::string> names) {
  constexpr size_t kFew = 8;
  std::string near = DidYouMean(wanted, names);
  if (!near.empty() || names.empty() || names.size() > kFew) return near;
  if (names.size() == 1) return absl::StrCat("; there is ", names.front());
  return absl::StrCat("; there are ",
                      absl::StrJoin(names.subspan(0, names.size() - 1), ", "),
                      " and ", names.back());
}

}  // namespace patchgraph
