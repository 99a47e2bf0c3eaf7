#include "engine/between/file_collisions.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/apply/compare_files.h"
#include "engine/between/edit_sweep.h"
#include "engine/between/whole_file.h"

namespace patchgraph {
namespace {

absl::StatusOr<bool> IsTextOrAbsent(const absl::optional<FileState>& state) {
  if (!state.has_value()) return true;
  return IsText(*state);
}

Excerpt ExcerptOfLines(const Lines& text, LineRange range) {
  return {range.empty() ? range.begin : range.begin + 1,
          std::string(text.Range(range))};
}

// The file at work. Its texts are read when they are asked for, once.
class FileAtWork {
 public:
  FileAtWork(const ChangesOfFile& changes, FoundOnGround* found)
      : found_(found) {
    for (const NetChange* change : changes) sides_.push_back({change, {}, {}});
  }

  absl::Status CompareChanges() {
    for (size_t b = 1; b < sides_.size(); ++b) {
      for (size_t a = 0; a < b; ++a) {
        if (!IsCompared(a, b)) continue;
        absl::Status status = ComparePair(&sides_[a], &sides_[b]);
        if (!status.ok()) return status;
      }
    }
    absl::Status status = SweepLines();
    if (status.ok()) status = NoteClaims(/*of_new_files=*/false);
    return status;
  }

  absl::Status CompareAdditions() {
    for (size_t b = 1; b < sides_.size(); ++b) {
      for (size_t a = 0; a < b; ++a) {
        const NetChange& one = *sides_[a].change;
        const NetChange& other = *sides_[b].change;
        // Both may have given one file this name.
        const bool renamed_both =
            !one.adds() && one.before_path == other.before_path;
        if (!IsCompared(a, b) || renamed_both) continue;
        Collision collision = CompareNew(one, other, found_->checks);
        absl::Status status = ShowDifference(&collision, one, other);
        if (!status.ok()) return status;
        found_->collisions.push_back(std::move(collision));
      }
    }
    return NoteClaims(/*of_new_files=*/true);
  }

 private:
  struct Side {
    const NetChange* change;
    absl::optional<bool> is_text;  // with the ground's file
    absl::optional<NetText> text;
  };

  bool IsCompared(size_t a, size_t b) const {
    return found_->is_compared(sides_[a].change->stack,
                               sides_[b].change->stack);
  }

  absl::StatusOr<bool> IsTextSide(Side* side) {
    if (side->is_text.has_value()) return *side->is_text;
    for (const auto* state : {&side->change->before, &side->change->after}) {
      const auto text = IsTextOrAbsent(*state);
      if (!text.ok()) return text.status();
      side->is_text = *text;
      if (!*text) break;
    }
    return *side->is_text;
  }

  absl::StatusOr<const NetText*> TextOf(Side* side) {
    if (side->text.has_value()) return &*side->text;
    if (ground_ == nullptr) {
      auto ground = ReadGroundText(side->change->before, &table_);
      if (!ground.ok()) return ground.status();
      ground_ = *std::move(ground);
    }
    auto text = ReadNetText(*side->change, found_->checks[side->change->stack],
                            ground_, &table_);
    if (!text.ok()) return text.status();
    side->text = *std::move(text);
    return &*side->text;
  }

  absl::Status ComparePair(Side* a, Side* b) {
    const bool content = a->change->edits_content() &&
                         b->change->edits_content() &&
                         a->change->after->blob != b->change->after->blob;
    bool is_text = true;
    for (Side* side : {a, b}) {
      if (!content || !is_text) break;
      const auto text = IsTextSide(side);
      if (!text.ok()) return text.status();
      is_text = *text;
    }
    WholeFileCollisions whole =
        CompareWhole(*a->change, *b->change, is_text, found_->checks);
    for (Collision& collision : whole.collisions) {
      absl::Status status = ShowLostEdit(&collision, a, b);
      if (!status.ok()) return status;
      found_->collisions.push_back(std::move(collision));
    }
    if (!content || whole.settled) {
      settled_.emplace(a->change->stack, b->change->stack);
    }
    return absl::OkStatus();
  }

  // Of a file that one side deletes, the first of the lines that the other
  // wants changed.
  absl::Status ShowLostEdit(Collision* collision, Side* a, Side* b) {
    if (collision->kind != CollisionKind::kDeleteEdit) return absl::OkStatus();
    Side* editor = a->change->deletes() ? b : a;
    if (!editor->change->edits_content()) return absl::OkStatus();
    const auto is_text = IsTextSide(editor);
    if (!is_text.ok()) return is_text.status();
    if (!*is_text) return absl::OkStatus();
    const auto text = TextOf(editor);
    if (!text.ok()) return text.status();
    if ((*text)->edits.empty()) return absl::OkStatus();
    const Edit& edit = (*text)->edits.front().edit;
    collision->lines = edit.before();
    collision->ground = ExcerptOfLines(ground_->lines.lines, edit.before());
    (editor == a ? collision->a : collision->b).text =
        ExcerptOfLines((*text)->lines.lines, edit.after());
    return absl::OkStatus();
  }

