#include "engine/check/landed.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/apply/place_hunk.h"

namespace patchgraph {
namespace {

std::vector<absl::string_view> LinesOf(const Lines& text, int begin, int end) {
  std::vector<absl::string_view> lines;
  for (int line = begin; line < end; ++line) lines.push_back(text[line]);
  return lines;
}

// The lines (from 0) where `wanted` stands in `text`.
std::vector<int> Places(const Lines& text,
                        absl::Span<const absl::string_view> wanted) {
  std::vector<int> places;
  if (wanted.empty()) return places;
  for (int at = 0; at + static_cast<int>(wanted.size()) <= text.size(); ++at) {
    if (StandsAt(text, wanted, at)) places.push_back(at);
  }
  return places;
}

}  // namespace

std::vector<LandedHunk> FindLanded(absl::Span<const HunkStep> hunks,
                                   absl::Span<const MovedHunk> moved,
                                   const FileMerge& merge) {
  std::vector<LandedHunk> landed;
  for (size_t i = 0; i < hunks.size(); ++i) {
    const HunkStep& hunk = hunks[i];
    if (hunk.edits.empty() || moved[i].verdict <= Verdict::kOffset) continue;
    const auto after = LinesOf(merge.theirs, hunk.after_begin, hunk.after_end);
    const std::vector<int> in_ours = Places(merge.ours, after);
    if (in_ours.size() <= Places(merge.base, after).size()) continue;
    const auto before = LinesOf(merge.base, hunk.before_begin, hunk.before_end);
    if (Places(merge.ours, before).size() >=
        Places(merge.base, before).size()) {
      continue;
    }
    landed.push_back({static_cast<int>(i), in_ours.front() + 1});
  }
  return landed;
}

FileStep WithoutLanded(const FileStep& step,
                       absl::Span<const LandedHunk> landed,
                       const FileMerge& merge) {
  FileStep rest = step;
  for (const LandedHunk& hunk : landed) {
    rest.hunks[hunk.hunk].edits.clear();
    rest.hunks[hunk.hunk].verdict = Verdict::kUpstream;
  }
  std::string text;
  int done = 0;
  int written = 0;
  const auto copy_until = [&](int line) {
    absl::StrAppend(&text, merge.base.Range({done, line}));
    written += line - done;
    done = line;
  };
  for (HunkStep& hunk : rest.hunks) {
    // Its context lies where its edits do.
    if (!hunk.edits.empty()) {
      copy_until(std::max(done, hunk.before_begin));
      hunk.after_begin = written - (done - hunk.before_begin);
    }
    for (Edit& edit : hunk.edits) {
      copy_until(edit.before_begin);
      absl::StrAppend(&text, merge.theirs.Range(edit.after()));
      const int lines = edit.after().size();
      edit.after_begin = written;
      written += lines;
      edit.after_end = written;
      done = edit.before_end;
    }
    if (!hunk.edits.empty()) {
      hunk.after_end = written + (hunk.before_end - done);
    }
  }
  copy_until(merge.base.size());
  rest.after->blob = Blob::FromBytes(std::move(text));
  return rest;
}

}  // namespace patchgraph
