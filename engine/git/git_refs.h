// HEAD, branches, and changing several of them at once.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_REFS_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_REFS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/git/git_identity.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"

struct git_transaction;

namespace patchgraph {

struct GitHead {
  std::string branch;  // "refs/heads/topic"; empty where HEAD is detached
  ObjectId commit;     // null on a branch without a commit
};

absl::StatusOr<GitHead> ReadHead(const GitRepository& repository);

// Where the ref of that whole name ends up; nullopt if there is none.
absl::optional<ObjectId> ReadRef(const GitRepository& repository,
                                 const std::string& name);

struct GitRef {
  std::string name;  // "refs/heads/topic"
  ObjectId id;
};
// All branches, by name.
absl::StatusOr<std::vector<GitRef>> ListBranches(
    const GitRepository& repository);

// Whether a worktree, this one included, has that branch checked out.
bool IsCheckedOut(const GitRepository& repository, const std::string& branch);

// The whole name of the branch that `branch` ("topic") is set to follow, or of
// the ref that its remote's copy is kept in; nullopt if it follows none.
absl::optional<std::string> FollowedBy(const GitRepository& repository,
                                       const std::string& branch);

// What a ref is to be set to.
struct RefChange {
  std::string name;
  // What it has to be before; null: whatever it is, or nothing.
  ObjectId from;
  // Of HEAD: the branch it has to stand on before, or none where it is empty.
  absl::optional<std::string> from_branch;
  // Null, without `branch`: it stays as it is, and nobody else may change it.
  ObjectId to;
  // Set for HEAD alone: the branch it is to stand on, instead of `to`.
  std::string branch;
  std::string message;  // of the reflog
};

// Holds the locks of some refs, so that nobody else can change them. They are
// let go of, and the refs left as they are, unless Commit is called.
class RefLocks {
 public:
  // Aborted where a ref is not what `from` says, or somebody else has locked
  // it.
  static absl::StatusOr<RefLocks> Take(const GitRepository& repository,
                                       std::vector<RefChange> changes);
  RefLocks(RefLocks&&) noexcept;
  RefLocks& operator=(RefLocks&&) noexcept;
  ~RefLocks();

  // Sets them, in order, with entries in their reflogs by `person`.
  absl::Status Commit(const GitPerson& person) &&;

 private:
  struct Free {
    void operator()(git_transaction* transaction) const;
  };
  RefLocks(std::unique_ptr<git_transaction, Free> transaction,
           std::vector<RefChange> changes);

  std::unique_ptr<git_transaction, Free> transaction_;
  std::vector<RefChange> changes_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_REFS_H_
