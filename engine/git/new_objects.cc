#include "engine/git/new_objects.h"

#include <libdeflate.h>

#include <deque>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "engine/git/object_delta.h"
#include "engine/git/pack_file.h"

namespace patchgraph {
namespace {

// Fast: a rebase should not take longer for its packing. `git gc` packs again.
constexpr int kCompressionLevel = 1;
constexpr size_t kNoLimit = ~size_t{0};

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

absl::StatusOr<std::string> Inflate(const PackEntry& entry) {
  const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  std::string bytes(entry.size, '\0');
  const libdeflate_result result = libdeflate_zlib_decompress(
      decompressor.get(), entry.deflated.data(), entry.deflated.size(),
      bytes.data(), bytes.size(), nullptr);
  if (result != LIBDEFLATE_SUCCESS) {
    return absl::InternalError("a new object cannot be inflated");
  }
  return bytes;
}

absl::string_view WordFor(PackEntry::Type type) {
  switch (type) {
    case PackEntry::kCommit:
      return "commit";
    case PackEntry::kTree:
      return "tree";
    case PackEntry::kBlob:
      break;
  }
  return "blob";
}

}  // namespace

struct NewObjects::Packer::Compressor {
  struct Free {
    void operator()(libdeflate_compressor* handle) const {
      libdeflate_free_compressor(handle);
    }
  };
  const std::unique_ptr<libdeflate_compressor, Free> handle{
      libdeflate_alloc_compressor(kCompressionLevel)};

  std::string Deflate(absl::string_view bytes) const {
    std::string deflated(
        libdeflate_zlib_compress_bound(handle.get(), bytes.size()), '\0');
    deflated.resize(libdeflate_zlib_compress(handle.get(), bytes.data(),
                                             bytes.size(), deflated.data(),
                                             deflated.size()));
    deflated.shrink_to_fit();
    return deflated;
  }

  Packed Pack(const ObjectId& id, absl::string_view bytes,
              const Like& like) const {
    Packed packed;
    packed.id = id;
    packed.size = bytes.size();
    if (!like.id.IsNull()) {
      const std::string delta = MakeDelta(like.bytes, bytes);
      if (delta.size() <= bytes.size() / 2) {
        packed.delta_of = like.id;
        packed.kept_size = delta.size();
        packed.deflated = Deflate(delta);
        return packed;
      }
    }
    packed.kept_size = bytes.size();
    packed.deflated = Deflate(bytes);
    return packed;
  }
};

NewObjects::Packer::Packer() : compressor_(std::make_unique<Compressor>()) {}
NewObjects::Packer::~Packer() = default;
NewObjects::Packer::Packer(Packer&&) noexcept = default;

NewObjects::Packed NewObjects::Packer::PackBlob(absl::string_view bytes,
                                                const Like& like) const {
  return compressor_->Pack(HashBlob(bytes), bytes, like);
}

class NewObjects::Store {
 public:
  ObjectId Add(PackEntry::Type type, absl::string_view bytes,
               const Like& like) {
    const ObjectId id = HashObject(WordFor(type), bytes);
    const absl::MutexLock lock(&mutex_);
    if (places_.contains(id)) return id;
    const auto known = places_.find(like.id);
    const bool is_delta = known != places_.end() &&
                          depths_[known->second] < NewObjects::kDeepestDelta;
    Keep(type, packer_.compressor_->Pack(id, bytes, is_delta ? like : Like()));
    return id;
  }

  bool AddPacked(const Packed& packed) {
    const absl::MutexLock lock(&mutex_);
    if (!packed.delta_of.IsNull() && !places_.contains(packed.delta_of)) {
      return false;
    }
    Keep(PackEntry::kBlob, packed);
    return true;
  }

  int size() const {
    const absl::MutexLock lock(&mutex_);
    return static_cast<int>(entries_.size());
  }

  bool Has(const ObjectId& id) const {
    const absl::MutexLock lock(&mutex_);
    return places_.contains(id);
  }

