// A commit object's own bytes: what has to be kept to the letter when a commit
// is made anew elsewhere.

#ifndef PATCHGRAPH_ENGINE_GIT_COMMIT_TEXT_H_
#define PATCHGRAPH_ENGINE_GIT_COMMIT_TEXT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"

namespace patchgraph {

struct CommitText {
  ObjectId tree;
  std::vector<ObjectId> parents;
  std::string author;     // "N <m> 1144051200 +0200"
  std::string committer;  // the same
  std::string encoding;   // of the message; empty: UTF-8
  std::string message;    // all of it, as it stands
};

// Signatures and other headers are not read: they are those of the old commit.
absl::StatusOr<CommitText> ReadCommitText(const GitRepository& repository,
                                          const ObjectId& id);

// The bytes of the commit object, without git's header.
std::string PrintCommitText(const CommitText& commit);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_COMMIT_TEXT_H_
