// The patches of a moved stack, to be written in any form.

#ifndef PATCHGRAPH_ENGINE_FORMS_FORM_PATCH_H_
#define PATCHGRAPH_ENGINE_FORMS_FORM_PATCH_H_

#include <vector>

#include "absl/status/statusor.h"
#include "engine/check/file_text.h"
#include "engine/forms/move_whole.h"
#include "engine/model/patch.h"
#include "engine/model/stack.h"

namespace patchgraph {

// A patch with what it makes of each file.
struct FormPatch {
  // Says who wrote it and why; its text is that of a patch on the target.
  Patch patch;
  std::vector<FileVersions> files;
};

// The patches that `move`, which is complete, made of the stack, in order, with
// names that end as those of patches do. With `split` sparse trees that follow
// one another are taken together and split by component (SplitChange), and so
// is a stack of a single patch.
absl::StatusOr<std::vector<FormPatch>> FormPatches(const Stack& stack,
                                                   const WholeMove& move,
                                                   bool split);

// What all the patches make of each file together, by path; a rename is one
// that goes and one that comes.
std::vector<FileVersions> NetVersions(const std::vector<FormPatch>& patches);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_FORM_PATCH_H_
