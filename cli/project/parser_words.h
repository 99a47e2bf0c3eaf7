// What protobuf's text parser complains of, in the words of a project file.

#ifndef PATCHGRAPH_CLI_PROJECT_PARSER_WORDS_H_
#define PATCHGRAPH_CLI_PROJECT_PARSER_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// `complaint` as a person who has never heard of protobuf would want it, such
// as "unknown field `bass` in a stack; did you mean `base`?". One that is not
// known here stays as it is.
std::string InOurWords(absl::string_view complaint);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_PROJECT_PARSER_WORDS_H_
