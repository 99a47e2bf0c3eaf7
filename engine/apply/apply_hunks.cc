#include "engine/apply/apply_hunks.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/apply/place_hunk.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// From so many hunks on it pays to know where each line of the file stands.
constexpr size_t kManyHunks = 8;

// Where the hunk's header says it starts, from 0. A range without lines names
// the line before it.
int StatedLine(const Hunk& hunk) {
  return hunk.old_count == 0 ? hunk.old_start : std::max(hunk.old_start, 1) - 1;
}

std::string Quote(absl::string_view line) {
  line = absl::StripSuffix(line, "\n");
  constexpr size_t kLongest = 60;
  if (line.size() <= kLongest) return absl::StrCat("\"", line, "\"");
  return absl::StrCat("\"", line.substr(0, kLongest), "…\"");
}

// Says what is wrong at the place that the hunk names.
std::string WhyNot(const Lines& file, const HunkText& text, int begin) {
  for (size_t i = 0; i < text.before.size(); ++i) {
    const int at = begin + static_cast<int>(i);
    if (at >= file.size()) {
      return absl::StrCat("does not apply: it wants ", Quote(text.before[i]),
                          " at line ", at + 1, ", and the file has ",
                          file.size(), " lines");
    }
    if (file[at] == text.before[i]) continue;
    if (absl::StripSuffix(file[at], "\n") ==
        absl::StripSuffix(text.before[i], "\n")) {
      return absl::StrCat("does not apply: line ", at + 1,
                          " differs only in the newline at the file's end");
    }
    if (absl::StripSuffix(absl::StripSuffix(file[at], "\n"), "\r") ==
        absl::StripSuffix(absl::StripSuffix(text.before[i], "\n"), "\r")) {
      return absl::StrCat("does not apply: line ", at + 1,
                          " differs only in its line end (CRLF or LF)");
    }
    return absl::StrCat("does not apply: it wants ", Quote(text.before[i]),
                        " at line ", at + 1, ", where there is ",
                        Quote(file[at]));
  }
  return "does not apply: it would overlap the hunk before it";
}

bool ChangesNothing(const Hunk& hunk) {
  return std::all_of(hunk.lines.begin(), hunk.lines.end(),
                     [](const HunkLine& line) {
                       return line.kind == HunkLine::Kind::kContext;
                     });
}

// Writes the text after the hunks, front to back, and keeps count of lines.
class Writer {
 public:
  Writer(const Lines& file, std::string* text) : file_(file), text_(text) {}

  // Copies lines of the file, up to `line`, that no hunk changes.
  void CopyUntil(int line) {
    absl::StrAppend(text_, file_.Range({next_, line}));
    written_ += line - next_;
    next_ = line;
  }

  // Writes a hunk that starts at line `begin` of the file (which may be before
  // the first, where fuzz left out context that the file does not have), and
  // fills in the places of its edits.
  void Write(const Hunk& hunk, int begin, HunkStep* step) {
    CopyUntil(std::max(begin, next_));
    step->before_begin = next_;
    step->after_begin = written_;
    int at = begin;
    bool inside = false;
    for (const HunkLine& line : hunk.lines) {
      if (line.kind == HunkLine::Kind::kContext) {
        ++at;
        inside = false;
        continue;
      }
      if (!inside) {
        CopyUntil(at);
        step->edits.push_back({at, at, written_, written_});
        inside = true;
      }
      Edit& edit = step->edits.back();
      if (line.kind == HunkLine::Kind::kRemoved) {
        next_ = edit.before_end = ++at;
      } else {
        text_->append(line.text);
        edit.after_end = ++written_;
      }
    }
    // Context that fuzz left out may reach beyond the file's end.
    CopyUntil(std::min(std::max(at, next_), file_.size()));
    step->before_end = next_;
    step->after_end = written_;
  }

  int next() const { return next_; }

 private:
  const Lines& file_;
  std::string* text_;
  int next_ = 0;     // the first line of the file that is not dealt with yet
  int written_ = 0;  // lines of the text so far
};

// Whether the hunk's result stands where the hunk would go.
bool IsThere(const Lines& file, const HunkText& sides, const Hunk& hunk,
             int drift) {
  if (sides.after.empty()) return false;
  const int stated = StatedLine(hunk);
  return StandsAt(file, sides.after, stated + drift) ||
         StandsAt(file, sides.after, stated) ||
         StandsAt(file, sides.after, std::max(hunk.new_start, 1) - 1);
}

}  // namespace

AppliedHunks ApplyHunks(absl::string_view text, absl::Span<const Hunk> hunks,
                        int max_fuzz) {
  const Lines file(text);
  AppliedHunks applied;
  applied.text.reserve(text.size());
  Writer writer(file, &applied.text);
  absl::optional<LinePlaces> places;
  if (hunks.size() >= kManyHunks) places.emplace(file);
  int drift = 0;  // how far the last hunk stood from where it said
  for (const Hunk& hunk : hunks) {
    const HunkText sides(hunk);
    const int stated = StatedLine(hunk);
    HunkStep step;
    step.header = std::string(absl::StripTrailingAsciiWhitespace(hunk.header));
    // The place that the hunk names counts before the one that the hunk
    // before it suggests.
    const bool as_stated =
        stated >= writer.next() && StandsAt(file, sides.before, stated);
    const auto place = PlaceHunk(
        file, sides, as_stated ? stated : stated + drift,
        {writer.next(), max_fuzz, places.has_value() ? &*places : nullptr});
    if (place.has_value()) {
      step.offset = place->begin - stated;
      step.fuzz = place->fuzz;
      drift = step.offset;
      if (place->candidates.size() > 1) {
        for (const int line : place->candidates) {
          step.candidates.push_back(line + 1);
        }
      }
      writer.Write(hunk, place->begin, &step);
      step.verdict = ChangesNothing(hunk) ? Verdict::kEmpty
                     : step.fuzz > 0      ? Verdict::kFuzz
                     : step.offset != 0   ? Verdict::kOffset
                                          : Verdict::kClean;
    } else if (IsThere(file, sides, hunk, drift)) {
      step.verdict = Verdict::kUpstream;
      step.message = "its result is there already";
    } else {
      step.verdict = Verdict::kConflict;
      step.message = WhyNot(file, sides, stated);
    }
    applied.hunks.push_back(std::move(step));
  }
  writer.CopyUntil(file.size());
  return applied;
}

OwnedEdits EditsOf(absl::Span<const HunkStep> hunks) {
  OwnedEdits owned;
  for (size_t i = 0; i < hunks.size(); ++i) {
    for (const Edit& edit : hunks[i].edits) {
      owned.edits.push_back(edit);
      owned.hunks.push_back(static_cast<int>(i));
    }
  }
  return owned;
}

}  // namespace patchgraph
