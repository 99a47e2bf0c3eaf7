// The tree of a git revision.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_TREE_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_TREE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/git/git_object_store.h"
#include "engine/git/git_repository.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Reads only the folders on the way to what is asked for, and no blob until
// its bytes are. Folders have their tree ids. Submodules are files of mode
// kSubmodule whose bytes cannot be read.
class GitTree : public Tree {
 public:
  GitTree(std::string name, std::shared_ptr<const GitObjectStore> objects,
          const ObjectId& root, absl::optional<GitCommit> commit)
      : name_(std::move(name)),
        objects_(std::move(objects)),
        root_(root),
        commit_(std::move(commit)) {}

  const std::string& name() const override { return name_; }
  absl::StatusOr<absl::optional<TreeNode>> Find(
      absl::string_view path) const override;
  absl::StatusOr<std::vector<NamedNode>> List(
      absl::string_view directory) const override;

  const ObjectId& root() const { return root_; }
  // The commit it was named by; unset for a plain tree.
  const absl::optional<GitCommit>& commit() const { return commit_; }

 private:
  TreeNode NodeOf(const GitTreeEntry& entry) const;

  std::string name_;
  std::shared_ptr<const GitObjectStore> objects_;
  ObjectId root_;
  absl::optional<GitCommit> commit_;
};

// The commit that a tree was named by; nullopt for a plain tree, and for one
// that is of no repository.
absl::optional<GitCommit> CommitOf(const Tree& tree);

// The tree of `revision`, with that as its name.
absl::StatusOr<std::shared_ptr<const GitTree>> OpenGitTree(
    const GitRepository& repository, absl::string_view revision);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_TREE_H_
