// Gives any three texts to every textual resolver, and checks what must hold of
// every merge by tokens.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"
#include "engine/resolve/textual/textual_resolvers.h"
#include "engine/resolve/textual/three_way.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckMerge(absl::string_view base, absl::string_view ours,
                absl::string_view theirs) {
  const Lines tokens = Tokens(ours);
  Require(tokens.Range({0, tokens.size()}) == ours);
  const ThreeWay merge = MergeTokens(base, ours, theirs);
  const ThreeWay swapped = MergeTokens(base, theirs, ours);
  Require(merge.merged == swapped.merged);
  if (merge.merged) Require(merge.Text() == swapped.Text());
  const ThreeWay only_ours = MergeTokens(base, ours, base);
  Require(only_ours.merged && only_ours.Text() == ours);
  const ThreeWay same = MergeTokens(base, ours, ours);
  Require(same.merged && same.Text() == ours);
}

void CheckResolvers(absl::string_view base, absl::string_view ours,
                    absl::string_view theirs) {
  const FileMerge merge = Merge(base, ours, theirs);
  const FileHistories histories;
  for (int i = 0; i < static_cast<int>(merge.met.size()); ++i) {
    const MergeRegion& region = merge.met[i];
    if (region.kind != MergeRegion::kConflict) continue;
    Conflict conflict;
    conflict.path = "demo.c";
    conflict.base = merge.base.Range(region.base);
    conflict.ours = merge.ours.Range(region.ours);
    conflict.theirs = merge.theirs.Range(region.theirs);
    conflict.merge = &merge;
    conflict.region = i;
    conflict.histories = &histories;
    for (const auto& resolver : TextualResolvers()) {
      for (const Suggestion& suggestion : resolver->Resolve(conflict)) {
        Require(!suggestion.reason.empty());
      }
    }
  }
}

}  // namespace
}  // namespace patchgraph

// The three texts stand one after the other, with a byte 0xff between them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  absl::string_view parts[3];
  std::size_t begin = 0;
  for (absl::string_view& part : parts) {
    if (begin > input.size()) break;
    part = input.substr(begin, input.find('\xff', begin) - begin);
    begin += part.size() + 1;
  }
  patchgraph::CheckMerge(parts[0], parts[1], parts[2]);
  patchgraph::CheckResolvers(parts[0], parts[1], parts[2]);
  return 0;
}
