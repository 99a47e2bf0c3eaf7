#include "engine/graph/line_origins.h"

#include <algorithm>
#include <cstddef>

namespace patchgraph {

LineOrigins::LineOrigins(int lines, int origin) {
  if (lines > 0) runs_.push_back({origin, lines});
}

void LineOrigins::Append(std::vector<Run>* runs, Run run) {
  if (!runs->empty() && runs->back().origin == run.origin &&
      (runs->back().lines > 0) == (run.lines > 0)) {
    runs->back().lines += run.lines;
    return;
  }
  runs->push_back(run);
}

void LineOrigins::Apply(absl::Span<const Edit> edits,
                        absl::Span<const int> origins) {
  std::vector<Run> next;
  size_t run = 0;
  int left = runs_.empty() ? 0 : runs_[0].lines;  // of runs_[run]
  // Moves over `lines` lines; those before an edit are kept, with the marks
  // among them, those of an edit are not.
  const auto advance = [&](int lines, bool keep) {
    while (run < runs_.size() && (lines > 0 || left == 0)) {
      // A mark right before an edit stays; one behind it is met next time.
      if (lines == 0 && !keep) break;
      const int step = std::min(lines, left);
      if (keep && (step > 0 || runs_[run].lines == 0)) {
        Append(&next, {runs_[run].origin, step});
      }
      lines -= step;
      left -= step;
      if (left == 0) {
        ++run;
        left = run < runs_.size() ? runs_[run].lines : 0;
      }
    }
  };
  int at = 0;
  for (size_t i = 0; i < edits.size(); ++i) {
    advance(edits[i].before_begin - at, /*keep=*/true);
    advance(edits[i].before().size(), /*keep=*/false);
    if (!edits[i].before().empty()) Append(&next, {origins[i], 0});
    if (!edits[i].after().empty()) {
      Append(&next, {origins[i], edits[i].after().size()});
    }
    at = edits[i].before_end;
  }
  while (run < runs_.size()) advance(std::max(left, 0), /*keep=*/true);
  runs_ = std::move(next);
}

std::set<int> LineOrigins::Touching(LineRange range) const {
  std::set<int> origins;
  int at = 0;
  for (const Run& run : runs_) {
    if (at > range.end) break;
    const bool overlaps = run.lines == 0
                              ? at >= range.begin
                              : at < range.end && at + run.lines > range.begin;
    if (overlaps && run.origin != kBase) origins.insert(run.origin);
    at += run.lines;
  }
  return origins;
}

std::set<int> LineOrigins::Writing(LineRange range) const {
  std::set<int> origins;
  if (range.empty()) return origins;
  int at = 0;
  for (const Run& run : runs_) {
    if (at >= range.end) break;
    if (run.lines > 0 && at + run.lines > range.begin && run.origin != kBase) {
      origins.insert(run.origin);
    }
    at += run.lines;
  }
  return origins;
}

}  // namespace patchgraph
