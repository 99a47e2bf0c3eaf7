#include "engine/git/git_obstacles.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_handles.h"
#include "engine/git/git_settings.h"

namespace patchgraph {
namespace {

// How many paths a message names.
constexpr size_t kNamed = 5;

std::string WithoutSlash(const char* path) {
  std::string folder = path == nullptr ? "" : path;
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return folder;
}

bool IsThere(const std::string& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0;
}

bool IsOwn(const std::string& folder) {
  struct stat info {};
  if (stat(folder.c_str(), &info) != 0 || info.st_uid == geteuid()) return true;
  unsigned caller = 0;
  const char* sudo = geteuid() == 0 ? std::getenv("SUDO_UID") : nullptr;
  return sudo != nullptr && absl::SimpleAtoi(sudo, &caller) &&
         caller == info.st_uid;
}

// Only the user's own and the system's configuration can say that a folder is
// safe, not the repository's.
bool IsSaidToBeSafe(const std::string& folder) {
  bool is_safe = false;
  for (const std::string& setting : GitSettingsOutside("safe.directory")) {
    const std::string value = WithoutSlash(setting.c_str());
    if (value.empty()) is_safe = false;
    if (value == "*" || value == folder) is_safe = true;
  }
  return is_safe;
}

struct Operation {
  const char* file;
  const char* words;
};
constexpr Operation kOperations[] = {
    {"rebase-merge",
     "a rebase of git's is under way: finish it with `git "
     "rebase --continue`, or end it with --abort"},
    {"rebase-apply",
     "git am or git rebase is under way: finish it with "
     "--continue, or end it with --abort"},
    {"MERGE_HEAD", "a merge is under way: `git commit` or `git merge --abort`"},
    {"CHERRY_PICK_HEAD",
     "a cherry-pick is under way: finish it with `git "
     "cherry-pick --continue`, or end it with --abort"},
    {"REVERT_HEAD",
     "a revert is under way: finish it with `git revert "
     "--continue`, or end it with --abort"},
};

absl::Status CheckOwner(const GitRepository& repository) {
  const std::string git_folder =
      WithoutSlash(git_repository_commondir(repository.handle()));
  const std::string top =
      IsBare(repository) ? git_folder : WorktreeFolder(repository);
  if ((IsOwn(git_folder) && IsOwn(top)) || IsSaidToBeSafe(top)) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "repository ", top, " belongs to somebody else, whose hooks would be ",
      "run. If that is well: git config --global --add safe.directory ", top));
}

absl::Status CheckFilters(const GitRepository& repository,
                          const std::string& path) {
  const char* value = nullptr;
  git_attr_get(&value, repository.handle(), GIT_ATTR_CHECK_FILE_THEN_INDEX,
               path.c_str(), "filter");
  if (git_attr_value(value) == GIT_ATTR_VALUE_STRING) {
    const std::string filter = absl::StrCat("filter.", value);
    if (GitSetting(repository, filter + ".smudge").has_value() ||
        GitSetting(repository, filter + ".process").has_value()) {
      return absl::FailedPreconditionError(absl::StrCat(
          path, " goes through the filter \"", value,
          "\", a program that patchgraph does not run: use git rebase here"));
    }
  }
  git_attr_get(&value, repository.handle(), GIT_ATTR_CHECK_FILE_THEN_INDEX,
               path.c_str(), "working-tree-encoding");
  if (git_attr_value(value) == GIT_ATTR_VALUE_STRING) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, " has the working-tree-encoding ", value,
                     ", which patchgraph does not write: use git rebase here"));
  }
  return absl::OkStatus();
}

// Finds files that are in the way of those that are to come.
class ObstacleFinder {
 public:
  ObstacleFinder(const GitRepository& repository,
                 absl::Span<const ChangedFile> changes)
      : repository_(repository), top_(WorktreeFolder(repository)) {
    for (const ChangedFile& change : changes) {
      if (change.before.has_value()) tracked_.insert(change.path);
    }
  }

  std::vector<std::string> Find(absl::Span<const ChangedFile> changes) {
    for (const ChangedFile& change : changes) {
      if (!change.before.has_value()) LookAt(change.path);
    }
    return {found_.begin(), found_.end()};
  }

