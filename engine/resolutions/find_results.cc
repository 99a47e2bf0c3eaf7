#include "engine/resolutions/find_results.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/resolutions/resolution.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

constexpr size_t kNowhere = absl::string_view::npos;

bool LineBeginsAt(absl::string_view text, size_t at) {
  return at == 0 || text[at - 1] == '\n';
}

// Whether whole lines stand there, and not the beginning of a longer one.
bool IsWholeLines(absl::string_view text, size_t at, size_t size) {
  if (!LineBeginsAt(text, at)) return false;
  return at + size == text.size() || size == 0 || text[at + size - 1] == '\n';
}

size_t FindLines(absl::string_view text, absl::string_view lines, size_t from) {
  for (size_t at = text.find(lines, from); at != kNowhere;
       at = text.find(lines, at + 1)) {
    if (IsWholeLines(text, at, lines.size())) return at;
  }
  return kNowhere;
}

// The last place that ends at `to` or before.
size_t FindLinesBackwards(absl::string_view text, absl::string_view lines,
                          size_t to) {
  if (to < lines.size()) return kNowhere;
  for (size_t at = text.rfind(lines, to - lines.size()); at != kNowhere;
       at = text.rfind(lines, at - 1)) {
    if (IsWholeLines(text, at, lines.size())) return at;
    if (at == 0) break;
  }
  return kNowhere;
}

struct Place {
  size_t begin = 0;
  size_t end = 0;
};

// Where each piece stands if every one is as far to the front as it can be, or
// to the back; empty if they do not all fit.
std::vector<size_t> FrontMost(absl::Span<const std::string> clean,
                              absl::string_view text, size_t last_begin) {
  std::vector<size_t> places = {0};
  size_t from = clean.front().size();
  for (size_t i = 1; i + 1 < clean.size(); ++i) {
    const size_t at = FindLines(text, clean[i], from);
    if (at == kNowhere || at + clean[i].size() > last_begin) return {};
    places.push_back(at);
    from = at + clean[i].size();
  }
  places.push_back(last_begin);
  return places;
}

std::vector<size_t> BackMost(absl::Span<const std::string> clean,
                             absl::string_view text, size_t last_begin) {
  std::vector<size_t> places = {last_begin};
  size_t to = last_begin;
  for (size_t i = clean.size() - 2; i > 0; --i) {
    const size_t at = FindLinesBackwards(text, clean[i], to);
    if (at == kNowhere) return {};
    places.push_back(at);
    to = at;
  }
  places.push_back(0);
  std::reverse(places.begin(), places.end());
  return places;
}

// Where nothing but the conflicts was touched. Empty if more was.
std::vector<FoundResult> FindBetween(absl::Span<const std::string> clean,
                                     absl::string_view text) {
  const std::string& last = clean.back();
  if (!absl::StartsWith(text, clean.front()) || !absl::EndsWith(text, last) ||
      clean.front().size() + last.size() > text.size()) {
    return {};
  }
  const size_t last_begin = text.size() - last.size();
  if (!last.empty() && !LineBeginsAt(text, last_begin)) return {};
  const std::vector<size_t> front = FrontMost(clean, text, last_begin);
  if (front.empty()) return {};
  const std::vector<size_t> back = BackMost(clean, text, last_begin);
  std::vector<FoundResult> results(clean.size() - 1);
  for (size_t i = 0; i < results.size(); ++i) {
    if (back.empty() || front[i] != back[i] || front[i + 1] != back[i + 1]) {
      results[i].why_not =
          "the text between it and the next conflict stands there twice";
      continue;
    }
    const size_t begin = front[i] + clean[i].size();
    results[i].text = std::string(text.substr(begin, front[i + 1] - begin));
  }
  return results;
}

// The one place of the last or first lines of a piece, as many as it takes.
class ContextFinder {
 public:
  ContextFinder(absl::string_view text, bool last_lines)
      : text_(text), last_lines_(last_lines) {}

  // Says why not where there is none.
  absl::optional<Place> Find(const std::string& piece, std::string* why_not) {
    const Lines lines(piece);
    const absl::string_view where = last_lines_ ? "before" : "after";
    for (int count = kResolutionContext;; count *= 2) {
      count = std::min(count, lines.size());
      const absl::string_view wanted = lines.Range(
          last_lines_ ? LineRange{lines.size() - count, lines.size()}
                      : LineRange{0, count});
      const size_t at = FindLines(text_, wanted, 0);
      if (at == kNowhere) {
        *why_not = absl::StrCat("the lines ", where, " it were edited");
        return absl::nullopt;
      }
      if (FindLines(text_, wanted, at + 1) == kNowhere) {
        return Place{at, at + wanted.size()};
      }
      if (count == lines.size()) break;
    }
    *why_not = absl::StrCat("the lines ", where, " it stand there twice");
    return absl::nullopt;
  }

 private:
  absl::string_view text_;
  bool last_lines_;
};

// Where other text was edited, too: one conflict, by what is next to it.
FoundResult FindNextTo(const std::string& before, const std::string& after,
                       absl::string_view text, Place* place) {
  FoundResult result;
  Place begin;
  Place end{text.size(), text.size()};
  if (!before.empty()) {
    const auto found = ContextFinder(text, true).Find(before, &result.why_not);
    if (!found.has_value()) return result;
    begin = *found;
  }
  if (!after.empty()) {
    const auto found = ContextFinder(text, false).Find(after, &result.why_not);
    if (!found.has_value()) return result;
    end = *found;
  }
  if (begin.end > end.begin) {
    result.why_not = "the lines around it were moved";
    return result;
  }
  *place = {begin.end, end.begin};
  result.text = std::string(text.substr(begin.end, end.begin - begin.end));
  return result;
}

}  // namespace

std::vector<FoundResult> FindResults(absl::Span<const std::string> clean,
                                     absl::string_view resolved) {
  if (clean.size() < 2) return {};
  std::vector<FoundResult> results = FindBetween(clean, resolved);
  if (!results.empty()) return results;
  size_t reached = 0;
  for (size_t i = 0; i + 1 < clean.size(); ++i) {
    Place place;
    FoundResult result = FindNextTo(clean[i], clean[i + 1], resolved, &place);
    if (result.text.has_value() && place.begin < reached) {
      result.text = absl::nullopt;
      result.why_not = "the lines around it were moved";
    }
    if (result.text.has_value()) reached = place.end;
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace patchgraph
