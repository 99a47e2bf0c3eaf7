// What became of a patch, a file or a hunk.

#ifndef PATCHGRAPH_ENGINE_MODEL_VERDICT_H_
#define PATCHGRAPH_ENGINE_MODEL_VERDICT_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace patchgraph {

// In order of concern: a patch's verdict is the gravest of its files', a
// file's the gravest of its hunks'. `kUpstream` and `kEmpty` stand for a whole
// only when all of its parts say so.
enum class Verdict {
  kEmpty,     // changes nothing
  kUpstream,  // its effect is there already
  kClean,     // applies where it says, on the text it was made for
  kOffset,    // the same text, on other lines
  kFuzz,      // applied with context left out, as --fuzz allows
  kMerged,    // the text around it changed; a three-way merge takes it in
  kResolved,  // was in conflict; resolvers settled all of it, as --auto allows
  kMasked,    // a later whole file of its own stack undoes it
  kBlocked,   // needs what another patch's conflict left out
  kConflict,  // needs a person
};

// The name in JSON, docs and golden files. Never changes.
absl::string_view Name(Verdict verdict);
// Every verdict, in the order above.
absl::Span<const Verdict> AllVerdicts();
// Whether what has this verdict did not go in, and is not there either.
inline bool IsLeftOut(Verdict verdict) {
  return verdict == Verdict::kConflict || verdict == Verdict::kBlocked;
}
// The verdict of a whole from those of its parts; kEmpty for no parts.
Verdict Combine(absl::Span<const Verdict> parts);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_VERDICT_H_
