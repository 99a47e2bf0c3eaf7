#include "engine/resolve/history/piece_reader.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/text/diff.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// More would cost more than they tell: the newest are kept.
constexpr std::size_t kMostVersions = 100;

// Where an unchanged line of the old text stands in the new one; -1 if it was
// changed.
int PlaceOf(int line, absl::Span<const Edit> edits) {
  const auto behind = std::upper_bound(
      edits.begin(), edits.end(), line,
      [](int at, const Edit& edit) { return at < edit.before_end; });
  if (behind != edits.end() && behind->before_begin <= line) return -1;
  return behind == edits.begin() ? line
                                 : line + std::prev(behind)->after_end -
                                       std::prev(behind)->before_end;
}

// The lines of the new text between those that enclose `range` in the old one.
absl::optional<LineRange> RangeIn(LineRange range, int old_size, int new_size,
                                  absl::Span<const Edit> edits) {
  LineRange found = {0, new_size};
  if (range.begin > 0) {
    found.begin = PlaceOf(range.begin - 1, edits) + 1;
    if (found.begin == 0) return absl::nullopt;
  }
  if (range.end < old_size) {
    found.end = PlaceOf(range.end, edits);
    if (found.end < 0) return absl::nullopt;
  }
  if (found.begin > found.end) return absl::nullopt;
  return found;
}

}  // namespace

PieceReader::PieceReader(const FileMerge& merge, const FileHistories& histories)
    : merge_(merge), base_(table_.Intern(merge.base)) {
  ours_ = ReadLine(merge.ours, histories.ours, histories.our_start.get());
  theirs_ =
      ReadLine(merge.theirs, histories.theirs, histories.their_start.get());
}

PieceReader::Line PieceReader::ReadLine(
    const Lines& side, const std::vector<FileVersion>& versions,
    const std::string* start) {
  Line line;
  // A history that leads to another text is not that of this side.
  if (versions.empty() || *versions.back().text != side.text()) return line;
  line.side = table_.InternLike(side.text(), base_);
  const auto add = [&](const FileVersion* version, absl::string_view text) {
    Version next;
    next.version = version;
    next.lines = table_.InternLike(
        text, line.versions.empty() ? base_ : line.versions.back().lines);
    next.from_base = Diff(base_.ids, next.lines.ids);
    next.from_side = Diff(line.side.ids, next.lines.ids);
    line.versions.push_back(std::move(next));
  };
  if (start != nullptr && FitsTextMerge(*start)) {
    add(nullptr, *start);
    line.has_start = true;
  }
  const std::size_t skipped =
      versions.size() - std::min(versions.size(), kMostVersions);
  for (std::size_t i = skipped; i < versions.size(); ++i) {
    if (FitsTextMerge(*versions[i].text)) {
      add(&versions[i], *versions[i].text);
    }
  }
  return line;
}

PieceLine PieceReader::PiecesOf(const Line& line, LineRange base,
                                LineRange side) const {
  PieceLine pieces;
  const absl::string_view base_text = base_.lines.Range(base);
  absl::string_view before = base_text;
  for (const Version& version : line.versions) {
    const Lines& lines = version.lines.lines;
    auto range =
        RangeIn(base, base_.lines.size(), lines.size(), version.from_base);
    if (!range.has_value()) {
      range = RangeIn(side, line.side.lines.size(), lines.size(),
                      version.from_side);
    }
    const bool is_start = version.version == nullptr;
    if (!range.has_value()) {
      if (is_start) pieces.from_base = false;
      continue;
    }
    const absl::string_view text = lines.Range(*range);
    if (is_start) {
      pieces.from_base = text == base_text;
    } else if (text != before) {
      pieces.versions.push_back({text, version.version});
    }
    before = text;
  }
  return pieces;
}

PieceHistory PieceReader::Read(int region) const {
  const MergeRegion& conflict = merge_.met[region];
  return {PiecesOf(ours_, conflict.base, conflict.ours),
          PiecesOf(theirs_, conflict.base, conflict.theirs)};
}

PieceHistory PiecesOf(const FileConflict& conflict) {
  if (conflict.pieces != nullptr) return *conflict.pieces;
  return PieceReader(*conflict.merge, *conflict.histories)
      .Read(conflict.region);
}

}  // namespace patchgraph
