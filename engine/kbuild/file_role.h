// What a build reads a file as.

#ifndef PATCHGRAPH_ENGINE_KBUILD_FILE_ROLE_H_
#define PATCHGRAPH_ENGINE_KBUILD_FILE_ROLE_H_

#include "absl/strings/string_view.h"

namespace patchgraph {

enum class FileRole : unsigned char {
  kCode,  // C, assembler, headers, linker scripts
  kKconfig,
  kMakefile,
  kDefconfig,
  kProse,  // no build reads it: documentation, and what git itself reads
  kOther,  // scripts, firmware: what a build does with it is not known
};

// By its path.
FileRole RoleOf(absl::string_view path);

// "code", "kconfig", "makefile", "defconfig", "prose", "other".
absl::string_view Name(FileRole role);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_FILE_ROLE_H_
