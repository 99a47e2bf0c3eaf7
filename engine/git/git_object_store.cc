#include "engine/git/git_object_store.h"

#include <git2.h>

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/git/git_handles.h"

namespace patchgraph {
namespace {

// All trees of a kernel of today are about 8 MB; a walk over a long range
// reads many versions of some, near each other. When this is full the cache
// starts anew.
constexpr size_t kMostCachedBytes = size_t{32} << 20;

// The files of a patch or two, before and after.
constexpr size_t kMostRecentBytes = size_t{1} << 20;

}  // namespace

absl::Status GitObjectStore::Failure(const ObjectId& id, int type,
                                     int code) const {
  const char* kind = git_object_type2string(static_cast<git_object_t>(type));
  if (code == GIT_ENOTFOUND) {
    return absl::NotFoundError(absl::StrCat(
        kind, " ", id.Hex(), " is not in repository ", where_,
        ": is it a shallow or partial clone? `git fetch` can bring it"));
  }
  return absl::DataLossError(absl::StrCat("cannot read ", kind, " ", id.Hex(),
                                          " in repository ", where_, ": ",
                                          LastGitMessage()));
}

absl::StatusOr<Bytes> GitObjectStore::ReadObject(const ObjectId& id,
                                                 int type) const {
  const absl::optional<PackReader::Object> packed = packs_.Read(id);
  if (packed.has_value() && packed->type == type) return packed->bytes;
  const git_oid oid = ToGit(id);
  git_odb_object* raw = nullptr;
  const int code = git_odb_read(&raw, odb_, &oid);
  if (code != 0) return Failure(id, type, code);
  const GitOdbObjectHandle object(raw);
  if (git_odb_object_type(raw) != type) {
    return absl::DataLossError(absl::StrCat(
        "object ", id.Hex(), " in repository ", where_, " is a ",
        git_object_type2string(git_odb_object_type(raw)), ", not a ",
        git_object_type2string(static_cast<git_object_t>(type))));
  }
  return std::make_shared<const std::string>(
      static_cast<const char*>(git_odb_object_data(raw)),
      git_odb_object_size(raw));
}

absl::StatusOr<Bytes> GitObjectStore::ReadBlob(const ObjectId& id) const {
  if (Bytes recent = FindRecent(id)) return recent;
  auto bytes = ReadObject(id, GIT_OBJECT_BLOB);
  if (bytes.ok()) KeepRecent(id, *bytes);
  return bytes;
}

absl::StatusOr<Bytes> GitObjectStore::ReadCommit(const ObjectId& id) const {
  return ReadObject(id, GIT_OBJECT_COMMIT);
}

Bytes GitObjectStore::FindRecent(const ObjectId& id) const {
  const absl::ReaderMutexLock lock(&mutex_);
  const auto found =
      std::find_if(recent_.rbegin(), recent_.rend(),
                   [&id](const auto& entry) { return entry.first == id; });
  return found == recent_.rend() ? nullptr : found->second;
}

void GitObjectStore::KeepRecent(const ObjectId& id, const Bytes& bytes) const {
  if (bytes->size() > kMostRecentBytes / 4) return;
  const absl::MutexLock lock(&mutex_);
  recent_.emplace_back(id, bytes);
  recent_bytes_ += bytes->size();
  while (recent_bytes_ > kMostRecentBytes) {
    recent_bytes_ -= recent_.front().second->size();
    recent_.pop_front();
  }
}

absl::StatusOr<size_t> GitObjectStore::BlobSize(const ObjectId& id) const {
  const absl::optional<uint64_t> packed = packs_.SizeOf(id);
  if (packed.has_value()) return static_cast<size_t>(*packed);
  const git_oid oid = ToGit(id);
  size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  const int code = git_odb_read_header(&size, &type, odb_, &oid);
  if (code != 0) return Failure(id, GIT_OBJECT_BLOB, code);
  return size;
}

absl::StatusOr<std::shared_ptr<const GitTreeObject>> GitObjectStore::ReadTree(
    const ObjectId& id) const {
  // git knows the empty tree without storing it.
  if (id == EmptyTreeId()) return std::make_shared<const GitTreeObject>();
  {
    const absl::ReaderMutexLock lock(&mutex_);
    const auto known = trees_.find(id);
    if (known != trees_.end()) return known->second;
  }
  auto bytes = ReadObject(id, GIT_OBJECT_TREE);
  if (!bytes.ok()) return bytes.status();
  auto parsed = GitTreeObject::Parse(**bytes);
  if (!parsed.ok()) {
    return absl::DataLossError(
        absl::StrCat("tree ", id.Hex(), " in repository ", where_,
                     " is garbled: ", parsed.status().message()));
  }
  auto tree = std::make_shared<const GitTreeObject>(*std::move(parsed));
  const absl::MutexLock lock(&mutex_);
  if (cached_bytes_ > kMostCachedBytes) {
    trees_.clear();
    cached_bytes_ = 0;
  }
  const auto [entry, is_new] = trees_.emplace(id, std::move(tree));
  if (is_new) cached_bytes_ += entry->second->bytes();
  return entry->second;
}

}  // namespace patchgraph
