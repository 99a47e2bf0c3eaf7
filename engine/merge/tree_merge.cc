#include "engine/merge/tree_merge.h"

#include <algorithm>
#include <utility>

#include "engine/merge/merge_report.h"
#include "engine/merge/merge_run.h"
#include "engine/merge/path_resolver.h"
#include "engine/merge/rename_merge.h"
#include "engine/model/empty_tree.h"

namespace patchgraph {
namespace {

absl::StatusOr<TreeMerge> MergeAtDepth(const Tree& base, const Tree& ours,
                                       const Tree& theirs,
                                       const TreeMergeOptions& options,
                                       int depth) {
  MergeMemory own_memory;
  MergeRun run(base, ours, theirs, options.renames,
               options.memory == nullptr ? &own_memory : options.memory, depth);
  absl::Status status = run.FindRenames();
  if (!status.ok()) return status;
  const ContentMergeOptions contents = {options.ours_label,
                                        options.theirs_label, depth};
  RenameMerge renames(contents, &run.state(), &run.messages());
  status = renames.Run(run.renames());
  if (!status.ok()) return status;
  PathResolver resolver(contents, &run.state(), &run.messages());
  status = resolver.Run();
  if (!status.ok()) return status;
  TreeMerge merge;
  merge.clean = run.clean() && resolver.conflicted().empty();
  merge.rename_limit_met = run.rename_limit_met();
  status = MergeReport(&run, renames, resolver, &merge).Fill();
  if (!status.ok()) return status;
  return merge;
}

// Merges merge bases until one is left.
class BaseMerger {
 public:
  BaseMerger(const MergeHistory& history, const TreeMergeOptions& options)
      : history_(history), options_(options) {
    options_.ours_label = "Temporary merge branch 1";
    options_.theirs_label = "Temporary merge branch 2";
  }

  // The tree of the merge of `commits`, which are in git's order.
  absl::StatusOr<std::shared_ptr<const Tree>> Merge(
      std::vector<std::string> commits, int depth) {
    if (commits.empty()) return std::make_shared<const EmptyTree>();
    std::reverse(commits.begin(), commits.end());
    auto tree = history_.tree(commits.front());
    if (!tree.ok()) return tree.status();
    std::shared_ptr<const Tree> merged = *std::move(tree);
    for (size_t i = 1; i < commits.size(); ++i) {
      auto next = MergeNext(absl::MakeConstSpan(commits).subspan(0, i), merged,
                            commits[i], depth + 1);
      if (!next.ok()) return next.status();
      merged = *std::move(next);
    }
    return merged;
  }

 private:
  absl::StatusOr<std::shared_ptr<const Tree>> MergeNext(
      absl::Span<const std::string> merged_commits,
      const std::shared_ptr<const Tree>& merged, const std::string& next,
      int depth) {
    auto bases = history_.merge_bases(next, merged_commits);
    if (!bases.ok()) return bases.status();
    auto base = Merge(*std::move(bases), depth);
    if (!base.ok()) return base.status();
    auto next_tree = history_.tree(next);
    if (!next_tree.ok()) return next_tree.status();
    auto merge = MergeAtDepth(**base, *merged, **next_tree, options_, depth);
    if (!merge.ok()) return merge.status();
    auto result = std::make_shared<Overlay>(merged, "merged merge bases");
    for (auto& [path, state] : merge->edits) {
      if (state.has_value()) {
        result->Put(path, *std::move(state));
      } else {
        result->Remove(path);
      }
    }
    return std::shared_ptr<const Tree>(std::move(result));
  }

  const MergeHistory& history_;
  TreeMergeOptions options_;
};

}  // namespace

absl::StatusOr<TreeMerge> MergeTrees(const Tree& base, const Tree& ours,
                                     const Tree& theirs,
                                     const TreeMergeOptions& options) {
  return MergeAtDepth(base, ours, theirs, options, /*depth=*/0);
}

absl::StatusOr<TreeMerge> MergeCommits(const std::string& ours,
                                       const std::string& theirs,
                                       const MergeHistory& history,
                                       const TreeMergeOptions& options) {
  auto bases = history.merge_bases(ours, absl::MakeConstSpan(&theirs, 1));
  if (!bases.ok()) return bases.status();
  auto base = BaseMerger(history, options).Merge(*std::move(bases), 0);
  if (!base.ok()) return base.status();
  auto ours_tree = history.tree(ours);
  if (!ours_tree.ok()) return ours_tree.status();
  auto theirs_tree = history.tree(theirs);
  if (!theirs_tree.ok()) return theirs_tree.status();
  return MergeTrees(**base, **ours_tree, **theirs_tree, options);
}

}  // namespace patchgraph
