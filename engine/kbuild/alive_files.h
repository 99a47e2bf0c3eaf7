// Which of the files that a stack adds a build without the feature reads.

#ifndef PATCHGRAPH_ENGINE_KBUILD_ALIVE_FILES_H_
#define PATCHGRAPH_ENGINE_KBUILD_ALIVE_FILES_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/kbuild/built_files.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

struct FileLife {
  Building building = Building::kNever;
  // The line that builds or includes it: of kMaybe, that of a list which only
  // make could tell. Empty of kNever.
  std::string path;
  int line = 0;  // from 1; 0 where it is not known
  bool is_include = false;
};

// Of code and makefiles that the stack adds, by path; what is not in it is
// never read.
using FileLives = std::map<std::string, FileLife, std::less<>>;

// A source lives if a makefile builds it, a header if something that lives, or
// that the base has, includes it where the settings hold, a makefile if one
// that counts enters its folder. Those of an architecture that the base does
// not have live only if others include them.
absl::StatusOr<FileLives> FindAliveFiles(const PatchedStack& stack,
                                         const BuiltFiles& built,
                                         const SymbolSettings& settings);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_ALIVE_FILES_H_
