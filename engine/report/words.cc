#include "engine/report/words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace patchgraph {
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

}  // namespace patchgraph
