#include "engine/resolve/textual/joined_rows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/resolve/textual/words.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

using Rows = std::vector<ListRow>;

// With how many rows around it a list tells how it is sorted.
constexpr std::size_t kTellingRows = 3;

bool Precedes(const ListRow& a, const ListRow& b) { return a.key < b.key; }

bool IsSorted(const Rows& rows) {
  return std::is_sorted(rows.begin(), rows.end(), Precedes);
}

const std::string& Longer(const std::string& a, const std::string& b) {
  return a.size() >= b.size() ? a : b;
}

// All rows of two groups, in this order, with the blank lines that both have.
std::string TextOf(const RowGroup& ours, const RowGroup& theirs,
                   const std::vector<absl::string_view>& rows) {
  return absl::StrCat(
      Longer(ours.blank_before, theirs.blank_before),
      absl::StrJoin(rows, Longer(ours.blank_between, theirs.blank_between)),
      Longer(ours.blank_behind, theirs.blank_behind));
}

std::vector<absl::string_view> TextsOf(const Rows& rows) {
  std::vector<absl::string_view> texts;
  texts.reserve(rows.size());
  for (const ListRow& row : rows) texts.push_back(row.text);
  return texts;
}

absl::optional<std::vector<RowNumber>> NumbersOf(const Rows& rows) {
  std::vector<RowNumber> numbers;
  for (const ListRow& row : rows) {
    const absl::optional<RowNumber> number = NumberOfRow(row.text);
    if (!number.has_value()) return absl::nullopt;
    if (!numbers.empty() && number->value <= numbers.back().value) {
      return absl::nullopt;
    }
    numbers.push_back(*number);
  }
  return numbers;
}

// Whether each number is the one that follows on the last.
bool AreConsecutive(const std::vector<RowNumber>& numbers) {
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    if (numbers[i].value != NextNumber(numbers[i - 1])) return false;
  }
  return true;
}

}  // namespace

ListRow RowOf(absl::string_view line) {
  return {line, std::string(RowKey(line)), std::string(RowName(line))};
}

absl::optional<RowGroup> ReadRows(absl::string_view text) {
  RowGroup group;
  const Lines lines(text);
  for (int i = 0; i < lines.size(); ++i) {
    if (IsBlankText(lines[i])) {
      absl::StrAppend(
          group.rows.empty() ? &group.blank_before : &group.blank_behind,
          lines[i]);
      continue;
    }
    const RowShape shape = ShapeOfRow(lines[i]);
    if (shape == RowShape::kNone || !group.blank_behind.empty()) {
      return absl::nullopt;
    }
    if (!group.rows.empty() && shape != group.shape) return absl::nullopt;
    group.shape = shape;
    group.rows.push_back(RowOf(lines[i]));
  }
  if (group.rows.empty()) return absl::nullopt;
  return group;
}

absl::optional<std::string> JoinSorted(const RowGroup& ours,
                                       const RowGroup& theirs,
                                       const RowsAround& around) {
  if (around.before.size() + around.behind.size() < kTellingRows) {
    return absl::nullopt;
  }
  Rows added = ours.rows;
  added.insert(added.end(), theirs.rows.begin(), theirs.rows.end());
  if (!IsSorted(ours.rows) || !IsSorted(theirs.rows)) return absl::nullopt;
  std::stable_sort(added.begin(), added.end(), Precedes);
  Rows all(around.before.rbegin(), around.before.rend());
  all.insert(all.end(), added.begin(), added.end());
  all.insert(all.end(), around.behind.begin(), around.behind.end());
  if (!IsSorted(all)) return absl::nullopt;
  return TextOf(ours, theirs, TextsOf(added));
}

bool NumbersCollide(const RowGroup& ours, const RowGroup& theirs) {
  const auto our_numbers = NumbersOf(ours.rows);
  const auto their_numbers = NumbersOf(theirs.rows);
  if (!our_numbers.has_value() || !their_numbers.has_value()) {
    return ours.shape == RowShape::kSlot;
  }
  return our_numbers->front().value == their_numbers->front().value;
}

absl::optional<std::string> JoinNumbered(const RowGroup& ours,
                                         const RowGroup& theirs) {
  const auto our_numbers = NumbersOf(ours.rows);
  const auto their_numbers = NumbersOf(theirs.rows);
  if (!our_numbers.has_value() || !their_numbers.has_value()) {
    return absl::nullopt;
  }
  std::vector<absl::string_view> rows;
  std::size_t our_next = 0;
  std::size_t their_next = 0;
  while (our_next < our_numbers->size() || their_next < their_numbers->size()) {
    const bool take_ours =
        their_next == their_numbers->size() ||
        (our_next < our_numbers->size() &&
         (*our_numbers)[our_next].value <= (*their_numbers)[their_next].value);
    if (our_next < our_numbers->size() && their_next < their_numbers->size() &&
        (*our_numbers)[our_next].value == (*their_numbers)[their_next].value) {
      return absl::nullopt;
    }
    rows.push_back(take_ours ? ours.rows[our_next++].text
                             : theirs.rows[their_next++].text);
  }
  return TextOf(ours, theirs, rows);
}

absl::optional<std::string> JoinRenumbered(const RowGroup& kept,
                                           const RowGroup& renumbered,
                                           const RowsAround& around) {
  const auto kept_numbers = NumbersOf(kept.rows);
  const auto old_numbers = NumbersOf(renumbered.rows);
  if (!kept_numbers.has_value() || !old_numbers.has_value()) {
    return absl::nullopt;
  }
  const RowNumber& first = old_numbers->front();
  if (kept_numbers->front().value != first.value ||
      kept_numbers->back().bit != first.bit || !AreConsecutive(*old_numbers)) {
    return absl::nullopt;
  }
  std::vector<std::string> changed;
  std::uint64_t value = NextNumber(kept_numbers->back());
  for (std::size_t i = 0; i < old_numbers->size(); ++i) {
    RowNumber number = (*old_numbers)[i];
    changed.push_back(WithNumber(renumbered.rows[i].text, number, value));
    number.value = value;
    value = NextNumber(number);
  }
  if (!around.behind.empty()) {
    const absl::optional<RowNumber> next =
        NumberOfRow(around.behind.front().text);
    if (next.has_value() && next->value >= first.value && next->value < value) {
      return absl::nullopt;
    }
  }
  std::vector<absl::string_view> rows = TextsOf(kept.rows);
  rows.insert(rows.end(), changed.begin(), changed.end());
  return TextOf(kept, renumbered, rows);
}

std::string JoinInTurn(const RowGroup& first, const RowGroup& second) {
  std::vector<absl::string_view> rows = TextsOf(first.rows);
  const std::vector<absl::string_view> behind = TextsOf(second.rows);
  rows.insert(rows.end(), behind.begin(), behind.end());
  return TextOf(first, second, rows);
}

bool ShareAName(const RowGroup& a, const RowGroup& b) {
  absl::flat_hash_set<absl::string_view> names;
  for (const ListRow& row : a.rows) names.insert(row.name);
  return std::any_of(b.rows.begin(), b.rows.end(), [&](const ListRow& row) {
    return names.contains(row.name);
  });
}

}  // namespace patchgraph
