#include "engine/resolve/history/step_by_step.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/resolve/history/likeness.h"
#include "engine/resolve/history/piece_reader.h"
#include "engine/resolve/history/superseded.h"
#include "engine/resolve/textual/three_way.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

// Cells, and bytes of all versions together: what a walk may cost.
constexpr std::size_t kMostCells = 400;
constexpr std::size_t kMostBytes = 400000;

enum Boldness { kClean, kTouching, kSuperseded, kAdapted, kOneWay };
constexpr absl::string_view kKindNames[] = {"clean", "touching", "superseded",
                                            "adapted", "one way"};
constexpr absl::string_view kDisputed = "disputed";
constexpr absl::string_view kOldBase = "older base";
constexpr absl::string_view kOtherwise = "otherwise than at once";

struct Merged {
  std::string text;
  Boldness boldness = kClean;
};

using Cell = absl::optional<Merged>;

Cell MergeStep(absl::string_view base, absl::string_view ours,
               absl::string_view theirs) {
  if (ours == theirs || theirs == base) return Merged{std::string(ours)};
  if (ours == base) return Merged{std::string(theirs)};
  const FileMerge strict = Merge(base, ours, theirs);
  if (strict.clean(ConflictStyle::kDiff3)) return Merged{Render(strict)};
  const ThreeWay touching = MergeLines(base, ours, theirs);
  if (touching.merged) return Merged{touching.Text(), kTouching};
  auto left = SupersedingSide(base, ours, theirs);
  if (left.has_value()) return Merged{*std::move(left), kSuperseded};
  return absl::nullopt;
}

// A version of one side, with the base as the first.
struct Step {
  absl::string_view text;
  std::string subject;  // as SubjectWords gives it
};

class Grid {
 public:
  Grid(absl::string_view base, const PieceHistory& pieces)
      : ours_(StepsOf(base, pieces.ours)),
        theirs_(StepsOf(base, pieces.theirs)),
        cells_(ours_.size() * theirs_.size()) {}

  bool HasSmallerSteps() const {
    return ours_.size() > 1 && theirs_.size() > 1 &&
           ours_.size() + theirs_.size() > 4;
  }

  bool IsTooLarge() const {
    std::size_t bytes = 0;
    for (const Step& step : ours_) bytes += step.text.size();
    for (const Step& step : theirs_) bytes += step.text.size();
    return cells_.size() > kMostCells || bytes > kMostBytes;
  }

  // Whether a commit that both sides have led to other texts on them.
  bool IsDisputed() const {
    for (const Step& ours : ours_) {
      for (const Step& theirs : theirs_) {
        if (!ours.subject.empty() && ours.subject == theirs.subject &&
            ours.text != theirs.text) {
          return true;
        }
      }
    }
    return false;
  }

  Cell Walk() {
    for (std::size_t i = 0; i < ours_.size(); ++i) {
      for (std::size_t j = 0; j < theirs_.size(); ++j) At(i, j) = Fill(i, j);
    }
    return cells_.back();
  }

 private:
  static std::vector<Step> StepsOf(absl::string_view base,
                                   const PieceLine& line) {
    std::vector<Step> steps = {{base, ""}};
    for (const PieceVersion& version : line.versions) {
      steps.push_back({version.text, SubjectWords(version.made->subject)});
    }
    return steps;
  }

  Cell& At(std::size_t i, std::size_t j) {
    return cells_[i * theirs_.size() + j];
  }

  Cell Fill(std::size_t i, std::size_t j) {
    if (j == 0) return Merged{std::string(ours_[i].text)};
    if (i == 0) return Merged{std::string(theirs_[j].text)};
    if (ours_[i].text == theirs_[j].text) {
      return Merged{std::string(ours_[i].text)};
    }
    const Cell& base = At(i - 1, j - 1);
    const Cell& ours = At(i, j - 1);
    const Cell& theirs = At(i - 1, j);
    if (base.has_value() && ours.has_value() && theirs.has_value()) {
      Cell merged = MergeStep(base->text, ours->text, theirs->text);
      if (merged.has_value()) {
        merged->boldness = std::max({merged->boldness, base->boldness,
                                     ours->boldness, theirs->boldness});
        return merged;
      }
    }
    if (!ours_[i].subject.empty() && ours_[i].subject == theirs_[j].subject) {
      return Adapted(i, j);
    }
    return GoAround(i, j);
  }

  // The form of the side that went on from it; ours if both did, or neither.
  Cell Adapted(std::size_t i, std::size_t j) const {
    const bool ours_ended = i + 1 == ours_.size();
    const bool theirs_ended = j + 1 == theirs_.size();
    if (ours_ended && theirs_ended) return absl::nullopt;
    return Merged{std::string(ours_ended ? theirs_[j].text : ours_[i].text),
                  kAdapted};
  }

  // The last step alone, put on what was merged so far; where both orders give
  // a text, it must be one.
  Cell GoAround(std::size_t i, std::size_t j) {
    const Cell ours_last =
        PutOn(At(i - 1, j), ours_[i - 1].text, ours_[i].text);
    const Cell theirs_last =
        PutOn(At(i, j - 1), theirs_[j - 1].text, theirs_[j].text);
    if (ours_last.has_value() && theirs_last.has_value() &&
        ours_last->text != theirs_last->text) {
      return absl::nullopt;
    }
    return ours_last.has_value() ? ours_last : theirs_last;
  }

  static Cell PutOn(const Cell& cell, absl::string_view before,
                    absl::string_view after) {
    if (!cell.has_value()) return absl::nullopt;
    Cell merged = MergeStep(before, cell->text, after);
    if (merged.has_value()) {
      merged->boldness = std::max(kOneWay, cell->boldness);
    }
    return merged;
  }

  std::vector<Step> ours_;
  std::vector<Step> theirs_;
  std::vector<Cell> cells_;  // by our version, then by theirs
};

}  // namespace

std::vector<Suggestion> StepByStep::Resolve(const Conflict& conflict) const {
  const PieceHistory pieces = PiecesOf(conflict);
  Grid grid(conflict.base, pieces);
  if (!grid.HasSmallerSteps() || grid.IsTooLarge()) return {};
  Cell merged = grid.Walk();
  if (!merged.has_value()) return {};
  absl::string_view kind = kKindNames[merged->boldness];
  const Cell at_once = MergeStep(conflict.base, conflict.ours, conflict.theirs);
  if (at_once.has_value() && merged->boldness != kClean) {
    if (at_once->text == merged->text) return {};
    kind = kOtherwise;
  }
  if (merged->boldness == kClean && grid.IsDisputed()) kind = kDisputed;
  if (!pieces.ours.from_base || !pieces.theirs.from_base) kind = kOldBase;
  return {
      {std::move(merged->text),
       absl::StrCat("merged commit by commit: ", pieces.ours.versions.size(),
                    " of ours, ", pieces.theirs.versions.size(), " of theirs"),
       std::string(kind)}};
}

}  // namespace patchgraph
