#include "engine/graph/dependency.h"

namespace patchgraph {
namespace {

struct KindRow {
  DependencyKind kind;
  absl::string_view name;
};

constexpr KindRow kKinds[] = {
    {DependencyKind::kContent, "content"}, {DependencyKind::kOrder, "order"},
    {DependencyKind::kContext, "context"}, {DependencyKind::kSymbol, "symbol"},
    {DependencyKind::kBuild, "build"},
};

struct ReasonRow {
  DependencyReason reason;
  DependencyKind kind;
  absl::string_view name;
};

constexpr ReasonRow kReasons[] = {
    {DependencyReason::kRewrites, DependencyKind::kContent, "rewrites"},
    {DependencyReason::kInside, DependencyKind::kContent, "inside"},
    {DependencyReason::kAcross, DependencyKind::kContent, "across"},
    {DependencyReason::kNeedsFile, DependencyKind::kContent, "needs-file"},
    {DependencyReason::kFreesPath, DependencyKind::kContent, "frees-path"},
    {DependencyReason::kBytes, DependencyKind::kContent, "bytes"},
    {DependencyReason::kSetsMode, DependencyKind::kContent, "sets-mode"},
    {DependencyReason::kTouches, DependencyKind::kOrder, "touches"},
    {DependencyReason::kMovesFile, DependencyKind::kOrder, "moves-file"},
    {DependencyReason::kNear, DependencyKind::kContext, "near"},
    {DependencyReason::kUses, DependencyKind::kSymbol, "uses"},
    {DependencyReason::kBuildsFile, DependencyKind::kBuild, "builds-file"},
    {DependencyReason::kAsksSymbol, DependencyKind::kBuild, "asks-symbol"},
};

// Both tables are in the order of their enums.
const ReasonRow& RowOf(DependencyReason reason) {
  return kReasons[static_cast<size_t>(reason)];
}

}  // namespace

absl::string_view Name(DependencyKind kind) {
  return kKinds[static_cast<size_t>(kind)].name;
}

absl::string_view Name(DependencyReason reason) { return RowOf(reason).name; }

DependencyKind KindOf(DependencyReason reason) { return RowOf(reason).kind; }

absl::Span<const DependencyKind> AllDependencyKinds() {
  static constexpr DependencyKind kAll[] = {
      DependencyKind::kContent, DependencyKind::kOrder,
      DependencyKind::kContext, DependencyKind::kSymbol,
      DependencyKind::kBuild,
  };
  return kAll;
}

absl::Span<const DependencyReason> AllDependencyReasons() {
  static constexpr DependencyReason kAll[] = {
      DependencyReason::kRewrites,   DependencyReason::kInside,
      DependencyReason::kAcross,     DependencyReason::kNeedsFile,
      DependencyReason::kFreesPath,  DependencyReason::kBytes,
      DependencyReason::kSetsMode,   DependencyReason::kTouches,
      DependencyReason::kMovesFile,  DependencyReason::kNear,
      DependencyReason::kUses,       DependencyReason::kBuildsFile,
      DependencyReason::kAsksSymbol,
  };
  return kAll;
}

bool operator==(const Dependency& a, const Dependency& b) {
  return a.hunk == b.hunk && a.needs == b.needs && a.reason == b.reason &&
         a.path == b.path && a.lines == b.lines && a.name == b.name;
}

}  // namespace patchgraph
