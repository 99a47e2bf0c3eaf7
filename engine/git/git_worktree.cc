#include "engine/git/git_worktree.h"

#include <fcntl.h>
#include <git2/sys/repository.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/git/git_handles.h"
#include "engine/git/git_obstacles.h"

namespace patchgraph {
namespace {

std::string IndexFile(const GitRepository& repository) {
  return absl::StrCat(WorktreeGitFolder(repository), "/index");
}

absl::StatusOr<GitIndexHandle> OpenIndex(const std::string& path) {
  git_index* raw = nullptr;
  if (git_index_open(&raw, path.c_str()) != 0) {
    return GitFailure("cannot open the index");
  }
  GitIndexHandle index(raw);
  if (git_index_read(raw, 1) != 0) return GitFailure("cannot read the index");
  return index;
}

absl::StatusOr<GitTreeHandle> LookUpTree(const GitRepository& repository,
                                         const ObjectId& id) {
  const git_oid oid = ToGit(id);
  git_tree* raw = nullptr;
  if (git_tree_lookup(&raw, repository.handle(), &oid) != 0) {
    return GitFailure(absl::StrCat("cannot read tree ", id.Hex()));
  }
  return GitTreeHandle(raw);
}

void AddPaths(const git_diff* diff, std::set<std::string>* paths) {
  for (size_t i = 0; i < git_diff_num_deltas(diff); ++i) {
    const git_diff_delta* delta = git_diff_get_delta(diff, i);
    paths->insert(delta->new_file.path != nullptr ? delta->new_file.path
                                                  : delta->old_file.path);
  }
}

absl::Status AddUnstaged(const GitRepository& repository, git_index* index,
                         std::set<std::string>* paths) {
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.flags = GIT_DIFF_IGNORE_SUBMODULES;
  git_diff* raw = nullptr;
  if (git_diff_index_to_workdir(&raw, repository.handle(), index, &options) !=
      0) {
    return GitFailure("cannot compare the worktree with the index");
  }
  const GitDiffHandle diff(raw);
  AddPaths(raw, paths);
  return absl::OkStatus();
}

absl::Status AddStaged(const GitRepository& repository, git_index* index,
                       std::set<std::string>* paths) {
  git_tree* tree = nullptr;
  git_object* head = nullptr;
  if (git_revparse_single(&head, repository.handle(), "HEAD^{tree}") == 0) {
    tree = reinterpret_cast<git_tree*>(head);
  }
  const GitObjectHandle held(head);
  git_diff* raw = nullptr;
  if (git_diff_tree_to_index(&raw, repository.handle(), tree, index, nullptr) !=
      0) {
    return GitFailure("cannot compare the index with HEAD");
  }
  const GitDiffHandle diff(raw);
  AddPaths(raw, paths);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> ChangedPaths(
    const GitRepository& repository, bool staged_too) {
  auto index = OpenIndex(IndexFile(repository));
  if (!index.ok()) return index.status();
  std::set<std::string> paths;
  absl::Status status = AddUnstaged(repository, index->get(), &paths);
  if (status.ok() && staged_too) {
    status = AddStaged(repository, index->get(), &paths);
  }
  if (!status.ok()) return status;
  return std::vector<std::string>(paths.begin(), paths.end());
}

absl::Status PutStages(git_index* index, absl::Span<const IndexStage> stages) {
  for (const IndexStage& stage : stages) {
    // The entry of the whole path goes; a path that has none is well, too.
    git_index_remove(index, stage.path.c_str(), 0);
  }
  for (const IndexStage& stage : stages) {
    git_index_entry entry{};
    entry.id = ToGit(stage.id);
    entry.mode = static_cast<uint32_t>(stage.mode);
    entry.path = stage.path.c_str();
    GIT_INDEX_ENTRY_STAGE_SET(&entry, stage.stage);
    if (git_index_add(index, &entry) != 0) {
      return GitFailure(absl::StrCat("cannot stage ", stage.path));
    }
  }
  return absl::OkStatus();
}

// A checkout leaves entries of the index alone whose files need no change.
absl::Status ResetIndex(const GitRepository& repository, git_tree* tree) {
  auto index = OpenIndex(IndexFile(repository));
  if (!index.ok()) return index.status();
  git_diff* raw = nullptr;
  if (git_diff_tree_to_index(&raw, repository.handle(), tree, index->get(),
                             nullptr) != 0) {
    return GitFailure("cannot compare the index");
  }
  const GitDiffHandle diff(raw);
  if (git_diff_num_deltas(raw) == 0) return absl::OkStatus();
  git_index_conflict_cleanup(index->get());
  // What became of another type goes first, and then comes back.
  for (size_t i = 0; i < git_diff_num_deltas(raw); ++i) {
    const git_diff_delta* delta = git_diff_get_delta(raw, i);
    if (delta->old_file.mode == 0) {
      git_index_remove(index->get(), delta->new_file.path, 0);
    }
  }
  for (size_t i = 0; i < git_diff_num_deltas(raw); ++i) {
    const git_diff_delta* delta = git_diff_get_delta(raw, i);
    if (delta->old_file.mode == 0) continue;
    git_index_entry entry{};
    entry.id = delta->old_file.id;
    entry.mode = delta->old_file.mode;
    entry.path = delta->old_file.path;
    if (git_index_add(index->get(), &entry) != 0) {
      return GitFailure(absl::StrCat("cannot stage ", entry.path));
    }
  }
  if (git_index_write(index->get()) != 0) {
    return GitFailure("cannot write the index");
  }
  return absl::OkStatus();
}

// A checkout writes no file where a submodule that nobody filled has its
// folder.
absl::Status RemoveSubmodulesBut(const GitRepository& repository,
                                 git_tree* tree) {
  auto index = OpenIndex(IndexFile(repository));
  if (!index.ok()) return index.status();
  for (size_t i = 0; i < git_index_entrycount(index->get()); ++i) {
    const git_index_entry* entry = git_index_get_byindex(index->get(), i);
    if (entry->mode != GIT_FILEMODE_COMMIT) continue;
    git_tree_entry* raw = nullptr;
    git_tree_entry_bypath(&raw, tree, entry->path);
    const bool stays =
        raw != nullptr && git_tree_entry_filemode(raw) == GIT_FILEMODE_COMMIT;
    git_tree_entry_free(raw);
    // One that has something in it is somebody's work.
    if (!stays) {
      rmdir(absl::StrCat(WorktreeFolder(repository), "/", entry->path).c_str());
    }
  }
  return absl::OkStatus();
}

// Points the repository at another index while it lives.
class IndexInstead {
 public:
  IndexInstead(git_repository* repository, git_index* index)
      : repository_(repository) {
    git_repository_set_index(repository_, index);
  }
  ~IndexInstead() { git_repository_set_index(repository_, nullptr); }
  IndexInstead(const IndexInstead&) = delete;
  IndexInstead& operator=(const IndexInstead&) = delete;

 private:
  git_repository* repository_;
};

// What stands at a path, and whether it is the version `file`.
class FileOnDisk {
 public:
  FileOnDisk(const GitRepository& repository, const std::string& path)
      : repository_(repository),
        path_(path),
        place_(absl::StrCat(WorktreeFolder(repository), "/", path)) {
    std::error_code error;
    const auto status = std::filesystem::symlink_status(place_, error);
    is_link_ = std::filesystem::is_symlink(status);
    is_file_ = std::filesystem::is_regular_file(status);
  }

  bool is_there() const { return is_link_ || is_file_; }

  bool Is(const absl::optional<FileState>& file) const {
    if (!file.has_value() || file->mode == FileMode::kSubmodule) return false;
    if (is_link_) {
      std::error_code error;
      const std::string to =
          std::filesystem::read_symlink(place_, error).string();
      return HashBlob(to) == file->blob.id();
    }
    git_oid oid;
    return git_repository_hashfile(&oid, repository_.handle(), place_.c_str(),
                                   GIT_OBJECT_BLOB, path_.c_str()) == 0 &&
           FromGit(oid) == file->blob.id();
  }

  bool IsBeginningOf(const absl::optional<FileState>& file) const {
    if (!file.has_value() || is_link_) return false;
    std::ifstream stream(place_, std::ios::binary);
    const std::string here{std::istreambuf_iterator<char>(stream), {}};
    if (here.empty()) return true;
    const auto whole = file->blob.Read();
    return whole.ok() && absl::StartsWith(**whole, here);
  }

 private:
  const GitRepository& repository_;
  std::string path_;
  std::string place_;
  bool is_link_ = false;
  bool is_file_ = false;
};

}  // namespace

absl::StatusOr<std::vector<std::string>> DirtyPaths(
    const GitRepository& repository) {
  return ChangedPaths(repository, /*staged_too=*/true);
}

absl::StatusOr<std::vector<std::string>> UnstagedPaths(
    const GitRepository& repository) {
  return ChangedPaths(repository, /*staged_too=*/false);
}

absl::StatusOr<std::vector<std::string>> UnmergedPaths(
    const GitRepository& repository) {
  auto index = OpenIndex(IndexFile(repository));
  if (!index.ok()) return index.status();
  std::set<std::string> paths;
  for (size_t i = 0; i < git_index_entrycount(index->get()); ++i) {
    const git_index_entry* entry = git_index_get_byindex(index->get(), i);
    if (git_index_entry_stage(entry) != 0) paths.insert(entry->path);
  }
  return std::vector<std::string>(paths.begin(), paths.end());
}

absl::StatusOr<ObjectId> WriteIndexTree(const GitRepository& repository) {
  auto index = OpenIndex(IndexFile(repository));
  if (!index.ok()) return index.status();
  if (git_index_has_conflicts(index->get()) != 0) {
    return absl::FailedPreconditionError("the index has conflicts");
  }
  git_oid oid;
  if (git_index_write_tree_to(&oid, index->get(), repository.handle()) != 0) {
    return GitFailure("cannot write what is staged");
  }
  return FromGit(oid);
}

absl::StatusOr<IndexLock> IndexLock::Take(const GitRepository& repository) {
  const std::string index = IndexFile(repository);
  const std::string lock = index + ".lock";
  const int file =
      open(lock.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) {
    return absl::AbortedError(
        errno == EEXIST
            ? absl::StrCat(lock,
                           " is there: another git is at work; if not, "
                           "remove that file")
            : absl::StrCat("cannot make ", lock, ": ", std::strerror(errno)));
  }
  close(file);
  return IndexLock(index);
}

IndexLock::IndexLock(IndexLock&& other) noexcept
    : index_(std::exchange(other.index_, std::string())) {}

IndexLock::~IndexLock() {
  if (!index_.empty()) unlink((index_ + ".lock").c_str());
}

absl::Status IndexLock::Replace(const std::string& path) && {
  // Over the lock first, so that at no time the lock is gone and the index is
  // still the old one.
  const std::string lock = index_ + ".lock";
  if (std::rename(path.c_str(), lock.c_str()) != 0 ||
      std::rename(lock.c_str(), index_.c_str()) != 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot write ", index_, ": ", std::strerror(errno)));
  }
  index_.clear();
  return absl::OkStatus();
}

absl::Status CheckOutChanges(const GitRepository& repository,
                             const ObjectId& before, const ObjectId& after,
                             absl::Span<const ChangedFile> changes,
                             absl::Span<const IndexStage> stages,
                             const std::string& new_index) {
  std::error_code error;
  const std::string old_index = IndexFile(repository);
  std::filesystem::remove(new_index, error);
  if (std::filesystem::exists(old_index, error)) {
    std::filesystem::copy_file(old_index, new_index, error);
    if (error) {
      return absl::UnavailableError(
          absl::StrCat("cannot write ", new_index, ": ", error.message()));
    }
  }
  auto index = OpenIndex(new_index);
  if (!index.ok()) return index.status();
  if (!changes.empty()) {
    const auto baseline = LookUpTree(repository, before);
    if (!baseline.ok()) return baseline.status();
    const auto target = LookUpTree(repository, after);
    if (!target.ok()) return target.status();
    std::vector<char*> paths;
    paths.reserve(changes.size());
    for (const ChangedFile& change : changes) {
      paths.push_back(const_cast<char*>(change.path.c_str()));
    }
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy = GIT_CHECKOUT_FORCE |
                                GIT_CHECKOUT_DISABLE_PATHSPEC_MATCH |
                                GIT_CHECKOUT_DONT_WRITE_INDEX;
    options.baseline = baseline->get();
    options.paths = {paths.data(), paths.size()};
    const IndexInstead instead(repository.handle(), index->get());
    if (git_checkout_tree(repository.handle(),
                          reinterpret_cast<const git_object*>(target->get()),
                          &options) != 0) {
      return GitFailure("cannot write the worktree");
    }
  }
  absl::Status staged = PutStages(index->get(), stages);
  if (!staged.ok()) return staged;
  if (git_index_write(index->get()) != 0) {
    return GitFailure("cannot write the index");
  }
  return absl::OkStatus();
}

std::vector<std::string> ForeignPaths(const GitRepository& repository,
                                      absl::Span<const ChangedFile> changes) {
  std::vector<std::string> foreign;
  for (const ChangedFile& change : changes) {
    const FileOnDisk file(repository, change.path);
    if (!file.is_there() || file.Is(change.before) || file.Is(change.after) ||
        file.IsBeginningOf(change.after) || file.IsBeginningOf(change.before)) {
      continue;
    }
    foreign.push_back(change.path);
  }
  return foreign;
}

absl::Status ResetWorktree(const GitRepository& repository,
                           const ObjectId& tree) {
  const auto target = LookUpTree(repository, tree);
  if (!target.ok()) return target.status();
  absl::Status removed = RemoveSubmodulesBut(repository, target->get());
  if (!removed.ok()) return removed;
  git_repository_set_index(repository.handle(), nullptr);
  git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
  options.checkout_strategy = GIT_CHECKOUT_FORCE;
  if (git_checkout_tree(repository.handle(),
                        reinterpret_cast<const git_object*>(target->get()),
                        &options) != 0) {
    return GitFailure("cannot write the worktree");
  }
  absl::Status status = ResetIndex(repository, target->get());
  // libgit2 is to read it again.
  git_repository_set_index(repository.handle(), nullptr);
  return status;
}

}  // namespace patchgraph
