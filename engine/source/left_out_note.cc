#include "engine/source/left_out_note.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace patchgraph {

std::string LeftOutNote(absl::string_view place, absl::string_view one,
                        absl::string_view many,
                        absl::Span<const std::string> names) {
  constexpr size_t kMostNames = 3;
  const size_t shown = std::min(names.size(), kMostNames);
  std::string note = absl::StrCat(place, ": left out ", names.size(), " ",
                                  names.size() == 1 ? one : many, ": ",
                                  absl::StrJoin(names.subspan(0, shown), ", "));
  if (names.size() > shown) {
    absl::StrAppend(&note, " and ", names.size() - shown, " more");
  }
  return note;
}

}  // namespace patchgraph
