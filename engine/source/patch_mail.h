// A commit's message as the head of a mail, for `git am` to take.

#ifndef PATCHGRAPH_ENGINE_SOURCE_PATCH_MAIL_H_
#define PATCHGRAPH_ENGINE_SOURCE_PATCH_MAIL_H_

#include <string>

#include "engine/model/patch.h"

namespace patchgraph {

// What `git format-patch` would write before the diff of a commit: "From ID …",
// the headers, the message and "---". `patch` is of a git range: its preamble
// is the commit's message as it stands, its source the commit's id.
//
// `git am` gives the message back, but for what it takes away from any mail:
// tags in brackets and colons at the start of a subject, and quotes in a name.
// A line of the message that it would take for the start of a diff or of the
// next mail is indented by a space. Files with carriage returns need `git am
// --keep-cr`.
std::string MailPreamble(const Patch& patch);

// A preamble that was read from a mail, for a text that is no longer encoded as
// the mail was: it says 8bit, and text/plain for a mail of several parts.
std::string WithoutTransferEncoding(const std::string& preamble);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_PATCH_MAIL_H_
