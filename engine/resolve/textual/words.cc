#include "engine/resolve/textual/words.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

bool IsSpace(char c) {
  return absl::ascii_isspace(static_cast<unsigned char>(c));
}

absl::flat_hash_set<absl::string_view> WordsOf(absl::string_view text) {
  absl::flat_hash_set<absl::string_view> words;
  const Lines tokens = Tokens(text);
  for (int i = 0; i < tokens.size(); ++i) {
    if (IsWord(tokens[i])) words.insert(tokens[i]);
  }
  return words;
}

}  // namespace

std::string WithoutBlanks(absl::string_view text) {
  std::string kept(text);
  kept.erase(std::remove_if(kept.begin(), kept.end(), IsSpace), kept.end());
  return kept;
}

bool IsBlankText(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), IsSpace);
}

double WordsInCommon(absl::string_view a, absl::string_view b) {
  const auto words = WordsOf(a);
  const auto others = WordsOf(b);
  if (words.empty() && others.empty()) return 0;
  double common = 0;
  for (const absl::string_view word : words) common += others.contains(word);
  return 2 * common / static_cast<double>(words.size() + others.size());
}

}  // namespace patchgraph
