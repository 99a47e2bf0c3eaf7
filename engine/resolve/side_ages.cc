#include "engine/resolve/side_ages.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/text/lines.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

// With a line more on both ends, so that few lines, or none, can be found too.
absl::string_view WithNeighbours(const Lines& lines, LineRange range) {
  return lines.Range(
      {std::max(range.begin - 1, 0), std::min(range.end + 1, lines.size())});
}

// How many of the newest versions have the text; of the list's commits, the
// last of them made it.
int SinceWhen(const std::vector<FileVersion>& versions,
              absl::string_view text) {
  int count = 0;
  for (auto version = versions.rbegin();
       version != versions.rend() && absl::StrContains(*version->text, text);
       ++version) {
    ++count;
  }
  return count;
}

}  // namespace

SideAges AgesOf(const FileConflict& conflict) {
  SideAges ages;
  const FileHistories& histories = *conflict.histories;
  const MergeRegion& region = conflict.merge->met[conflict.region];
  ages.our_commits = SinceWhen(
      histories.ours, WithNeighbours(conflict.merge->ours, region.ours));
  ages.their_commits = SinceWhen(
      histories.theirs, WithNeighbours(conflict.merge->theirs, region.theirs));
  if (ages.our_commits == 0 || ages.their_commits == 0) return ages;
  ages.known = true;
  const FileVersion& ours =
      histories.ours[histories.ours.size() - ages.our_commits];
  const FileVersion& theirs =
      histories.theirs[histories.theirs.size() - ages.their_commits];
  ages.ours_newer_by =
      static_cast<double>(ours.committed_at - theirs.committed_at);
  return ages;
}

}  // namespace patchgraph
