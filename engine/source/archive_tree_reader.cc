#include "engine/source/archive_tree_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// How libarchive says that it knows no such format. It has no code for it.
constexpr absl::string_view kNoArchive = "Unrecognized archive format";

struct CloseArchive {
  void operator()(archive* handle) const { archive_read_free(handle); }
};

// libarchive turns names into the locale's encoding, and fails where that
// cannot be done: then the archive's own UTF-8 is what we want anyway.
absl::string_view PathOf(archive_entry* entry) {
  const char* path = archive_entry_pathname(entry);
  if (path == nullptr) path = archive_entry_pathname_utf8(entry);
  return path == nullptr ? absl::string_view() : path;
}

absl::string_view HardLinkOf(archive_entry* entry) {
  const char* path = archive_entry_hardlink(entry);
  if (path == nullptr) path = archive_entry_hardlink_utf8(entry);
  return path == nullptr ? absl::string_view() : path;
}

absl::string_view SymlinkOf(archive_entry* entry) {
  const char* target = archive_entry_symlink(entry);
  if (target == nullptr) target = archive_entry_symlink_utf8(entry);
  return target == nullptr ? absl::string_view() : target;
}

class Unpacker {
 public:
  Unpacker(const std::string& path, int64_t most_bytes)
      : path_(path), most_bytes_(most_bytes), handle_(archive_read_new()) {}

  absl::StatusOr<ArchiveFiles> Unpack() {
    archive* handle = handle_.get();
    archive_read_support_filter_gzip(handle);
    archive_read_support_filter_bzip2(handle);
    archive_read_support_filter_xz(handle);
    archive_read_support_filter_lzma(handle);
    archive_read_support_filter_zstd(handle);
    archive_read_support_format_tar(handle);
    archive_read_support_format_zip(handle);
    constexpr size_t kBlock = size_t{256} << 10;
    if (archive_read_open_filename(handle, path_.c_str(), kBlock) !=
        ARCHIVE_OK) {
      return OpenFailure();
    }
    for (;;) {
      archive_entry* entry = nullptr;
      const int code = archive_read_next_header(handle, &entry);
      if (code == ARCHIVE_EOF) break;
      // A warning is about an owner's name or a time: the file is whole.
      if (code != ARCHIVE_OK && code != ARCHIVE_WARN) return Failure();
      absl::Status status = Take(entry);
      if (!status.ok()) return status;
    }
    return std::move(files_);
  }

 private:
  absl::Status OpenFailure() const {
    if (Words() == kNoArchive) return Failure();
    const int error = archive_errno(handle_.get());
    if (error <= 0) return Failure();
    return absl::Status(absl::ErrnoToStatusCode(error),
                        absl::StrCat("cannot read archive ", path_, ": ",
                                     std::strerror(error)));
  }

  absl::Status Failure() const {
    if (Words() == kNoArchive) {
      return absl::InvalidArgumentError(
          absl::StrCat(path_, " is no tar or zip archive"));
    }
    return absl::DataLossError(absl::StrCat(
        "archive ", path_, " is cut short or garbled",
        last_.empty() ? "" : absl::StrCat(" after ", last_), ": ", Words()));
  }

  // libarchive's own, for its last failure.
  absl::string_view Words() const {
    const char* words = archive_error_string(handle_.get());
    return words == nullptr ? "unknown failure" : words;
  }

  absl::Status Refuse(absl::string_view entry, absl::string_view why) const {
    return absl::InvalidArgumentError(
        absl::StrCat("archive ", path_, ", entry ", entry, ": ", why));
  }

  absl::Status Take(archive_entry* entry) {
    absl::string_view name = PathOf(entry);
    last_ = std::string(name);
    const bool is_directory = archive_entry_filetype(entry) == S_IFDIR;
    absl::StatusOr<std::string> path = CleanPath(name, is_directory);
    if (!path.ok()) return Refuse(last_, path.status().message());
    if (is_directory) return absl::OkStatus();
    const absl::string_view target = HardLinkOf(entry);
    if (!target.empty()) return TakeHardLink(*path, target);
    FileState state;
    switch (archive_entry_filetype(entry)) {
      case S_IFREG:
        return TakeFile(*path, entry);
      case S_IFLNK:
        state.mode = FileMode::kSymlink;
        state.blob = Blob::FromBytes(std::string(SymlinkOf(entry)));
        files_.insert_or_assign(*path, std::move(state));
        return absl::OkStatus();
      default:
        return absl::OkStatus();
    }
  }

  // "./a/b" is a/b; the archive's own folder "./" is the empty path.
  static absl::StatusOr<std::string> CleanPath(absl::string_view name,
                                               bool is_directory) {
    while (absl::ConsumePrefix(&name, "./")) {
      while (absl::ConsumePrefix(&name, "/")) {
      }
    }
    if (is_directory) {
      while (absl::ConsumeSuffix(&name, "/")) {
      }
      if (name.empty() || name == ".") return std::string();
    }
    absl::Status status = CheckRepoPath(name);
    if (!status.ok()) return status;
    return std::string(name);
  }

  absl::Status TakeHardLink(const std::string& path, absl::string_view target) {
    absl::StatusOr<std::string> source = CleanPath(target, false);
    if (!source.ok()) return Refuse(path, source.status().message());
    const auto file = files_.find(*source);
    if (file == files_.end()) {
      return Refuse(path, absl::StrCat("is a hard link to ", target,
                                       ", which is not in the archive"));
    }
    FileState state = file->second;
    files_.insert_or_assign(path, std::move(state));
    return absl::OkStatus();
  }

  absl::Status TakeFile(const std::string& path, archive_entry* entry) {
    std::string bytes;
    // What the header says of the size is not to be trusted with memory.
    constexpr int64_t kTrusted = int64_t{64} << 20;
    const int64_t size = archive_entry_size(entry);
    if (size > 0) bytes.reserve(static_cast<size_t>(std::min(size, kTrusted)));
    for (;;) {
      constexpr size_t kPart = size_t{256} << 10;
      const size_t start = bytes.size();
      bytes.resize(start + kPart);
      const la_ssize_t got =
          archive_read_data(handle_.get(), &bytes[start], kPart);
      if (got < 0) return Failure();
      bytes.resize(start + static_cast<size_t>(got));
      if (got == 0) break;
      total_ += got;
      if (total_ > most_bytes_) {
        return absl::ResourceExhaustedError(
            absl::StrCat("archive ", path_, " unpacks to more than ",
                         most_bytes_, " bytes"));
      }
    }
    bytes.shrink_to_fit();
    FileState state;
    if ((archive_entry_perm(entry) & S_IXUSR) != 0) {
      state.mode = FileMode::kExecutable;
    }
    state.blob = Blob::FromBytes(std::move(bytes));
    files_.insert_or_assign(path, std::move(state));
    return absl::OkStatus();
  }

  const std::string& path_;
  int64_t most_bytes_;
  std::unique_ptr<archive, CloseArchive> handle_;
  ArchiveFiles files_;
  std::string last_;  // the entry that was read last, for messages
  int64_t total_ = 0;
};

}  // namespace

absl::StatusOr<ArchiveFiles> ReadArchive(const std::string& path,
                                         int64_t most_bytes) {
  return Unpacker(path, most_bytes).Unpack();
}

}  // namespace patchgraph
