#include "engine/rebase/rebase_state_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"

namespace patchgraph {
namespace {

constexpr int kVersion = 1;

absl::Status SystemFailure(absl::string_view what, const std::string& path) {
  return absl::UnavailableError(
      absl::StrCat("cannot ", what, " ", path, ": ", std::strerror(errno)));
}

absl::Status WriteWhole(const std::string& path, const std::string& text) {
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return SystemFailure("write", path);
  size_t done = 0;
  while (done < text.size()) {
    const ssize_t written = write(file, text.data() + done, text.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      absl::Status status = SystemFailure("write", path);
      close(file);
      return status;
    }
    done += static_cast<size_t>(written);
  }
  const bool synced = fsync(file) == 0;
  const bool closed = close(file) == 0;
  return synced && closed ? absl::OkStatus() : SystemFailure("write", path);
}

// Without one, protobuf's parser writes what it thinks of a damaged file to
// the terminal.
class NoComplaints : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int /*line*/, google::protobuf::io::ColumnNumber /*column*/,
                const std::string& /*message*/) override {}
};

bool ParseState(const std::string& text, RebaseState* state) {
  NoComplaints complaints;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&complaints);
  return parser.ParseFromString(text, state) && state->version() == kVersion;
}

// So that a rename is on the disk.
void SyncFolder(const std::string& folder) {
  const int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  fsync(handle);
  close(handle);
}

}  // namespace

absl::StatusOr<absl::optional<RebaseState>> RebaseStateFile::Read() const {
  const std::string path = folder_ + "/state";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return absl::optional<RebaseState>();
  }
  std::ifstream stream(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  RebaseState state;
  if (!stream || !ParseState(text, &state)) {
    return absl::DataLossError(absl::StrCat(
        path,
        " cannot be read. It belongs to a rebase that was begun; without "
        "it only git can bring the branch back (git reflog). When that is "
        "done, remove the file"));
  }
  return absl::optional<RebaseState>(std::move(state));
}

absl::StatusOr<std::string> RebaseStateFile::WriteFresh(
    const RebaseState& state) const {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot make ", folder_, ": ", error.message()));
  }
  RebaseState written = state;
  written.set_version(kVersion);
  written.set_process(getpid());
  std::string text;
  if (!google::protobuf::TextFormat::PrintToString(written, &text)) {
    return absl::InternalError("the state of a rebase cannot be printed");
  }
  // Another process may be about to begin one.
  std::string fresh = absl::StrCat(folder_, "/state.new-", getpid());
  absl::Status status = WriteWhole(fresh, text);
  if (!status.ok()) {
    unlink(fresh.c_str());
    return status;
  }
  return fresh;
}

absl::Status RebaseStateFile::Write(const RebaseState& state) const {
  const auto fresh = WriteFresh(state);
  if (!fresh.ok()) return fresh.status();
  const std::string path = folder_ + "/state";
  if (std::rename(fresh->c_str(), path.c_str()) != 0) {
    return SystemFailure("write", path);
  }
  SyncFolder(folder_);
  return absl::OkStatus();
}

absl::Status RebaseStateFile::Create(const RebaseState& state) const {
  const auto fresh = WriteFresh(state);
  if (!fresh.ok()) return fresh.status();
  const std::string path = folder_ + "/state";
  // A link, unlike a rename, does not replace what somebody made meanwhile.
  absl::Status status;
  if (link(fresh->c_str(), path.c_str()) != 0) {
    if (errno == EEXIST) {
      status = absl::FailedPreconditionError(
          "another rebase was begun here meanwhile (see patchgraph rebase "
          "--status)");
      // Not every file system has links.
    } else if (std::rename(fresh->c_str(), path.c_str()) != 0) {
      status = SystemFailure("write", path);
    }
  }
  unlink(fresh->c_str());
  SyncFolder(folder_);
  return status;
}

absl::Status RebaseStateFile::Remove() const {
  // The state itself first: what is left without it means nothing.
  std::error_code error;
  std::filesystem::remove(folder_ + "/state", error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot remove ", folder_, ": ", error.message()));
  }
  SyncFolder(folder_);
  std::filesystem::remove_all(folder_, error);
  // Others keep things there, too; then it stays.
  std::filesystem::remove(std::filesystem::path(folder_).parent_path(), error);
  return absl::OkStatus();
}

ObjectId IdFromHex(absl::string_view hex) {
  const std::string bytes = hex.size() == size_t{2} * ObjectId::kBytes
                                ? absl::HexStringToBytes(hex)
                                : "";
  ObjectId::Raw raw{};
  if (bytes.size() != raw.size()) return ObjectId();
  std::memcpy(raw.data(), bytes.data(), raw.size());
  return ObjectId(raw);
}

}  // namespace patchgraph