 private:
  void LookAt(const std::string& path) {
    for (size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
      const std::string folder = path.substr(0, slash);
      struct stat info {};
      if (lstat(At(folder).c_str(), &info) != 0) return;
      if (S_ISDIR(info.st_mode)) continue;
      if (tracked_.count(folder) == 0 && !IsIgnored(folder)) {
        found_.insert(folder);
      }
      return;
    }
    struct stat info {};
    if (lstat(At(path).c_str(), &info) != 0) return;
    if (S_ISDIR(info.st_mode)) {
      LookInside(path);
    } else if (!IsIgnored(path)) {
      found_.insert(path);
    }
  }

  // A folder goes where a file comes, if all in it is tracked and goes too.
  void LookInside(const std::string& folder) {
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator it(At(folder), error),
         end;
         !error && it != end; it.increment(error)) {
      if (it->is_directory(error) && !it->is_symlink(error)) continue;
      const std::string path = it->path().string().substr(top_.size() + 1);
      if (tracked_.count(path) == 0 && !IsIgnored(path)) found_.insert(path);
    }
  }

  std::string At(const std::string& path) const {
    return absl::StrCat(top_, "/", path);
  }

  bool IsIgnored(const std::string& path) const {
    int ignored = 0;
    return git_ignore_path_is_ignored(&ignored, repository_.handle(),
                                      path.c_str()) == 0 &&
           ignored != 0;
  }

  const GitRepository& repository_;
  std::string top_;
  std::set<std::string> tracked_;
  std::set<std::string> found_;
};

absl::Status CheckBytesAreHere(const GitRepository& repository,
                               const ChangedFile& change) {
  if (!change.after.has_value() || change.after->mode == FileMode::kSubmodule) {
    return absl::OkStatus();
  }
  const auto size = change.after->blob.Size();
  if (size.ok()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "the bytes of ", change.path, " are not in repository ",
      repository.name(), " (a partial clone?): `git checkout` or `git fetch` ",
      "brings them"));
}

}  // namespace

bool IsBare(const GitRepository& repository) {
  return git_repository_is_bare(repository.handle()) == 1;
}

std::string WorktreeFolder(const GitRepository& repository) {
  return WithoutSlash(git_repository_workdir(repository.handle()));
}

std::string WorktreeGitFolder(const GitRepository& repository) {
  return WithoutSlash(git_repository_path(repository.handle()));
}

absl::Status CheckMayWrite(const GitRepository& repository) {
  absl::Status owner = CheckOwner(repository);
  if (!owner.ok()) return owner;
  for (const Operation& operation : kOperations) {
    if (IsThere(
            absl::StrCat(WorktreeGitFolder(repository), "/", operation.file))) {
      return absl::FailedPreconditionError(operation.words);
    }
  }
  if (!IsBare(repository) &&
      GitFlag(repository, "core.sparseCheckout", false)) {
    return absl::FailedPreconditionError(
        "the worktree is sparse (core.sparseCheckout), which patchgraph does "
        "not write: use git rebase here, or a worktree of its own");
  }
  return absl::OkStatus();
}

absl::Status CheckMayChange(const GitRepository& repository,
                            absl::Span<const ChangedFile> changes) {
  for (const ChangedFile& change : changes) {
    absl::Status status = CheckBytesAreHere(repository, change);
    if (status.ok()) status = CheckFilters(repository, change.path);
    if (!status.ok()) return status;
  }
  const std::vector<std::string> found =
      ObstacleFinder(repository, changes).Find(changes);
  if (found.empty()) return absl::OkStatus();
  std::string names;
  for (size_t i = 0; i < found.size() && i < kNamed; ++i) {
    absl::StrAppend(&names, i == 0 ? "" : ", ", found[i]);
  }
  if (found.size() > kNamed) {
    absl::StrAppend(&names, " and ", found.size() - kNamed, " more");
  }
  return absl::FailedPreconditionError(
      absl::StrCat("untracked and in the way: ", names, ". Move or remove ",
                   found.size() == 1 ? "it" : "them"));
}

}  // namespace patchgraph
