#include "patchdb/baseline.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace patchgraph {
namespace {

auto Key(const KnownConflict& conflict) {
  return std::tie(conflict.stack, conflict.where, conflict.path, conflict.kind,
                  conflict.patch);
}

}  // namespace

bool operator==(const KnownConflict& a, const KnownConflict& b) {
  return Key(a) == Key(b);
}

bool operator<(const KnownConflict& a, const KnownConflict& b) {
  return Key(a) < Key(b);
}

BaselineChange Compare(const Baseline& before, const Baseline& now) {
  const std::set<KnownConflict> old(before.conflicts.begin(),
                                    before.conflicts.end());
  const std::set<KnownConflict> current(now.conflicts.begin(),
                                        now.conflicts.end());
  BaselineChange change;
  std::set_difference(current.begin(), current.end(), old.begin(), old.end(),
                      std::back_inserter(change.added));
  std::set_difference(old.begin(), old.end(), current.begin(), current.end(),
                      std::back_inserter(change.gone));
  return change;
}

}  // namespace patchgraph
