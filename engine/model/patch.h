// Patch text as values: what diff(1), git and quilt call a hunk, a file's
// change, a patch and a series. Parsing and printing are in engine/source/.

#ifndef PATCHGRAPH_ENGINE_MODEL_PATCH_H_
#define PATCHGRAPH_ENGINE_MODEL_PATCH_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "engine/model/file_state.h"

namespace patchgraph {

// One line of a hunk.
struct HunkLine {
  enum class Kind { kContext, kRemoved, kAdded };
  Kind kind = Kind::kContext;
  // The line's bytes with the line feed. A line without one is a file's last,
  // and "\ No newline at end of file" follows it in the patch.
  std::string text;
  // A context line that is empty, written without its leading space, as mail
  // programs leave it.
  bool without_marker = false;

  friend bool operator==(const HunkLine& a, const HunkLine& b) {
    return a.kind == b.kind && a.text == b.text &&
           a.without_marker == b.without_marker;
  }
};

// "@@ -old_start,old_count +new_start,new_count @@ section" and its lines.
struct Hunk {
  // Line numbers as printed: from 1, and the line before when a count is 0.
  int old_start = 0;
  int old_count = 0;
  int new_start = 0;
  int new_count = 0;
  std::string header;  // the raw "@@ …" line with its line feed
  std::vector<HunkLine> lines;
  // The raw "\ No newline at end of file\n" (its words depend on the locale);
  // empty where no line of the hunk lacks a line feed.
  std::string no_newline_marker;
  int line_in_file = 0;  // where the header stands in the patch file, from 1

  friend bool operator==(const Hunk& a, const Hunk& b) {
    return a.old_start == b.old_start && a.old_count == b.old_count &&
           a.new_start == b.new_start && a.new_count == b.new_count &&
           a.header == b.header && a.lines == b.lines &&
           a.no_newline_marker == b.no_newline_marker;
  }
};

// One direction of a git binary patch, its data already inflated.
struct BinaryHunk {
  enum class Method { kLiteral, kDelta };
  Method method = Method::kLiteral;
  std::string data;  // the new bytes, or git's delta from old to new
};

// "GIT binary patch", or "Binary files a and b differ", which has no data.
struct BinaryChange {
  absl::optional<BinaryHunk> forward;
  absl::optional<BinaryHunk> reverse;
  std::string raw;  // as read, so that it can be printed again
};

// What a patch does to one file.
struct FileChange {
  enum class Kind { kModify, kAdd, kDelete, kRename, kCopy };
  Kind kind = Kind::kModify;
  // Paths inside the tree, with -p and `at:` already taken into account. The
  // same but for kRename and kCopy.
  std::string old_path;
  std::string new_path;
  absl::optional<FileMode> old_mode;  // where the patch says so
  absl::optional<FileMode> new_mode;
  std::vector<Hunk> hunks;
  absl::optional<BinaryChange> binary;
  // A whole file takes the place of what is there: sparse trees and git
  // ranges. Then there are no hunks; they follow from comparing with what is
  // there. A sparse tree's kind is settled only when it is applied.
  absl::optional<FileState> replacement;
  // The whole file that a git range's commit changed; unset for others.
  absl::optional<FileState> original;
  // Abbreviated object ids of an "index a..b" line; empty if there is none.
  std::string old_id;
  std::string new_id;
  std::string header;    // raw lines before the first hunk
  int line_in_file = 0;  // where the header starts in the patch file, from 1
};

// An ordered list of file changes with a message.
struct Patch {
  std::string name;    // file name in a series, or abbreviated commit id
  std::string source;  // the file (or git revision) it was read from
  std::string author;  // "Name <mail>", empty if unknown
  std::string date;    // as written, empty if unknown
  std::string subject;
  std::string preamble;  // raw bytes before the first file change
  std::string trailer;   // raw bytes after the last
  // The text lacks the line feed at its end; printing takes it off again.
  bool no_final_newline = false;
  // A mail as it stood, where reading had to decode it (MIME, CRLF): printing
  // gives it back. Clear it in a patch that is changed.
  std::string encoded;
  std::vector<FileChange> files;
  int strip = 1;          // the -p level the paths were read with
  bool reversed = false;  // `-R` in a series: taken out, not put in
  // Whole files laid over what is there: see FileChange::replacement.
  bool sparse = false;
};

// A named, ordered list of patches that go one after another.
struct Series {
  std::string name;
  std::vector<Patch> patches;
  // What people should know of how it was read, such as merges left out: a
  // sentence each.
  std::vector<std::string> notes;
  // Where it was read from, so that it can be written back: the kind's name
  // ("quilt", "mbox", "sparse"), the file or folder as the system finds it, and
  // the folder that a sparse tree is laid under. The place is empty where it is
  // none of the file system, as that of a range of commits.
  std::string kind;
  std::string place;
  std::string at;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_PATCH_H_
