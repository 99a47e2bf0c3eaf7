#include "engine/resolve/kept_text.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace patchgraph {
namespace {

bool IsWordByte(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// Calls `use` with each line, less the space around it, or each word. Blank
// lines say nothing and are left out.
template <typename Use>
void ForEachUnit(absl::string_view text, TextUnit unit, Use use) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at + 1;
    if (unit == TextUnit::kLine) {
      end = std::min(text.find('\n', at), text.size() - 1) + 1;
    } else if (IsWordByte(text[at])) {
      while (end < text.size() && IsWordByte(text[end])) ++end;
    }
    const absl::string_view piece =
        absl::StripAsciiWhitespace(text.substr(at, end - at));
    if (!piece.empty()) use(piece);
    at = end;
  }
}

double Share(int part, int whole) {
  return whole == 0 ? 1 : static_cast<double>(part) / whole;
}

}  // namespace

KeptText::KeptText(absl::string_view base, absl::string_view ours,
                   absl::string_view theirs, TextUnit unit)
    : unit_(unit) {
  ForEachUnit(base, unit, [&](absl::string_view u) { ++counts_[u].base; });
  ForEachUnit(ours, unit, [&](absl::string_view u) { ++counts_[u].ours; });
  ForEachUnit(theirs, unit, [&](absl::string_view u) { ++counts_[u].theirs; });
}

KeptShares KeptText::SharesIn(absl::string_view text) const {
  CountMap counts = counts_;
  int all = 0;
  ForEachUnit(text, unit_, [&](absl::string_view u) {
    ++counts[u].text;
    ++all;
  });
  int added[2] = {}, added_kept[2] = {}, removed[2] = {}, removed_kept[2] = {};
  int nowhere = 0, twice = 0;
  for (const auto& [piece, count] : counts) {
    const int sides[2] = {count.ours, count.theirs};
    for (int i = 0; i < 2; ++i) {
      const int change = sides[i] - count.base;
      added[i] += std::max(change, 0);
      added_kept[i] +=
          std::clamp(count.text - count.base, 0, std::max(change, 0));
      removed[i] += std::max(-change, 0);
      removed_kept[i] +=
          std::clamp(count.base - count.text, 0, std::max(-change, 0));
    }
    const int most = std::max({count.base, count.ours, count.theirs});
    if (most == 0) {
      nowhere += count.text;
    } else {
      twice += std::max(count.text - most, 0);
    }
  }
  KeptShares shares;
  shares.added_by_ours = Share(added_kept[0], added[0]);
  shares.added_by_theirs = Share(added_kept[1], added[1]);
  shares.removed_by_ours = Share(removed_kept[0], removed[0]);
  shares.removed_by_theirs = Share(removed_kept[1], removed[1]);
  shares.from_nowhere = all == 0 ? 0 : Share(nowhere, all);
  shares.twice = all == 0 ? 0 : Share(twice, all);
  return shares;
}

}  // namespace patchgraph
