#ifndef PATCHGRAPH_ENGINE_TEXT_MERGE_H_
#define PATCHGRAPH_ENGINE_TEXT_MERGE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/text/edit.h"
#include "engine/text/line_table.h"
#include "engine/text/lines.h"

namespace patchgraph {

enum class Side { kBase, kOurs, kTheirs };

// A part of a three-way merge: ranges of lines of the three texts that belong
// together.
struct MergeRegion {
  enum Kind {
    kUnchanged,  // the same in all three
    kOurs,       // changed on our side only
    kTheirs,     // changed on their side only
    kBoth,       // ours and theirs agree, and differ from the base
    kConflict,
  };

  Kind kind = kUnchanged;
  LineRange base;
  LineRange ours;
  LineRange theirs;

  // The base lines of the change as the two diffs met, before it was refined;
  // the same as `base` where nothing was.
  LineRange met;
};

bool operator==(const MergeRegion& a, const MergeRegion& b);
inline bool operator!=(const MergeRegion& a, const MergeRegion& b) {
  return !(a == b);
}

// How a conflict is written into a text.
enum class ConflictStyle {
  kMerge,  // ours and theirs, refined
  kDiff3,  // ours, base and theirs, not refined, for no base fits the parts
};

// The merge of two changed texts with their common base. Does not own the
// texts, which must outlive it.
struct FileMerge {
  Lines base;
  Lines ours;
  Lines theirs;

  // Both lists are in order and cover each of the three texts without a gap.
  //
  // `met`: the changes as the two diffs met. Every range is exact.
  std::vector<MergeRegion> met;

  // `refined`: the same where it is clean. Each conflict has been diffed
  // again, ours against theirs, and only what differs is left a conflict; then
  // conflicts with no more than three lines between them have been joined. The
  // parts of a conflict have no base lines of their own: the first part that is
  // still a conflict has all of them, those before and behind it have none.
  std::vector<MergeRegion> refined;

  const std::vector<MergeRegion>& regions(ConflictStyle style) const {
    return style == ConflictStyle::kDiff3 ? met : refined;
  }

  // The number of conflicts that a text in this style has. The two styles may
  // differ even in whether there are any: two sides that come to the same text
  // by different edits conflict in kDiff3 alone.
  int conflicts(ConflictStyle style = ConflictStyle::kMerge) const;
  bool clean(ConflictStyle style = ConflictStyle::kMerge) const {
    return conflicts(style) == 0;
  }
};

struct MergeOptions {
  DiffOptions diff;  // histogram: git's ort strategy merges with nothing else
};

// Merges as git's ort strategy merges the contents of a file: byte for byte the
// same result, the same conflicts.
//
// git treats a file as binary and does not merge it if FitsTextMerge() is
// false for any of the three; that is for the caller to ask. This function
// merges any bytes.
FileMerge Merge(absl::string_view base, absl::string_view ours,
                absl::string_view theirs, const MergeOptions& options = {});

// The same with the two diffs already made, so that a diff can serve many
// merges. The texts are of one LineTable, and the edits are Diff(base, ours)
// and Diff(base, theirs) with options.diff.
FileMerge Merge(const InternedLines& base, const InternedLines& ours,
                const InternedLines& theirs,
                absl::Span<const Edit> base_to_ours,
                absl::Span<const Edit> base_to_theirs,
                const MergeOptions& options = {});

// Merges versions of one file, one merge after the other: each text is compared
// with those before it, so that only lines that differ are looked at. The
// results are those of Merge().
class VersionMerger {
 public:
  explicit VersionMerger(const MergeOptions& options = {})
      : options_(options) {}

  // The texts must outlive the merger.
  FileMerge Merge(absl::string_view base, absl::string_view ours,
                  absl::string_view theirs);

 private:
  MergeOptions options_;
  LineTable table_;
  // Of the merge before.
  InternedLines ours_;
  InternedLines theirs_;
};

// The side that is the result when two of the three are equal, by which a merge
// (of files, or of anything) is trivial; nullopt if no two are. Where ours and
// theirs are equal the answer is kOurs.
template <typename T>
absl::optional<Side> TrivialMerge(const T& base, const T& ours,
                                  const T& theirs) {
  if (ours == theirs || base == theirs) return Side::kOurs;
  if (base == ours) return Side::kTheirs;
  return absl::nullopt;
}

// Those of the regions of one of FileMerge's lists that a range of base lines
// meets: they have a line in common with it or, if one of the two has no lines,
// they touch. The range of an edit that went into the merge always meets the
// region the edit ended in.
absl::Span<const MergeRegion> RegionsMeeting(
    absl::Span<const MergeRegion> regions, LineRange base);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_MERGE_H_
