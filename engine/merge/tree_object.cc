#include "engine/merge/tree_object.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/git/git_tree_object.h"

namespace patchgraph {
namespace {

bool ComesBefore(const ListedVersion& a, const ListedVersion& b) {
  return ComesBeforeInTree(a.name, a.version.IsFolder(), b.name,
                           b.version.IsFolder());
}

}  // namespace

void SortAsTreeObject(Listing* listing) {
  // Nearly always it is in order already.
  if (std::is_sorted(listing->begin(), listing->end(), ComesBefore)) return;
  std::stable_sort(listing->begin(), listing->end(), ComesBefore);
}

ObjectId HashTree(const Listing& listing) {
  std::string body;
  for (const ListedVersion& node : listing) {
    absl::StrAppendFormat(&body, "%o %s", node.version.mode, node.name);
    body.push_back('\0');
    absl::StrAppend(&body, node.version.id().bytes());
  }
  return HashObject("tree", body);
}

}  // namespace patchgraph
