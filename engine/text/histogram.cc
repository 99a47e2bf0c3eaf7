#include "engine/text/histogram.h"

#include <algorithm>

namespace patchgraph {
namespace {

constexpr int kNone = -1;

// A line that occurs more often than this is no good to split at.
constexpr int kMaxOccurrences = 64;

}  // namespace

void Histogram::Mark(const ChangedLines& before, const ChangedLines& after) {
  before_ = before;
  after_ = after;
  std::fill(before_.changed.begin(), before_.changed.end(), 0);
  std::fill(after_.changed.begin(), after_.changed.end(), 0);
  next_.resize(before_.size());
  // A list of our own rather than recursion: the depth may be that of the text.
  pending_.assign(1, {0, before_.size(), 0, after_.size()});
  while (!pending_.empty()) {
    const Region region = pending_.back();
    pending_.pop_back();
    MarkRegion(region);
  }
}

void Histogram::MarkRegion(const Region& region) {
  const ChangedLines before =
      before_.Slice(region.before_begin, region.before_end);
  const ChangedLines after = after_.Slice(region.after_begin, region.after_end);
  if (before.size() > 0 && after.size() > 0) {
    IndexBefore(region);
    FindRun(region);
    ForgetBefore(region);
    if (has_common_ && rarest_ > kMaxOccurrences) {
      fallback_->Mark(before, after);
      return;
    }
    if (run_.found) {
      pending_.push_back({run_.before_last + 1, region.before_end,
                          run_.after_last + 1, region.after_end});
      pending_.push_back({region.before_begin, run_.before_first,
                          region.after_begin, run_.after_first});
      return;
    }
  }
  std::fill(before.changed.begin(), before.changed.end(), 1);
  std::fill(after.changed.begin(), after.changed.end(), 1);
}

void Histogram::IndexBefore(const Region& region) {
  for (int line = region.before_end - 1; line >= region.before_begin; --line) {
    const int id = before_.ids[line];
    next_[line] = count_[id] == 0 ? kNone : first_[id];
    first_[id] = line;
    ++count_[id];
  }
}

void Histogram::ForgetBefore(const Region& region) {
  for (int line = region.before_begin; line < region.before_end; ++line) {
    count_[before_.ids[line]] = 0;
  }
}

void Histogram::FindRun(const Region& region) {
  run_ = Run();
  rarest_ = kMaxOccurrences + 1;
  has_common_ = false;
  int line = region.after_begin;
  while (line < region.after_end) line = TryRunsThrough(region, line);
}

// Looks at every run that pairs this line of the new side with an equal one of
// the old side. Returns the next line worth a look: one behind all these runs.
int Histogram::TryRunsThrough(const Region& region, int after_line) {
  int behind = after_line + 1;
  const int id = after_.ids[after_line];
  const int occurrences = count_[id];
  if (occurrences == 0) return behind;
  has_common_ = true;
  if (occurrences > rarest_) return behind;

  int before_line = first_[id];
  while (before_line != kNone) {
    Run run;
    run.found = true;
    run.before_first = run.before_last = before_line;
    run.after_first = run.after_last = after_line;
    int rarest = occurrences;
    const auto see = [&](int line) {
      // A run with a unique line is as good as any: no need to look further.
      if (rarest > 1) rarest = std::min(rarest, count_[before_.ids[line]]);
    };
    while (run.before_first > region.before_begin &&
           run.after_first > region.after_begin &&
           before_.ids[run.before_first - 1] ==
               after_.ids[run.after_first - 1]) {
      --run.before_first;
      --run.after_first;
      see(run.before_first);
    }
    while (run.before_last + 1 < region.before_end &&
           run.after_last + 1 < region.after_end &&
           before_.ids[run.before_last + 1] == after_.ids[run.after_last + 1]) {
      ++run.before_last;
      ++run.after_last;
      see(run.before_last);
    }
    behind = std::max(behind, run.after_last + 1);
    if (run.before_last - run.before_first >
            run_.before_last - run_.before_first ||
        rarest < rarest_) {
      run_ = run;
      rarest_ = rarest;
    }
    before_line = OccurrenceBehind(before_line, run.before_last);
  }
  return behind;
}

int Histogram::OccurrenceBehind(int before_line, int limit) const {
  do {
    before_line = next_[before_line];
  } while (before_line != kNone && before_line <= limit);
  return before_line;
}

}  // namespace patchgraph
