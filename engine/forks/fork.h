// A file that a stack adds and that began as a copy of another.

#ifndef PATCHGRAPH_ENGINE_FORKS_FORK_H_
#define PATCHGRAPH_ENGINE_FORKS_FORK_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/model/file_state.h"

namespace patchgraph {

// How it is known. The first two are the build's own mapping, whatever is left
// of the original's text; the other two go by what the files have in common.
enum class ForkEvidence {
  kSuffix,       // "time-xen.c" beside "time.c"
  kIncludePath,  // "asm/mach-xen/asm/page.h" goes before "asm/page.h"
  kFolder,       // "mach-xen/setup.c" like "mach-default/setup.c"
  kContent,      // nothing but the text
};

// "suffix", "include path", "folder", "content".
absl::string_view Name(ForkEvidence how);

// A file that the stack adds.
struct AddedFile {
  std::string path;
  FileState file;     // as the whole stack leaves it
  std::string patch;  // the one that adds it
};

struct Fork {
  AddedFile added;
  std::string original;     // a path of the stack's base
  FileState original_file;  // there
  ForkEvidence how = ForkEvidence::kContent;
  // What the names differ by: "-xen", "mach-xen/asm". Empty for the others.
  std::string mark;
  // How much of the larger file is in the other, as git measures it: percent.
  int similarity = 0;
  // Of the fork's lines that say something, each once: how many there are, and
  // how many of them the original has.
  int lines = 0;
  int shared_lines = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORKS_FORK_H_
