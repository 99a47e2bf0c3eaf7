// One mail: its headers and the text in it.

#ifndef PATCHGRAPH_ENGINE_SOURCE_MBOX_MAIL_H_
#define PATCHGRAPH_ENGINE_SOURCE_MBOX_MAIL_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace patchgraph {

// The mail's headers as they stand and its text decoded: quoted-printable and
// base 64 undone, the text parts of a multipart mail one after another, line
// ends without the carriage returns of the network. nullopt where the mail
// needs none of that, and for a text that is no mail.
absl::optional<std::string> DecodeMail(absl::string_view mail);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_MBOX_MAIL_H_
