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
#include "engine/resolve/textual/list_entry.h"
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
  bool needs_decision = false;
  // By how much the numbers behind have to go up.
  std::size_t renumbered = 0;
};

RowsAround RowsAroundOf(const Lines& file, LineRange place, RowShape shape) {
  RowsAround around;
  for (int i = place.begin - 1; i >= 0 && place.begin - i <= kRowsAround; --i) {
    if (ShapeOfRow(file[i]) != shape) break;
    around.before.push_back(RowOf(file[i]));
  }
  for (int i = place.end; i < file.size() && i < place.end + kRowsAround; ++i) {
    if (ShapeOfRow(file[i]) != shape) break;
    around.behind.push_back(RowOf(file[i]));
  }
  return around;
}

std::vector<Joined> InTurn(const RowGroup& ours, const RowGroup& theirs,
                           absl::string_view what) {
  return {{JoinInTurn(ours, theirs), absl::StrCat(what, ", ours first")},
          {JoinInTurn(theirs, ours), absl::StrCat(what, ", theirs first")}};
}

std::vector<Joined> JoinColliding(const RowGroup& ours, const RowGroup& theirs,
                                  const RowsAround& around) {
  std::vector<Joined> joined;
  const auto add = [&](const RowGroup& kept, const RowGroup& renumbered,
                       const char* kind) {
    absl::optional<std::string> text = JoinRenumbered(kept, renumbered, around);
    if (!text.has_value()) return;
    joined.push_back({*std::move(text), kind, true, renumbered.rows.size()});
  };
  add(theirs, ours, "renumbered, theirs kept");
  add(ours, theirs, "renumbered, ours kept");
  if (joined.empty()) joined = InTurn(ours, theirs, "one number");
  for (Joined& way : joined) way.needs_decision = true;
  return joined;
}

std::vector<Joined> JoinRows(const RowGroup& ours, const RowGroup& theirs,
                             const RowsAround& around) {
  if (NumbersCollide(ours, theirs)) {
    return JoinColliding(ours, theirs, around);
  }
  if (auto text = JoinSorted(ours, theirs, around)) {
    return {{*std::move(text), "sorted"}};
  }
  if (auto text = JoinNumbered(ours, theirs)) {
    return {{*std::move(text), "numbered"}};
  }
  return InTurn(ours, theirs,
                ours.shape == RowShape::kInclude ? "includes" : "rows");
}

