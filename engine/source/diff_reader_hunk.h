// The part of the diff reader that reads hunks, by the counts in their headers.

#ifndef PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_HUNK_H_
#define PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_HUNK_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/patch.h"
#include "engine/source/diff_reader_cursor.h"

namespace patchgraph {

// The most lines that the hunks of one patch may have in all: it bounds the
// memory that a patch takes, whose lines cost more than their bytes.
constexpr int kMaxHunkLines = 1 << 25;

// A Hunk without lines from "@@ -3,2 +3 @@ section"; nullopt if the line is
// no such header, if a number does not fit an int, or if there are lines at
// line 0.
absl::optional<Hunk> ParseHunkHeader(absl::string_view line);

// What follows the ranges in a hunk's header: " section\n", or "\n".
absl::string_view HunkSection(absl::string_view header);

// Reads the hunk that starts at the cursor, which then stands behind it.
// `number` is the hunk's number in its file, from 1. Takes the lines read off
// `lines_left`, and fails where there are none.
absl::StatusOr<Hunk> ReadHunk(int number, int* lines_left, DiffCursor* cursor);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_HUNK_H_
