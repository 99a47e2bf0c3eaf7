// The conflicts of a check, kept to compare a later one with.

#ifndef PATCHGRAPH_PATCHDB_BASELINE_H_
#define PATCHGRAPH_PATCHDB_BASELINE_H_

#include <string>
#include <vector>

namespace patchgraph {

// What a conflict is known by. Two of the same name are the same conflict, even
// if the lines in it have changed. Text is UTF-8.
struct KnownConflict {
  std::string stack;
  std::string where;  // "base" or "onto"
  std::string kind;
  std::string path;
  std::string patch;

  friend bool operator==(const KnownConflict& a, const KnownConflict& b);
  friend bool operator<(const KnownConflict& a, const KnownConflict& b);
};

struct Baseline {
  std::string name;
  std::string onto;  // the target at that time, for people
  std::vector<KnownConflict> conflicts;
};

struct BaselineChange {
  std::vector<KnownConflict> added;  // not in the baseline
  std::vector<KnownConflict> gone;   // only in the baseline
};

// What is different in `now`. Both lists are sorted; a conflict that is there
// several times counts once.
BaselineChange Compare(const Baseline& before, const Baseline& now);

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_BASELINE_H_
