#ifndef PATCHGRAPH_ENGINE_TEXT_LINE_TABLE_H_
#define PATCHGRAPH_ENGINE_TEXT_LINE_TABLE_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "engine/text/lines.h"

namespace patchgraph {

// A text whose lines have been replaced by small numbers: two lines are equal
// exactly if their numbers are. Only texts of one LineTable can be compared.
// Does not own the text.
struct InternedLines {
  Lines lines;
  std::vector<int> ids;  // one for each line
};

// Gives equal lines equal numbers, counted from 0, so that diff and merge
// compare integers and each text is hashed once, however often it is compared.
//
// One table serves all versions of one file. Every text interned in it must
// outlive it.
class LineTable {
 public:
  InternedLines Intern(Lines lines);
  InternedLines Intern(absl::string_view text) { return Intern(Lines(text)); }

  // How many different lines there are; all ids are below.
  int size() const { return static_cast<int>(ids_.size()); }

 private:
  absl::flat_hash_map<absl::string_view, int> ids_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_LINE_TABLE_H_
