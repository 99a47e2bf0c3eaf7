// One layer of a moved stack, for those who write it back.

#ifndef PATCHGRAPH_ENGINE_FORMS_WRITE_BACK_LAYER_H_
#define PATCHGRAPH_ENGINE_FORMS_WRITE_BACK_LAYER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/forms/file_swap.h"
#include "engine/forms/move_whole.h"
#include "engine/model/stack.h"

namespace patchgraph {

// A patch of the layer, and what became of it.
struct MovedPart {
  const Patch* given = nullptr;
  const Patch* written = nullptr;  // null: dropped
  const PickedPatch* picked = nullptr;
  // Its text goes in as it stands, at most on other lines that cannot be
  // mistaken.
  bool keeps_bytes = false;
  std::string reason;  // why it is dropped
};

struct LayerMove {
  const Series* series = nullptr;
  std::vector<MovedPart> parts;
};

// Refers to both.
std::vector<LayerMove> LayersOf(const Stack& stack, const WholeMove& move);

absl::StatusOr<std::string> ReadFileBytes(const std::string& path);
// The bytes of a file that were read as `text`. FailedPrecondition if they are
// others: it is compressed, or has changed.
absl::StatusOr<std::string> ReadAsRead(const std::string& path,
                                       absl::string_view text);

absl::Status PlanSparseTree(const LayerMove& layer, FileSwap* swap);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_WRITE_BACK_LAYER_H_
