#include "engine/text/line_differ.h"

#include "engine/text/changed_lines.h"
#include "engine/text/slide.h"

namespace patchgraph {
namespace {

std::vector<Edit> CollectEdits(const ChangedLines& before,
                               const ChangedLines& after) {
  std::vector<Edit> edits;
  int i = 0;
  int j = 0;
  while (i < before.size() || j < after.size()) {
    Edit edit;
    edit.before_begin = i;
    edit.after_begin = j;
    while (i < before.size() && before.changed[i] != 0) ++i;
    while (j < after.size() && after.changed[j] != 0) ++j;
    edit.before_end = i;
    edit.after_end = j;
    if (!edit.before().empty() || !edit.after().empty()) edits.push_back(edit);
    ++i;
    ++j;
  }
  return edits;
}

}  // namespace

std::vector<Edit> LineDiffer::Diff(absl::Span<const int> before_ids,
                                   absl::Span<const int> after_ids) {
  if (before_ids == after_ids) return {};
  std::vector<char> before_changed(before_ids.size(), 0);
  std::vector<char> after_changed(after_ids.size(), 0);
  const ChangedLines before = {before_ids, absl::MakeSpan(before_changed)};
  const ChangedLines after = {after_ids, absl::MakeSpan(after_changed)};

  Myers* rediff = nullptr;
  if (options_.algorithm == DiffAlgorithm::kHistogram) {
    histogram_.Mark(before, after);
    if (options_.git.RediffsJoinedChanges()) rediff = &myers_;
  } else {
    myers_.Mark(before, after);
  }
  SlideChanges(before, after, rediff);
  SlideChanges(after, before, rediff);
  return CollectEdits(before, after);
}

}  // namespace patchgraph
