// Other forms of a series than the one it has: files and folders that are new.

#ifndef PATCHGRAPH_ENGINE_FORMS_FORM_FILES_H_
#define PATCHGRAPH_ENGINE_FORMS_FORM_FILES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/forms/form_patch.h"

namespace patchgraph {

// Each writes the patches to `place`, which must not be there (an empty folder
// may), all or nothing: AlreadyExists otherwise.

// A folder of patches with a series file. Each patch has the text it has.
absl::Status WriteQuiltForm(const std::vector<FormPatch>& patches,
                            const std::string& place);
// A mailbox for `git am`. `author` is for patches that name none.
absl::Status WriteMboxForm(const std::vector<FormPatch>& patches,
                           absl::string_view author, const std::string& place);
// All that the patches change, as one diff in git's format.
absl::Status WriteDiffForm(const std::vector<FormPatch>& patches,
                           const std::string& place);
// The files that they change, whole. FailedPrecondition if one goes away, which
// a sparse tree cannot say.
absl::Status WriteSparseForm(const std::vector<FormPatch>& patches,
                             const std::string& place);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_FORM_FILES_H_
