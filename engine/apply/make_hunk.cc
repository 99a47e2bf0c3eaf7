#include "engine/apply/make_hunk.h"

#include <string>

namespace patchgraph {
namespace {

// Unified diffs name the line before a range without lines.
int StatedStart(int begin, int end) { return begin == end ? begin : begin + 1; }

void AddLines(const Lines& text, LineRange range, HunkLine::Kind kind,
              Hunk* hunk) {
  for (int line = range.begin; line < range.end; ++line) {
    HunkLine added;
    added.kind = kind;
    added.text = std::string(text[line]);
    hunk->lines.push_back(std::move(added));
  }
}

}  // namespace

Hunk MakeHunk(const HunkStep& hunk, const Lines& before, const Lines& after) {
  Hunk made;
  made.header = hunk.header + "\n";
  made.old_start = StatedStart(hunk.before_begin, hunk.before_end);
  made.old_count = hunk.before_end - hunk.before_begin;
  made.new_start = StatedStart(hunk.after_begin, hunk.after_end);
  made.new_count = hunk.after_end - hunk.after_begin;
  int at = hunk.before_begin;
  for (const Edit& edit : hunk.edits) {
    AddLines(before, {at, edit.before_begin}, HunkLine::Kind::kContext, &made);
    AddLines(before, edit.before(), HunkLine::Kind::kRemoved, &made);
    AddLines(after, edit.after(), HunkLine::Kind::kAdded, &made);
    at = edit.before_end;
  }
  AddLines(before, {at, hunk.before_end}, HunkLine::Kind::kContext, &made);
  return made;
}

}  // namespace patchgraph
