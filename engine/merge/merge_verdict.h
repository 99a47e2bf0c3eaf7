// The result of a merge, ours or git's, in words that can be compared.

#ifndef PATCHGRAPH_ENGINE_MERGE_MERGE_VERDICT_H_
#define PATCHGRAPH_ENGINE_MERGE_MERGE_VERDICT_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/merge/tree_merge.h"
#include "engine/model/tree.h"

namespace patchgraph {

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

// Path -> "100644 <id>".
using TreeListing = std::map<std::string, std::string>;

struct OwnMerge {
  MergeVerdict verdict;
  // All files of the merged tree; filled only if asked for.
  TreeListing files;
};

absl::StatusOr<OwnMerge> InWords(const std::shared_ptr<const Tree>& ours,
                                 const TreeMerge& merge, bool with_files);

// Reads what `git merge-tree --write-tree --stdin` prints.
class VerdictReader {
 public:
  explicit VerdictReader(absl::string_view output) : rest_(output) {}

  bool AtEnd() const { return rest_.empty(); }
  // nullopt if the output breaks off, as it does where git fails.
  absl::optional<MergeVerdict> Next();

 private:
  void ReadMessages(MergeVerdict* verdict);
  std::string Field();

  absl::string_view rest_;
  bool failed_ = false;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_MERGE_VERDICT_H_
