// When each side of a conflict came to say what it says.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_SIDE_AGES_H_
#define PATCHGRAPH_ENGINE_RESOLVE_SIDE_AGES_H_

#include "engine/resolve/conflict.h"

namespace patchgraph {

struct SideAges {
  bool known = false;  // for both sides
  // Seconds by which ours is newer than theirs.
  double ours_newer_by = 0;
  // Commits of each side since which the conflict's lines are as they are, of
  // those that changed the file.
  int our_commits = 0;
  int their_commits = 0;
};

// The oldest version from which on a side's lines stand in the file, with the
// line before and the line behind, is when it came to them. Unknown without
// histories, and where one of the sides never changed the lines by itself.
SideAges AgesOf(const FileConflict& conflict);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_SIDE_AGES_H_
