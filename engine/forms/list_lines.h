// The lines of a series file, changed one by one.

#ifndef PATCHGRAPH_ENGINE_FORMS_LIST_LINES_H_
#define PATCHGRAPH_ENGINE_FORMS_LIST_LINES_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// What becomes of a patch's line.
struct ListChange {
  std::string dropped;  // why, if it is; empty: it stays
  int strip = 1;        // else how its patch is to be read now
};

// The text of a series or 00list file with the lines (numbered from 1) changed
// that `changes` has. All other bytes stay. A dropped patch becomes a comment
// with the reason; of the others the options are written anew and the comment
// behind them stays.
std::string ChangeLines(absl::string_view text,
                        const std::map<int, ListChange>& changes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_LIST_LINES_H_
