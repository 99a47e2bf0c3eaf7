#include "engine/forms/file_swap.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

using Hook = std::function<void()>;

constexpr mode_t kAllRead = 0666;
constexpr mode_t kAllRun = 0111;
constexpr mode_t kPermissions = 07777;

absl::Status Failed(absl::string_view what, const fs::path& path) {
  const int error = errno;
  return absl::UnavailableError(absl::StrCat(
      "cannot ", what, " ", path.string(), ": ", std::strerror(error)));
}

// The folder beside the place, of which symlinks do not matter.
absl::StatusOr<fs::path> WorkFolder(const std::string& place) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(place, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot look at ", place, ": ", error.message()));
  }
  if (!path.has_filename()) path = path.parent_path();
  return path.parent_path() /
         absl::StrCat(".", path.filename().string(), ".patchgraph");
}

// Where a file really is, so that a symlink to it is kept.
fs::path TargetOf(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
  fs::path target = fs::canonical(path, error);
  return error ? path : target;
}

// One line of the journal. A path may hold any byte but NUL, which ends it.
struct Entry {
  bool removes = false;
  std::string path;
  std::string rest;  // the new file's name in the work folder, or the top
};

std::string PrintJournal(const std::vector<Entry>& entries) {
  std::string text;
  for (const Entry& entry : entries) {
    text += entry.removes ? 'r' : 'w';
    for (const std::string* part : {&entry.path, &entry.rest}) {
      text += *part;
      text += '\0';
    }
  }
  return text;
}

