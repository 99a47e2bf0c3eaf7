#include "engine/resolve/textual/list_entry.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/resolve/textual/joined_rows.h"
#include "engine/resolve/textual/words.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// How many entries around are looked at on each side. Long lists are sorted
// here and there only: it is the neighbours that tell.
constexpr std::size_t kEntriesAround = 3;

// "M:" and its kin, that say something of the entry that they stand in.
bool IsMaintainerField(absl::string_view line) {
  return line.size() > 1 &&
         absl::ascii_isupper(static_cast<unsigned char>(line[0])) &&
         line[1] == ':';
}

bool IsIndented(absl::string_view line) {
  return line[0] == ' ' || line[0] == '\t';
}

bool BeginsConfig(absl::string_view line) {
  return absl::ConsumePrefix(&line, "menuconfig ") ||
         absl::ConsumePrefix(&line, "config ");
}

// Whether a line, which is not blank, is the first of an entry; or goes on with
// one. Anything else ends the list.
bool Begins(EntryShape shape, absl::string_view line) {
  if (shape == EntryShape::kConfig) return BeginsConfig(line);
  return absl::ascii_isalnum(static_cast<unsigned char>(line[0])) &&
         !IsMaintainerField(line);
}
bool GoesOn(EntryShape shape, absl::string_view line) {
  return IsIndented(line) ||
         (shape == EntryShape::kMaintainer && IsMaintainerField(line));
}

// The entry that begins with this line, so far without any text.
ListRow EntryNamed(EntryShape shape, absl::string_view line) {
  ListRow entry;
  line = absl::StripAsciiWhitespace(line);
  if (shape == EntryShape::kConfig) line.remove_prefix(line.find(' '));
  entry.name = std::string(absl::StripAsciiWhitespace(line));
  entry.key = absl::AsciiStrToUpper(entry.name);
  return entry;
}

// A maintainer's entry is a title and at least one field.
bool IsWhole(EntryShape shape, absl::string_view text) {
  if (shape == EntryShape::kConfig) return true;
  const Lines lines(text);
  return lines.size() > 1 && IsMaintainerField(lines[1]);
}

}  // namespace

EntryShape EntryShapeOf(absl::string_view path) {
  const absl::string_view name = path.substr(path.rfind('/') + 1);
  if (name == "MAINTAINERS") return EntryShape::kMaintainer;
  if (absl::StartsWith(name, "Kconfig")) return EntryShape::kConfig;
  return EntryShape::kNone;
}

absl::optional<RowGroup> ReadEntries(EntryShape shape, absl::string_view text) {
  if (shape == EntryShape::kNone) return absl::nullopt;
  RowGroup group;
  const Lines lines(text);
  std::string blanks;  // since the last line that was not blank
  int begin = 0;       // of the last entry
  for (int i = 0; i < lines.size(); ++i) {
    if (IsBlankText(lines[i])) {
      absl::StrAppend(group.rows.empty() ? &group.blank_before : &blanks,
                      lines[i]);
      continue;
    }
    if (Begins(shape, lines[i])) {
      if (group.rows.size() == 1) group.blank_between = blanks;
      begin = i;
      group.rows.push_back(EntryNamed(shape, lines[i]));
    } else if (group.rows.empty() || !GoesOn(shape, lines[i])) {
      return absl::nullopt;
    }
    blanks.clear();
    group.rows.back().text = lines.Range({begin, i + 1});
  }
  if (group.rows.empty()) return absl::nullopt;
  for (const ListRow& row : group.rows) {
    if (!IsWhole(shape, row.text)) return absl::nullopt;
  }
  group.blank_behind = std::move(blanks);
  // An entry never stands right behind another.
  if (group.blank_between.empty()) group.blank_between = "\n";
  return group;
}

RowsAround EntriesAround(EntryShape shape, const Lines& file, LineRange place) {
  RowsAround around;
  const auto look = [&](int line, std::vector<ListRow>* entries) {
    if (IsBlankText(file[line])) return true;
    if (Begins(shape, file[line])) {
      entries->push_back(EntryNamed(shape, file[line]));
      return entries->size() < kEntriesAround;
    }
    return GoesOn(shape, file[line]);
  };
  for (int i = place.begin - 1; i >= 0 && look(i, &around.before);) --i;
  for (int i = place.end; i < file.size() && look(i, &around.behind);) ++i;
  return around;
}

}  // namespace patchgraph
