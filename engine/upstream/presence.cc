#include "engine/upstream/presence.h"

#include <algorithm>
#include <memory>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "engine/apply/compare_files.h"
#include "engine/apply/group_hunks.h"
#include "engine/check/landed.h"
#include "engine/check/moved_hunks.h"
#include "engine/model/tree.h"
#include "engine/text/diff.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

// Letters and digits that a line must have to say anything, and those that the
// lines which an edit adds must have together, to be told from lines that are
// found everywhere ("break;").
constexpr int kWord = 3;
constexpr int kSentence = 12;
// Lines that are no chance where they stand in the base already.
constexpr int kPassage = 3;

int LettersIn(absl::string_view line) {
  return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c));
  }));
}

bool HasWords(absl::string_view line) { return LettersIn(line) >= kWord; }

int LettersIn(const Lines& text, LineRange range) {
  return LettersIn(text.Range(range));
}

int WordLines(const Lines& text, LineRange range) {
  int lines = 0;
  for (int line = range.begin; line < range.end; ++line) {
    lines += HasWords(text[line]) ? 1 : 0;
  }
  return lines;
}

bool IsBlank(const Lines& text, LineRange range) {
  return absl::StripAsciiWhitespace(text.Range(range)).empty();
}

LineRange WithoutBlankEnds(const Lines& text, LineRange range) {
  while (!range.empty() && IsBlank(text, {range.begin, range.begin + 1})) {
    ++range.begin;
  }
  while (!range.empty() && IsBlank(text, {range.end - 1, range.end})) {
    --range.end;
  }
  return range;
}

// How often `part`, which is not empty, stands in `text` in one piece.
int Count(absl::Span<const int> part, absl::Span<const int> text) {
  int count = 0;
  for (auto at = text.begin();; ++at, ++count) {
    at = std::search(at, text.end(), part.begin(), part.end());
    if (at == text.end()) return count;
  }
}

absl::Span<const int> IdsOf(const InternedLines& text, LineRange range) {
  return absl::Span<const int>(text.ids).subspan(range.begin, range.size());
}

// Overlapping or, where one has no lines, touching.
bool Meets(LineRange a, LineRange b) {
  if (a.empty() || b.empty()) return a.begin <= b.end && b.begin <= a.end;
  return a.begin < b.end && b.begin < a.end;
}

// The texts of one comparison, and what they have to do with each other.
class TextPresence {
 public:
  TextPresence(absl::string_view before, absl::string_view after,
               absl::string_view later, absl::string_view ours)
      : before_(table_.Intern(before)),
        after_(table_.Intern(after)),
        later_(table_.Intern(later)),
        ours_(table_.Intern(ours)),
        edits_(Diff(before_.ids, after_.ids)),
        later_edits_(Diff(before_.ids, later_.ids)),
        merge_(Merge(before_, ours_, later_, Diff(before_.ids, ours_.ids),
                     later_edits_)) {}

  FilePresence Find() {
    FilePresence found;
    const std::vector<bool> landed = LandedEdits();
    for (const Edit& edit : edits_) {
      PresentEdit present;
      present.presence = PresenceOf(edit, landed);
      present.lines = WordLines(before_.lines, edit.before()) +
                      WordLines(after_.lines, edit.after());
      found.edits.push_back(present);
    }
    CountAdded(&found);
    return found;
  }

 private:
  // For each of later_edits_, whether a merge was led astray and it is there.
  std::vector<bool> LandedEdits() const {
    std::vector<bool> landed(later_edits_.size(), false);
    const auto hunks = GroupHunks(later_edits_, before_.lines.size());
    const auto moved = MoveHunks(hunks, merge_);
    std::vector<size_t> first(hunks.size() + 1, 0);
    for (size_t i = 0; i < hunks.size(); ++i) {
      first[i + 1] = first[i] + hunks[i].edits.size();
    }
    for (const LandedHunk& hunk : FindLanded(hunks, moved, merge_)) {
      for (size_t i = first[hunk.hunk]; i < first[hunk.hunk + 1]; ++i) {
        landed[i] = true;
      }
    }
    return landed;
  }

