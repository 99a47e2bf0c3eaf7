#include "engine/resolve/textual/added_words.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/resolve/textual/three_way.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/text/lines.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

bool IsMakefile(absl::string_view path) {
  const absl::string_view name = path.substr(path.rfind('/') + 1);
  return absl::StartsWith(name, "Makefile") ||
         absl::StartsWith(name, "Kbuild") || absl::EndsWith(name, ".mk");
}

bool IsSeparator(char c) { return c == ',' || c == '|'; }

// What sets apart the entries of a list of which this is a part, and where it
// stands: ",…" and "…," are parts that fit together with their like alone.
enum class Part { kNone, kBlanks, kSeparatorFirst, kSeparatorLast };

Part PartOf(absl::string_view text, bool blanks_separate) {
  const absl::string_view bare = absl::StripAsciiWhitespace(text);
  if (bare.empty() || absl::StrContains(text, '\n') ||
      bare.find_first_of(";{}") != absl::string_view::npos) {
    return Part::kNone;
  }
  const bool first = IsSeparator(bare.front());
  const bool last = IsSeparator(bare.back());
  if (first != last) {
    return first ? Part::kSeparatorFirst : Part::kSeparatorLast;
  }
  if (blanks_separate && !first && bare.size() < text.size() &&
      bare.find_first_of("=:\\#") == absl::string_view::npos) {
    return Part::kBlanks;
  }
  return Part::kNone;
}

// As one entry of a list is told from another, without what stands between.
absl::string_view Entry(absl::string_view text) {
  while (!text.empty() &&
         (IsSeparator(text.front()) || IsWhite(text.substr(0, 1)))) {
    text.remove_prefix(1);
  }
  while (!text.empty() &&
         (IsSeparator(text.back()) || IsWhite(text.substr(text.size() - 1)))) {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace

std::vector<Suggestion> AddedWords::Resolve(const Conflict& conflict) const {
  const ThreeWay merge =
      MergeTokens(conflict.base, conflict.ours, conflict.theirs);
  if (merge.merged) return {};
  const bool is_makefile = IsMakefile(conflict.path);
  std::string ours_first;
  std::string theirs_first;
  bool any = false;
  for (const MergeRegion& region : merge.regions) {
    const absl::string_view ours = merge.texts.ours.lines.Range(region.ours);
    const absl::string_view theirs =
        merge.texts.theirs.lines.Range(region.theirs);
    if (region.kind != MergeRegion::kConflict) {
      const absl::string_view text =
          region.kind == MergeRegion::kTheirs ? theirs : ours;
      absl::StrAppend(&ours_first, text);
      absl::StrAppend(&theirs_first, text);
      continue;
    }
    const Part part = PartOf(ours, is_makefile);
    if (!region.base.empty() || part == Part::kNone ||
        part != PartOf(theirs, is_makefile) || Entry(ours) == Entry(theirs)) {
      return {};
    }
    absl::StrAppend(&ours_first, ours, theirs);
    absl::StrAppend(&theirs_first, theirs, ours);
    any = true;
  }
  if (!any) return {};
  const std::string reason = "both sides add to one list";
  return {{ours_first, reason, "ours first"},
          {theirs_first, reason, "theirs first"}};
}

}  // namespace patchgraph
