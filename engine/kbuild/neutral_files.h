// The answer for each file that a stack changes.

#ifndef PATCHGRAPH_ENGINE_KBUILD_NEUTRAL_FILES_H_
#define PATCHGRAPH_ENGINE_KBUILD_NEUTRAL_FILES_H_

#include <map>
#include <string>
#include <vector>

#include "engine/kbuild/alive_files.h"
#include "engine/kbuild/file_role.h"
#include "engine/kbuild/neutrality.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

struct NeutralFile {
  std::string path;
  FileRole role = FileRole::kOther;
  bool is_new = false;   // the stack adds it
  bool is_gone = false;  // the stack takes it away
  FileNeutrality result;
};

struct NeutralFilesQuestion {
  const SymbolSettings* settings = nullptr;
  const FileLives* lives = nullptr;
  // The answers for Kconfig files, which only a reading of all of them gives.
  const std::map<std::string, FileNeutrality>* kconfig = nullptr;
  // Only a kernel of this architecture is asked about; empty: any.
  std::string architecture;
};

// One for each of the stack's files, in their order. Files are compared in
// parallel; the answers do not depend on that.
//
// A new file is neutral unless it lives. What stands under Documentation/ and
// the like no build reads. Of other files, such as scripts, a new one is
// neutral if no line that reaches the build names it; for the rest nobody can
// tell.
std::vector<NeutralFile> CompareStackFiles(const PatchedStack& stack,
                                           const NeutralFilesQuestion& asked);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_NEUTRAL_FILES_H_
