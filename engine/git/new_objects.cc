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
// As many deltas one on the other as git makes, so that reading stays quick.
constexpr int kDeepestDelta = 50;
constexpr size_t kNoLimit = ~size_t{0};

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};
using Compressor = std::unique_ptr<libdeflate_compressor, FreeCompressor>;

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

std::string Deflate(libdeflate_compressor* compressor,
                    absl::string_view bytes) {
  std::string deflated(libdeflate_zlib_compress_bound(compressor, bytes.size()),
                       '\0');
  deflated.resize(libdeflate_zlib_compress(compressor, bytes.data(),
                                           bytes.size(), deflated.data(),
                                           deflated.size()));
  deflated.shrink_to_fit();
  return deflated;
}

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

class NewObjects::Store {
 public:
  ObjectId Add(PackEntry::Type type, absl::string_view bytes,
               const Like& like) {
    PackEntry entry;
    entry.id = HashObject(WordFor(type), bytes);
    entry.type = type;
    Compressor compressor;
    int depth = 0;
    {
      const absl::MutexLock lock(&mutex_);
      if (places_.contains(entry.id)) return entry.id;
      const auto known = places_.find(like.id);
      if (known != places_.end() && depths_[known->second] < kDeepestDelta) {
        entry.delta_of = known->second;
        depth = depths_[known->second] + 1;
      }
      if (!idle_.empty()) {
        compressor = std::move(idle_.back());
        idle_.pop_back();
      }
    }
    if (compressor == nullptr) {
      compressor.reset(libdeflate_alloc_compressor(kCompressionLevel));
    }
    const std::string delta =
        entry.delta_of >= 0 ? MakeDelta(like.bytes, bytes) : std::string();
    if (entry.delta_of >= 0 && delta.size() > bytes.size() / 2) {
      entry.delta_of = -1;
      depth = 0;
    }
    const absl::string_view kept = entry.delta_of >= 0 ? delta : bytes;
    entry.size = kept.size();
    entry.deflated = Deflate(compressor.get(), kept);

    const absl::MutexLock lock(&mutex_);
    idle_.push_back(std::move(compressor));
    // Another thread may have come first.
    const int place = static_cast<int>(entries_.size());
    const ObjectId id = entry.id;
    if (places_.emplace(id, place).second) {
      entries_.push_back(std::move(entry));
      sizes_.push_back(bytes.size());
      depths_.push_back(depth);
    }
    return id;
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
  // Compressors that no thread works with.
  std::vector<Compressor> idle_ ABSL_GUARDED_BY(mutex_);
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
