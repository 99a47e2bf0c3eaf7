// Small parts of sentences.

#ifndef PATCHGRAPH_ENGINE_REPORT_WORDS_H_
#define PATCHGRAPH_ENGINE_REPORT_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// 1, "file", "files" -> "1 file"; 2 -> "2 files".
std::string Counted(int count, absl::string_view one, absl::string_view many);

// {"a", "b", "c"} -> "a, b and c". Of more than `most` items the rest are
// counted: "a, b and 7 more".
std::string Listed(const std::vector<std::string>& items, size_t most);

// A tree's name where there is little room: of a path its last component.
// Not made fit for a terminal.
std::string ShortTreeName(absl::string_view tree);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_WORDS_H_