  EditPresence PresenceOf(const Edit& edit,
                          const std::vector<bool>& landed) const {
    // An edit that nothing of later_edits_ meets has been undone.
    EditPresence worst = EditPresence::kInPlace;
    bool is_met = false;
    for (size_t i = 0; i < later_edits_.size(); ++i) {
      const Edit& later = later_edits_[i];
      if (!Meets(later.before(), edit.before())) continue;
      is_met = true;
      const EditPresence presence =
          landed[i] ? EditPresence::kInPlace : PresenceOfLater(later);
      worst = std::min(worst, presence);
    }
    return is_met ? worst : EditPresence::kNothing;
  }

  EditPresence PresenceOfLater(const Edit& edit) const {
    const bool says_nothing = IsBlank(before_.lines, edit.before()) &&
                              IsBlank(later_.lines, edit.after());
    const EditPresence absent =
        says_nothing ? EditPresence::kNothing : EditPresence::kAbsent;
    EditPresence presence = EditPresence::kInPlace;
    for (const MergeRegion& region :
         RegionsMeeting(merge_.met, edit.before())) {
      if (region.kind == MergeRegion::kTheirs) return absent;
      if (region.kind != MergeRegion::kConflict) continue;
      presence = std::min(presence, InConflict(edit, region));
    }
    if (presence == EditPresence::kAbsent) return absent;
    const bool has_words = WordLines(before_.lines, edit.before()) +
                               WordLines(later_.lines, edit.after()) >
                           0;
    return has_words ? presence : EditPresence::kNothing;
  }

  EditPresence InConflict(const Edit& edit, const MergeRegion& region) const {
    const absl::Span<const int> added = IdsOf(later_, edit.after());
    const absl::Span<const int> there = IdsOf(ours_, region.ours);
    for (int line = edit.before_begin; line < edit.before_end; ++line) {
      if (!HasWords(before_.lines[line])) continue;
      const int id = before_.ids[line];
      const bool comes_back =
          std::find(added.begin(), added.end(), id) != added.end();
      const bool stays =
          std::find(there.begin(), there.end(), id) != there.end();
      if (stays && !comes_back) return EditPresence::kAbsent;
    }
    if (WordLines(later_.lines, edit.after()) == 0) {
      return WordLines(before_.lines, edit.before()) > 0
                 ? EditPresence::kGone
                 : EditPresence::kAbsent;
    }
    // More often than before: it may have stood there from the start.
    const int before = Count(added, IdsOf(before_, region.base));
    if (Count(added, there) <= before) return EditPresence::kAbsent;
    const bool is_no_chance =
        LettersIn(later_.lines, edit.after()) >= kSentence ||
        Count(added, before_.ids) == 0;
    return is_no_chance ? EditPresence::kContained : EditPresence::kAbsent;
  }

  void CountAdded(FilePresence* found) const {
    const auto stripped = [](const Lines& text) {
      absl::flat_hash_set<absl::string_view> lines;
      for (int i = 0; i < text.size(); ++i) {
        lines.insert(absl::StripAsciiWhitespace(text[i]));
      }
      return lines;
    };
    const auto base = stripped(before_.lines);
    const auto ours = stripped(ours_.lines);
    int others = 0;
    int passages = 0;
    for (const Edit& edit : edits_) {
      others += WordLines(before_.lines, edit.before());
      const LineRange passage = WithoutBlankEnds(after_.lines, edit.after());
      if (WordLines(after_.lines, passage) >= kPassage &&
          Count(IdsOf(after_, passage), before_.ids) > 0) {
        ++passages;
      } else {
        ++others;
      }
      for (int i = edit.after_begin; i < edit.after_end; ++i) {
        const absl::string_view line =
            absl::StripAsciiWhitespace(after_.lines[i]);
        if (!HasWords(line) || base.contains(line)) continue;
        ++found->added;
        found->added_there += ours.contains(line) ? 1 : 0;
      }
    }
    found->in_base = others == 0 && passages > 0;
  }

