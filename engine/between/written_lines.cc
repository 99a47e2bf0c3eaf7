#include "engine/between/written_lines.h"

#include <algorithm>
#include <utility>

namespace patchgraph {

void SortHunks(std::vector<HunkKey>* hunks) {
  std::sort(hunks->begin(), hunks->end());
  hunks->erase(std::unique(hunks->begin(), hunks->end()), hunks->end());
}

WrittenLines::WrittenLines(int lines) : base_lines_(lines), lines_(lines) {
  if (lines > 0) pieces_.push_back({0, lines, HunkKey()});
}

void WrittenLines::Apply(absl::Span<const Edit> edits,
                         absl::Span<const HunkKey> hunks) {
  std::vector<Piece> next;
  next.reserve(pieces_.size() + 2 * edits.size());
  size_t at = 0;
  // Moves over `lines` lines. Those that an edit takes away leave a mark of the
  // hunk that wrote them.
  const auto advance = [&](int lines, bool keep) {
    while (at < pieces_.size() && lines > 0) {
      Piece& piece = pieces_[at];
      const int step = std::min(lines, piece.lines);
      Piece part = piece;
      part.lines = keep ? step : 0;
      const bool is_base = piece.base >= 0;
      if (keep || !is_base) next.push_back(part);
      if (is_base) piece.base += step;
      piece.lines -= step;
      lines -= step;
      if (piece.lines == 0) ++at;
    }
  };
  int line = 0;
  for (size_t i = 0; i < edits.size(); ++i) {
    const Edit& edit = edits[i];
    advance(edit.before_begin - line, /*keep=*/true);
    advance(edit.before().size(), /*keep=*/false);
    next.push_back({-1, edit.after().size(), hunks[i]});
    line = edit.before_end;
    lines_ += edit.after().size() - edit.before().size();
  }
  next.insert(next.end(), pieces_.begin() + static_cast<std::ptrdiff_t>(at),
              pieces_.end());
  pieces_ = std::move(next);
}

void WrittenLines::ReplaceAll(int lines, const HunkKey& hunk) {
  const Edit all = {0, lines_, 0, lines};
  Apply({all}, {hunk});
}

std::vector<WrittenPart> WrittenLines::Parts() const {
  std::vector<WrittenPart> parts;
  WrittenPart part;  // that is being put together, if it has hunks
  int base = 0;      // the next line of either side
  int now = 0;
  const auto close = [&](int base_end) {
    if (part.hunks.empty()) return;
    part.before.end = base_end;
    part.after.end = now;
    SortHunks(&part.hunks);
    parts.push_back(std::move(part));
    part = WrittenPart();
  };
  for (const Piece& piece : pieces_) {
    if (piece.base >= 0) {
      close(piece.base);
      base = piece.base + piece.lines;
    } else {
      if (part.hunks.empty()) part = {{base, base}, {now, now}, {}};
      part.hunks.push_back(piece.hunk);
    }
    now += piece.lines;
  }
  close(base_lines_);
  return parts;
}

}  // namespace patchgraph
