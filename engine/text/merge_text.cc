#include "engine/text/merge_text.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace patchgraph {
namespace {

constexpr int kDefaultMarkerSize = 7;

enum class LineEnd { kLf, kCrLf, kUnknown };

// How the line ends, or the one before it if it is an unfinished last line.
LineEnd LineEndAt(const Lines& lines, int index) {
  if (lines.empty()) return LineEnd::kUnknown;
  if (!absl::EndsWith(lines[index], "\n")) {
    if (index == 0) return LineEnd::kUnknown;
    --index;
  }
  return absl::EndsWith(lines[index], "\r\n") ? LineEnd::kCrLf : LineEnd::kLf;
}

// Markers end like the lines before the conflict on both sides, or the first
// lines where there are none before it. One that ends in LF decides; where both
// are unknown the base is asked.
bool MarkersEndInCrLf(const FileMerge& merge, const MergeRegion& conflict) {
  const auto before = [](const Lines& lines, LineRange range) {
    return LineEndAt(lines, range.begin == 0 ? 0 : range.begin - 1);
  };
  LineEnd end = before(merge.ours, conflict.ours);
  if (end != LineEnd::kLf) end = before(merge.theirs, conflict.theirs);
  if (end != LineEnd::kLf) end = LineEndAt(merge.base, 0);
  return end == LineEnd::kCrLf;
}

class ConflictWriter {
 public:
  ConflictWriter(const FileMerge& merge, const RenderOptions& options,
                 std::string* out)
      : merge_(merge),
        options_(options),
        marker_size_(options.marker_size > 0 ? options.marker_size
                                             : kDefaultMarkerSize),
        out_(out) {}

  void Write(const MergeRegion& conflict) {
    newline_ = MarkersEndInCrLf(merge_, conflict) ? "\r\n" : "\n";
    AddMarker('<', options_.labels.ours);
    AddSide(merge_.ours.Range(conflict.ours));
    if (options_.style == ConflictStyle::kDiff3) {
      AddMarker('|', options_.labels.base);
      AddSide(merge_.base.Range(conflict.base));
    }
    AddMarker('=', "");
    AddSide(merge_.theirs.Range(conflict.theirs));
    AddMarker('>', options_.labels.theirs);
  }

 private:
  void AddMarker(char letter, absl::string_view label) {
    out_->append(marker_size_, letter);
    if (!label.empty()) absl::StrAppend(out_, " ", label);
    absl::StrAppend(out_, newline_);
  }

  void AddSide(absl::string_view text) {
    absl::StrAppend(out_, text);
    if (!text.empty() && !absl::EndsWith(text, "\n")) {
      absl::StrAppend(out_, newline_);
    }
  }

  const FileMerge& merge_;
  const RenderOptions& options_;
  int marker_size_;
  std::string* out_;
  absl::string_view newline_;
};

absl::string_view TextOf(const FileMerge& merge, const MergeRegion& region,
                         Side side) {
  switch (side) {
    case Side::kBase:
      return merge.base.Range(region.base);
    case Side::kOurs:
      return merge.ours.Range(region.ours);
    case Side::kTheirs:
      return merge.theirs.Range(region.theirs);
  }
  return absl::string_view();
}

}  // namespace

absl::string_view CleanText(const FileMerge& merge, const MergeRegion& region) {
  return TextOf(
      merge, region,
      region.kind == MergeRegion::kTheirs ? Side::kTheirs : Side::kOurs);
}

std::string Render(const FileMerge& merge, const RenderOptions& options) {
  std::string out;
  ConflictWriter writer(merge, options, &out);
  for (const MergeRegion& region : merge.regions(options.style)) {
    if (region.kind == MergeRegion::kConflict) {
      writer.Write(region);
    } else {
      absl::StrAppend(&out, CleanText(merge, region));
    }
  }
  return out;
}

std::string Take(const FileMerge& merge, Side side) {
  std::string out;
  // The refined parts of a conflict have no base of their own.
  const std::vector<MergeRegion>& regions =
      side == Side::kBase ? merge.met : merge.refined;
  for (const MergeRegion& region : regions) {
    absl::StrAppend(&out, region.kind == MergeRegion::kConflict
                              ? TextOf(merge, region, side)
                              : CleanText(merge, region));
  }
  return out;
}

std::string TextWith(const FileMerge& merge, const RegionTexts& texts) {
  std::string text;
  for (size_t i = 0; i < merge.met.size(); ++i) {
    const auto found = texts.find(static_cast<int>(i));
    absl::StrAppend(&text, found != texts.end()
                               ? found->second
                               : CleanText(merge, merge.met[i]));
  }
  return text;
}

bool IsOpen(const FileMerge& merge, const MergeRegion& region) {
  return region.kind == MergeRegion::kConflict &&
         merge.ours.Range(region.ours) != merge.theirs.Range(region.theirs);
}

std::string RenderWith(const FileMerge& merge, const RegionTexts& texts,
                       const RenderOptions& options) {
  std::string text;
  ConflictWriter writer(merge, options, &text);
  for (size_t i = 0; i < merge.met.size(); ++i) {
    const MergeRegion& region = merge.met[i];
    const auto found = texts.find(static_cast<int>(i));
    if (found != texts.end()) {
      absl::StrAppend(&text, found->second);
    } else if (IsOpen(merge, region)) {
      writer.Write(region);
    } else {
      absl::StrAppend(&text, CleanText(merge, region));
    }
  }
  return text;
}

}  // namespace patchgraph