  // From the first line in which two new files differ to the last.
  absl::Status ShowDifference(Collision* collision, const NetChange& a,
                              const NetChange& b) {
    if (collision->kind != CollisionKind::kAddAdd) return absl::OkStatus();
    for (const NetChange* change : {&a, &b}) {
      const auto is_text = IsText(*change->after);
      if (!is_text.ok()) return is_text.status();
      if (!*is_text) return absl::OkStatus();
    }
    const auto a_bytes = a.after->blob.Read();
    if (!a_bytes.ok()) return a_bytes.status();
    const auto b_bytes = b.after->blob.Read();
    if (!b_bytes.ok()) return b_bytes.status();
    const Lines a_lines(**a_bytes);
    const Lines b_lines(**b_bytes);
    const std::vector<Edit> edits = Diff(a_lines, b_lines);
    if (edits.empty()) return absl::OkStatus();
    collision->a.text = ExcerptOfLines(
        a_lines, {edits.front().before_begin, edits.back().before_end});
    collision->b.text = ExcerptOfLines(
        b_lines, {edits.front().after_begin, edits.back().after_end});
    return absl::OkStatus();
  }

  absl::Status SweepLines() {
    std::vector<SweptEdit> swept;
    std::map<int, Side*> by_stack;
    for (Side& side : sides_) {
      if (!side.change->edits_content() || !TakesPart(side)) continue;
      const auto text = TextOf(&side);
      if (!text.ok()) return text.status();
      by_stack[side.change->stack] = &side;
      for (const NetEdit& net : (*text)->edits) {
        swept.push_back({net.edit.before(), side.change->stack,
                         static_cast<int>(&net - (*text)->edits.data())});
      }
    }
    if (by_stack.size() < 2) return absl::OkStatus();
    for (const EditMeeting& meeting : FindMeetings(std::move(swept))) {
      if (!found_->is_compared(meeting.a, meeting.b)) continue;
      if (settled_.count({meeting.a, meeting.b}) > 0) continue;
      AddMeeting(meeting, *by_stack.at(meeting.a), *by_stack.at(meeting.b));
    }
    return absl::OkStatus();
  }

  // Whether it has a pair whose lines are still to be compared.
  bool TakesPart(const Side& side) const {
    const int stack = side.change->stack;
    return std::any_of(sides_.begin(), sides_.end(), [&](const Side& other) {
      if (other.change->stack == stack) return false;
      const auto pair = std::minmax(stack, other.change->stack);
      return found_->is_compared(pair.first, pair.second) &&
             settled_.count(pair) == 0;
    });
  }

  void AddMeeting(const EditMeeting& meeting, const Side& a, const Side& b) {
    Collision collision;
    collision.path = a.change->before_path;
    collision.lines = meeting.lines;
    collision.ground = ExcerptOfLines(ground_->lines.lines, meeting.lines);
    collision.a = SideAt(meeting.lines, meeting.a_edits, a);
    collision.b = SideAt(meeting.lines, meeting.b_edits, b);
    if (collision.a.text.text == collision.b.text.text) {
      collision.kind = CollisionKind::kSame;
    } else if (!meeting.overlap) {
      collision.kind = CollisionKind::kTouching;
    }
    found_->collisions.push_back(std::move(collision));
  }

  // What a side makes of lines of the ground, `edits` being all of its own
  // there.
  static CollisionSide SideAt(LineRange lines, LineRange edits,
                              const Side& side) {
    CollisionSide result;
    result.stack = side.change->stack;
    result.path = side.change->after_path;
    const std::vector<NetEdit>& all = side.text->edits;
    const Edit& first = all[edits.begin].edit;
    const Edit& last = all[edits.end - 1].edit;
    const LineRange after = {
        first.after_begin - (first.before_begin - lines.begin),
        last.after_end + (lines.end - last.before_end)};
    result.text = ExcerptOfLines(side.text->lines.lines, after);
    for (int i = edits.begin; i < edits.end; ++i) {
      result.hunks.insert(result.hunks.end(), all[i].hunks.begin(),
                          all[i].hunks.end());
    }
    SortHunks(&result.hunks);
    return result;
  }

  absl::Status NoteClaims(bool of_new_files) {
    for (Side& side : sides_) {
      const NetChange& change = *side.change;
      if (!MayClaim(change.before_path) && !MayClaim(change.after_path)) {
        continue;
      }
      const bool has_lines = of_new_files
                                 ? change.adds()
                                 : change.deletes() || change.edits_content();
      if (!has_lines) continue;
      const auto is_text = IsTextSide(&side);
      if (!is_text.ok()) return is_text.status();
      if (!*is_text) continue;
      const auto text = TextOf(&side);
      if (!text.ok()) return text.status();
      FindClaims(change, **text, &found_->claimed,
                 &found_->given_up[change.stack]);
    }
    return absl::OkStatus();
  }

