// What the name of a file says of the file it may be a copy of.

#ifndef PATCHGRAPH_ENGINE_FORKS_FORK_NAMES_H_
#define PATCHGRAPH_ENGINE_FORKS_FORK_NAMES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/forks/fork.h"

namespace patchgraph {

// An original that a name suggests, whether or not it is there.
struct NamedOriginal {
  std::string path;
  ForkEvidence how = ForkEvidence::kSuffix;  // or kIncludePath
  std::string mark;                          // see Fork::mark
};

// "kernel/time-xen.c": "kernel/time.c", by "-xen". "kernel/init-task_xen.c" has
// two, the longer name first. A mark has a letter, and so is no version.
// Of a header "asm-i386/mach-xen/asm/page.h": every path with folders left out
// in the middle or at the end, "asm-i386/page.h" by "mach-xen/asm" among them.
std::vector<NamedOriginal> OriginalsNamedBy(absl::string_view path);

// The part of a file name from its last dot, ".c"; empty if there is none.
absl::string_view ExtensionOf(absl::string_view path);

// Files whose text may be compared: of one language, by the name's ending, or
// of one name where it has no ending.
std::string LanguageOf(absl::string_view path);

// Whether the folders of two paths are different ones of the same parent.
bool AreInSiblingFolders(absl::string_view a, absl::string_view b);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORKS_FORK_NAMES_H_
