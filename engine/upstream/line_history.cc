#include "engine/upstream/line_history.h"

#include <algorithm>

#include "absl/types/optional.h"
#include "engine/text/diff.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// Overlapping or, where one has no lines, touching.
bool Meet(LineRange a, LineRange b) {
  if (a.empty() || b.empty()) return a.begin <= b.end && b.begin <= a.end;
  return a.begin < b.end && b.begin < a.end;
}

struct Traced {
  bool touched = false;
  LineRange range;
};

// Follows a range of the new text through the edits that made it.
Traced Trace(const std::vector<Edit>& edits, LineRange range) {
  Traced traced;
  traced.range = range;
  int begin_shift = 0;
  int end_shift = 0;
  absl::optional<LineRange> rewritten;
  for (const Edit& edit : edits) {
    const int shift = edit.before_end - edit.after_end;
    if (Meet(edit.after(), range)) {
      traced.touched = true;
      if (!rewritten.has_value()) rewritten = edit.before();
      rewritten->end = edit.before_end;
      end_shift = shift;
    } else if (edit.after_end <= range.begin) {
      begin_shift = end_shift = shift;
    }
  }
  traced.range.begin += begin_shift;
  traced.range.end += end_shift;
  if (!rewritten.has_value()) return traced;
  // Ends that lie within an edit have no place of their own in the old text.
  traced.range.begin = std::min(traced.range.begin, rewritten->begin);
  traced.range.end = std::max(traced.range.end, rewritten->end);
  traced.range.end = std::max(traced.range.end, traced.range.begin);
  return traced;
}

std::vector<Edit> EditsBetween(absl::string_view before,
                               absl::string_view after) {
  return Diff(Lines(before), Lines(after));
}

absl::StatusOr<Bytes> TextOrEmpty(const absl::optional<FileState>& file) {
  const auto nothing = std::make_shared<const std::string>();
  if (!file.has_value() || !IsPlainFile(file->mode)) return nothing;
  auto bytes = file->blob.Read();
  if (!bytes.ok()) return bytes.status();
  if (!FitsTextMerge(**bytes)) return nothing;
  return bytes;
}

void Join(LineRange range, absl::optional<LineRange>* all) {
  if (!all->has_value()) {
    *all = range;
    return;
  }
  (*all)->begin = std::min((*all)->begin, range.begin);
  (*all)->end = std::max((*all)->end, range.end);
}

}  // namespace

LineRange RangeBefore(absl::string_view before, absl::string_view after,
                      LineRange range) {
  return Trace(EditsBetween(before, after), range).range;
}

absl::StatusOr<std::vector<int>> ChangesOfLines(const PathHistory& history,
                                                LineRange range) {
  std::vector<int> touching;
  std::vector<absl::optional<LineRange>> sought(history.changes.size());
  if (!sought.empty()) sought[0] = range;
  // The next older change always comes later in the list.
  for (size_t i = 0; i < sought.size(); ++i) {
    if (!sought[i].has_value()) continue;
    const PathChangeNode& change = history.changes[i];
    const auto after = TextOrEmpty(change.state);
    if (!after.ok()) return after.status();
    bool touched = true;
    for (const PathChangeNode::Parent& parent : change.parents) {
      const auto before = TextOrEmpty(parent.state);
      if (!before.ok()) return before.status();
      const Traced traced = Trace(EditsBetween(**before, **after), *sought[i]);
      touched = touched && traced.touched;
      // Lines that were all added here have no older history.
      const bool ends = traced.range.empty() && !sought[i]->empty();
      if (parent.next >= 0 && !ends) Join(traced.range, &sought[parent.next]);
    }
    if (touched) touching.push_back(static_cast<int>(i));
  }
  return touching;
}

absl::StatusOr<std::vector<int>> ChangesSince(const PathHistory& history,
                                              absl::string_view text,
                                              LineRange range) {
  std::vector<int> touching;
  // Of the file as each change leaves it.
  std::vector<absl::optional<LineRange>> left(history.changes.size());
  for (size_t i = left.size(); i-- > 0;) {
    const PathChangeNode& change = history.changes[i];
    const auto after = TextOrEmpty(change.state);
    if (!after.ok()) return after.status();
    bool touched = true;
    for (const PathChangeNode::Parent& parent : change.parents) {
      const auto before = TextOrEmpty(parent.state);
      if (!before.ok()) return before.status();
      const LineRange there = parent.next >= 0
                                  ? left[parent.next].value_or(LineRange())
                                  : RangeBefore(**before, text, range);
      const Traced traced = Trace(EditsBetween(**after, **before), there);
      touched = touched && traced.touched;
      Join(traced.range, &left[i]);
    }
    if (touched) touching.push_back(static_cast<int>(i));
  }
  std::reverse(touching.begin(), touching.end());
  return touching;
}

}  // namespace patchgraph
