#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LIST_ROW_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LIST_ROW_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace patchgraph {

// Lines that are entries of a list on their own, which others can follow or go
// before: what kind of list.
enum class RowShape {
  kNone,         // no entry, or not one on a line of its own
  kInclude,      // #include <linux/slab.h>
  kDefine,       // #define NAME value
  kObject,       // obj-$(CONFIG_X) += x.o
  kObjectPart,   // x.o y.o \, of a list that goes on in the next line
  kSetting,      // CONFIG_X=y, # CONFIG_X is not set
  kAttribute,    // of a Kconfig entry: select X, depends on X; source "X"
  kExport,       // EXPORT_SYMBOL(x);
  kPrototype,    // extern int f(void);
  kInitialiser,  // .name = value,   { 1, 2 },   NAME,   [X] = y,
  kDeclaration,  // struct x *y;
  kCase,         // case X:, of several that do the same
  kSlot,         // .long sys_x   /* 17 */, CALL(sys_x): its place is its number
};
RowShape ShapeOfRow(absl::string_view line);

// What a list of such rows is sorted by: the line without blanks at its ends.
absl::string_view RowKey(absl::string_view line);

// What a row is about: a list has no two rows of one name. The name that is
// defined, set, declared or initialised; of other rows, all of it.
absl::string_view RowName(absl::string_view line);

// The number a row gives to its name, as in a list of flags or of system calls:
// the last one of the line before a comment; of a kSlot without one, the first
// in its comment. The fields of a structure have values and no numbers.
struct RowNumber {
  std::size_t begin = 0;  // of its digits, with 0x, in the line
  std::size_t end = 0;
  std::uint64_t value = 0;
  bool hex = false;
  // One bit of a word, of which the next is twice as large. A shift,
  // (1 << 4), is not: the next is 5.
  bool bit = false;
};
absl::optional<RowNumber> NumberOfRow(absl::string_view line);

// The number of the row that follows.
std::uint64_t NextNumber(const RowNumber& number);

// The line with another number, written the way that the old one was.
std::string WithNumber(absl::string_view line, const RowNumber& number,
                       std::uint64_t value);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LIST_ROW_H_
