// Merges any three texts and checks what must hold of every merge.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/text/diff.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"
#include "engine/text/similarity.h"

namespace patchgraph {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

// The old text with the edits done to it is the new text.
void CheckDiff(absl::string_view before, absl::string_view after,
               const DiffOptions& options) {
  const Lines old_lines(before);
  const Lines new_lines(after);
  std::string patched;
  int line = 0;
  for (const Edit& edit : Diff(old_lines, new_lines, options)) {
    Require(edit.before_begin >= line &&
            (line == 0 || edit.before_begin > line));
    patched += std::string(old_lines.Range({line, edit.before_begin}));
    patched += std::string(new_lines.Range(edit.after()));
    line = edit.before_end;
  }
  patched += std::string(old_lines.Range({line, old_lines.size()}));
  Require(patched == after);
}

void CheckRegions(const FileMerge& merge,
                  const std::vector<MergeRegion>& regions) {
  int base_line = 0;
  int our_line = 0;
  int their_line = 0;
  for (const MergeRegion& region : regions) {
    Require(region.base.begin == base_line && region.ours.begin == our_line &&
            region.theirs.begin == their_line);
    base_line = region.base.end;
    our_line = region.ours.end;
    their_line = region.theirs.end;
    const absl::string_view base = merge.base.Range(region.base);
    const absl::string_view ours = merge.ours.Range(region.ours);
    const absl::string_view theirs = merge.theirs.Range(region.theirs);
    switch (region.kind) {
      case MergeRegion::kUnchanged:
        Require(base == ours && base == theirs);
        break;
      case MergeRegion::kOurs:
        Require(base == theirs);
        break;
      case MergeRegion::kTheirs:
        Require(base == ours);
        break;
      case MergeRegion::kBoth:
        Require(ours == theirs);
        break;
      case MergeRegion::kConflict:
        // Even equal texts may conflict, where different edits led to them.
        break;
    }
  }
  Require(base_line == merge.base.size() && our_line == merge.ours.size() &&
          their_line == merge.theirs.size());
}

void CheckMerge(absl::string_view base, absl::string_view ours,
                absl::string_view theirs, GitRelease git) {
  MergeOptions options;
  options.diff.git = git;
  const FileMerge merge = Merge(base, ours, theirs, options);
  CheckRegions(merge, merge.met);
  CheckRegions(merge, merge.refined);
  if (merge.clean()) Require(Render(merge) == Take(merge, Side::kOurs));
  RenderOptions diff3;
  diff3.style = ConflictStyle::kDiff3;
  Require(Render(merge, diff3).size() >= Take(merge, Side::kBase).size());
  Require(Render(Merge(base, ours, base, options)) == ours);
  Require(Render(Merge(base, base, theirs, options)) == theirs);
  Require(Render(Merge(base, ours, ours, options)) == ours);
}

void CheckAll(absl::string_view base, absl::string_view ours,
              absl::string_view theirs) {
  for (const GitRelease git : {GitRelease{2, 39}, GitRelease{2, 54}}) {
    DiffOptions options;
    options.git = git;
    CheckDiff(base, ours, options);
    CheckDiff(ours, theirs, options);
    CheckMerge(base, ours, theirs, git);
    const int score =
        Similarity(Fingerprint(ours, git), Fingerprint(theirs, git));
    Require(score >= 0 && score <= kMaxSimilarity);
  }
  DiffOptions myers;
  myers.algorithm = DiffAlgorithm::kMyers;
  CheckDiff(base, theirs, myers);
}

}  // namespace
}  // namespace patchgraph

// The three texts stand one after the other, with a byte 0xff between them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  absl::string_view parts[3];
  std::size_t begin = 0;
  for (absl::string_view& part : parts) {
    if (begin > input.size()) break;
    part = input.substr(begin, input.find('\xff', begin) - begin);
    begin += part.size() + 1;
  }
  patchgraph::CheckAll(parts[0], parts[1], parts[2]);
  return 0;
}
