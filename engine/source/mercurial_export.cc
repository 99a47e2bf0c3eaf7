#include "engine/source/mercurial_export.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/source/diff_reader.h"
#include "engine/source/diff_reader_cursor.h"
#include "engine/source/mbox.h"

namespace patchgraph {
namespace {

// Takes the first line, with its line feed, off `text`.
absl::string_view TakeLine(absl::string_view* text) {
  const size_t feed = text->find('\n');
  const absl::string_view line =
      text->substr(0, feed == text->npos ? feed : feed + 1);
  text->remove_prefix(line.size());
  return line;
}

// No line of a diff can be it: each of those has a marker before it.
bool StartsChangeset(absl::string_view line) {
  return TrimLineEnd(line) == "# HG changeset patch";
}

// The digits behind "# Node ID" in the header; empty if there is none.
std::string ShortNodeId(absl::string_view changeset) {
  constexpr size_t kShown = 12;
  bool in_header = false;
  while (!changeset.empty()) {
    absl::string_view line = TrimLineEnd(TakeLine(&changeset));
    in_header = in_header || StartsChangeset(line);
    if (in_header && !absl::StartsWith(line, "#")) break;
    if (!in_header || !absl::ConsumePrefix(&line, "# Node ID ")) continue;
    line = absl::StripAsciiWhitespace(line);
    if (line.size() < kShown ||
        !std::all_of(line.begin(), line.end(), absl::ascii_isxdigit)) {
      break;
    }
    return std::string(line.substr(0, kShown));
  }
  return "";
}

}  // namespace

std::vector<absl::string_view> SplitMercurialExport(absl::string_view text) {
  std::vector<absl::string_view> changesets;
  size_t begin = 0;
  bool has_changeset = false;
  for (absl::string_view rest = text; !rest.empty();) {
    const size_t at = text.size() - rest.size();
    if (!StartsChangeset(TakeLine(&rest))) continue;
    if (has_changeset) {
      changesets.push_back(text.substr(begin, at - begin));
      begin = at;
    }
    has_changeset = true;
  }
  if (begin < text.size()) changesets.push_back(text.substr(begin));
  return changesets;
}

absl::StatusOr<std::vector<Patch>> ReadMercurialExport(absl::string_view text,
                                                       absl::string_view file) {
  std::vector<Patch> patches;
  std::set<std::string> ids;
  int number = 0;  // of patches so far
  int line = 1;
  for (const absl::string_view changeset : SplitMercurialExport(text)) {
    const std::string id = ShortNodeId(changeset);
    const bool has_id = !id.empty() && ids.insert(id).second;
    auto patch = ReadDiff(changeset, file,
                          has_id ? id : NameFromSubject(number + 1, ""), line);
    if (!patch.ok()) return patch.status();
    if (!patch->files.empty()) ++number;
    if (!has_id) patch->name = NameFromSubject(number, patch->subject);
    patches.push_back(*std::move(patch));
    line +=
        static_cast<int>(std::count(changeset.begin(), changeset.end(), '\n'));
  }
  return patches;
}

}  // namespace patchgraph
