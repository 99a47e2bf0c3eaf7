// Paths as git and GNU diff write them in patch headers: in double quotes with
// C escapes where a plain path could be misread.

#ifndef PATCHGRAPH_ENGINE_SOURCE_QUOTED_PATH_H_
#define PATCHGRAPH_ENGINE_SOURCE_QUOTED_PATH_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace patchgraph {

// Takes a quoted path, such as "a/\303\244.c" with its quotes, off the front of
// `text` and returns its bytes. nullopt, and `text` as it was, if there is no
// opening quote, no closing one, or an unknown escape between them.
absl::optional<std::string> TakeQuotedPath(absl::string_view* text);

// The path in quotes if git would put it in quotes (bytes that are not
// printable ASCII, quotes, backslashes), else as it is.
std::string QuotePathIfNeeded(absl::string_view path);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_QUOTED_PATH_H_
