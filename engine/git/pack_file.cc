#include "engine/git/pack_file.h"

#include <fcntl.h>
#include <libdeflate.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace patchgraph {
namespace {

constexpr int kOffsetDelta = 6;  // git's number for a delta of an earlier entry
constexpr uint64_t kLargeOffset = uint64_t{1} << 31;

void PutBigEndian(uint64_t value, int bytes, std::string* out) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out->push_back(static_cast<char>(value >> shift));
  }
}

// A file that is not there unless it is kept.
class NewFile {
 public:
  explicit NewFile(std::string name) : name_(std::move(name)) {}
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!name_.empty()) unlink(name_.c_str());
  }

  absl::Status Open() {
    descriptor_ = mkstemp(name_.data());
    if (descriptor_ >= 0) return absl::OkStatus();
    absl::Status failure = Failure("cannot make");
    name_.clear();
    return failure;
  }

  // Writes, and takes the bytes into the checksum.
  absl::Status Write(absl::string_view bytes) {
    EVP_DigestUpdate(digest_.get(), bytes.data(), bytes.size());
    buffer_.append(bytes.data(), bytes.size());
    return buffer_.size() < kBuffer ? absl::OkStatus() : Flush();
  }

  // Ends the file with its checksum, which is the result.
  absl::StatusOr<ObjectId> Finish() {
    ObjectId::Raw raw;
    unsigned length = 0;
    EVP_DigestFinal_ex(digest_.get(), raw.data(), &length);
    const ObjectId checksum(raw);
    absl::StrAppend(&buffer_, checksum.bytes());
    absl::Status status = Flush();
    if (!status.ok()) return status;
    constexpr mode_t kReadOnly = 0444;
    if (fchmod(descriptor_, kReadOnly) != 0 || fsync(descriptor_) != 0) {
      return Failure("cannot write");
    }
    return checksum;
  }

  absl::Status Keep(const std::string& name) {
    if (rename(name_.c_str(), name.c_str()) != 0) {
      return Failure("cannot rename");
    }
    name_.clear();
    return absl::OkStatus();
  }

 private:
  static constexpr size_t kBuffer = size_t{1} << 18;

  absl::Status Failure(absl::string_view what) const {
    const int error = errno;
    const std::string message =
        absl::StrCat(what, " ", name_, ": ", std::strerror(error));
    return error == ENOSPC || error == EDQUOT || error == EFBIG
               ? absl::ResourceExhaustedError(message)
               : absl::UnavailableError(message);
  }

  absl::Status Flush() {
    for (absl::string_view rest = buffer_; !rest.empty();) {
      const ssize_t written = write(descriptor_, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return Failure("cannot write");
      rest.remove_prefix(static_cast<size_t>(written));
    }
    buffer_.clear();
    return absl::OkStatus();
  }

  struct Digest : std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> {
    Digest() : unique_ptr(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
      EVP_DigestInit_ex(get(), EVP_sha1(), nullptr);
    }
  };

  std::string name_;
  int descriptor_ = -1;
  std::string buffer_;
  Digest digest_;
};

struct Place {
  uint64_t offset = 0;
  uint32_t crc = 0;
};

// The bytes before an entry's deflated ones: type and size, and for a delta how
// far back the other entry is.
std::string EntryHeader(const PackEntry& entry, uint64_t distance) {
  const int type = entry.delta_of >= 0 ? kOffsetDelta : entry.type;
  std::string header;
  uint64_t size = entry.size >> 4;
  header.push_back(static_cast<char>((size > 0 ? 0x80 : 0) | type << 4 |
                                     (entry.size & 0xf)));
  for (; size > 0; size >>= 7) {
    header.push_back(
        static_cast<char>((size > 0x7f ? 0x80 : 0) | (size & 0x7f)));
  }
  if (entry.delta_of < 0) return header;
  // The highest bits first; each further byte counts one from where it is.
  std::string back(1, static_cast<char>(distance & 0x7f));
  while ((distance >>= 7) > 0) {
    --distance;
    back.push_back(static_cast<char>(0x80 | (distance & 0x7f)));
  }
  header.append(back.rbegin(), back.rend());
  return header;
}

absl::Status WriteEntries(const std::deque<PackEntry>& entries, NewFile* file,
                          std::vector<Place>* places) {
  std::string header = "PACK";
  PutBigEndian(2, 4, &header);
  PutBigEndian(entries.size(), 4, &header);
  absl::Status status = file->Write(header);
  uint64_t offset = header.size();
  for (const PackEntry& entry : entries) {
    if (!status.ok()) return status;
    const uint64_t distance =
        entry.delta_of < 0 ? 0 : offset - (*places)[entry.delta_of].offset;
    header = EntryHeader(entry, distance);
    uint32_t crc = libdeflate_crc32(0, header.data(), header.size());
    crc = libdeflate_crc32(crc, entry.deflated.data(), entry.deflated.size());
    places->push_back({offset, crc});
    offset += header.size() + entry.deflated.size();
    status = file->Write(header);
    if (status.ok()) status = file->Write(entry.deflated);
  }
  return status;
}

std::string IndexOf(const std::deque<PackEntry>& entries,
                    const std::vector<Place>& places, const ObjectId& pack) {
  std::vector<int> order(entries.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  std::sort(order.begin(), order.end(),
            [&entries](int a, int b) { return entries[a].id < entries[b].id; });
  std::string index = "\377tOc";
  PutBigEndian(2, 4, &index);
  std::array<uint32_t, 256> fanout{};
  for (const PackEntry& entry : entries) ++fanout[entry.id.raw()[0]];
  uint32_t sum = 0;
  for (const uint32_t count : fanout) PutBigEndian(sum += count, 4, &index);
  for (const int i : order) absl::StrAppend(&index, entries[i].id.bytes());
  for (const int i : order) PutBigEndian(places[i].crc, 4, &index);
  std::string large;
  for (const int i : order) {
    const uint64_t offset = places[i].offset;
    if (offset < kLargeOffset) {
      PutBigEndian(offset, 4, &index);
    } else {
      PutBigEndian(kLargeOffset | large.size() / 8, 4, &index);
      PutBigEndian(offset, 8, &large);
    }
  }
  absl::StrAppend(&index, large, pack.bytes());
  return index;
}

}  // namespace

absl::Status WritePackFile(const std::deque<PackEntry>& entries,
                           const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot make ", folder, ": ", error.message()));
  }
  // git takes files of this name that are left over away.
  NewFile pack(absl::StrCat(folder, "/tmp_pack_XXXXXX"));
  absl::Status status = pack.Open();
  if (!status.ok()) return status;
  std::vector<Place> places;
  places.reserve(entries.size());
  status = WriteEntries(entries, &pack, &places);
  if (!status.ok()) return status;
  const absl::StatusOr<ObjectId> checksum = pack.Finish();
  if (!checksum.ok()) return checksum.status();

  NewFile index(absl::StrCat(folder, "/tmp_idx_XXXXXX"));
  status = index.Open();
  if (status.ok()) status = index.Write(IndexOf(entries, places, *checksum));
  if (!status.ok()) return status;
  const absl::StatusOr<ObjectId> finished = index.Finish();
  if (!finished.ok()) return finished.status();

  const std::string name = absl::StrCat(folder, "/pack-", checksum->Hex());
  status = pack.Keep(absl::StrCat(name, ".pack"));
  if (status.ok()) status = index.Keep(absl::StrCat(name, ".idx"));
  return status;
}

}  // namespace patchgraph
