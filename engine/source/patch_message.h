// Who wrote a patch, when, and what for: read from the text before its diff.

#ifndef PATCHGRAPH_ENGINE_SOURCE_PATCH_MESSAGE_H_
#define PATCHGRAPH_ENGINE_SOURCE_PATCH_MESSAGE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/model/patch.h"

namespace patchgraph {

// Sets author, date and subject from the preamble, as far as it has them, in
// the forms of mail (From, Date, Subject), Debian (Author, Description), dpatch
// ("## DP:") and Mercurial ("# User"). Without any of them the subject is the
// first line of the text. Words that mail has encoded (RFC 2047) are decoded.
void FillInMessage(Patch* patch);

// A mail's subject without "[PATCH 2/7]", "Re:" and the like.
std::string SubjectWithoutTags(absl::string_view subject);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_PATCH_MESSAGE_H_
