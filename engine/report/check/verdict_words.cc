#include "engine/report/check/verdict_words.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/model/verdict.h"
#include "engine/report/check/verdict_counts.h"
#include "engine/report/words.h"

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

std::string VerdictWords(const VerdictCounts& counts) {
  std::vector<std::string> words;
  for (const Verdict verdict : AllVerdicts()) {
    const int count = CountOf(verdict, counts);
    if (count > 0) words.push_back(absl::StrCat(count, " ", Phrase(verdict)));
  }
  return Listed(words, words.size());
}

}  // namespace patchgraph
