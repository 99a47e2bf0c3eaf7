#include "engine/text/lines.h"

#include <cstring>
#include <utility>

namespace patchgraph {

Lines::Lines(absl::string_view text) : text_(text) {
  std::vector<std::size_t> starts;
  // Source code has about as many bytes a line; counting takes longer than
  // growing.
  constexpr std::size_t kBytesPerLine = 24;
  starts.reserve(text.size() / kBytesPerLine + 2);
  starts.push_back(0);
  std::size_t position = 0;
  while (position < text.size()) {
    const void* newline =
        std::memchr(text.data() + position, '\n', text.size() - position);
    position = newline == nullptr
                   ? text.size()
                   : static_cast<const char*>(newline) - text.data() + 1;
    starts.push_back(position);
  }
  starts_ = std::make_shared<const std::vector<std::size_t>>(std::move(starts));
}

}  // namespace patchgraph
