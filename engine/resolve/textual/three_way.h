// The merges of a conflict that let edits touch, line by line and token by
// token: what several resolvers begin with.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_THREE_WAY_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_THREE_WAY_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/textual/edit_merge.h"
#include "engine/text/merge.h"

namespace patchgraph {

struct ThreeWay {
  ThreeTexts texts;
  std::vector<MergeRegion> regions;  // contained changes are settled
  bool merged = false;               // nothing collides

  std::string Text() const { return MergedText(texts, regions); }
};

ThreeWay MergeLines(absl::string_view base, absl::string_view ours,
                    absl::string_view theirs);

// Never merged where the texts are so large that it would take long.
ThreeWay MergeTokens(absl::string_view base, absl::string_view ours,
                     absl::string_view theirs);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_THREE_WAY_H_
