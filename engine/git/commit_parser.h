// A commit object's bytes as a GitCommit.

#ifndef PATCHGRAPH_ENGINE_GIT_COMMIT_PARSER_H_
#define PATCHGRAPH_ENGINE_GIT_COMMIT_PARSER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/git/git_commit.h"
#include "engine/model/object_id.h"

struct git_signature;

namespace patchgraph {

// What libgit2 makes of the same bytes, in a third of the time, for ranges of
// thousands: it checks each object's hash, and keeps it. nullopt for what is
// not as git writes it; libgit2 knows what is wrong with that.
absl::optional<GitCommit> ParseCommit(const ObjectId& id,
                                      absl::string_view bytes);

// Takes the lines that a commit object begins with: its tree, and its parents,
// which are added to those there. False where they are not as git writes them.
bool TakeCommitLinks(absl::string_view* bytes, ObjectId* tree,
                     std::vector<ObjectId>* parents);

// The fields that come from the two people's lines; either may be null.
void SetPeople(const git_signature* author, const git_signature* committer,
               GitCommit* commit);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_COMMIT_PARSER_H_
