#include <algorithm>
#include <cstddef>
#include <queue>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"

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
  std::string text;
  std::size_t next = 0;
  for (std::size_t i = 0; i < merge.met.size(); ++i) {
    const MergeRegion& region = merge.met[i];
    if (next < choice.size() &&
        resolved.regions[next].region == static_cast<int>(i)) {
      absl::StrAppend(&text,
                      resolved.regions[next].proposals[choice[next]].text);
      ++next;
    } else {
      absl::StrAppend(&text, region.kind == MergeRegion::kTheirs
                                 ? merge.theirs.Range(region.theirs)
                                 : merge.ours.Range(region.ours));
    }
  }
  return text;
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
