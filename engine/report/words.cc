#include "engine/report/words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/model/verdict.h"
#include "engine/report/verdict_counts.h"

namespace patchgraph {
namespace {

absl::string_view Phrase(Verdict verdict) {
  switch (verdict) {
    case Verdict::kUpstream:
      return "already upstream";
    case Verdict::kOffset:
      return "with offset";
    case Verdict::kFuzz:
      return "with fuzz";
    case Verdict::kConflict:
      return "in conflict";
    default:
      return Name(verdict);
  }
}

}  // namespace

std::string Counted(int count, absl::string_view one, absl::string_view many) {
  return absl::StrCat(count, " ", count == 1 ? one : many);
}

std::string Listed(const std::vector<std::string>& items, size_t most) {
  if (items.empty()) return std::string();
  if (items.size() > most) {
    const std::vector<std::string> first(items.begin(), items.begin() + most);
    return absl::StrCat(absl::StrJoin(first, ", "), " and ",
                        items.size() - most, " more");
  }
  const std::vector<std::string> first(items.begin(), items.end() - 1);
  if (first.empty()) return items.back();
  return absl::StrCat(absl::StrJoin(first, ", "), " and ", items.back());
}

std::string ShortTreeName(absl::string_view tree) {
  const absl::string_view last = tree.substr(tree.rfind('/') + 1);
  return std::string(last.empty() ? tree : last);
}

std::string VerdictWords(const VerdictCounts& counts) {
  std::vector<std::string> words;
  for (const Verdict verdict : AllVerdicts()) {
    const int count = CountOf(verdict, counts);
    if (count > 0) words.push_back(absl::StrCat(count, " ", Phrase(verdict)));
  }
  return Listed(words, words.size());
}

}  // namespace patchgraph
