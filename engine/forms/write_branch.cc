#include "engine/forms/write_branch.h"

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/forms/patch_commit.h"
#include "engine/git/commit_text.h"
#include "engine/git/edited_tree.h"
#include "engine/git/git_identity.h"
#include "engine/git/git_refs.h"
#include "engine/git/new_objects.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kBranches = "refs/heads/";

// What git check-ref-format refuses.
bool IsBranchName(absl::string_view name) {
  if (name.empty() || name == "@" || name == "HEAD" || name.front() == '-' ||
      name.back() == '/' || name.back() == '.' ||
      absl::EndsWith(name, ".lock")) {
    return false;
  }
  for (const unsigned char byte : name) {
    if (byte <= ' ' || byte == 0x7f) return false;
    if (absl::StrContains("~^:?*[\\",
                          std::string(1, static_cast<char>(byte)))) {
      return false;
    }
  }
  for (const char* bad : {"..", "@{", "//", "/.", ".lock/"}) {
    if (absl::StrContains(name, bad)) return false;
  }
  return name.front() != '/' && name.front() != '.';
}

class BranchWriter {
 public:
  BranchWriter(const GitRepository& repository, const GitTree& base)
      : repository_(repository),
        tree_(repository.objects(), base.root(), repository.objects(),
              base.name()),
        tip_(base.commit()->id) {}

  absl::Status Add(const FormPatch& patch, const GitPerson& committer) {
    for (const FileVersions& file : patch.files) {
      absl::Status status = AddFile(file);
      if (!status.ok()) return status;
    }
    const PatchCommit said = CommitOf(patch.patch);
    CommitText commit;
    commit.tree = tree_.Write(&objects_);
    commit.parents = {tip_};
    commit.committer = PrintPersonLine(committer);
    if (said.author.empty()) ++authorless_;
    commit.author = absl::StrCat(
        said.author.empty() ? PrintPerson(committer) : said.author, " ",
        said.date.empty() ? DateOfPersonLine(commit.committer)
                          : absl::string_view(said.date));
    commit.message = said.message;
    tip_ = objects_.AddCommit(PrintCommitText(commit));
    return absl::OkStatus();
  }

  const NewObjects& objects() const { return objects_; }
  const ObjectId& tip() const { return tip_; }
  int authorless() const { return authorless_; }

 private:
  absl::Status AddFile(const FileVersions& file) {
    if (!file.after.has_value() || file.old_path != file.new_path) {
      absl::Status status = tree_.Remove(file.old_path);
      if (!status.ok()) return status;
    }
    if (!file.after.has_value()) return absl::OkStatus();
    absl::Status status = AddBlob(file);
    if (!status.ok()) return status;
    return tree_.Put(file.new_path, file.after->mode, file.after->blob.id());
  }

  absl::Status AddBlob(const FileVersions& file) {
    const Blob& blob = file.after->blob;
    if (file.after->mode == FileMode::kSubmodule || objects_.Has(blob.id()) ||
        repository_.objects()->BlobSize(blob.id()).ok()) {
      return absl::OkStatus();
    }
    const auto bytes = blob.Read();
    if (!bytes.ok()) return bytes.status();
    NewObjects::Like like;
    Bytes before;
    if (file.before.has_value() && objects_.Has(file.before->blob.id())) {
      auto read = file.before->blob.Read();
      if (!read.ok()) return read.status();
      before = *std::move(read);
      like = {file.before->blob.id(), *before};
    }
    objects_.AddBlob(**bytes, like);
    return absl::OkStatus();
  }

  const GitRepository& repository_;
  NewObjects objects_;
  EditedTree tree_;
  ObjectId tip_;
  int authorless_ = 0;
};

}  // namespace

absl::Status CheckNewBranch(const GitRepository& repository,
                            const std::string& branch) {
  if (!IsBranchName(branch)) {
    return absl::InvalidArgumentError(
        absl::StrCat("git:", branch, ": \"", branch, "\" is no branch name"));
  }
  if (ReadRef(repository, absl::StrCat(kBranches, branch)).has_value()) {
    return absl::AlreadyExistsError(absl::StrCat(
        "there is a branch ", branch, " already; name a new one, or take it ",
        "away first (git branch -D ", branch, ")"));
  }
  return absl::OkStatus();
}

absl::StatusOr<WrittenBranch> WriteBranch(const GitRepository& repository,
                                          const GitTree& base,
                                          const std::vector<FormPatch>& patches,
                                          const std::string& branch) {
  absl::Status status = CheckNewBranch(repository, branch);
  if (!status.ok()) return status;
  if (!base.commit().has_value()) {
    return absl::FailedPreconditionError(absl::StrCat(
        base.name(), " is no commit, so that there is nothing for a branch to ",
        "stand on"));
  }
  const auto committer = FindCommitter(repository);
  if (!committer.ok()) return committer.status();
  BranchWriter writer(repository, base);
  for (const FormPatch& patch : patches) {
    status = writer.Add(patch, *committer);
    if (!status.ok()) return status;
  }
  status = writer.objects().Write(repository);
  if (!status.ok()) return status;
  RefChange change;
  change.name = absl::StrCat(kBranches, branch);
  change.to = writer.tip();
  change.message =
      absl::StrCat("patchgraph: ", patches.size(), " patches on ", base.name());
  auto locks = RefLocks::Take(repository, {change});
  if (!locks.ok()) return locks.status();
  // Nobody else can make it now.
  status = CheckNewBranch(repository, branch);
  if (status.ok()) status = std::move(*locks).Commit(*committer);
  if (!status.ok()) return status;
  WrittenBranch written;
  written.tip = writer.tip();
  written.commits = static_cast<int>(patches.size());
  written.authorless = writer.authorless();
  written.objects = writer.objects().size();
  return written;
}

}  // namespace patchgraph
