#include "testdata/bench/region_truth.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/text/diff.h"
#include "engine/text/edit.h"
#include "engine/text/lines.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

using Truths = std::vector<absl::optional<std::string>>;

constexpr int kUnchangedAround = 3;  // lines

// The clean texts before, between and behind the conflicts.
std::vector<std::string> CleanTexts(const FileMerge& merge,
                                    absl::Span<const int> conflicts) {
  std::vector<std::string> texts(1);
  for (std::size_t i = 0; i < merge.met.size(); ++i) {
    const MergeRegion& region = merge.met[i];
    if (absl::c_linear_search(conflicts, static_cast<int>(i))) {
      texts.emplace_back();
    } else {
      absl::StrAppend(&texts.back(), CleanText(merge, region));
    }
  }
  return texts;
}

// Where `piece` stands in `text` as whole lines.
std::size_t FindLines(absl::string_view text, absl::string_view piece,
                      std::size_t from, bool last) {
  std::size_t at = last ? text.rfind(piece) : text.find(piece, from);
  while (at != absl::string_view::npos && at != 0 && text[at - 1] != '\n') {
    if (last && at == 0) return absl::string_view::npos;
    at = last ? text.rfind(piece, at - 1) : text.find(piece, at + 1);
  }
  return at;
}

// The texts between the clean ones, where all of them are in the result and
// the middle ones stand in one place only.
absl::optional<Truths> Between(const std::vector<std::string>& clean,
                               absl::string_view result) {
  if (!absl::ConsumePrefix(&result, clean.front()) ||
      !absl::ConsumeSuffix(&result, clean.back())) {
    return absl::nullopt;
  }
  Truths truths;
  for (std::size_t i = 1; i + 1 < clean.size(); ++i) {
    const std::size_t at = FindLines(result, clean[i], 0, /*last=*/false);
    if (at == absl::string_view::npos ||
        at != FindLines(result, clean[i], 0, /*last=*/true)) {
      return absl::nullopt;
    }
    truths.emplace_back(std::string(result.substr(0, at)));
    result.remove_prefix(at + clean[i].size());
  }
  truths.emplace_back(std::string(result));
  return truths;
}

// The merged text with one line, found nowhere else, for each conflict; and
// which lines those are.
std::string WithPlaceholders(const std::vector<std::string>& clean,
                             std::vector<int>* places) {
  std::string text = clean.front();
  for (std::size_t i = 1; i < clean.size(); ++i) {
    if (!text.empty() && text.back() != '\n') text += '\n';
    places->push_back(
        static_cast<int>(std::count(text.begin(), text.end(), '\n')));
    absl::StrAppend(&text, "\x01 conflict ", i, " \x01\n", clean[i]);
  }
  return text;
}

bool TouchesOtherLines(const std::vector<Edit>& edits, std::size_t own,
                       const std::vector<int>& places) {
  const LineRange around = {edits[own].before().begin - kUnchangedAround,
                            edits[own].before().end + kUnchangedAround};
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (i == own || edits[i].before().end <= around.begin ||
        edits[i].before().begin >= around.end) {
      continue;
    }
    const bool is_conflict = edits[i].before().size() == 1 &&
                             std::binary_search(places.begin(), places.end(),
                                                edits[i].before().begin);
    if (!is_conflict) return true;
  }
  return false;
}

}  // namespace

Truths RegionTruth(const FileMerge& merge, absl::Span<const int> conflicts,
                   absl::string_view result) {
  const std::vector<std::string> clean = CleanTexts(merge, conflicts);
  if (clean.size() == 1) return {};
  if (const auto exact = Between(clean, result)) return *exact;

  std::vector<int> places;
  const std::string before = WithPlaceholders(clean, &places);
  const Lines after(result);
  const std::vector<Edit> edits = Diff(Lines(before), after);
  Truths truths(places.size());
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const auto place =
        std::find(places.begin(), places.end(), edits[i].before().begin);
    if (edits[i].before().size() != 1 || place == places.end() ||
        TouchesOtherLines(edits, i, places)) {
      continue;
    }
    truths[place - places.begin()] = std::string(after.Range(edits[i].after()));
  }
  return truths;
}

}  // namespace patchgraph
