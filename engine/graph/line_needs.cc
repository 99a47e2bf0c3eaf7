#include "engine/graph/line_needs.h"

#include <algorithm>

#include "engine/apply/group_hunks.h"

namespace patchgraph {
namespace {

// Lines away from a piece: 0 where they touch.
int Distance(const LineRange& edit, const LineRange& piece) {
  return std::max({edit.begin - piece.end, piece.begin - edit.end, 0});
}

// Why the edit, which takes the lines `edit` away, needs the piece.
DependencyReason ReasonFor(const LineRange& edit, const LineRange& piece) {
  const bool overlaps = edit.begin < piece.end && piece.begin < edit.end;
  if (overlaps && edit.empty()) return DependencyReason::kInside;
  if (overlaps && piece.empty()) return DependencyReason::kAcross;
  if (overlaps) return DependencyReason::kRewrites;
  return Distance(edit, piece) == 0 ? DependencyReason::kTouches
                                    : DependencyReason::kNear;
}

}  // namespace

std::vector<LineNeed> NeedsOf(const Edit& edit, const LineOrigins& origins) {
  const LineRange range = edit.before();
  std::vector<LineNeed> needs;
  origins.ForEach(
      {range.begin - kContextLines, range.end + kContextLines},
      [&](const LineOrigins::Piece& piece) {
        // A deletion at the outer end of the context is not seen.
        if (Distance(range, piece.lines) >= kContextLines) return;
        LineRange lines = piece.lines;
        lines.begin = std::max(lines.begin, range.begin - kContextLines);
        lines.end = std::min(lines.end, range.end + kContextLines);
        needs.push_back({piece.origin, ReasonFor(range, piece.lines), lines});
      });
  return needs;
}

}  // namespace patchgraph
