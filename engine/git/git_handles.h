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
using GitTreeHandle = GitHandle<git_tree, git_tree_free>;
using GitBlobHandle = GitHandle<git_blob, git_blob_free>;
using GitConfigHandle = GitHandle<git_config, git_config_free>;
using GitReferenceHandle = GitHandle<git_reference, git_reference_free>;
using GitSignatureHandle = GitHandle<git_signature, git_signature_free>;
using GitTransactionHandle = GitHandle<git_transaction, git_transaction_free>;
using GitIndexHandle = GitHandle<git_index, git_index_free>;
using GitDiffHandle = GitHandle<git_diff, git_diff_free>;

// Starts libgit2 and sets it up for fast reading; once in a process, however
// often it is called. Every function that calls libgit2 first runs after this.
void StartGitLibrary();

// libgit2's own words for the last failure in this thread.
std::string LastGitMessage();

// "WHAT: libgit2's own words", as an error.
absl::Status GitFailure(absl::string_view what);

ObjectId FromGit(const git_oid& oid);
git_oid ToGit(const ObjectId& id);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_HANDLES_H_
