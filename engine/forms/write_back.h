// A moved stack in the files that it was read from.

#ifndef PATCHGRAPH_ENGINE_FORMS_WRITE_BACK_H_
#define PATCHGRAPH_ENGINE_FORMS_WRITE_BACK_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/forms/file_swap.h"
#include "engine/forms/move_whole.h"
#include "engine/model/stack.h"

namespace patchgraph {

// The places that the layers of `stack` are rewritten at, as FileSwap takes
// them: a folder of patches, a mailbox. None for layers that are in git.
std::vector<std::string> PlacesOf(const Stack& stack);

// What has to change in the files of `stack` so that they hold what `move`,
// which is complete, made of it; adds it to `swap`, and what people should know
// of it to `notes`. Nothing is written.
//
// A file whose patch still goes in as it stands is left alone, and so is a mail
// of a mailbox. In a series file only the lines of patches that are dropped or
// are read otherwise (-p, -R) change: a dropped one becomes a comment that says
// why, and its file stays. In a folder without a list it is renamed to
// NAME.dropped, a mail or changeset is taken out. A layer of which nothing is
// left stays as it is. Of a sparse tree the files that change nothing any more
// are removed.
//
// FailedPrecondition, and nothing to write, for layers that are in git, for
// files that are compressed or have changed since they were read, for a quilt
// series with patches applied, and for a sparse tree that would have to say
// what no file can.
absl::Status PlanWriteBack(const Stack& stack, const WholeMove& move,
                           FileSwap* swap, std::vector<std::string>* notes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_WRITE_BACK_H_
