// Whether two versions of a makefile build the same without the feature.

#ifndef PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_COMPARE_H_
#define PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_COMPARE_H_

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/kbuild/makefile_reader.h"
#include "engine/kbuild/neutrality.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

// The files that either version includes, and what is known of variables
// beforehand. Without sources an include means the same in both.
struct MakefileCompareOptions {
  MakeBindings bindings;
  MakefileSource base_includes;
  MakefileSource patched_includes;
};

// Neutral: whatever the open symbols are, the lists that kbuild reads hold the
// same words in the same order, the flags and exports are the same, and so are
// the rules in their order. A text that is not there is an empty makefile.
//
// An edit reaches if the patched text without it would mean something else, and
// if doing it to the base makes a difference, alone or with the others that
// reach. Edits that share a conditional's lines (an "ifdef" in one, its "endif"
// in another) count as one.
//
// Unknown where all that differs depends on something that only a run of make
// could tell. The warnings are those of lines that the edits put in.
FileNeutrality CompareMakefile(absl::string_view path,
                               absl::optional<absl::string_view> base,
                               absl::optional<absl::string_view> patched,
                               const SymbolSettings& settings,
                               const MakefileCompareOptions& options = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_COMPARE_H_
