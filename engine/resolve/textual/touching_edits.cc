#include "engine/resolve/textual/touching_edits.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "engine/resolve/textual/three_way.h"
#include "engine/resolve/textual/words.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// What an edit does to its lines; from the surest to stand beside another to
// the least sure.
enum class EditSort { kChanged, kRewritten, kDeleted, kAdded, kBlanks };

absl::string_view SideText(const ThreeTexts& texts, const MergeRegion& region) {
  return region.kind == MergeRegion::kTheirs
             ? texts.theirs.lines.Range(region.theirs)
             : texts.ours.lines.Range(region.ours);
}

EditSort SortOf(const ThreeTexts& texts, const MergeRegion& region) {
  const absl::string_view before = texts.base.lines.Range(region.base);
  const absl::string_view after = SideText(texts, region);
  if (WithoutBlanks(before) == WithoutBlanks(after)) return EditSort::kBlanks;
  if (before.empty()) return EditSort::kAdded;
  if (after.empty()) return EditSort::kDeleted;
  return WordsInCommon(before, after) >= 0.5 ? EditSort::kChanged
                                             : EditSort::kRewritten;
}

// The kinds, from the surest to the boldest.
enum Kind {
  kNone,
  kDeletedBesideChanged,
  kChangedBesideChanged,
  kAddedBesideChanged,
  kAddedBesideRewritten,
  kAddedBesideDeleted,
  kBlanks,
  kTwice,
  kMany,
};
constexpr absl::string_view kKindNames[] = {
    "apart",
    "deleted beside changed",
    "changed beside changed",
    "added beside changed",
    "added beside rewritten",
    "added beside deleted",
    "blanks",
    "twice",
    "many",
};

Kind KindOfPair(EditSort a, EditSort b) {
  if (a > b) std::swap(a, b);
  if (b == EditSort::kBlanks) return kBlanks;
  if (b == EditSort::kDeleted && a != EditSort::kRewritten) {
    return kDeletedBesideChanged;
  }
  if (b != EditSort::kAdded) return kChangedBesideChanged;
  if (a == EditSort::kChanged) return kAddedBesideChanged;
  return a == EditSort::kRewritten ? kAddedBesideRewritten
                                   : kAddedBesideDeleted;
}

using LineSet = absl::flat_hash_set<std::string>;

// Lines, for comparison: without blanks, and only those that say something.
LineSet TellingLines(const Lines& lines) {
  LineSet telling;
  for (int i = 0; i < lines.size(); ++i) {
    std::string line = WithoutBlanks(lines[i]);
    if (line.size() > 3) telling.insert(std::move(line));
  }
  return telling;
}

// Whether both sides have a line that the base has not, other than by an edit
// that both made.
bool BothBroughtALine(const ThreeWay& merge) {
  const LineSet base = TellingLines(merge.texts.base.lines);
  LineSet ours;
  LineSet theirs;
  for (const MergeRegion& region : merge.regions) {
    if (region.kind == MergeRegion::kOurs) {
      ours.merge(TellingLines(Lines(SideText(merge.texts, region))));
    } else if (region.kind == MergeRegion::kTheirs) {
      theirs.merge(TellingLines(Lines(SideText(merge.texts, region))));
    }
  }
  return std::any_of(ours.begin(), ours.end(), [&](const std::string& line) {
    return theirs.contains(line) && !base.contains(line);
  });
}

bool IsOneSided(const MergeRegion& region) {
  return region.kind == MergeRegion::kOurs ||
         region.kind == MergeRegion::kTheirs;
}

// With more edits than that nobody looks at each of them, and neither do we.
constexpr std::size_t kMostRegions = 1000;

Kind KindOf(const ThreeWay& merge) {
  if (merge.regions.size() > kMostRegions) return kMany;
  if (BothBroughtALine(merge)) return kTwice;
  Kind kind = kNone;
  for (std::size_t i = 1; i < merge.regions.size(); ++i) {
    const MergeRegion& before = merge.regions[i - 1];
    const MergeRegion& region = merge.regions[i];
    if (!IsOneSided(before) || !IsOneSided(region) ||
        before.kind == region.kind) {
      continue;
    }
    kind = std::max(kind, KindOfPair(SortOf(merge.texts, before),
                                     SortOf(merge.texts, region)));
  }
  return kind;
}

}  // namespace

std::vector<Suggestion> TouchingEdits::Resolve(const Conflict& conflict) const {
  const ThreeWay merge =
      MergeLines(conflict.base, conflict.ours, conflict.theirs);
  if (!merge.merged) return {};
  std::string text = merge.Text();
  if (text == conflict.ours || text == conflict.theirs) return {};
  return {{std::move(text), "the edits touch and do not overlap",
           std::string(kKindNames[KindOf(merge)])}};
}

}  // namespace patchgraph
