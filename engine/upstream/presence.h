// Whether what a patch does to a file is done already in another version of it.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_PRESENCE_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_PRESENCE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/model/file_state.h"

namespace patchgraph {

// Of one edit of a patch, in another version of the file. In order of how much
// it says.
enum class EditPresence {
  kAbsent,     // it would change something
  kNothing,    // it says nothing: blank lines; or later patches undo it
  kGone,       // it only takes lines away, and upstream has rewritten the place
               // without them
  kContained,  // upstream changed more at this place; the lines that the edit
               // adds stand there in one piece, those it removes do not
  kInPlace,    // a merge finds that both sides make this very change here
};

// Whether the edit's effect is there, as far as the lines tell.
inline bool IsThere(EditPresence presence) {
  return presence >= EditPresence::kGone;
}
// Whether nobody would come to this by chance.
inline bool IsEvidence(EditPresence presence) {
  return presence >= EditPresence::kContained;
}

struct PresentEdit {
  EditPresence presence = EditPresence::kAbsent;
  // Lines with words in them that it adds and removes: what it weighs.
  int lines = 0;
};

struct FilePresence {
  // The edits of the change in order; one for a file that comes or goes as a
  // whole, and one for a change of mode.
  std::vector<PresentEdit> edits;
  // Lines with words that the change adds and its base lacks; and those of
  // them that stand anywhere in the other version, white space aside.
  int added = 0;
  int added_there = 0;
  // The lines that it adds stand in its own base already, in one piece, and it
  // takes none away.
  bool in_base = false;
};

// What a change does to one file.
struct FileChangeStates {
  absl::optional<FileState> before;
  absl::optional<FileState> after;
};

// Compares `ours` with the change. `later` is what the file has become by
// patches on top of it; the edits of `change` are looked for in that form. It
// is change.after where there is no later patch. `base` is the file where the
// stack begins: that lines are gone which the stack itself brought says
// nothing.
absl::StatusOr<FilePresence> FindInFile(const FileChangeStates& change,
                                        const absl::optional<FileState>& later,
                                        const absl::optional<FileState>& ours,
                                        const absl::optional<FileState>& base);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_PRESENCE_H_
