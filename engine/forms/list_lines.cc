#include "engine/forms/list_lines.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kSpace = " \t\r";

// Where the comment of a line begins, with the space before it; its size if
// there is none.
size_t CommentOf(absl::string_view line) {
  for (size_t at = 1; at < line.size(); ++at) {
    if (line[at] == '#' && absl::ascii_isspace(line[at - 1])) {
      const size_t end = line.find_last_not_of(kSpace, at - 1);
      return end == line.npos ? at : end + 1;
    }
  }
  return line.size();
}

std::string ChangeLine(absl::string_view line, const ListChange& change) {
  if (!change.dropped.empty()) {
    const bool has_return = !line.empty() && line.back() == '\r';
    if (has_return) line.remove_suffix(1);
    return absl::StrCat("# ", line, "  (dropped: ", change.dropped, ")",
                        has_return ? "\r" : "");
  }
  const size_t comment = CommentOf(line);
  const absl::string_view entry = line.substr(0, comment);
  const size_t name = std::min(entry.find_first_not_of(kSpace), entry.size());
  const size_t end = std::min(entry.find_first_of(kSpace, name), entry.size());
  const bool has_return =
      comment == line.size() && !line.empty() && line.back() == '\r';
  return absl::StrCat(
      line.substr(0, end),
      change.strip == 1 ? std::string() : absl::StrCat(" -p", change.strip),
      has_return ? "\r" : "", line.substr(comment));
}

}  // namespace

std::string ChangeLines(absl::string_view text,
                        const std::map<int, ListChange>& changes) {
  std::string changed;
  for (int number = 1; !text.empty(); ++number) {
    const size_t feed = text.find('\n');
    const absl::string_view line = text.substr(0, feed);
    const auto change = changes.find(number);
    absl::StrAppend(&changed, change == changes.end()
                                  ? std::string(line)
                                  : ChangeLine(line, change->second));
    if (feed == text.npos) break;
    changed.push_back('\n');
    text.remove_prefix(feed + 1);
  }
  return changed;
}

}  // namespace patchgraph
