#include "engine/model/conflict.h"

namespace patchgraph {

absl::string_view Name(ConflictKind kind) {
  switch (kind) {
    case ConflictKind::kContent:
      return "content";
    case ConflictKind::kAddAdd:
      return "add/add";
    case ConflictKind::kModifyDelete:
      return "modify/delete";
    case ConflictKind::kDeleteModify:
      return "delete/modify";
    case ConflictKind::kRename:
      return "rename";
    case ConflictKind::kMode:
      return "mode";
    case ConflictKind::kSymlink:
      return "symlink";
    case ConflictKind::kDirectory:
      return "directory";
    case ConflictKind::kBinary:
      return "binary";
    case ConflictKind::kMasked:
      return "masked";
  }
  return "content";
}

absl::Span<const ConflictKind> AllConflictKinds() {
  static constexpr ConflictKind kAll[] = {
      ConflictKind::kContent,      ConflictKind::kAddAdd,
      ConflictKind::kModifyDelete, ConflictKind::kDeleteModify,
      ConflictKind::kRename,       ConflictKind::kMode,
      ConflictKind::kSymlink,      ConflictKind::kDirectory,
      ConflictKind::kBinary,       ConflictKind::kMasked};
  return kAll;
}

}  // namespace patchgraph
