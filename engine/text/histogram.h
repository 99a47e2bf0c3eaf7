#ifndef PATCHGRAPH_ENGINE_TEXT_HISTOGRAM_H_
#define PATCHGRAPH_ENGINE_TEXT_HISTOGRAM_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/text/changed_lines.h"
#include "engine/text/myers.h"

namespace patchgraph {

// Histogram diff, as it came from JGit into git's xdiff: split the two texts at
// their longest common run among the rarest lines, and go on with what is
// before and behind it. Where every common line occurs too often, Myers' diff
// takes over.
class Histogram {
 public:
  // Every id is below `id_count`. Borrows `fallback`.
  Histogram(int id_count, Myers* fallback)
      : first_(id_count), count_(id_count, 0), fallback_(fallback) {}

  // Sets all marks of both sides.
  void Mark(const ChangedLines& before, const ChangedLines& after);

 private:
  // Lines still to be diffed with each other.
  struct Region {
    int before_begin, before_end;
    int after_begin, after_end;
  };

  // A run of equal lines; `last` is the run's last line.
  struct Run {
    bool found = false;
    int before_first = 0, before_last = 0;
    int after_first = 0, after_last = 0;
  };

  void MarkRegion(const Region& region);
  void IndexBefore(const Region& region);
  void ForgetBefore(const Region& region);
  void FindRun(const Region& region);
  int TryRunsThrough(const Region& region, int after_line);
  int OccurrenceBehind(int before_line, int limit) const;

  // Of each line of the region's old side, by id: its first occurrence, and how
  // many there are. count_ is 0 throughout between two regions.
  std::vector<int> first_;
  std::vector<int> count_;
  std::vector<int> next_;  // by line: the next equal line, or kNone

  ChangedLines before_;
  ChangedLines after_;
  std::vector<Region> pending_;

  // The search for a run.
  Run run_;
  int rarest_ = 0;           // occurrences of the rarest line of run_
  bool has_common_ = false;  // is any line on both sides

  Myers* fallback_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_HISTOGRAM_H_
