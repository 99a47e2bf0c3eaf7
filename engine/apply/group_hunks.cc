#include "engine/apply/group_hunks.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

// "4,7"; "4" for one line; "3,0" (the line before) for none.
std::string Range(int begin, int end) {
  const int count = end - begin;
  if (count == 1) return absl::StrCat(begin + 1);
  return absl::StrCat(count == 0 ? begin : begin + 1, ",", count);
}

}  // namespace

std::string HunkHeader(const HunkStep& hunk) {
  return absl::StrCat("@@ -", Range(hunk.before_begin, hunk.before_end), " +",
                      Range(hunk.after_begin, hunk.after_end), " @@");
}

std::vector<HunkStep> GroupHunks(absl::Span<const Edit> edits,
                                 int before_lines) {
  std::vector<HunkStep> hunks;
  for (const Edit& edit : edits) {
    const bool joins =
        !hunks.empty() && edit.before_begin - hunks.back().before_end <=
                              kContextLines;  // it ends with its own context
    if (!joins) {
      HunkStep hunk;
      const int context = std::min(kContextLines, edit.before_begin);
      hunk.before_begin = edit.before_begin - context;
      hunk.after_begin = edit.after_begin - context;
      hunks.push_back(std::move(hunk));
    }
    HunkStep& hunk = hunks.back();
    const int context = std::min(kContextLines, before_lines - edit.before_end);
    hunk.before_end = edit.before_end + context;
    hunk.after_end = edit.after_end + context;
    hunk.edits.push_back(edit);
  }
  for (HunkStep& hunk : hunks) hunk.header = HunkHeader(hunk);
  return hunks;
}

std::vector<HunkStep> WholeFileHunk(int before_lines, int after_lines) {
  if (before_lines == 0 && after_lines == 0) return {};
  HunkStep hunk;
  hunk.before_end = before_lines;
  hunk.after_end = after_lines;
  hunk.edits = {{0, before_lines, 0, after_lines}};
  hunk.header = HunkHeader(hunk);
  return {hunk};
}

int CountLines(absl::string_view text) {
  const auto feeds = std::count(text.begin(), text.end(), '\n');
  const bool open_end = !text.empty() && text.back() != '\n';
  return static_cast<int>(feeds) + (open_end ? 1 : 0);
}

}  // namespace patchgraph
