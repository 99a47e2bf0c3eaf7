#ifndef PATCHGRAPH_ENGINE_TEXT_SLIDE_H_
#define PATCHGRAPH_ENGINE_TEXT_SLIDE_H_

#include "engine/text/changed_lines.h"
#include "engine/text/myers.h"

namespace patchgraph {

// A change between equal lines can be placed in several ways: of the two braces
// around an added block, either may be the new one. Moves every group of
// changed lines of `own` up and down as far as it goes, joining the groups it
// meets, and leaves it level with a change of `other` if it can be, else as far
// down as it goes. The result is still a diff of the same two texts. The rule
// is that of git's xdiff.
//
// With `rediff`, a group that moved and stands against changed lines of `other`
// is diffed anew (see GitRelease::RediffsJoinedChanges). May be null.
void SlideChanges(const ChangedLines& own, const ChangedLines& other,
                  Myers* rediff);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_SLIDE_H_
