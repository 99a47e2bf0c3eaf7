#include "engine/rebase/rebased_patch.h"

namespace patchgraph {

absl::string_view Name(RebasedAs as) {
  switch (as) {
    case RebasedAs::kUnchanged:
      return "unchanged";
    case RebasedAs::kContextOnly:
      return "context only";
    case RebasedAs::kEdited:
      return "edited";
    case RebasedAs::kDropped:
      return "dropped";
    case RebasedAs::kInConflict:
      return "in conflict";
    case RebasedAs::kBlocked:
      return "blocked";
  }
  return "";
}

}  // namespace patchgraph
