// Which of a makefile's variables kbuild reads.

#ifndef PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_LISTS_H_
#define PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_LISTS_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/kbuild/makefile_guards.h"
#include "engine/kbuild/makefile_reader.h"

namespace patchgraph {

// The lists of objects, libraries and folders: "obj-y", "core-y", "extra-y".
absl::Span<const absl::string_view> ObjectLists();

// The stem of "foo-y", "foo-m", "foo-objs" and the like: the object foo.o may
// be made of these. Empty for other names.
absl::string_view CompositeStem(absl::string_view variable);

// When kbuild, or another makefile, may look at a variable that only one of two
// versions of a makefile assigns. What is left over is the makefile's own: a
// list for an object that it does not build, or a variable of its own that was
// put in wherever it is used. Events() must have been asked for before.
MakeGuard WhereRead(absl::string_view variable, Makefile* makefile,
                    MakeGuards* guards);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_LISTS_H_
