// Git's binary patches: "GIT binary patch" with a whole file ("literal") or a
// delta against the old one, deflated and in base 85.

#ifndef PATCHGRAPH_ENGINE_SOURCE_BINARY_PATCH_H_
#define PATCHGRAPH_ENGINE_SOURCE_BINARY_PATCH_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/model/patch.h"
#include "engine/source/diff_reader_cursor.h"

namespace patchgraph {

// The most bytes that the binary data of a patch may inflate to in all, and
// that applying a delta may give. What a patch says of its own sizes is not
// believed further than that.
constexpr size_t kMaxBinaryBytes = size_t{1} << 30;

// Reads what follows from the line "GIT binary patch" at the cursor, which then
// stands behind it. Takes the bytes of its data off `bytes_left`, and fails
// where they are not enough.
absl::StatusOr<BinaryChange> ReadBinaryPatch(size_t* bytes_left,
                                             DiffCursor* cursor);

// The text of a change, `raw` where it is kept. Without `raw` and data the
// result is empty: then only "Binary files differ" can be said.
std::string PrintBinaryPatch(const BinaryChange& change);

// The bytes that `hunk` makes of `old`. Fails if a delta is not for an `old` of
// this size, or is garbled.
absl::StatusOr<std::string> ApplyBinaryHunk(const BinaryHunk& hunk,
                                            absl::string_view old);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_BINARY_PATCH_H_
