#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <queue>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

// The regions that take another proposal than their best, and which.
using Choice = std::map<std::size_t, int>;

constexpr double kLowest = std::numeric_limits<double>::min();

// How likely the choice is, as a share of how likely the best is. Of thousands
// of regions the product itself would be 0.
double Chance(const ResolvedFile& resolved, const Choice& choice) {
  double product = 1;
  for (const auto& [region, proposal] : choice) {
    const std::vector<Proposal>& proposals = resolved.regions[region].proposals;
    product *= proposals[proposal].confidence /
               std::max(proposals[0].confidence, kLowest);
  }
  return product;
}

std::string TextOf(const FileMerge& merge, const ResolvedFile& resolved,
                   const Choice& choice) {
  RegionTexts texts;
  for (std::size_t i = 0; i < resolved.regions.size(); ++i) {
    const ResolvedRegion& region = resolved.regions[i];
    const auto chosen = choice.find(i);
    const int proposal = chosen == choice.end() ? 0 : chosen->second;
    texts[region.region] = region.proposals[proposal].text;
  }
  return TextWith(merge, texts);
}

}  // namespace

std::vector<std::string> LikeliestTexts(const FileMerge& merge,
                                        const ResolvedFile& resolved, int n) {
  std::vector<std::string> texts;
  for (const ResolvedRegion& region : resolved.regions) {
    if (region.proposals.empty()) return texts;
  }
  // Best first: each choice that was taken is followed by those that differ
  // from it by one step down in one region, none of which is likelier.
  // Of equals, that which was found first.
  std::priority_queue<std::tuple<double, int, Choice>> open;
  std::set<Choice> seen;
  int found = 0;
  const auto add = [&](const Choice& choice) {
    if (seen.insert(choice).second) {
      open.push({Chance(resolved, choice), --found, choice});
    }
  };
  add({});
  while (!open.empty() && static_cast<int>(texts.size()) < n) {
    const Choice choice = std::get<Choice>(open.top());
    open.pop();
    std::string text = TextOf(merge, resolved, choice);
    // Two ways to settle neighbouring regions may come to one text.
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) {
      texts.push_back(std::move(text));
    }
    for (std::size_t i = 0; i < resolved.regions.size(); ++i) {
      Choice step = choice;
      if (++step[i] < static_cast<int>(resolved.regions[i].proposals.size())) {
        add(step);
      }
    }
  }
  return texts;
}

}  // namespace patchgraph
