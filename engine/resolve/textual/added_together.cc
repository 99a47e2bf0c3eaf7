#include "engine/resolve/textual/added_together.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/resolve/textual/joined_rows.h"
#include "engine/resolve/textual/list_row.h"
#include "engine/resolve/textual/three_way.h"
#include "engine/resolve/textual/words.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// How many rows around are looked at on each side.
constexpr int kRowsAround = 20;
// From what share of words in common on two texts are forms of one.
constexpr double kAlike = 0.5;

// A text for the place, and how it was come by.
struct Joined {
  std::string text;
  std::string kind;
};

RowsAround RowsAroundOf(const Lines& file, LineRange place, RowShape shape) {
  RowsAround around;
  for (int i = place.begin - 1; i >= 0 && place.begin - i <= kRowsAround; --i) {
    if (ShapeOfRow(file[i]) != shape) break;
    around.before.push_back(file[i]);
  }
  for (int i = place.end; i < file.size() && i < place.end + kRowsAround; ++i) {
    if (ShapeOfRow(file[i]) != shape) break;
    around.behind.push_back(file[i]);
  }
  return around;
}

std::vector<Joined> JoinRows(const RowGroup& ours, const RowGroup& theirs,
                             const RowsAround& around) {
  std::vector<Joined> joined;
  const auto add = [&](absl::optional<std::string> text, const char* kind) {
    if (text.has_value()) joined.push_back({*std::move(text), kind});
  };
  add(JoinSorted(ours, theirs, around), "sorted");
  if (joined.empty()) add(JoinNumbered(ours, theirs), "numbered");
  add(JoinRenumbered(theirs, ours, around), "renumbered, theirs kept");
  add(JoinRenumbered(ours, theirs, around), "renumbered, ours kept");
  if (!joined.empty()) return joined;
  const bool includes = ours.shape == RowShape::kInclude;
  add(JoinInTurn(ours, theirs),
      includes ? "includes, ours first" : "rows, ours first");
  add(JoinInTurn(theirs, ours),
      includes ? "includes, theirs first" : "rows, theirs first");
  return joined;
}

// Lines that both sides bring, and that say something.
bool HaveALineInCommon(const Lines& ours, const std::vector<Edit>& edits) {
  int line = 0;
  const auto tells = [&](int end) {
    for (; line < end; ++line) {
      if (WithoutBlanks(ours[line]).size() > 3) return true;
    }
    return false;
  };
  for (const Edit& edit : edits) {
    if (tells(edit.before_begin)) return true;
    line = edit.before_end;
  }
  return tells(ours.size());
}

std::vector<Joined> Join(absl::string_view ours, absl::string_view theirs,
                         const Lines& our_file, LineRange place) {
  const Lines our_lines(ours);
  const Lines their_lines(theirs);
  if (HaveALineInCommon(our_lines, Diff(our_lines, their_lines))) return {};
  const absl::optional<RowGroup> our_rows = ReadRows(ours);
  const absl::optional<RowGroup> their_rows = ReadRows(theirs);
  if (our_rows.has_value() && their_rows.has_value() &&
      our_rows->shape == their_rows->shape) {
    if (ShareAName(*our_rows, *their_rows)) return {};
    return JoinRows(*our_rows, *their_rows,
                    RowsAroundOf(our_file, place, our_rows->shape));
  }
  if (WordsInCommon(ours, theirs) >= kAlike) return {};
  return {{absl::StrCat(ours, theirs), "lines, ours first"},
          {absl::StrCat(theirs, ours), "lines, theirs first"}};
}

// The regions from one on: every way to join what collides in the first of
// them, with the same way for those behind it.
absl::optional<std::vector<Joined>> JoinAll(const Conflict& conflict,
                                            const ThreeWay& merge) {
  const int begin = conflict.merge->met[conflict.region].ours.begin;
  std::vector<Joined> all(1);
  for (const MergeRegion& region : merge.regions) {
    const absl::string_view ours = merge.texts.ours.lines.Range(region.ours);
    const absl::string_view theirs =
        merge.texts.theirs.lines.Range(region.theirs);
    if (region.kind != MergeRegion::kConflict) {
      for (Joined& way : all) {
        absl::StrAppend(&way.text,
                        region.kind == MergeRegion::kTheirs ? theirs : ours);
      }
      continue;
    }
    if (!region.base.empty() || !absl::EndsWith(ours, "\n") ||
        !absl::EndsWith(theirs, "\n")) {
      return absl::nullopt;
    }
    const std::vector<Joined> parts =
        Join(ours, theirs, conflict.merge->ours,
             {begin + region.ours.begin, begin + region.ours.end});
    if (parts.empty()) return absl::nullopt;
    if (all.front().kind.empty()) all.resize(parts.size(), all.front());
    all.resize(std::min(all.size(), parts.size()));
    for (std::size_t i = 0; i < all.size(); ++i) {
      absl::StrAppend(&all[i].text, parts[i].text);
      all[i].kind = parts[i].kind;
    }
  }
  return all;
}

}  // namespace

std::vector<Suggestion> AddedTogether::Resolve(const Conflict& conflict) const {
  const ThreeWay merge =
      MergeLines(conflict.base, conflict.ours, conflict.theirs);
  if (merge.merged) return {};
  absl::optional<std::vector<Joined>> ways = JoinAll(conflict, merge);
  if (!ways.has_value()) return {};
  std::vector<Suggestion> suggestions;
  for (Joined& way : *ways) {
    suggestions.push_back({std::move(way.text),
                           "both sides add lines at the same place",
                           std::move(way.kind)});
  }
  return suggestions;
}

}  // namespace patchgraph
