#include "engine/source/compressed_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace patchgraph {
namespace {

constexpr size_t kChunk = size_t{1} << 16;

absl::Status SystemError(absl::string_view path, int error) {
  const std::string message = absl::StrCat(path, ": ", std::strerror(error));
  if (error == ENOENT || error == ENOTDIR) return absl::NotFoundError(message);
  if (error == EACCES || error == EPERM) {
    return absl::PermissionDeniedError(message);
  }
  return absl::FailedPreconditionError(message);
}

absl::StatusOr<int> OpenFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return SystemError(path, errno);
  struct stat info;
  if (fstat(file, &info) == 0 && S_ISDIR(info.st_mode)) {
    close(file);
    return SystemError(path, EISDIR);
  }
  return file;
}

// Text that grows up to the limits.
class LimitedText {
 public:
  LimitedText(const std::string& path, const TextLimits& limits)
      : path_(path), limits_(limits) {}

  absl::Status Append(absl::string_view chunk) {
    if (chunk.size() > limits_.bytes - text_.size()) {
      return absl::InvalidArgumentError(absl::StrCat(
          path_, ": the text is longer than ", limits_.bytes, " bytes"));
    }
    for (absl::string_view rest = chunk; !rest.empty();) {
      const size_t end = rest.find('\n');
      line_bytes_ += end == rest.npos ? rest.size() : end;
      if (line_bytes_ > limits_.line_bytes) {
        return absl::InvalidArgumentError(
            absl::StrCat(path_, ":", line_number_, ": the line is longer than ",
                         limits_.line_bytes, " bytes"));
      }
      if (end == rest.npos) break;
      line_bytes_ = 0;
      ++line_number_;
      rest.remove_prefix(end + 1);
    }
    text_.append(chunk.data(), chunk.size());
    return absl::OkStatus();
  }

  std::string Take() { return std::move(text_); }

 private:
  const std::string& path_;
  const TextLimits limits_;
  std::string text_;
  size_t line_bytes_ = 0;
  int line_number_ = 1;
};

// What one read() gives; empty at the end of the file.
absl::StatusOr<absl::string_view> ReadChunk(int file, const std::string& path,
                                            char* buffer) {
  while (true) {
    const ssize_t got = read(file, buffer, kChunk);
    if (got >= 0) return absl::string_view(buffer, static_cast<size_t>(got));
    if (errno != EINTR) return SystemError(path, errno);
  }
}

bool IsCompressed(absl::string_view start) {
  return absl::StartsWith(start, "\x1f\x8b") ||
         absl::StartsWith(start, "BZh") ||
         absl::StartsWith(start, absl::string_view("\xfd"
                                                   "7zXZ\0",
                                                   6));
}

// Gives libarchive the file, of which the first chunk is read already: a pipe
// could not be read from the start again.
struct ChunkedFile {
  int file;
  const std::string& path;
  absl::string_view first;
  char* buffer;
};

la_ssize_t GiveChunk(archive* /*reader*/, void* data, const void** chunk) {
  auto& source = *static_cast<ChunkedFile*>(data);
  absl::string_view bytes = std::exchange(source.first, absl::string_view());
  if (bytes.empty()) {
    auto next = ReadChunk(source.file, source.path, source.buffer);
    if (!next.ok()) return -1;
    bytes = *next;
  }
  *chunk = bytes.data();
  return static_cast<la_ssize_t>(bytes.size());
}

absl::Status Decompress(ChunkedFile* source, LimitedText* text) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> reader(
      archive_read_new(), &archive_read_free);
  archive_read_support_filter_gzip(reader.get());
  archive_read_support_filter_bzip2(reader.get());
  archive_read_support_filter_xz(reader.get());
  archive_read_support_format_raw(reader.get());
  archive_read_support_format_empty(reader.get());
  const auto fail = [&] {
    const char* why = archive_error_string(reader.get());
    return absl::InvalidArgumentError(absl::StrCat(
        source->path,
        ": cannot decompress: ", why == nullptr ? "garbled data" : why));
  };
  if (archive_read_open(reader.get(), source, nullptr, &GiveChunk, nullptr) !=
      ARCHIVE_OK) {
    return fail();
  }
  archive_entry* entry = nullptr;
  const int header = archive_read_next_header(reader.get(), &entry);
  if (header == ARCHIVE_EOF) return absl::OkStatus();
  if (header != ARCHIVE_OK) return fail();
  const auto buffer = std::make_unique<char[]>(kChunk);
  while (true) {
    const la_ssize_t got =
        archive_read_data(reader.get(), buffer.get(), kChunk);
    if (got == 0) return absl::OkStatus();
    if (got < 0) return fail();
    absl::Status status =
        text->Append(absl::string_view(buffer.get(), static_cast<size_t>(got)));
    if (!status.ok()) return status;
  }
}

}  // namespace

absl::StatusOr<std::string> ReadTextFile(const std::string& path,
                                         const TextLimits& limits) {
  auto file = OpenFile(path);
  if (!file.ok()) return file.status();
  absl::Cleanup closer = [fd = *file] { close(fd); };
  const auto buffer = std::make_unique<char[]>(kChunk);
  auto chunk = ReadChunk(*file, path, buffer.get());
  if (!chunk.ok()) return chunk.status();
  LimitedText text(path, limits);
  if (IsCompressed(*chunk)) {
    ChunkedFile source = {*file, path, *chunk, buffer.get()};
    absl::Status status = Decompress(&source, &text);
    if (!status.ok()) return status;
    return text.Take();
  }
  while (!chunk->empty()) {
    absl::Status status = text.Append(*chunk);
    if (!status.ok()) return status;
    chunk = ReadChunk(*file, path, buffer.get());
    if (!chunk.ok()) return chunk.status();
  }
  return text.Take();
}

}  // namespace patchgraph
