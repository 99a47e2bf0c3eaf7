#include "engine/resolve/textual/spaced_tokens.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace patchgraph {
namespace {

// Of the element behind the last token.
constexpr int kEnd = 0;

class SpacedTokens {
 public:
  InternedLines Cut(absl::string_view text, const Lines& tokens) {
    std::vector<std::size_t> starts = {0};
    std::vector<int> ids;
    for (int i = 0; i < tokens.size(); ++i) {
      if (IsWhite(tokens[i])) continue;
      ids.push_back(IdOf(tokens[i]));
      starts.push_back(tokens.StartOf(i + 1));
    }
    ids.push_back(kEnd);
    starts.push_back(text.size());
    return {Lines(text, std::move(starts)), std::move(ids)};
  }

 private:
  int IdOf(absl::string_view token) {
    return ids_.emplace(token, static_cast<int>(ids_.size()) + 1).first->second;
  }

  absl::flat_hash_map<absl::string_view, int> ids_;
};

}  // namespace

ThreeTexts CutIntoSpacedTokens(absl::string_view base, absl::string_view ours,
                               absl::string_view theirs,
                               Lines (*tokens)(absl::string_view)) {
  SpacedTokens cutter;
  ThreeTexts texts;
  texts.base = cutter.Cut(base, tokens(base));
  texts.ours = cutter.Cut(ours, tokens(ours));
  texts.theirs = cutter.Cut(theirs, tokens(theirs));
  return texts;
}

absl::string_view SpaceOf(absl::string_view element) {
  std::size_t size = 0;
  while (size < element.size() && IsWhite(element.substr(size))) ++size;
  return element.substr(0, size);
}

absl::string_view IndentOf(absl::string_view space) {
  return space.substr(space.rfind('\n') + 1);
}

}  // namespace patchgraph
