// Takes a patch out instead of putting it in: `-R`.

#ifndef PATCHGRAPH_ENGINE_SOURCE_REVERSE_PATCH_H_
#define PATCHGRAPH_ENGINE_SOURCE_REVERSE_PATCH_H_

#include "engine/model/patch.h"

namespace patchgraph {

// The same patch the other way round: what it adds is removed, a new file is
// deleted, a rename goes back, and the files come in the opposite order.
// Undoing a copy deletes the file it made, whatever is in it. The raw headers
// of files are dropped, those of the patch stay.
Patch Reverse(const Patch& patch);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_REVERSE_PATCH_H_
