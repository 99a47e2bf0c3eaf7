#ifndef PATCHGRAPH_ENGINE_RESOLVE_HISTORY_LIKENESS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_HISTORY_LIKENESS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// How much of two texts is the same, token by token and in order, from 0 to 1;
// blanks do not count. Two texts without tokens are alike.
double Likeness(absl::string_view a, absl::string_view b);

// A commit's subject for comparison: words in lower case, without what people
// put before it on the way ("[PATCH]", "[SCSI]"). Empty where it names no
// change of its own: merges, and subjects of one word.
std::string SubjectWords(absl::string_view subject);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_HISTORY_LIKENESS_H_