  FoundOnGround* found_;
  std::vector<Side> sides_;
  std::shared_ptr<const GroundText> ground_;
  std::set<std::pair<int, int>> settled_;
  LineTable table_;  // refers to the texts, and goes before them
};

using ClaimKey = std::tuple<int, std::string, std::string>;

ClaimKey KeyOf(const Claim& claim) {
  return {static_cast<int>(claim.kind), claim.scope, claim.value};
}

// By kind, scope and value, then by stack. Without what a stack only moved.
std::vector<const NewClaim*> NewOnes(const FoundOnGround& found) {
  std::vector<std::set<ClaimKey>> old(found.given_up.size());
  for (size_t stack = 0; stack < old.size(); ++stack) {
    for (const Claim& claim : found.given_up[stack]) {
      old[stack].insert(KeyOf(claim));
    }
  }
  std::vector<const NewClaim*> claims;
  for (const NewClaim& claim : found.claimed) {
    if (old[claim.side.stack].count(KeyOf(claim.claim)) > 0) continue;
    claims.push_back(&claim);
  }
  std::stable_sort(
      claims.begin(), claims.end(), [](const NewClaim* x, const NewClaim* y) {
        const ClaimKey x_key = KeyOf(x->claim);
        const ClaimKey y_key = KeyOf(y->claim);
        return std::tie(x_key, x->side.stack) < std::tie(y_key, y->side.stack);
      });
  return claims;
}

// Whether the claim's line is part of what both stacks change alike.
bool IsWithin(const NewClaim& claim, int other_stack,
              const std::vector<const Collision*>& same) {
  for (const Collision* collision : same) {
    for (const auto& [mine, others] :
         {std::make_pair(&collision->a, &collision->b),
          std::make_pair(&collision->b, &collision->a)}) {
      if (mine->stack != claim.side.stack || others->stack != other_stack) {
        continue;
      }
      if (collision->whole_file) return true;
      const int line = claim.side.text.start;
      const int end = mine->text.start +
                      static_cast<int>(std::count(mine->text.text.begin(),
                                                  mine->text.text.end(), '\n'));
      if (mine->text.start <= line && line <= end) return true;
    }
  }
  return false;
}

}  // namespace

absl::Status CompareChanged(const ChangesOfFile& changes,
                            FoundOnGround* found) {
  return FileAtWork(changes, found).CompareChanges();
}

absl::Status CompareAdded(const ChangesOfFile& changes, FoundOnGround* found) {
  return FileAtWork(changes, found).CompareAdditions();
}

void AddFileAgainstFolder(const NetChange& file, const NetChange& below,
                          FoundOnGround* found) {
  Collision collision;
  collision.kind = CollisionKind::kAddAdd;
  collision.detail = "file/folder";
  collision.path = file.after_path;
  collision.whole_file = true;
  const bool file_first = file.stack < below.stack;
  const NetChange& a = file_first ? file : below;
  const NetChange& b = file_first ? below : file;
  for (const auto& [side, change] :
       {std::make_pair(&collision.a, &a), std::make_pair(&collision.b, &b)}) {
    side->stack = change->stack;
    side->path = change->after_path;
    side->hunks = {change->file.steps.front()};
  }
  found->collisions.push_back(std::move(collision));
}

void CompareClaims(FoundOnGround* found) {
  const std::vector<const NewClaim*> claims = NewOnes(*found);
  std::map<std::string, std::vector<const Collision*>> same;
  for (const Collision& collision : found->collisions) {
    if (collision.kind != CollisionKind::kSame) continue;
    if (MayClaim(collision.a.path)) {
      same[collision.a.path].push_back(&collision);
    }
  }
  std::vector<Collision> clashes;
  for (size_t i = 0; i < claims.size(); ++i) {
    for (size_t j = i + 1; j < claims.size(); ++j) {
      const NewClaim& a = *claims[i];
      const NewClaim& b = *claims[j];
      if (KeyOf(a.claim) != KeyOf(b.claim)) break;
      if (a.side.stack == b.side.stack || !Exclude(a, b) ||
          !found->is_compared(a.side.stack, b.side.stack)) {
        continue;
      }
      const auto both = same.find(a.side.path);
      if (both != same.end() && a.side.path == b.side.path &&
          IsWithin(a, b.side.stack, both->second)) {
        continue;
      }
      Collision clash;
      clash.kind = a.claim.kind;
      clash.path = a.side.path;
      clash.lines = a.lines;
      clash.name = a.claim.value;
      clash.a = a.side;
      clash.b = b.side;
      clashes.push_back(std::move(clash));
    }
  }
  std::move(clashes.begin(), clashes.end(),
            std::back_inserter(found->collisions));
}

}  // namespace patchgraph
