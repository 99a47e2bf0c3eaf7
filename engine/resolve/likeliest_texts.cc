#include <algorithm>
#include <cstddef>
#include <queue>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

// Which proposal each region takes.
using Choice = std::vector<int>;

double Chance(const ResolvedFile& resolved, const Choice& choice) {
  double product = 1;
  for (std::size_t i = 0; i < choice.size(); ++i) {
    product *= resolved.regions[i].proposals[choice[i]].confidence;
  }
  return product;
}

std::string TextOf(const FileMerge& merge, const ResolvedFile& resolved,
                   const Choice& choice) {
  RegionTexts texts;
  for (std::size_t i = 0; i < choice.size(); ++i) {
    const ResolvedRegion& region = resolved.regions[i];
    texts[region.region] = region.proposals[choice[i]].text;
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
  std::priority_queue<std::pair<double, Choice>> open;
  std::set<Choice> seen;
  const auto add = [&](const Choice& choice) {
    if (seen.insert(choice).second) {
      open.push({Chance(resolved, choice), choice});
    }
  };
  add(Choice(resolved.regions.size(), 0));
  while (!open.empty() && static_cast<int>(texts.size()) < n) {
    const Choice choice = open.top().second;
    open.pop();
    std::string text = TextOf(merge, resolved, choice);
    // Two ways to settle neighbouring regions may come to one text.
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) {
      texts.push_back(std::move(text));
    }
    for (std::size_t i = 0; i < choice.size(); ++i) {
      if (choice[i] + 1 ==
          static_cast<int>(resolved.regions[i].proposals.size())) {
        continue;
      }
      Choice step = choice;
      ++step[i];
      add(step);
    }
  }
  return texts;
}

}  // namespace patchgraph