  absl::StatusOr<size_t> SizeOf(const ObjectId& id) const {
    const absl::MutexLock lock(&mutex_);
    const auto known = places_.find(id);
    if (known == places_.end()) return Missing(id);
    return sizes_[known->second];
  }

  absl::StatusOr<std::string> Read(const ObjectId& id) const {
    // An entry is what it is made of: the deltas, the last one first.
    std::vector<const PackEntry*> chain;
    {
      const absl::MutexLock lock(&mutex_);
      const auto known = places_.find(id);
      if (known == places_.end()) return Missing(id);
      for (int at = known->second; at >= 0; at = entries_[at].delta_of) {
        chain.push_back(&entries_[at]);
      }
    }
    absl::StatusOr<std::string> bytes = Inflate(*chain.back());
    for (size_t i = chain.size() - 1; i > 0 && bytes.ok(); --i) {
      const absl::StatusOr<std::string> delta = Inflate(*chain[i - 1]);
      if (!delta.ok()) return delta.status();
      bytes = ApplyDelta(*bytes, *delta, kNoLimit);
    }
    return bytes;
  }

  absl::Status Write(const std::string& folder) const {
    const absl::MutexLock lock(&mutex_);
    if (entries_.empty()) return absl::OkStatus();
    return WritePackFile(entries_, folder);
  }

 private:
  void Keep(PackEntry::Type type, Packed packed)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const int place = static_cast<int>(entries_.size());
    if (!places_.emplace(packed.id, place).second) return;
    PackEntry entry;
    entry.id = packed.id;
    entry.type = type;
    int depth = 0;
    if (!packed.delta_of.IsNull()) {
      entry.delta_of = places_.at(packed.delta_of);
      depth = depths_[entry.delta_of] + 1;
    }
    entry.size = packed.kept_size;
    entry.deflated = std::move(packed.deflated);
    entries_.push_back(std::move(entry));
    sizes_.push_back(packed.size);
    depths_.push_back(depth);
  }

  static absl::Status Missing(const ObjectId& id) {
    return absl::NotFoundError(
        absl::StrCat("object ", id.Hex(), " is none of the new ones"));
  }

  mutable absl::Mutex mutex_;
  absl::flat_hash_map<ObjectId, int> places_ ABSL_GUARDED_BY(mutex_);
  // Entries do not move and do not change once they are there.
  std::deque<PackEntry> entries_ ABSL_GUARDED_BY(mutex_);
  std::vector<size_t> sizes_ ABSL_GUARDED_BY(mutex_);
  std::vector<int> depths_ ABSL_GUARDED_BY(mutex_);
  const Packer packer_;
};

NewObjects::NewObjects() : store_(std::make_unique<Store>()) {}
NewObjects::~NewObjects() = default;

ObjectId NewObjects::AddBlob(absl::string_view bytes, const Like& like) {
  return store_->Add(PackEntry::kBlob, bytes, like);
}

ObjectId NewObjects::AddTree(absl::string_view bytes, const Like& like) {
  return store_->Add(PackEntry::kTree, bytes, like);
}

ObjectId NewObjects::AddCommit(absl::string_view bytes) {
  return store_->Add(PackEntry::kCommit, bytes, Like());
}

bool NewObjects::AddPacked(const Packed& blob) {
  return store_->AddPacked(blob);
}

bool NewObjects::Has(const ObjectId& id) const { return store_->Has(id); }

int NewObjects::size() const { return store_->size(); }

absl::StatusOr<Bytes> NewObjects::ReadObject(const ObjectId& id) const {
  absl::StatusOr<std::string> bytes = store_->Read(id);
  if (!bytes.ok()) return bytes.status();
  return std::make_shared<const std::string>(*std::move(bytes));
}

absl::StatusOr<size_t> NewObjects::BlobSize(const ObjectId& id) const {
  return store_->SizeOf(id);
}

absl::Status NewObjects::Write(const GitRepository& repository) const {
  return store_->Write(absl::StrCat(repository.GitFolder(), "/objects/pack"));
}

}  // namespace patchgraph
