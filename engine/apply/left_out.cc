#include "engine/apply/left_out.h"

#include <algorithm>
#include <utility>

namespace patchgraph {
namespace {

constexpr int kWholeFile = -1;

bool IsTelling(absl::string_view line) {
  constexpr size_t kShortest = 5;
  return line.size() >= kShortest;
}

}  // namespace

void LeftOut::AddHunk(absl::string_view path, const HunkKey& key,
                      const HunkKey& conflict, const Hunk& hunk) {
  Part part;
  part.key = key;
  part.conflict = conflict;
  for (const HunkLine& line : hunk.lines) {
    if (line.kind == HunkLine::Kind::kAdded && IsTelling(line.text)) {
      part.added_lines.insert(line.text);
    }
  }
  parts_[std::string(path)].push_back(std::move(part));
}

void LeftOut::AddFile(absl::string_view path, const HunkKey& key,
                      const HunkKey& conflict) {
  Part part;
  part.key = key;
  part.conflict = conflict;
  part.key.hunk = kWholeFile;
  parts_[std::string(path)].push_back(std::move(part));
}

absl::optional<HunkKey> LeftOut::FileNeeds(absl::string_view path,
                                           int patch) const {
  const auto known = parts_.find(path);
  if (known == parts_.end()) return absl::nullopt;
  for (auto part = known->second.rbegin(); part != known->second.rend();
       ++part) {
    if (part->key.patch != patch && part->key.hunk == kWholeFile) {
      return part->conflict;
    }
  }
  return absl::nullopt;
}

absl::optional<HunkKey> LeftOut::HunkNeeds(absl::string_view path, int patch,
                                           const Hunk& hunk) const {
  const auto known = parts_.find(path);
  if (known == parts_.end()) return absl::nullopt;
  for (auto part = known->second.rbegin(); part != known->second.rend();
       ++part) {
    if (part->key.patch == patch) continue;
    if (part->key.hunk == kWholeFile) return part->conflict;
    const bool wants_its_lines = std::any_of(
        hunk.lines.begin(), hunk.lines.end(), [&](const HunkLine& line) {
          return line.kind != HunkLine::Kind::kAdded &&
                 part->added_lines.count(line.text) > 0;
        });
    if (wants_its_lines) return part->conflict;
  }
  return absl::nullopt;
}

}  // namespace patchgraph
