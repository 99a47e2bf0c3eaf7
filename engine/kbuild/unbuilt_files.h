// Sources that a kernel of some configuration does not build.

#ifndef PATCHGRAPH_ENGINE_KBUILD_UNBUILT_FILES_H_
#define PATCHGRAPH_ENGINE_KBUILD_UNBUILT_FILES_H_

#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "engine/kbuild/built_files.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

// Of the stack's sources that the base has, too: those that no makefile of
// either tree builds where the settings hold, and that no source which is built
// includes. `patched` is what the patched tree builds.
absl::StatusOr<std::set<std::string>> FindUnbuiltFiles(
    const PatchedStack& stack, const BuiltFiles& patched,
    const SymbolSettings& settings);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_UNBUILT_FILES_H_
