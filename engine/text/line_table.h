#ifndef PATCHGRAPH_ENGINE_TEXT_LINE_TABLE_H_
#define PATCHGRAPH_ENGINE_TEXT_LINE_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

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

  // The same for a text that has much in common with `like`, which was interned
  // in this table: what they share at both ends is not looked at line by line.
  InternedLines InternLike(absl::string_view text, const InternedLines& like);

  // How many different lines there are; all ids are below.
  int size() const { return static_cast<int>(known_.size()); }

 private:
  // A hash table with open addressing that keeps the hashes, so that growing
  // and most comparisons do not look at the lines again.
  struct Slot {
    std::uint32_t hash = 0;
    int id = kFree;
  };
  static constexpr int kFree = -1;

  int IdOf(absl::string_view line);
  void Reserve(std::size_t lines);

  std::vector<Slot> slots_;               // a power of two
  std::vector<absl::string_view> known_;  // by id
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_LINE_TABLE_H_
