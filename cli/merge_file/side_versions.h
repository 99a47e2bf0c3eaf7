// The histories of the two sides of a merge of one file, where they can be had.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_SIDE_VERSIONS_H_
#define PATCHGRAPH_CLI_MERGE_FILE_SIDE_VERSIONS_H_

#include <string>
#include <vector>

#include "cli/merge_file/input_texts.h"
#include "cli/merge_file/merge_in_progress.h"
#include "engine/git/git_repository.h"
#include "engine/resolve/conflict.h"

namespace patchgraph {

struct SideVersions {
  FileHistories histories;
  // Why there are none, as clauses for people.
  std::vector<std::string> notes;
};

// Of the commits that the user named.
SideVersions VersionsOfRevisions(const GitRepository& repository,
                                 const std::string& ours_revision,
                                 const std::string& theirs_revision,
                                 const std::string& path,
                                 const InputTexts& texts);

// Of what git is doing. A pick's side is one commit alone: the commits before
// it are none that git was asked to merge. Where they have changed the file,
// the base is no text that ours ever had, and there are no histories. Nor are
// there any for a revert: what it takes back is in the history of ours, and
// would be taken for what is newer.
SideVersions VersionsOfMerge(const GitRepository& repository,
                             const MergeInProgress& merge,
                             const std::string& path, const InputTexts& texts);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_SIDE_VERSIONS_H_
