// Why one hunk of a stack needs another. docs/dependencies.md has an example of
// each kind.

#ifndef PATCHGRAPH_ENGINE_GRAPH_DEPENDENCY_H_
#define PATCHGRAPH_ENGINE_GRAPH_DEPENDENCY_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/text/lines.h"

namespace patchgraph {

// From the surest to the boldest.
enum class DependencyKind {
  kContent,  // cannot be applied without
  kOrder,    // the edits touch: only their order says what the result is, and a
             // merge stops there
  kContext,  // can be applied, but the text around is not what was reviewed
  kSymbol,   // judgement: uses an identifier that the other introduces
  kBuild,    // judgement: the build needs what the other adds
};

enum class DependencyReason {
  // kContent
  kRewrites,   // removes or rewrites lines that the other wrote
  kInside,     // adds lines between two that the other wrote
  kAcross,     // removes the lines around a place where the other took some out
  kNeedsFile,  // changes a file that the other put at this path
  kFreesPath,  // puts a file where the other took one away
  kBytes,  // changes a file that has no lines (binary, symlink), as the other
           // left it
  kSetsMode,  // changes the mode that the other set
  // kOrder
  kTouches,    // its edit is next to the other's
  kMovesFile,  // renames or deletes the file, which the other changed
  // kContext
  kNear,  // has lines or a deletion of the other's within its context
  // kSymbol
  kUses,  // uses a name that the other defines
  // kBuild
  kBuildsFile,  // names a file in a makefile that the other adds
  kAsksSymbol,  // uses a Kconfig symbol that the other defines
};

// The names in JSON and docs. Never change. "content", …; "rewrites", "inside",
// "across", "needs-file", "frees-path", "bytes", "sets-mode", "touches",
// "moves-file", "near", "uses", "builds-file", "asks-symbol".
absl::string_view Name(DependencyKind kind);
absl::string_view Name(DependencyReason reason);
absl::Span<const DependencyKind> AllDependencyKinds();
absl::Span<const DependencyReason> AllDependencyReasons();

DependencyKind KindOf(DependencyReason reason);

// A hunk of -1 stands for the change of a file as a whole: its name, its mode,
// or bytes that are no lines.
struct Dependency {
  HunkKey hunk;
  HunkKey needs;  // of an earlier patch
  DependencyReason reason = DependencyReason::kRewrites;
  std::string path;  // the file where `hunk` meets what `needs` did
  // The lines that `needs` wrote and `hunk` meets, in the file as it is before
  // the patch of `hunk`; of names the place where the use is added. Empty where
  // a place between two lines, or no line at all, is meant.
  LineRange lines;
  std::string name;  // of the symbol or the file, for kSymbol and kBuild

  DependencyKind kind() const { return KindOf(reason); }
};

bool operator==(const Dependency& a, const Dependency& b);

// Some of the kinds.
class DependencyKinds {
 public:
  constexpr DependencyKinds() = default;

  // What git needs to apply a patch without a conflict.
  static constexpr DependencyKinds ToApply() {
    return DependencyKinds()
        .With(DependencyKind::kContent)
        .With(DependencyKind::kOrder);
  }
  // Those that follow from the lines alone.
  static constexpr DependencyKinds OfText() {
    return ToApply().With(DependencyKind::kContext);
  }
  static constexpr DependencyKinds All() {
    return OfText().With(DependencyKind::kSymbol).With(DependencyKind::kBuild);
  }

  constexpr DependencyKinds With(DependencyKind kind) const {
    DependencyKinds more = *this;
    more.bits_ |= 1U << static_cast<unsigned>(kind);
    return more;
  }
  constexpr bool Has(DependencyKind kind) const {
    return (bits_ >> static_cast<unsigned>(kind) & 1U) != 0;
  }

 private:
  unsigned bits_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_DEPENDENCY_H_
