// Which commits git is merging while it runs a merge driver, or has left in
// conflict when it runs a mergetool.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_MERGE_IN_PROGRESS_H_
#define PATCHGRAPH_CLI_MERGE_FILE_MERGE_IN_PROGRESS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/merge_file/input_texts.h"
#include "cli/merge_file/surroundings.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {

struct MergeInProgress {
  enum Kind {
    kMerge,   // of two histories
    kPick,    // of one commit: cherry-pick, rebase
    kMail,    // of one commit, as `git rebase --apply` does it
    kRevert,  // of one commit, backwards
    kStash,
  };

  Kind kind = kMerge;
  // HEAD. In a rebase that is where the commits go, and not the branch.
  ObjectId ours;
  ObjectId theirs;  // of a revert the parent, whose text is to come back
  ObjectId base;    // null in a merge: whatever both have in common
  // The commit that is merged, picked or reverted, and what the user called it
  // where git has told.
  GitCommit commit;
  std::string name;

  // Whether the sides' files, at `path`, are these to the byte.
  bool Fits(const GitRepository& repository, const std::string& path,
            const InputTexts& texts) const;
  // As git writes them behind conflict markers.
  MarkerLabels Labels(const GitRepository& repository) const;
};

// Whether the commit has a file of these bytes at that path.
bool IsTextAt(const GitRepository& repository, const ObjectId& commit,
              const std::string& path, const std::string& text);

// What may be under way, the likeliest first: what git has said to us, then
// what its files and refs say. Some of it may be long over. None of it is a
// reason to believe that a text is of a commit; that is for Fits().
std::vector<MergeInProgress> MergesInProgress(const GitRepository& repository,
                                              const Surroundings& surroundings);

// The side that `-X` gave conflicts to when a rebase or a series of picks was
// begun, where the command above us goes on with that.
absl::optional<Side> FavouredBefore(const GitRepository& repository,
                                    const Surroundings& surroundings);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_MERGE_IN_PROGRESS_H_
