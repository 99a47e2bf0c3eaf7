// A git repository to read from: its revisions, commits and objects.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_REPOSITORY_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_REPOSITORY_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_object_store.h"
#include "engine/model/object_id.h"

struct git_repository;

namespace patchgraph {

// What a revision names.
struct GitRevision {
  ObjectId tree;
  absl::optional<GitCommit> commit;  // unset for a plain tree ("v2.6.17:mm")
};

// Bare repositories, worktrees, repositories with borrowed objects (clone
// --shared) and partial clones can be read; SHA-256 repositories cannot.
// Nothing is written here, and no program that the repository's configuration
// names is run; so it does not matter who owns it. What does write and run
// programs asks that first: see git_obstacles.h. Const methods may be called
// from several threads.
class GitRepository {
 public:
  // The repository at `path`: a worktree's top folder, its .git or a bare one.
  static absl::StatusOr<std::shared_ptr<const GitRepository>> Open(
      absl::string_view path);
  // The repository that `directory` lies in, looking upwards as git does.
  // Where `directory` is empty it is the one we stand in, and GIT_DIR and its
  // kin are heeded: a hook or a merge driver sees what git sees.
  static absl::StatusOr<std::shared_ptr<const GitRepository>> Discover(
      absl::string_view directory);

  // The name it was opened by, or where it was discovered; for messages.
  const std::string& name() const { return name_; }
  const std::shared_ptr<const GitObjectStore>& objects() const {
    return objects_;
  }
  bool IsShallow() const;
  // The folder that is git's own: ".git", or that of a bare repository.
  // Worktrees share that of their repository.
  std::string GitFolder() const;

  // Any revision that git understands and that names a commit, a tag of one,
  // or a tree. NotFound ("v2.6.99 is no revision of repository linux") and
  // InvalidArgument (ambiguous, not a revision, a blob).
  absl::StatusOr<GitRevision> Resolve(absl::string_view revision) const;
  // Whether `text` names something, without complaint.
  bool HasRevision(absl::string_view text) const;
  // As Resolve, but it must be a commit.
  absl::StatusOr<GitCommit> ResolveCommit(absl::string_view revision) const;
  absl::StatusOr<GitCommit> ReadCommit(const ObjectId& id) const;
  // The tree of a commit and that of its first parent, which is the empty tree
  // where there is none: what the commit changed.
  absl::StatusOr<CommitTrees> ReadCommitTrees(const ObjectId& id) const;

  // The commits that `to` has and `from` has not, oldest first: parents
  // before children, each line of history in one piece, as `git rev-list
  // --topo-order --reverse`.
  absl::StatusOr<std::vector<GitCommit>> CommitsBetween(
      const ObjectId& from, const ObjectId& to) const;
  // The best common ancestor; NotFound if there is none.
  absl::StatusOr<ObjectId> MergeBase(const ObjectId& a,
                                     const ObjectId& b) const;

  // For the git_* files of this folder.
  git_repository* handle() const { return handle_.get(); }

 private:
  GitRepository(std::shared_ptr<git_repository> handle, std::string name,
                std::shared_ptr<const GitObjectStore> objects);
  static absl::StatusOr<std::shared_ptr<const GitRepository>> Wrap(
      git_repository* raw, absl::string_view name);

  struct Links {
    ObjectId tree;
    std::vector<ObjectId> parents;
  };

  absl::StatusOr<Links> ReadLinks(const ObjectId& id) const;
  // As ReadCommit; nullopt where libgit2 has to be asked.
  absl::optional<GitCommit> ReadOrdinaryCommit(const ObjectId& id) const;
  // The commit of a branch or a tag; nullopt where libgit2 has to be asked, as
  // it has of everything else that a revision may be.
  absl::optional<GitCommit> ResolveName(const std::string& name) const;
  absl::Status Missing(absl::string_view what) const;
  // What to do where more may be missing than it seems, to end a message.
  absl::string_view ShallowHint() const;

  std::shared_ptr<git_repository> handle_;
  std::string name_;
  std::shared_ptr<const GitObjectStore> objects_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_REPOSITORY_H_
