// Dates in the "--- name<TAB>date" lines of diff(1).

#ifndef PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_STAMP_H_
#define PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_STAMP_H_

#include "absl/strings/string_view.h"

namespace patchgraph {

// What "--- " or "+++ " is followed by, taken apart. Both parts are slices of
// it; the name is quoted still where it was.
struct NameAndStamp {
  absl::string_view name;
  absl::string_view stamp;
};

// The name ends at the tab. Where there is none, at something that looks like
// a date or a revision ("2006-06-18 01:49:35", "(revision 7)").
NameAndStamp SplitNameAndStamp(absl::string_view text);

// True of 1970-01-01 00:00:00 UTC, in any time zone, as diff(1) and Mercurial
// write it: `diff -N` gives this date to a file that is not there.
bool IsEpoch(absl::string_view stamp);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_STAMP_H_
