#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

constexpr std::size_t kBytesLookedAt = 8000;

}  // namespace

bool IsBinary(absl::string_view content) {
  return content.substr(0, kBytesLookedAt).find('\0') !=
         absl::string_view::npos;
}

bool FitsTextMerge(absl::string_view content) {
  return content.size() <= kMaxTextMergeSize && !IsBinary(content);
}

}  // namespace patchgraph
