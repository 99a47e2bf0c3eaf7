#include "engine/resolve/textual/textual_resolvers.h"

#include <memory>
#include <vector>

#include "engine/resolve/resolver.h"
#include "engine/resolve/textual/added_together.h"
#include "engine/resolve/textual/added_words.h"
#include "engine/resolve/textual/carried_renames.h"
#include "engine/resolve/textual/comment_only.h"
#include "engine/resolve/textual/layout_merge.h"
#include "engine/resolve/textual/layout_only.h"
#include "engine/resolve/textual/same_change.h"
#include "engine/resolve/textual/token_merge.h"
#include "engine/resolve/textual/touching_edits.h"

namespace patchgraph {

std::vector<std::unique_ptr<const Resolver>> TextualResolvers() {
  std::vector<std::unique_ptr<const Resolver>> all;
  all.push_back(std::make_unique<SameChange>());
  all.push_back(std::make_unique<TouchingEdits>());
  all.push_back(std::make_unique<TokenMerge>());
  all.push_back(std::make_unique<LayoutOnly>());
  all.push_back(std::make_unique<CommentOnly>());
  all.push_back(std::make_unique<CarriedRenames>());
  all.push_back(std::make_unique<LayoutMerge>());
  all.push_back(std::make_unique<AddedTogether>());
  all.push_back(std::make_unique<AddedWords>());
  return all;
}

}  // namespace patchgraph
