#include "engine/resolve/textual/layout_merge.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/resolve/textual/edit_merge.h"
#include "engine/resolve/textual/spaced_tokens.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/resolve/textual/words.h"
#include "engine/text/lines.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

constexpr std::size_t kMostBytes = 300000;

bool BeginsLine(absl::string_view space) {
  return absl::StrContains(space, '\n');
}

// An element of the merged text.
struct Piece {
  std::string space;
  absl::string_view token;
  // As on the side that the element is from, if it is from one side alone; else
  // as the sides had it before it was merged.
  absl::string_view our_space;
  absl::string_view their_space;
  bool ours = false;    // on our side
  bool theirs = false;  // on their side
};

// The space before an element that all three texts have; nullopt if both sides
// changed it, each to something else.
absl::optional<absl::string_view> MergeSpace(absl::string_view base,
                                             absl::string_view ours,
                                             absl::string_view theirs) {
  if (ours == theirs || theirs == base) return ours;
  if (ours == base) return theirs;
  return absl::nullopt;
}

class SpaceMerge {
 public:
  explicit SpaceMerge(const ThreeTexts& texts) : texts_(texts) {}

  // False where the spaces collide.
  bool Add(const MergeRegion& region) {
    switch (region.kind) {
      case MergeRegion::kUnchanged:
        return AddUnchanged(region);
      case MergeRegion::kTheirs:
        AddSide(texts_.theirs.lines, region.theirs, false, true);
        return true;
      case MergeRegion::kOurs:
        AddSide(texts_.ours.lines, region.ours, true, false);
        return true;
      default:
        AddSide(texts_.ours.lines, region.ours, true, true);
        return true;
    }
  }

  std::string Text() {
    // The nearest lines to go by are those before; for the first ones, those
    // behind.
    const Piece* of_ours = FirstLine(/*ours=*/true);
    const Piece* of_theirs = FirstLine(/*ours=*/false);
    std::string text;
    for (Piece& piece : pieces_) {
      Indent(piece.ours ? of_ours : of_theirs, &piece);
      if (IsLineOf(piece, /*ours=*/true)) of_ours = &piece;
      if (IsLineOf(piece, /*ours=*/false)) of_theirs = &piece;
      absl::StrAppend(&text, piece.space, piece.token);
    }
    return text;
  }

 private:
  bool AddUnchanged(const MergeRegion& region) {
    for (int i = 0; i < region.base.size(); ++i) {
      const absl::string_view ours = texts_.ours.lines[region.ours.begin + i];
      const absl::string_view our_space = SpaceOf(ours);
      const absl::string_view their_space =
          SpaceOf(texts_.theirs.lines[region.theirs.begin + i]);
      const auto space =
          MergeSpace(SpaceOf(texts_.base.lines[region.base.begin + i]),
                     our_space, their_space);
      if (!space.has_value()) return false;
      pieces_.push_back({std::string(*space), ours.substr(our_space.size()),
                         our_space, their_space, true, true});
    }
    return true;
  }

  void AddSide(const Lines& side, LineRange range, bool ours, bool theirs) {
    for (int i = range.begin; i < range.end; ++i) {
      const absl::string_view space = SpaceOf(side[i]);
      pieces_.push_back({std::string(space), side[i].substr(space.size()),
                         space, space, ours, theirs});
    }
  }

  // Where one side brings a line, and the other has moved the line before it,
  // or that behind it, in or out: moves the new line as well.
  static void Indent(const Piece* next, Piece* piece) {
    if (piece->ours == piece->theirs || !BeginsLine(piece->space)) return;
    if (next == nullptr) return;
    const absl::string_view had =
        IndentOf(piece->ours ? next->our_space : next->their_space);
    const absl::string_view has = IndentOf(next->space);
    const std::string indent(IndentOf(piece->space));
    if (had == has || !absl::StartsWith(indent, had)) return;
    piece->space.resize(piece->space.size() - indent.size());
    absl::StrAppend(&piece->space, has, indent.substr(had.size()));
  }

  // Whether both sides have it, and it begins a line on the side.
  static bool IsLineOf(const Piece& piece, bool ours) {
    return piece.ours && piece.theirs && BeginsLine(piece.space) &&
           BeginsLine(ours ? piece.our_space : piece.their_space);
  }

  // Null where there is none. The last piece is the end of the text.
  const Piece* FirstLine(bool ours) const {
    for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
      if (IsLineOf(pieces_[i], ours)) return &pieces_[i];
    }
    return nullptr;
  }

  const ThreeTexts& texts_;
  std::vector<Piece> pieces_;
};

absl::optional<std::string> Merged(const Conflict& conflict) {
  if (conflict.base.size() + conflict.ours.size() + conflict.theirs.size() >
      kMostBytes) {
    return absl::nullopt;
  }
  // A line end before each text, so that its first line begins one as well.
  const std::string base = absl::StrCat("\n", conflict.base);
  const std::string ours = absl::StrCat("\n", conflict.ours);
  const std::string theirs = absl::StrCat("\n", conflict.theirs);
  const ThreeTexts texts = CutIntoSpacedTokens(base, ours, theirs);
  SpaceMerge merge(texts);
  const auto our_edits = DiffTokens(texts.base, texts.ours);
  const auto their_edits = DiffTokens(texts.base, texts.theirs);
  std::vector<MergeRegion> regions = MergeEdits(texts, our_edits, their_edits);
  SettleContained(texts, our_edits, their_edits, &regions);
  for (const MergeRegion& region : regions) {
    if (region.kind == MergeRegion::kConflict || !merge.Add(region)) {
      return absl::nullopt;
    }
  }
  const std::string text = merge.Text();
  if (!absl::StartsWith(text, "\n")) return absl::nullopt;
  return text.substr(1);
}

}  // namespace

std::vector<Suggestion> LayoutMerge::Resolve(const Conflict& conflict) const {
  const std::string base = WithoutBlanks(conflict.base);
  if (WithoutBlanks(conflict.ours) != base &&
      WithoutBlanks(conflict.theirs) != base) {
    return {};
  }
  absl::optional<std::string> text = Merged(conflict);
  if (!text.has_value() || *text == conflict.ours || *text == conflict.theirs) {
    return {};
  }
  return {
      {*std::move(text), "what the one side says in the other's layout", ""}};
}

}  // namespace patchgraph
