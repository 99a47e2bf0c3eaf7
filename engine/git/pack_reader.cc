#include "engine/git/pack_reader.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/git/object_delta.h"
#include "engine/git/pack_index.h"
#include "engine/git/readable_file.h"

namespace patchgraph {
namespace {

constexpr int kOffsetDelta = 6;
constexpr int kReferenceDelta = 7;
constexpr size_t kMostKeptBytes = size_t{4} << 20;  // in each generation
constexpr size_t kMostKeptFiles = size_t{16} << 20;
constexpr size_t kMostPacks = 100;  // two open files each; libgit2 has the rest
constexpr uint64_t kLargestObject = uint64_t{1} << 31;
constexpr int kDeepestAlternate = 5;  // as git

bool IsDelta(int type) {
  return type == kOffsetDelta || type == kReferenceDelta;
}

}  // namespace

// A pack and its index.
class PackReader::Pack {
 public:
  // Null if the two are not as expected.
  static std::unique_ptr<const Pack> Open(const std::string& index_name,
                                          size_t* memory) {
    auto index = PackIndex::Open(index_name);
    auto pack = ReadableFile::Open(
        absl::StrCat(
            absl::string_view(index_name).substr(0, index_name.size() - 3),
            "pack"),
        memory);
    ReadBuffer buffer;
    if (index == nullptr || pack == nullptr ||
        pack->Read(0, 4, &buffer) != "PACK") {
      return nullptr;
    }
    return std::unique_ptr<const Pack>(
        new Pack(std::move(index), std::move(pack)));
  }

  absl::optional<uint64_t> OffsetOf(const ObjectId& id) const {
    return index_->OffsetOf(id);
  }
  uint64_t objects() const { return index_->size(); }

  // An entry without what it is a delta of.
  struct Entry {
    int type = 0;
    uint64_t size = 0;
    uint64_t delta_of = 0;       // an offset
    absl::string_view deflated;  // and what stands behind it
    ReadBuffer buffer;           // where that is, if not in the pack
  };

  absl::optional<Entry> EntryAt(uint64_t offset) const {
    // Most are small deltas: header and all.
    Entry entry;
    const absl::string_view head =
        pack_->Read(offset, kUsualEntry, &entry.buffer);
    absl::string_view rest = head;
    int byte = Take(&rest);
    entry.type = byte >> 4 & 7;
    entry.size = byte & 0xf;
    for (int shift = 4; (byte & 0x80) != 0 && shift < 57; shift += 7) {
      byte = Take(&rest);
      entry.size |= static_cast<uint64_t>(byte & 0x7f) << shift;
    }
    if (entry.type == kOffsetDelta) {
      byte = Take(&rest);
      uint64_t back = byte & 0x7f;
      while ((byte & 0x80) != 0 && back < offset) {
        byte = Take(&rest);
        back = (back + 1) << 7 | (byte & 0x7f);
      }
      if (back == 0 || back >= offset) return absl::nullopt;
      entry.delta_of = offset - back;
    } else if (entry.type == kReferenceDelta) {
      if (rest.size() < ObjectId::kBytes) return absl::nullopt;
      ObjectId::Raw raw;
      std::memcpy(raw.data(), rest.data(), raw.size());
      rest.remove_prefix(ObjectId::kBytes);
      const absl::optional<uint64_t> base = OffsetOf(ObjectId(raw));
      if (!base.has_value()) return absl::nullopt;
      entry.delta_of = *base;
    } else if (entry.type < PackEntry::kCommit ||
               entry.type > PackEntry::kBlob) {
      return absl::nullopt;
    }
    if (entry.size > kLargestObject) return absl::nullopt;
    // What does not shrink is stored, with five bytes for each 16 kB at most.
    const uint64_t most = entry.size + entry.size / 1024 + 64;
    entry.deflated = rest.substr(0, most);
    if (most > rest.size() && head.size() == kUsualEntry) {
      const uint64_t at = offset + (head.size() - rest.size());
      entry.deflated = pack_->Read(at, most, &entry.buffer);
    }
    return entry;
  }

 private:
  static constexpr size_t kUsualEntry = 4096;

  Pack(std::unique_ptr<const PackIndex> index,
       std::unique_ptr<const ReadableFile> pack)
      : index_(std::move(index)), pack_(std::move(pack)) {}

  // 0 where nothing is left.
  static int Take(absl::string_view* rest) {
    if (rest->empty()) return 0;
    const int byte = static_cast<unsigned char>(rest->front());
    rest->remove_prefix(1);
    return byte;
  }

  std::unique_ptr<const PackIndex> index_;
  std::unique_ptr<const ReadableFile> pack_;
};

namespace {

class Inflater {
 public:
  absl::optional<std::string> Inflate(absl::string_view deflated,
                                      uint64_t size) const {
    std::string bytes(size, '\0');
    size_t used = 0;
    const libdeflate_result result = libdeflate_zlib_decompress_ex(
        handle_.get(), deflated.data(), deflated.size(), bytes.data(),
        bytes.size(), &used, nullptr);
    if (result != LIBDEFLATE_SUCCESS) return absl::nullopt;
    return bytes;
  }

