#include "engine/resolve/history/superseded.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "engine/resolve/history/likeness.h"
#include "engine/resolve/textual/words.h"
#include "engine/text/diff.h"
#include "engine/text/line_table.h"

namespace patchgraph {
namespace {

// Of all three texts, for a comparison by tokens.
constexpr std::size_t kMostBytes = 300000;

bool LiesWithin(const Edit& inner, const Edit& outer) {
  if (inner.before().empty()) {
    return outer.before_begin < inner.before_begin &&
           inner.before_begin < outer.before_end;
  }
  return outer.before_begin <= inner.before_begin &&
         inner.before_end <= outer.before_end;
}

bool AllLieWithin(absl::Span<const Edit> inner, absl::Span<const Edit> outer) {
  return !inner.empty() &&
         std::all_of(inner.begin(), inner.end(), [&](const Edit& edit) {
           return std::any_of(
               outer.begin(), outer.end(),
               [&](const Edit& other) { return LiesWithin(edit, other); });
         });
}

// The kind in which `taken` supersedes what `detail` changed; empty if it does
// not.
absl::string_view KindOf(absl::string_view base, absl::string_view taken,
                         absl::string_view detail) {
  LineTable table;
  const InternedLines base_lines = table.Intern(base);
  const std::vector<Edit> taken_edits =
      Diff(base_lines.ids, table.Intern(taken).ids);
  const std::vector<Edit> detail_edits =
      Diff(base_lines.ids, table.Intern(detail).ids);
  if (!AllLieWithin(detail_edits, taken_edits)) return "";
  if (Likeness(base, detail) <= 0.8) return "";
  if (IsBlankText(taken)) return "deleted";
  // A side that changed the layout alone has no detail to lose.
  if (WithoutBlanks(base) == WithoutBlanks(detail)) return "";
  const double left = Likeness(base, taken);
  if (left < 0.3) return "rewritten";
  return left < 0.5 ? "replaced" : "";
}

struct Found {
  bool is_ours = false;
  absl::string_view kind;  // empty: neither supersedes the other
};

Found Find(absl::string_view base, absl::string_view ours,
           absl::string_view theirs) {
  if (IsBlankText(base)) return {};
  if (base.size() + ours.size() + theirs.size() > kMostBytes) return {};
  const absl::string_view by_ours = KindOf(base, ours, theirs);
  const absl::string_view by_theirs = KindOf(base, theirs, ours);
  if (by_ours.empty() == by_theirs.empty()) return {};
  return {!by_ours.empty(), by_ours.empty() ? by_theirs : by_ours};
}

}  // namespace

std::vector<Suggestion> Superseded::Resolve(const Conflict& conflict) const {
  const Found found = Find(conflict.base, conflict.ours, conflict.theirs);
  if (found.kind.empty()) return {};
  return {{std::string(found.is_ours ? conflict.ours : conflict.theirs),
           found.is_ours
               ? "ours took away the lines in which theirs changed a detail"
               : "theirs took away the lines in which ours changed a detail",
           std::string(found.kind)}};
}

absl::optional<std::string> SupersedingSide(absl::string_view base,
                                            absl::string_view ours,
                                            absl::string_view theirs) {
  const Found found = Find(base, ours, theirs);
  if (found.kind.empty() || found.kind == "replaced") return absl::nullopt;
  return std::string(found.is_ours ? ours : theirs);
}

}  // namespace patchgraph
