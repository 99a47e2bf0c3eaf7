// Which files a tree's makefiles build where some symbols are known.

#ifndef PATCHGRAPH_ENGINE_KBUILD_BUILT_FILES_H_
#define PATCHGRAPH_ENGINE_KBUILD_BUILT_FILES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/kbuild/makefile_reader.h"
#include "engine/kbuild/neutrality.h"
#include "engine/kbuild/symbol_settings.h"
#include "engine/model/tree.h"

namespace patchgraph {

enum class Building : unsigned char {
  kNever,      // whatever the open symbols are
  kMaybe,      // a list of its folder holds what only make could tell
  kSometimes,  // there are settings of the open symbols that build it
};

// The line of a makefile that builds a file or enters a folder.
struct BuildLine {
  std::string makefile;
  int line = 0;  // from 1; 0 where it is not known
};

class BuiltFiles {
 public:
  // Of a source: whether an object is made of it. (What a source includes is
  // not asked for.)
  Building Of(absl::string_view path) const;

  // Sources by path, and folders with a slash behind.
  const std::map<std::string, BuildLine, std::less<>>& files() const {
    return files_;
  }
  // Folders of which a list is not known whole.
  const std::map<std::string, BuildLine, std::less<>>& unsure_folders() const {
    return unsure_folders_;
  }
  // Of the makefiles that were read.
  const std::vector<KbuildWarning>& warnings() const { return warnings_; }

 private:
  friend class BuildWalk;

  std::map<std::string, BuildLine, std::less<>> files_;
  std::map<std::string, BuildLine, std::less<>> unsure_folders_;
  std::vector<KbuildWarning> warnings_;
};

// Starts from the top makefile and those of every architecture, and goes into
// the folders that they name. A line counts if some settings of the open
// symbols make it; two lines that never hold together may both count.
// An error only where the tree cannot be read.
absl::StatusOr<BuiltFiles> FindBuiltFiles(const Tree& tree,
                                          const SymbolSettings& settings);

// A folder that a makefile gives the compiler with "-I".
struct IncludeFolder {
  std::string folder;    // as it stands, unknowns as "$(NAME)"
  std::string variable;  // "CPPFLAGS"
  int line = 0;
};

// In the order of the variables' names, and then of the words.
std::vector<IncludeFolder> IncludeFoldersOf(Makefile* makefile);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_BUILT_FILES_H_
