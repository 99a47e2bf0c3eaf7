// The notes of series that say what was left out of them.

#ifndef PATCHGRAPH_ENGINE_SOURCE_LEFT_OUT_NOTE_H_
#define PATCHGRAPH_ENGINE_SOURCE_LEFT_OUT_NOTE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace patchgraph {

// "PLACE: left out 5 mails without a diff: a, b, c and 2 more". `one` and
// `many` are the words for one of them and for more ("mail without a diff").
// There is at least one name.
std::string LeftOutNote(absl::string_view place, absl::string_view one,
                        absl::string_view many,
                        absl::Span<const std::string> names);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_LEFT_OUT_NOTE_H_
