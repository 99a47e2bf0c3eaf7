#include "engine/text/diff.h"

#include <algorithm>

#include "engine/text/line_differ.h"
#include "engine/text/line_table.h"

namespace patchgraph {
namespace {

int LargestId(absl::Span<const int> ids) {
  return ids.empty() ? -1 : *std::max_element(ids.begin(), ids.end());
}

}  // namespace

std::vector<Edit> Diff(absl::Span<const int> before_ids,
                       absl::Span<const int> after_ids,
                       const DiffOptions& options) {
  if (before_ids == after_ids) return {};
  const int id_count =
      std::max(LargestId(before_ids), LargestId(after_ids)) + 1;
  return LineDiffer(id_count, options).Diff(before_ids, after_ids);
}

std::vector<Edit> Diff(const Lines& before, const Lines& after,
                       const DiffOptions& options) {
  if (before.text() == after.text()) return {};
  LineTable table;
  const InternedLines old_lines = table.Intern(before);
  const InternedLines new_lines = table.Intern(after);
  return LineDiffer(table.size(), options).Diff(old_lines.ids, new_lines.ids);
}

}  // namespace patchgraph