  LineTable table_;
  InternedLines before_;
  InternedLines after_;
  InternedLines later_;
  InternedLines ours_;
  std::vector<Edit> edits_;
  std::vector<Edit> later_edits_;
  FileMerge merge_;
};

absl::StatusOr<bool> IsTextOrAbsent(const absl::optional<FileState>& file) {
  if (!file.has_value()) return true;
  return IsText(*file);
}

// That lines are gone which an earlier patch of the stack brought says nothing.
void LeaveOutOwnLines(absl::string_view base, absl::string_view before,
                      absl::string_view after, FilePresence* found) {
  LineTable table;
  const InternedLines first = table.Intern(base);
  const InternedLines old_lines = table.Intern(before);
  const InternedLines new_lines = table.Intern(after);
  const absl::flat_hash_set<int> known(first.ids.begin(), first.ids.end());
  const std::vector<Edit> edits = Diff(old_lines.ids, new_lines.ids);
  for (size_t i = 0; i < edits.size(); ++i) {
    if (WordLines(new_lines.lines, edits[i].after()) > 0) continue;
    const absl::Span<const int> gone = IdsOf(old_lines, edits[i].before());
    const bool all_known =
        std::all_of(gone.begin(), gone.end(),
                    [&known](int id) { return known.contains(id); });
    EditPresence& presence = found->edits[i].presence;
    if (!all_known && IsThere(presence)) presence = EditPresence::kNothing;
  }
}

FilePresence Whole(EditPresence presence, int lines) {
  FilePresence found;
  found.edits.push_back({presence, lines});
  return found;
}

}  // namespace

absl::StatusOr<FilePresence> FindInFile(const FileChangeStates& change,
                                        const absl::optional<FileState>& later,
                                        const absl::optional<FileState>& ours,
                                        const absl::optional<FileState>& base) {
  if (!later.has_value() || !ours.has_value()) {
    // Deleted by the stack, or not to be found on the target.
    if (later.has_value() != ours.has_value()) {
      return Whole(EditPresence::kAbsent, 1);
    }
    return Whole(
        base.has_value() ? EditPresence::kInPlace : EditPresence::kNothing, 1);
  }
  FilePresence found;
  bool all_text = true;
  for (const auto& file :
       {change.before, change.after, absl::optional<FileState>(later), ours}) {
    const auto text = IsTextOrAbsent(file);
    if (!text.ok()) return text.status();
    all_text = all_text && *text;
  }
  const bool changes_content = !change.before.has_value() ||
                               !change.after.has_value() ||
                               change.before->blob != change.after->blob;
  if (changes_content && all_text) {
    const auto before = ReadBytes(change.before);
    if (!before.ok()) return before.status();
    const auto after = ReadBytes(change.after);
    if (!after.ok()) return after.status();
    const auto last = ReadBytes(later);
    if (!last.ok()) return last.status();
    const auto there = ReadBytes(ours);
    if (!there.ok()) return there.status();
    found = TextPresence(**before, **after, **last, **there).Find();
    const auto base_is_text = IsTextOrAbsent(base);
    if (!base_is_text.ok()) return base_is_text.status();
    if (*base_is_text && base != change.before) {
      const auto first = ReadBytes(base);
      if (!first.ok()) return first.status();
      LeaveOutOwnLines(**first, **before, **after, &found);
    }
  } else if (changes_content) {
    found = Whole(later->blob == ours->blob ? EditPresence::kInPlace
                                            : EditPresence::kAbsent,
                  1);
  }
  if (change.before.has_value() && change.after.has_value() &&
      change.before->mode != change.after->mode) {
    found.edits.push_back({ours->mode == later->mode ? EditPresence::kInPlace
                                                     : EditPresence::kAbsent,
                           1});
  }
  return found;
}

}  // namespace patchgraph
