// The text of a patch that has been moved.

#ifndef PATCHGRAPH_ENGINE_CHECK_PICKED_TEXT_H_
#define PATCHGRAPH_ENGINE_CHECK_PICKED_TEXT_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/check/file_text.h"
#include "engine/check/pick.h"
#include "engine/model/overlay.h"
#include "engine/model/patch.h"

namespace patchgraph {

struct PickedText {
  PickedAs as = PickedAs::kOriginal;
  Patch patch;
  bool ambiguous = false;  // see PickedPatch
};

// True of a patch that has no text to keep: of a git range, or a sparse tree.
bool HasNoText(const Patch& patch);

// `given` as it must read to make `files` of the tree `before`, where it
// changes something. As much of its text is kept as still says so.
absl::StatusOr<PickedText> WritePicked(
    const Patch& given, const std::shared_ptr<const Overlay>& before,
    const std::vector<FileVersions>& files);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_PICKED_TEXT_H_
