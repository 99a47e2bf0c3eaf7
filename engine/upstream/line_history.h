// Lines of a file, followed back through the commits that changed it.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_LINE_HISTORY_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_LINE_HISTORY_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/text/lines.h"
#include "engine/upstream/path_history.h"

namespace patchgraph {

// Where `range` of `after` lies in `before`: with all that was rewritten there.
// A range that was added is empty.
LineRange RangeBefore(absl::string_view before, absl::string_view after,
                      LineRange range);

// The changes (positions in `history.changes`, newest first) that touched lines
// `range` of the file as the newest of them leaves it: each one rewrote, added
// or took away lines of the range, which is then followed to where it was
// before. They are those of `git log -L`, and those that only took lines away
// at the edge of the range, which conflict with a change in it. A merge counts
// where it has lines that none of its parents has. An empty range is a place
// where lines may have been taken away.
absl::StatusOr<std::vector<int>> ChangesOfLines(const PathHistory& history,
                                                LineRange range);

// The same from the other end, which finds what took lines away: `range` is of
// `text`, a form of the file as it was before the oldest changes, and is
// followed to where the newest of them leaves it.
absl::StatusOr<std::vector<int>> ChangesSince(const PathHistory& history,
                                              absl::string_view text,
                                              LineRange range);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_LINE_HISTORY_H_
