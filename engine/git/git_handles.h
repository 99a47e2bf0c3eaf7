// libgit2's handles with an owner, and its errors as statuses. For the git_*
// files of this folder alone: nothing else sees libgit2.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_HANDLES_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_HANDLES_H_

#include <git2.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/model/object_id.h"

namespace patchgraph {

template <typename T, void (*Free)(T*)>
struct GitFree {
  void operator()(T* handle) const { Free(handle); }
};
template <typename T, void (*Free)(T*)>
using GitHandle = std::unique_ptr<T, GitFree<T, Free>>;

using GitRepositoryHandle = GitHandle<git_repository, git_repository_free>;
using GitOdbHandle = GitHandle<git_odb, git_odb_free>;
using GitOdbObjectHandle = GitHandle<git_odb_object, git_odb_object_free>;
using GitObjectHandle = GitHandle<git_object, git_object_free>;
using GitCommitHandle = GitHandle<git_commit, git_commit_free>;

// Starts libgit2 and sets it up for fast reading; once in a process, however
// often it is called. Every function that calls libgit2 first runs after this.
void StartGitLibrary();

// libgit2's own words for the last failure in this thread.
std::string LastGitMessage();

ObjectId FromGit(const git_oid& oid);
git_oid ToGit(const ObjectId& id);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_HANDLES_H_