 private:
  struct Free {
    void operator()(libdeflate_decompressor* handle) const {
      libdeflate_free_decompressor(handle);
    }
  };
  const std::unique_ptr<libdeflate_decompressor, Free> handle_{
      libdeflate_alloc_decompressor()};
};

}  // namespace

PackReader::PackReader(const std::string& folder) {
  size_t memory = kMostKeptFiles;
  AddPacks(folder, 0, &memory);
  // Most of what is asked for is in the largest.
  std::stable_sort(
      packs_.begin(), packs_.end(),
      [](const auto& a, const auto& b) { return a->objects() > b->objects(); });
}

PackReader::~PackReader() = default;

void PackReader::AddPacks(const std::string& folder, int depth,
                          size_t* memory) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator
           file(absl::StrCat(folder, "/pack"), error),
       end;
       !error && file != end; file.increment(error)) {
    if (file->path().extension() == ".idx") names.push_back(file->path());
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (packs_.size() == kMostPacks) return;
    if (auto pack = Pack::Open(name, memory)) packs_.push_back(std::move(pack));
  }
  if (depth == kDeepestAlternate) return;
  std::ifstream alternates(absl::StrCat(folder, "/info/alternates"));
  for (std::string line; std::getline(alternates, line);) {
    if (line.empty() || line[0] == '#' || line[0] == '"') continue;
    AddPacks(line[0] == '/' ? line : absl::StrCat(folder, "/", line), depth + 1,
             memory);
  }
}

absl::optional<PackReader::Place> PackReader::Find(const ObjectId& id) const {
  const size_t last = last_pack_.load(std::memory_order_relaxed);
  for (size_t i = 0; i < packs_.size(); ++i) {
    // That one first, then those before and behind it.
    const size_t pack = i == 0 ? last : i <= last ? i - 1 : i;
    const absl::optional<uint64_t> offset = packs_[pack]->OffsetOf(id);
    if (!offset.has_value()) continue;
    if (pack != last) last_pack_.store(pack, std::memory_order_relaxed);
    return Place{static_cast<int>(pack), *offset};
  }
  return absl::nullopt;
}

absl::optional<PackReader::Object> PackReader::Read(const ObjectId& id) const {
  const absl::optional<Place> place = Find(id);
  if (!place.has_value()) return absl::nullopt;
  return ReadAt(*place);
}

absl::optional<uint64_t> PackReader::SizeOf(const ObjectId& id) const {
  const absl::optional<Place> place = Find(id);
  if (!place.has_value()) return absl::nullopt;
  const absl::optional<Pack::Entry> entry =
      packs_[place->pack]->EntryAt(place->offset);
  if (!entry.has_value()) return absl::nullopt;
  if (!IsDelta(entry->type)) return entry->size;
  const auto delta = Inflater().Inflate(entry->deflated, entry->size);
  if (!delta.has_value()) return absl::nullopt;
  const absl::StatusOr<uint64_t> size = SizeAfterDelta(*delta);
  if (!size.ok()) return absl::nullopt;
  return *size;
}

absl::optional<PackReader::Object> PackReader::ReadAt(Place place) const {
  // The deltas on the way, the last one first.
  std::vector<std::pair<Place, Pack::Entry>> deltas;
  absl::optional<Object> object = FindKept(place);
  if (object.has_value()) return object;
  const Inflater inflater;
  while (!(object = FindKept(place)).has_value()) {
    const Place at = place;
    absl::optional<Pack::Entry> entry =
        packs_[place.pack]->EntryAt(place.offset);
    if (!entry.has_value()) return absl::nullopt;
    if (!IsDelta(entry->type)) {
      auto bytes = inflater.Inflate(entry->deflated, entry->size);
      if (!bytes.has_value()) return absl::nullopt;
      object = Object{static_cast<PackEntry::Type>(entry->type),
                      std::make_shared<const std::string>(*std::move(bytes))};
      Keep(place, *object);
      break;
    }
    place.offset = entry->delta_of;
    deltas.emplace_back(at, *std::move(entry));
    // A pack cannot have as many; deltas that go in a circle can.
    constexpr size_t kTooDeep = 10000;
    if (deltas.size() > kTooDeep) return absl::nullopt;
  }
  for (; !deltas.empty(); deltas.pop_back()) {
    const auto& [at, entry] = deltas.back();
    const auto delta = inflater.Inflate(entry.deflated, entry.size);
    if (!delta.has_value()) return absl::nullopt;
    auto bytes = ApplyDelta(*object->bytes, *delta, kLargestObject);
    if (!bytes.ok()) return absl::nullopt;
    object->bytes = std::make_shared<const std::string>(*std::move(bytes));
    Keep(at, *object);
  }
  return object;
}

absl::optional<PackReader::Object> PackReader::FindKept(
    const Place& place) const {
  const absl::MutexLock lock(&mutex_);
  const auto newer = newer_.find(place);
  if (newer != newer_.end()) return newer->second;
  const auto older = older_.find(place);
  if (older == older_.end()) return absl::nullopt;
  newer_bytes_ += older->second.bytes->size();
  return newer_.emplace(place, older->second).first->second;
}

void PackReader::Keep(const Place& place, const Object& object) const {
  if (object.bytes->size() > kMostKeptBytes / 8) return;
  const absl::MutexLock lock(&mutex_);
  if (newer_bytes_ > kMostKeptBytes) {
    older_ = std::move(newer_);
    newer_.clear();
    newer_bytes_ = 0;
  }
  if (newer_.emplace(place, object).second) {
    newer_bytes_ += object.bytes->size();
  }
}

}  // namespace patchgraph
