#include "engine/merge/tree_object.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

#include "absl/strings/str_format.h"

namespace patchgraph {
namespace {

bool ComesBefore(const ListedVersion& a, const ListedVersion& b) {
  const size_t common = std::min(a.name.size(), b.name.size());
  const int order = std::memcmp(a.name.data(), b.name.data(), common);
  if (order != 0) return order < 0;
  const auto next = [common](const ListedVersion& node) -> unsigned char {
    if (node.name.size() > common) return node.name[common];
    return node.version.IsFolder() ? '/' : '\0';
  };
  return next(a) < next(b);
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
    const ObjectId::Raw& raw = node.version.id().raw();
    body.append(reinterpret_cast<const char*>(raw.data()), raw.size());
  }
  return HashObject("tree", body);
}

}  // namespace patchgraph
