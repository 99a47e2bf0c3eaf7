// A patch as a mail that `git am` takes.

#ifndef PATCHGRAPH_ENGINE_FORMS_FORM_MAIL_H_
#define PATCHGRAPH_ENGINE_FORMS_FORM_MAIL_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/forms/form_patch.h"

namespace patchgraph {

// The mail with its "From " line, an empty line at its end. A patch that is a
// mail which git would take, with paths as git has them, keeps its bytes. Of
// others the message (CommitOf) is put into a new mail, and the diff is written
// as git does. `author` ("Name <mail>") is for patches that name none.
absl::StatusOr<std::string> MailOf(const FormPatch& form,
                                   absl::string_view author);

// Whether `git am` has to be told --keep-cr to take it: a file with carriage
// returns in it.
bool NeedsKeepCr(const FormPatch& form);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_FORM_MAIL_H_
