#include "cli/resolutions/resolution_ref.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/git/commit_text.h"
#include "engine/git/git_identity.h"
#include "engine/git/git_refs.h"
#include "engine/git/git_tree.h"
#include "engine/git/new_objects.h"
#include "patchdb/resolution_tree.h"

namespace patchgraph {
namespace {

// Sets the ref, if it is still `from`; without a value it must not be there.
absl::Status SetRef(const GitRepository& repository,
                    const absl::optional<ObjectId>& from, const ObjectId& to,
                    const std::string& message, const GitPerson& person) {
  RefChange change;
  change.name = kResolutionsRef;
  change.from = from.value_or(ObjectId());
  change.to = to;
  change.message = message;
  absl::StatusOr<RefLocks> locks = RefLocks::Take(repository, {change});
  if (!locks.ok()) return locks.status();
  if (!from.has_value() && ReadRef(repository, kResolutionsRef).has_value()) {
    return absl::AbortedError(
        absl::StrCat(kResolutionsRef, " was made by somebody else meanwhile"));
  }
  return std::move(*locks).Commit(person);
}

// Commits `resolutions` and moves the ref there from `from`.
absl::Status CommitToRef(const GitRepository& repository,
                         absl::Span<const Resolution> resolutions,
                         const absl::optional<ObjectId>& from,
                         const std::vector<ObjectId>& parents,
                         const std::string& message) {
  const absl::StatusOr<GitPerson> person = FindCommitter(repository);
  if (!person.ok()) return person.status();
  const auto objects = std::make_shared<NewObjects>();
  const absl::StatusOr<ObjectId> tree =
      AddResolutionTree(resolutions, repository.objects(), objects);
  if (!tree.ok()) return tree.status();
  CommitText commit;
  commit.tree = *tree;
  commit.parents = parents;
  commit.author = PrintPersonLine(*person);
  commit.committer = commit.author;
  commit.message = message + "\n";
  const ObjectId id = objects->AddCommit(PrintCommitText(commit));
  absl::Status status = objects->Write(repository);
  if (!status.ok()) return status;
  return SetRef(repository, from, id, message, *person);
}

absl::StatusOr<bool> IsAncestor(const GitRepository& repository,
                                const ObjectId& a, const ObjectId& b) {
  const absl::StatusOr<ObjectId> base = repository.MergeBase(a, b);
  if (absl::IsNotFound(base.status())) return false;
  if (!base.ok()) return base.status();
  return *base == a;
}

}  // namespace

absl::StatusOr<ReadResolutions> ReadResolutionsAt(
    const GitRepository& repository, const std::string& revision) {
  const auto tree = OpenGitTree(repository, revision);
  if (!tree.ok()) return tree.status();
  return ResolutionsOfTree(**tree);
}

absl::StatusOr<int> AddToResolutionsRef(
    const GitRepository& repository, absl::Span<const Resolution> resolutions) {
  const absl::optional<ObjectId> old = ReadRef(repository, kResolutionsRef);
  std::vector<ObjectId> parents;
  std::vector<Resolution> known;
  if (old.has_value()) {
    auto read = ReadResolutionsAt(repository, old->Hex());
    if (!read.ok()) return read.status();
    known = UnionOfResolutions(read->resolutions, {});
    parents = {*old};
  }
  const std::vector<Resolution> all = UnionOfResolutions(known, resolutions);
  const int added = static_cast<int>(all.size() - known.size());
  if (added == 0) return 0;
  const absl::Status status = CommitToRef(
      repository, all, old, parents,
      absl::StrCat("resolutions: ", added, " new, ", all.size(), " in all"));
  if (!status.ok()) return status;
  return added;
}

absl::Status JoinResolutionsRef(const GitRepository& repository,
                                const std::string& revision) {
  const absl::StatusOr<GitCommit> theirs = repository.ResolveCommit(revision);
  if (!theirs.ok()) return theirs.status();
  const absl::optional<ObjectId> ours = ReadRef(repository, kResolutionsRef);
  if (ours == theirs->id) return absl::OkStatus();
  std::vector<ObjectId> parents;
  ReadResolutions our_set;
  bool forward = true;
  if (ours.has_value()) {
    const auto has_all = IsAncestor(repository, theirs->id, *ours);
    if (!has_all.ok()) return has_all.status();
    if (*has_all) return absl::OkStatus();
    const auto is_behind = IsAncestor(repository, *ours, theirs->id);
    if (!is_behind.ok()) return is_behind.status();
    forward = *is_behind;
    auto read = ReadResolutionsAt(repository, ours->Hex());
    if (!read.ok()) return read.status();
    our_set = *std::move(read);
    parents.push_back(*ours);
  }
  const auto their_set = ReadResolutionsAt(repository, theirs->id.Hex());
  if (!their_set.ok()) return their_set.status();
  // What else their tree holds does not come into ours.
  if (forward && their_set->left_out.empty()) {
    const absl::StatusOr<GitPerson> person = FindCommitter(repository);
    if (!person.ok()) return person.status();
    return SetRef(repository, ours, theirs->id, "resolutions: forward",
                  *person);
  }
  parents.push_back(theirs->id);
  return CommitToRef(
      repository,
      UnionOfResolutions(our_set.resolutions, their_set->resolutions), ours,
      parents, "resolutions: those of both");
}

}  // namespace patchgraph
