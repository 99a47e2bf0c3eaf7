// Changes to commit messages that git makes too.

#ifndef PATCHGRAPH_ENGINE_REBASE_COMMIT_MESSAGE_H_
#define PATCHGRAPH_ENGINE_REBASE_COMMIT_MESSAGE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// Without space at the ends of lines, empty lines at both ends, and more than
// one empty line between others; with a line feed at the end. What git calls
// --cleanup=whitespace.
std::string TidyMessage(absl::string_view message);

// With "Signed-off-by: PERSON" at its end, unless that is its last line.
std::string SignedOff(absl::string_view message, absl::string_view person);

// "fixup! fixup! X" -> "X"; the text itself where it is no such subject.
absl::string_view WithoutFixup(absl::string_view subject);

// The message of a commit with one that is squashed into it, which loses its
// "squash! …" line.
std::string SquashedMessage(absl::string_view message,
                            absl::string_view squashed);
// The message that an "amend! …" commit puts in the place of another's.
std::string AmendedMessage(absl::string_view amend);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_COMMIT_MESSAGE_H_
