// The part of the diff reader that reads what stands before a file's hunks: the
// headers of git and of diff(1).

#ifndef PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_HEADER_H_
#define PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_HEADER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/patch.h"
#include "engine/source/diff_reader_cursor.h"

namespace patchgraph {

// What a header says, before the hunks are known.
struct FileDraft {
  FileChange change;  // names as written, with their prefix
  bool from_git = false;
  // "--- " and "+++ " were there: hunks follow.
  bool has_text_names = false;
  // "/dev/null" stands there: the file is absent on this side.
  bool old_is_null = false;
  bool new_is_null = false;
  // The new side has the date of an absent file. A file may have that date by
  // itself: it is absent only if its hunks have no lines.
  bool new_is_epoch = false;
};

// True if a header of diff(1) starts at the cursor: "--- ", "+++ " and a hunk,
// or the end of a truncated one.
bool IsTextHeader(const DiffCursor& cursor);

// Reads "--- " and "+++ " lines at the cursor, which then stands behind them.
absl::Status ReadTextHeader(DiffCursor* cursor, FileDraft* draft);

// Reads a header that starts with "diff --git " at the cursor, which then
// stands behind it. nullopt, with the cursor at the next line, if the line
// announces nothing, as git's do when only a file's time stamp differs.
absl::StatusOr<absl::optional<FileDraft>> ReadGitHeader(DiffCursor* cursor);

// A draft of the file that "Binary files A and B differ" (diff) or "Binary file
// A has changed" (Mercurial) names. nullopt if the line is neither.
absl::optional<FileDraft> ParseBinaryNotice(absl::string_view line);

// The change, its kind settled, once it has its hunks.
absl::StatusOr<FileChange> FinishDraft(FileDraft draft,
                                       const DiffCursor& cursor);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_HEADER_H_
