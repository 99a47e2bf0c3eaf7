// What the lines of a kernel's makefiles and Kconfig files name.

#ifndef PATCHGRAPH_ENGINE_GRAPH_KBUILD_NAMES_H_
#define PATCHGRAPH_ENGINE_GRAPH_KBUILD_NAMES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// By their names: "Makefile", "Kbuild", "rules.mk" and the like; "Kconfig",
// "Kconfig.debug"; a list of values, "defconfig" or a file of a folder configs.
bool IsMakefile(absl::string_view path);
bool IsKconfig(absl::string_view path);
bool IsDefconfig(absl::string_view path);

// "config FOO" and "menuconfig FOO": FOO. Empty for other lines.
absl::string_view ConfigDefinedIn(absl::string_view line);

// The symbols in the expression of a Kconfig line: those of "depends on",
// "select", "imply", "default", "if", and what follows an "if" of any option.
std::vector<absl::string_view> ConfigsAskedIn(absl::string_view line);

// Every CONFIG_NAME in the text, with the prefix. In a makefile's line, none
// that stand in a comment.
std::vector<absl::string_view> ConfigNamesIn(absl::string_view text);
absl::string_view WithoutMakefileComment(absl::string_view line);

// "a/b/../c.o" -> "a/c.o"; empty if it leads out of the tree.
std::string NormalizedPath(absl::string_view path);

// The objects and folders that a makefile's line names, as paths from the top:
// "lib/crc.o", "lib/zlib/". `folder` is that of the makefile. Words with
// variables in them are passed over.
std::vector<std::string> BuiltIn(absl::string_view line,
                                 absl::string_view folder);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_KBUILD_NAMES_H_
