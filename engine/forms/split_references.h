// Which files a file refers to by name: what it includes, and what it builds.

#ifndef PATCHGRAPH_ENGINE_FORMS_SPLIT_REFERENCES_H_
#define PATCHGRAPH_ENGINE_FORMS_SPLIT_REFERENCES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// Something that a file names. It is there if any of the `paths` is.
struct FileReference {
  std::vector<std::string> paths;
  // Where it is not among them: the end of the path of any file, as found by
  // way of an include folder that only a makefile knows. Empty: nowhere else.
  std::string suffix;
};

// The references in a file of the kernel: `#include` of C and assembler,
// `obj-y += x.o` and the like, `include` and the folders of makefiles, `source`
// of Kconfig. "asm/x.h" is that of the architecture the file belongs to, or of
// any. Words with variables in them are passed over.
std::vector<FileReference> ReferencesIn(absl::string_view path,
                                        absl::string_view text);

// "arch/ARCH/…" and "include/asm-ARCH/…": ARCH; empty for others.
absl::string_view ArchitectureOf(absl::string_view path);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_SPLIT_REFERENCES_H_