std::vector<Entry> ParseJournal(absl::string_view text) {
  std::vector<Entry> entries;
  while (!text.empty()) {
    Entry entry;
    entry.removes = text.front() == 'r';
    text.remove_prefix(1);
    for (std::string* part : {&entry.path, &entry.rest}) {
      const size_t end = std::min(text.find('\0'), text.size());
      *part = std::string(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

absl::Status WriteBytes(const fs::path& path, absl::string_view bytes,
                        mode_t mode) {
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) return Failed("write", path);
  const absl::Cleanup close_file = [file] { close(file); };
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failed("write", path);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadBytes(const fs::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Failed("read", path);
  const absl::Cleanup close_file = [file] { close(file); };
  std::string bytes;
  char buffer[1 << 16];
  while (true) {
    const ssize_t count = read(file, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Failed("read", path);
    if (count == 0) return bytes;
    bytes.append(buffer, static_cast<size_t>(count));
  }
}

// All that was written to the file system of `folder` so far is on the disk.
absl::Status SyncAll(const fs::path& folder) {
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return Failed("open", folder);
  const absl::Cleanup close_file = [file] { close(file); };
  return syncfs(file) == 0 ? absl::OkStatus() : Failed("write", folder);
}

// The work folder, for one process at a time.
class Workplace {
 public:
  explicit Workplace(fs::path folder) : folder_(std::move(folder)) {}
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  ~Workplace() {
    if (lock_ >= 0) close(lock_);
  }

  absl::Status Lock() {
    lock_ = open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock_ < 0) return Failed("open", folder_);
    if (flock(lock_, LOCK_EX | LOCK_NB) == 0) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat(
        "another process is rewriting the files beside ", folder_.string()));
  }

  bool HasJournal() const {
    std::error_code error;
    return fs::exists(Journal(), error);
  }
  fs::path Journal() const { return folder_ / "journal"; }
  const fs::path& folder() const { return folder_; }

  absl::Status Begin(const std::vector<Entry>& entries, const Hook& hook) {
    const fs::path draft = folder_ / "journal.new";
    if (hook) hook();
    absl::Status status = WriteBytes(draft, PrintJournal(entries), kAllRead);
    if (status.ok()) status = SyncAll(folder_);
    if (!status.ok()) return status;
    if (hook) hook();
    if (rename(draft.c_str(), Journal().c_str()) != 0) {
      return Failed("write", Journal());
    }
    return SyncAll(folder_);
  }

  // Each step may have been done before.
  absl::Status Play(const std::vector<Entry>& entries, const Hook& hook) {
    for (const Entry& entry : entries) {
      if (hook) hook();
      absl::Status status =
          entry.removes ? PlayRemoval(entry) : PlayWrite(entry);
      if (!status.ok()) return status;
    }
    absl::Status status = SyncAll(folder_);
    if (!status.ok()) return status;
    if (hook) hook();
    if (unlink(Journal().c_str()) != 0) return Failed("remove", Journal());
    Clear();
    return absl::OkStatus();
  }

  void Clear() const {
    std::error_code error;
    fs::remove_all(folder_, error);
  }

 private:
  absl::Status PlayWrite(const Entry& entry) const {
    const fs::path from = folder_ / entry.rest;
    const fs::path to = entry.path;
    std::error_code error;
    if (!fs::exists(fs::symlink_status(from, error))) return absl::OkStatus();
    fs::create_directories(to.parent_path(), error);
    if (rename(from.c_str(), to.c_str()) != 0) return Failed("write", to);
    return absl::OkStatus();
  }

  static absl::Status PlayRemoval(const Entry& entry) {
    fs::path path = entry.path;
    if (unlink(path.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR) {
      return Failed("remove", path);
    }
    // Folders that have something in them stay.
    const std::string top = absl::StrCat(entry.rest, "/");
    for (path = path.parent_path();
         absl::StartsWith(path.string(), top) && rmdir(path.c_str()) == 0;
         path = path.parent_path()) {
    }
    return absl::OkStatus();
  }

  fs::path folder_;
  int lock_ = -1;
};

}  // namespace

void FileSwap::Write(absl::string_view path, std::string bytes, FileMode mode) {
  steps_.push_back(
      {Kind::kWrite, std::string(path), "", std::move(bytes), mode});
}

void FileSwap::Rewrite(absl::string_view path, std::string bytes) {
  steps_.push_back({Kind::kRewrite, std::string(path), "", std::move(bytes),
                    FileMode::kRegular});
}

void FileSwap::Remove(absl::string_view path, absl::string_view top) {
  steps_.push_back({Kind::kRemove, std::string(path), std::string(top), "",
                    FileMode::kRegular});
}

absl::Status FileSwap::Commit(const Hook& before_each) const {
  if (empty()) return absl::OkStatus();
  auto folder = WorkFolder(place_);
  if (!folder.ok()) return folder.status();
  if (before_each) before_each();
  if (mkdir(folder->c_str(), 0777) != 0) {
    if (errno != EEXIST) return Failed("make", *folder);
    return absl::FailedPreconditionError(absl::StrCat(
        folder->string(), " is there: another process is rewriting ", place_,
        ", or was stopped; run it again"));
  }
  Workplace work(*folder);
  absl::Status status = work.Lock();
  std::vector<Entry> entries;
  struct stat here;
  if (status.ok() && stat(folder->c_str(), &here) != 0) {
    status = Failed("look at", *folder);
  }
  for (size_t i = 0; status.ok() && i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    fs::path target = step.path;
    if (step.kind == Kind::kRemove) {
      fs::path top = fs::absolute(step.top).lexically_normal();
      if (!top.has_filename()) top = top.parent_path();
      entries.push_back({true, fs::absolute(target).lexically_normal().string(),
                         top.string()});
      continue;
    }
    const bool is_link = step.mode == FileMode::kSymlink;
    if (!is_link) target = TargetOf(target);
    const std::string name = absl::StrCat("new-", i);
    const fs::path draft = *folder / name;
    if (before_each) before_each();
    if (is_link) {
      if (symlink(step.bytes.c_str(), draft.c_str()) != 0) {
        status = Failed("write", draft);
      }
    } else {
      status = WriteBytes(
          draft, step.bytes,
          step.mode == FileMode::kExecutable ? kAllRead | kAllRun : kAllRead);
      struct stat old;
      if (status.ok() && lstat(target.c_str(), &old) == 0 &&
          S_ISREG(old.st_mode)) {
        mode_t mode = old.st_mode & kPermissions;
        if (step.kind == Kind::kWrite) {
          mode = step.mode == FileMode::kExecutable
                     ? mode | ((mode & 0444) >> 2)
                     : mode & ~kAllRun;
        }
        if (chmod(draft.c_str(), mode) != 0) status = Failed("write", draft);
      }
    }
    // What cannot be renamed would be found too late.
    struct stat there;
    fs::path parent = target.parent_path();
    while (!parent.empty() && stat(parent.c_str(), &there) != 0 &&
           parent != parent.parent_path()) {
      parent = parent.parent_path();
    }
    if (status.ok() && (parent.empty() ? stat(".", &there) == 0 : true) &&
        there.st_dev != here.st_dev) {
      status = absl::FailedPreconditionError(
          absl::StrCat(target.string(), " is on another file system than ",
                       place_, ", so that they cannot change together"));
    }
    entries.push_back({false, fs::absolute(target).string(), name});
  }
  if (status.ok()) status = work.Begin(entries, before_each);
  if (!status.ok()) {
    if (!work.HasJournal()) work.Clear();
    return status;
  }
  return work.Play(entries, before_each);
}

absl::StatusOr<bool> FinishFileSwap(const std::string& place) {
  auto folder = WorkFolder(place);
  if (!folder.ok()) return folder.status();
  std::error_code error;
  if (!fs::is_directory(*folder, error)) return false;
  Workplace work(*folder);
  absl::Status status = work.Lock();
  if (!status.ok()) return status;
  if (!work.HasJournal()) {
    work.Clear();
    return false;
  }
  auto journal = ReadBytes(work.Journal());
  if (!journal.ok()) return journal.status();
  status = work.Play(ParseJournal(*journal), nullptr);
  if (!status.ok()) return status;
  return true;
}

}  // namespace patchgraph
