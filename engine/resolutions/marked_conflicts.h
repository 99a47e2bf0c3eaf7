// A file with conflict markers in it, as a person has it before them.

#ifndef PATCHGRAPH_ENGINE_RESOLUTIONS_MARKED_CONFLICTS_H_
#define PATCHGRAPH_ENGINE_RESOLUTIONS_MARKED_CONFLICTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/resolutions/resolution.h"

namespace patchgraph {

struct ReplacedConflict {
  std::string text;  // the whole file
  int line = 0;      // where the conflict began, from 1
};

// Puts a resolution of lines in the place of the conflict that it is about:
// between markers of seven characters, in git's merge or diff3 style. The sides
// have to be the conflict's, and so has the base where the file shows it. What
// is around it may be different: a person has chosen it. NotFound if there is
// no such conflict, FailedPrecondition if there are several, or the file's
// markers are not in order.
absl::StatusOr<ReplacedConflict> ReplaceMarkedConflict(
    absl::string_view text, const Resolution& resolution);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLUTIONS_MARKED_CONFLICTS_H_
