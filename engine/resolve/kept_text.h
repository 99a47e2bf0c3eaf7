// How much of what the two sides did is in a text.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_KEPT_TEXT_H_
#define PATCHGRAPH_ENGINE_RESOLVE_KEPT_TEXT_H_

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// Shares, from 0 to 1; 1 where there is nothing to keep.
struct KeptShares {
  double added_by_ours = 1;  // of what ours has and the base has not
  double added_by_theirs = 1;
  double removed_by_ours = 1;  // of what ours took away: is away
  double removed_by_theirs = 1;
  double from_nowhere = 0;  // of the text: in none of the three
  double twice = 0;         // of the text: more often than in any of them
};

// Counts lines, or words: runs of letters, digits and "_", and each other byte
// that is no space.
enum class TextUnit { kLine, kWord };

// The three texts of a conflict, counted once for all of its candidates. They
// must outlive it.
class KeptText {
 public:
  KeptText(absl::string_view base, absl::string_view ours,
           absl::string_view theirs, TextUnit unit);

  KeptShares SharesIn(absl::string_view text) const;

 private:
  struct Counts {
    int base = 0;
    int ours = 0;
    int theirs = 0;
    int text = 0;
  };
  using CountMap = absl::flat_hash_map<absl::string_view, Counts>;

  TextUnit unit_;
  CountMap counts_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_KEPT_TEXT_H_
