// One large change as many small ones: a patch for each component of a sparse
// tree, in an order in which nothing is used before it is there.

#ifndef PATCHGRAPH_ENGINE_FORMS_SPLIT_CHANGE_H_
#define PATCHGRAPH_ENGINE_FORMS_SPLIT_CHANGE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/check/file_text.h"
#include "engine/model/tree.h"

namespace patchgraph {

struct SplitPart {
  std::string name;  // a file name, "fork-kernel-time-guest.c.patch"
  // The subject, an empty line, and what it is.
  std::string message;
  std::vector<FileVersions> files;  // by path
};

// Splits the change `files` of the tree `before`. Each file goes to one part as
// a whole, so that all parts together are the change. Parts are: the new
// headers of a folder; the changed ones; the edits of a subsystem or an
// architecture; each fork, with what the change does to its original; each
// folder of a new driver; build files; default configurations.
//
// Their order: what a file includes or builds (see split_references.h) stands
// before it or with it. Parts that need each other become one. Where that
// leaves a choice they come in the order above, so that headers and the core
// come before drivers, and what switches a component on comes last; then by
// name. The result depends on nothing but the arguments. `of` is what the
// change is called in messages.
absl::StatusOr<std::vector<SplitPart>> SplitChange(
    const std::vector<FileVersions>& files, const Tree& before,
    absl::string_view of);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_SPLIT_CHANGE_H_
