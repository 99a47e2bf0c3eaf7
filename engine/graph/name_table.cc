#include "engine/graph/name_table.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

constexpr int kOld = -1;
constexpr size_t kShortestName = 4;
// A word of this length is not come upon by chance.
constexpr size_t kTellingName = 9;

// Mixes eight bytes at a time; the constant is 2^64 divided by the golden
// ratio.
uint64_t HashOf(absl::string_view name) {
  constexpr uint64_t kSpread = 0x9e3779b97f4a7c15;
  uint64_t hash = name.size() * kSpread;
  while (!name.empty()) {
    uint64_t word = 0;
    const size_t size = std::min(name.size(), sizeof(word));
    std::memcpy(&word, name.data(), size);
    name.remove_prefix(size);
    hash = (hash ^ word) * kSpread;
    hash ^= hash >> 29U;
  }
  return hash;
}

// "i386" for "arch/i386/mm/init.c" and "include/asm-i386/io.h"; empty for what
// is of no architecture.
absl::string_view ArchitectureOf(absl::string_view path) {
  for (const absl::string_view folder : {"arch/", "include/asm-"}) {
    if (!absl::StartsWith(path, folder)) continue;
    path.remove_prefix(folder.size());
    const absl::string_view name = path.substr(0, path.find('/'));
    return name == "generic" ? absl::string_view() : name;
  }
  return {};
}

bool IsBelow(absl::string_view path, absl::string_view folder) {
  return folder.empty() ||
         (absl::StartsWith(path, folder) && path.size() > folder.size() &&
          path[folder.size()] == '/');
}

// "e1000" for "drivers/net/e1000/e1000_hw.h": what the files of one program
// often share.
absl::string_view FirstWordOf(absl::string_view path) {
  const absl::string_view name = BaseName(path);
  return name.substr(0, name.find_first_of("-_."));
}

// One lower case word, such as "flags": local variables are called so, and
// functions of any file.
bool IsPlainWord(absl::string_view name) {
  return std::all_of(name.begin(), name.end(), absl::ascii_islower);
}

}  // namespace

int NameTable::Number(absl::string_view path) {
  const auto [entry, is_new] = files_.try_emplace(path, next_file_);
  if (is_new) ++next_file_;
  return entry->second;
}

void NameTable::Rename(absl::string_view from, absl::string_view to) {
  const int file = Number(from);
  files_.erase(from);
  files_[to] = file;
}

void NameTable::SeeOld(absl::string_view name) {
  if (name.size() < kShortestName) return;
  const auto [entry, is_new] = names_.try_emplace(HashOf(name));
  if (entry->second.latest == -1) entry->second.seen = kOld;
}

void NameTable::SeeNew(absl::string_view name, int patch) {
  if (name.size() < kShortestName) return;
  const auto [entry, is_new] = names_.try_emplace(HashOf(name));
  if (is_new) entry->second.seen = patch;
}

bool NameTable::IsNew(absl::string_view name, int patch) const {
  const auto known = names_.find(HashOf(name));
  if (known == names_.end()) return true;
  return known->second.seen == patch || known->second.latest != -1;
}

bool NameTable::IsDefined(absl::string_view name) const {
  const auto known = names_.find(HashOf(name));
  return known != names_.end() && known->second.latest != -1;
}

bool NameTable::IsDefinedIn(absl::string_view name,
                            absl::string_view path) const {
  const auto known = names_.find(HashOf(name));
  const auto file = files_.find(path);
  if (known == names_.end() || file == files_.end()) return false;
  for (int at = known->second.latest; at != -1;
       at = definitions_[at].previous) {
    if (definitions_[at].file == file->second) return true;
  }
  return false;
}

void NameTable::Define(const CDefinition& definition, const HunkKey& hunk,
                       absl::string_view path) {
  if (definition.name.size() < kShortestName) return;
  Name& name = names_[HashOf(definition.name)];
  Definition added;
  added.hunk = hunk;
  added.space = definition.space;
  // What another file can name: what a header has, and what has a place in
  // the finished program.
  added.file_only = definition.file_only && !absl::EndsWith(path, ".h");
  added.file = Number(path);
  added.path = std::string(path);
  added.previous = name.latest;
  name.latest = static_cast<int>(definitions_.size());
  definitions_.push_back(std::move(added));
}

absl::optional<HunkKey> NameTable::Find(const CUse& use,
                                        const NamePlace& place) const {
  if (use.name.size() < kShortestName) return absl::nullopt;
  const auto known = names_.find(HashOf(use.name));
  if (known == names_.end()) return absl::nullopt;
  const bool plain = use.name.size() < kTellingName && IsPlainWord(use.name);
  if (plain && use.space == NameSpace::kOrdinary && !use.called) {
    return absl::nullopt;
  }
  for (int at = known->second.latest; at != -1;
       at = definitions_[at].previous) {
    const Definition& definition = definitions_[at];
    if (definition.space != use.space) continue;
    if (IsVisible(definition, plain, place)) return definition.hunk;
  }
  return absl::nullopt;
}

bool NameTable::IsVisible(const Definition& definition, bool plain,
                          const NamePlace& place) const {
  const auto file = files_.find(place.path);
  if (file != files_.end() && definition.file == file->second) return true;
  if (definition.file_only) return false;
  const absl::string_view theirs = ArchitectureOf(definition.path);
  const absl::string_view ours = ArchitectureOf(place.path);
  if (!theirs.empty() && theirs != ours) return false;
  const bool local_header = absl::EndsWith(definition.path, ".h") &&
                            !absl::StartsWith(definition.path, "include/");
  // Many a struct may have a member of that name.
  const bool member = definition.space == NameSpace::kMember;
  if (!local_header) return !(member && plain);
  if (absl::StrContains(place.text, BaseName(definition.path))) return true;
  // It may be included by way of another one.
  const absl::string_view folder = ParentDirectory(definition.path);
  return IsBelow(place.path, folder) &&
         (std::count(folder.begin(), folder.end(), '/') >= 3 ||
          FirstWordOf(definition.path) == FirstWordOf(place.path));
}

}  // namespace patchgraph
