// For tests: what `git merge-tree --write-tree` says of generated histories.

#ifndef PATCHGRAPH_ENGINE_MERGE_MERGE_TREE_ORACLE_H_
#define PATCHGRAPH_ENGINE_MERGE_MERGE_TREE_ORACLE_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "engine/merge/history_generator.h"
#include "engine/merge/merge_verdict.h"
#include "engine/text/git_oracle.h"

namespace patchgraph {

class MergeTreeOracle {
 public:
  // The commits are named refs/heads/<name>, and the labels of the merges are
  // the names. One git process answers for all histories; nullopt where git
  // itself failed.
  std::vector<absl::optional<MergeVerdict>> Ask(
      const std::vector<GeneratedHistory>& histories);

  // What git had to say when it failed.
  const std::vector<std::string>& failures() const { return failures_; }

  // The files of a tree that git has written.
  TreeListing Files(const std::string& tree);

  // git loses files where the rename of a folder moves a file into one that
  // both sides left alone: in the merged tree, which has a conflict in any
  // case, that folder has the moved file only. Whether this is all that is
  // different.
  bool OnlyLosesFiles(const MergeVerdict& git, const OwnMerge& ours);

 private:
  GitOracle git_;
  std::vector<std::string> failures_;
};

// Our own merge of the last two commits.
absl::StatusOr<OwnMerge> MergeHistoryOurselves(const GeneratedHistory& history);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_MERGE_TREE_ORACLE_H_
