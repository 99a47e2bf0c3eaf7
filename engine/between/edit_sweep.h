// Where the edits that several stacks make to one file meet: a sweep over a
// sorted list of intervals.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_EDIT_SWEEP_H_
#define PATCHGRAPH_ENGINE_BETWEEN_EDIT_SWEEP_H_

#include <vector>

#include "engine/text/lines.h"

namespace patchgraph {

// An edit, as far as the sweep has to know it.
struct SweptEdit {
  LineRange lines;  // of the common ground; empty: lines are only added
  int stack = 0;
  int edit = 0;  // its number in the stack, in the file's order
};

// A place where edits of two stacks meet. Edits that meet a common one belong
// to one meeting, as they do in a merge; so it has at least one edit of each.
struct EditMeeting {
  int a = 0;  // the stack with the lower number
  int b = 0;
  // The edits' numbers [begin, end).
  LineRange a_edits;
  LineRange b_edits;
  LineRange lines;  // of the common ground, of all those edits
  // Some line is changed on both sides, or lines are added amid those that the
  // other side changes. Else the edits only touch: nothing stands between them.
  bool overlap = false;
};

// All the meetings of edits of different stacks, in the order of their first
// lines, then of the stacks. Those of one stack are as Diff() makes them: in
// order, with a line between any two.
//
// Sorts the edits by their first line and goes over them once, keeping those
// that are still open; each look at an open edit either closes it or finds a
// meeting. Cost O(n log n + meetings). It is the sweep of the segment
// intersection algorithms (Shamos and Hoey, 1976) in one dimension.
std::vector<EditMeeting> FindMeetings(std::vector<SweptEdit> edits);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_EDIT_SWEEP_H_