std::vector<Joined> JoinEntries(const RowGroup& ours, const RowGroup& theirs,
                                const RowsAround& around) {
  if (auto text = JoinSorted(ours, theirs, around)) {
    return {{*std::move(text), "entries, sorted"}};
  }
  return InTurn(ours, theirs, "entries");
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
                         EntryShape entries, const Lines& our_file,
                         LineRange place) {
  const absl::optional<RowGroup> our_entries = ReadEntries(entries, ours);
  const absl::optional<RowGroup> their_entries = ReadEntries(entries, theirs);
  if (our_entries.has_value() && their_entries.has_value()) {
    if (ShareAName(*our_entries, *their_entries)) return {};
    return JoinEntries(*our_entries, *their_entries,
                       EntriesAround(entries, our_file, place));
  }
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

// What both sides wrote behind rows of which some got new numbers: where it is
// how many there are, it has become more.
std::string CountRaised(absl::string_view text, std::size_t by) {
  const absl::optional<RowNumber> number = NumberOfRow(text);
  if (Lines(text).size() != 1 || !number.has_value()) return std::string(text);
  return WithNumber(text, *number, number->value + by);
}

// How many lines at the end of a change of both sides are new forms of the
// lines it replaced, the same on both, as a count behind a list is: the rest
// was added before them.
int LinesReplaced(const ThreeTexts& texts, const MergeRegion& region) {
  const int lines = region.base.size();
  if (lines == 0 || region.ours.size() <= lines ||
      region.theirs.size() <= lines) {
    return 0;
  }
  const absl::string_view ours =
      texts.ours.lines.Range({region.ours.end - lines, region.ours.end});
  const absl::string_view theirs =
      texts.theirs.lines.Range({region.theirs.end - lines, region.theirs.end});
  return ours == theirs && WordsInCommon(texts.base.lines.Range(region.base),
                                         ours) >= kAlike
             ? lines
             : 0;
}

// Puts together every way to join what collides in the first of the regions,
// with the same way for those behind it.
class WaysToJoin {
 public:
  WaysToJoin(const Conflict& conflict, const ThreeTexts& texts)
      : texts_(texts),
        our_file_(conflict.merge->ours),
        file_begin_(conflict.merge->met[conflict.region].ours.begin),
        entries_(EntryShapeOf(conflict.path)) {}

  // False where there is none.
  bool Add(const MergeRegion& region) {
    if (region.kind == MergeRegion::kTheirs) {
      AddAlike(texts_.theirs.lines.Range(region.theirs));
    } else if (region.kind == MergeRegion::kBoth) {
      AddBehind(texts_.ours.lines.Range(region.ours));
    } else if (region.kind != MergeRegion::kConflict) {
      AddAlike(texts_.ours.lines.Range(region.ours));
    } else {
      return AddConflict(region);
    }
    return true;
  }

  std::vector<Joined> Finish() && { return std::move(ways_); }

 private:
  void AddAlike(absl::string_view text) {
    for (Joined& way : ways_) absl::StrAppend(&way.text, text);
  }

  void AddBehind(absl::string_view text) {
    for (Joined& way : ways_) {
      absl::StrAppend(&way.text, way.renumbered > 0
                                     ? CountRaised(text, way.renumbered)
                                     : std::string(text));
    }
  }

  bool AddConflict(const MergeRegion& region) {
    const int replaced = LinesReplaced(texts_, region);
    const LineRange place = {region.ours.begin, region.ours.end - replaced};
    const absl::string_view ours = texts_.ours.lines.Range(place);
    const absl::string_view theirs = texts_.theirs.lines.Range(
        {region.theirs.begin, region.theirs.end - replaced});
    if (region.base.size() != replaced || !absl::EndsWith(ours, "\n") ||
        !absl::EndsWith(theirs, "\n")) {
      return false;
    }
    const std::vector<Joined> parts =
        Join(ours, theirs, entries_, our_file_,
             {file_begin_ + place.begin, file_begin_ + region.ours.end});
    if (parts.empty()) return false;
    if (ways_.front().kind.empty()) ways_.resize(parts.size(), ways_.front());
    ways_.resize(std::min(ways_.size(), parts.size()));
    for (std::size_t i = 0; i < ways_.size(); ++i) {
      absl::StrAppend(&ways_[i].text, parts[i].text);
      ways_[i].kind = parts[i].kind;
      ways_[i].needs_decision |= parts[i].needs_decision;
      ways_[i].renumbered += parts[i].renumbered;
    }
    AddBehind(texts_.ours.lines.Range({place.end, region.ours.end}));
    return true;
  }

  const ThreeTexts& texts_;
  const Lines& our_file_;
  const int file_begin_;  // of the first region
  const EntryShape entries_;
  std::vector<Joined> ways_{1};
};

}  // namespace

std::vector<Suggestion> AddedTogether::Resolve(const Conflict& conflict) const {
  const ThreeWay merge =
      MergeLines(conflict.base, conflict.ours, conflict.theirs);
  if (merge.merged) return {};
  WaysToJoin ways(conflict, merge.texts);
  for (const MergeRegion& region : merge.regions) {
    if (!ways.Add(region)) return {};
  }
  std::vector<Suggestion> suggestions;
  for (Joined& way : std::move(ways).Finish()) {
    suggestions.push_back({std::move(way.text),
                           way.needs_decision
                               ? "both sides give the same number"
                               : "both sides add lines at the same place",
                           std::move(way.kind), way.needs_decision});
  }
  return suggestions;
}

}  // namespace patchgraph
