#include "engine/git/git_refs.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_handles.h"

namespace patchgraph {
namespace {

using BranchIterator = GitHandle<git_branch_iterator, git_branch_iterator_free>;

GitReferenceHandle LookUp(const GitRepository& repository,
                          const std::string& name) {
  git_reference* raw = nullptr;
  if (git_reference_lookup(&raw, repository.handle(), name.c_str()) != 0) {
    return nullptr;
  }
  return GitReferenceHandle(raw);
}

absl::Status Moved(const RefChange& change,
                   const absl::optional<ObjectId>& now) {
  return absl::AbortedError(absl::StrCat(
      change.name, " has moved meanwhile: it was ", ShortId(change.from),
      now.has_value() ? absl::StrCat(" and is ", ShortId(*now))
                      : std::string(" and is gone")));
}

}  // namespace

absl::StatusOr<GitHead> ReadHead(const GitRepository& repository) {
  GitHead head;
  const GitReferenceHandle reference = LookUp(repository, "HEAD");
  if (reference == nullptr) return GitFailure("cannot read HEAD");
  if (git_reference_type(reference.get()) == GIT_REFERENCE_SYMBOLIC) {
    head.branch = git_reference_symbolic_target(reference.get());
  }
  const absl::optional<ObjectId> id = ReadRef(repository, "HEAD");
  if (id.has_value()) head.commit = *id;
  return head;
}

absl::optional<ObjectId> ReadRef(const GitRepository& repository,
                                 const std::string& name) {
  git_oid oid;
  if (git_reference_name_to_id(&oid, repository.handle(), name.c_str()) != 0) {
    return absl::nullopt;
  }
  return FromGit(oid);
}

absl::StatusOr<std::vector<GitRef>> ListBranches(
    const GitRepository& repository) {
  git_branch_iterator* raw = nullptr;
  if (git_branch_iterator_new(&raw, repository.handle(), GIT_BRANCH_LOCAL) !=
      0) {
    return GitFailure("cannot list the branches");
  }
  const BranchIterator iterator(raw);
  std::vector<GitRef> branches;
  git_reference* next = nullptr;
  git_branch_t type = GIT_BRANCH_LOCAL;
  while (git_branch_next(&next, &type, raw) == 0) {
    const GitReferenceHandle reference(next);
    const std::string name = git_reference_name(next);
    const absl::optional<ObjectId> id = ReadRef(repository, name);
    if (id.has_value()) branches.push_back({name, *id});
  }
  return branches;
}

bool IsCheckedOut(const GitRepository& repository, const std::string& branch) {
  const GitReferenceHandle reference = LookUp(repository, branch);
  return reference != nullptr &&
         git_branch_is_checked_out(reference.get()) == 1;
}

absl::optional<std::string> FollowedBy(const GitRepository& repository,
                                       const std::string& branch) {
  const GitReferenceHandle reference = LookUp(repository, branch);
  git_reference* raw = nullptr;
  if (reference == nullptr || git_branch_upstream(&raw, reference.get()) != 0) {
    return absl::nullopt;
  }
  const GitReferenceHandle upstream(raw);
  return std::string(git_reference_name(raw));
}

void RefLocks::Free::operator()(git_transaction* transaction) const {
  git_transaction_free(transaction);
}

RefLocks::RefLocks(std::unique_ptr<git_transaction, Free> transaction,
                   std::vector<RefChange> changes)
    : transaction_(std::move(transaction)), changes_(std::move(changes)) {}
RefLocks::RefLocks(RefLocks&&) noexcept = default;
RefLocks& RefLocks::operator=(RefLocks&&) noexcept = default;
RefLocks::~RefLocks() = default;

absl::StatusOr<RefLocks> RefLocks::Take(const GitRepository& repository,
                                        std::vector<RefChange> changes) {
  git_transaction* raw = nullptr;
  if (git_transaction_new(&raw, repository.handle()) != 0) {
    return GitFailure("cannot lock refs");
  }
  RefLocks locks(std::unique_ptr<git_transaction, Free>(raw),
                 std::move(changes));
  for (const RefChange& change : locks.changes_) {
    if (git_transaction_lock_ref(raw, change.name.c_str()) != 0) {
      return absl::AbortedError(
          absl::StrCat("cannot lock ", change.name, ": ", LastGitMessage()));
    }
    if (change.from_branch.has_value()) {
      const auto head = ReadHead(repository);
      if (!head.ok()) return head.status();
      if (head->branch != *change.from_branch) {
        return absl::AbortedError("HEAD has moved to another branch meanwhile");
      }
    }
    if (change.from.IsNull()) continue;
    const absl::optional<ObjectId> now = ReadRef(repository, change.name);
    if (!now.has_value() || *now != change.from) return Moved(change, now);
  }
  return locks;
}

absl::Status RefLocks::Commit(const GitPerson& person) && {
  git_signature* raw = nullptr;
  if (git_signature_new(&raw, person.name.c_str(), person.mail.c_str(),
                        person.seconds, person.offset) != 0) {
    return GitFailure("cannot write a reflog");
  }
  const GitSignatureHandle signature(raw);
  for (const RefChange& change : changes_) {
    if (change.to.IsNull() && change.branch.empty()) continue;
    const git_oid oid = ToGit(change.to);
    const int code =
        change.branch.empty()
            ? git_transaction_set_target(transaction_.get(),
                                         change.name.c_str(), &oid, raw,
                                         change.message.c_str())
            : git_transaction_set_symbolic_target(
                  transaction_.get(), change.name.c_str(),
                  change.branch.c_str(), raw, change.message.c_str());
    if (code != 0) return GitFailure(absl::StrCat("cannot set ", change.name));
  }
  if (git_transaction_commit(transaction_.get()) != 0) {
    return GitFailure("cannot write the refs");
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
