// For tests: what `git merge-tree --write-tree` says of generated histories.

#ifndef PATCHGRAPH_ENGINE_MERGE_MERGE_TREE_ORACLE_H_
#define PATCHGRAPH_ENGINE_MERGE_MERGE_TREE_ORACLE_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "engine/merge/history_generator.h"
#include "engine/merge/tree_merge.h"
#include "engine/model/tree.h"

namespace patchgraph {

// A merge's result in words that can be compared.
struct MergeVerdict {
  bool clean = false;
  std::string tree;                   // id of the merged tree
  std::vector<std::string> stages;    // "100644 <id> 2 path"
  std::vector<std::string> messages;  // "contents: path"

  std::string ToString() const;
};

inline bool operator==(const MergeVerdict& a, const MergeVerdict& b) {
  return a.ToString() == b.ToString();
}

MergeVerdict VerdictOf(const Tree& ours, const TreeMerge& merge);

// The commits are named refs/heads/<name>, and the labels of the merge are the
// names. One git process answers for all histories; nullopt where git itself
// failed.
std::vector<absl::optional<MergeVerdict>> AskGit(
    const std::vector<GeneratedHistory>& histories);

// Our own merge of the last two commits.
absl::StatusOr<MergeVerdict> MergeHistoryOurselves(
    const GeneratedHistory& history);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_MERGE_TREE_ORACLE_H_
