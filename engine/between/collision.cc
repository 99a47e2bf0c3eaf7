#include "engine/between/collision.h"

#include <iterator>

namespace patchgraph {
namespace {

struct NamedCollisionKind {
  CollisionKind kind;
  absl::string_view name;
};

constexpr NamedCollisionKind kNames[] = {
    {CollisionKind::kOverlap, "overlap"},
    {CollisionKind::kTouching, "touching"},
    {CollisionKind::kAddAdd, "add/add"},
    {CollisionKind::kDeleteEdit, "delete/edit"},
    {CollisionKind::kRenameEdit, "rename/edit"},
    {CollisionKind::kMode, "mode"},
    {CollisionKind::kBinary, "binary"},
    {CollisionKind::kKconfigSymbol, "kconfig-symbol"},
    {CollisionKind::kSyscallNumber, "syscall-number"},
    {CollisionKind::kSame, "same"},
};

constexpr CollisionKind kAll[] = {
    CollisionKind::kOverlap,       CollisionKind::kTouching,
    CollisionKind::kAddAdd,        CollisionKind::kDeleteEdit,
    CollisionKind::kRenameEdit,    CollisionKind::kMode,
    CollisionKind::kBinary,        CollisionKind::kKconfigSymbol,
    CollisionKind::kSyscallNumber, CollisionKind::kSame,
};
static_assert(std::size(kAll) == std::size(kNames), "a kind without a name");

}  // namespace

absl::string_view Name(CollisionKind kind) {
  for (const NamedCollisionKind& named : kNames) {
    if (named.kind == kind) return named.name;
  }
  return "";
}

absl::Span<const CollisionKind> AllCollisionKinds() { return kAll; }

}  // namespace patchgraph
