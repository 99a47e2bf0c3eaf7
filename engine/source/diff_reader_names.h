// The two names in a line such as "diff --git a/old b/new", which nothing but a
// space keeps apart.

#ifndef PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_NAMES_H_
#define PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_NAMES_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace patchgraph {

struct NamePair {
  std::string old_name;
  std::string new_name;
};

// The longest line that is taken apart: two paths of 4096 bytes, every byte of
// them as an octal escape.
constexpr size_t kMaxNamesLine = size_t{1} << 15;

// True if `path` is the whole of `name` or its last components.
bool EndsWithPath(absl::string_view name, absl::string_view path);

// Two names of one file, divided by `separator`: the division after which the
// names agree in the most components from the end. nullopt if they agree in
// none, or if the line is too long.
absl::optional<NamePair> SplitNamesOfOneFile(absl::string_view text,
                                             absl::string_view separator);

// Two names of which the first ends with the path `old_path` and the second
// with `new_path`, divided by a space.
absl::optional<NamePair> SplitNamesOfRename(absl::string_view text,
                                            absl::string_view old_path,
                                            absl::string_view new_path);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_NAMES_H_
