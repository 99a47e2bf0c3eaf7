// Text of an encoding that nobody names.

#ifndef PATCHGRAPH_ENGINE_FORMS_LATIN_TEXT_H_
#define PATCHGRAPH_ENGINE_FORMS_LATIN_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// The text if it is UTF-8; else it is taken for ISO-8859-1, as what is older
// mostly is, and put into UTF-8.
std::string AsUtf8(absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_LATIN_TEXT_H_
