#include "engine/check/origin_tracker.h"

#include <utility>

#include "engine/apply/apply_hunks.h"
#include "engine/apply/group_hunks.h"

namespace patchgraph {

absl::Status OriginTracker::Advance(const FileStep& step, const HunkKey& key) {
  if (!step.Changes()) {
    return absl::OkStatus();  // nothing of it was applied
  }
  if (!step.after.has_value()) {
    files_.erase(step.old_path);
    return absl::OkStatus();
  }
  auto known = files_.find(step.old_path);
  if (known == files_.end() && step.hunks.empty()) return absl::OkStatus();
  LineOrigins origins(0);
  if (known != files_.end()) {
    origins = known->second;
    if (step.kind == FileChange::Kind::kRename) files_.erase(known);
  } else if (step.before.has_value()) {
    const auto bytes = step.before->blob.Read();
    if (!bytes.ok()) return bytes.status();
    origins = LineOrigins(CountLines(**bytes));
  }
  const OwnedEdits owned = EditsOf(step.hunks);
  std::vector<int> writers;
  for (const int hunk : owned.hunks) {
    writers.push_back(static_cast<int>(keys_.size()) + hunk);
  }
  for (size_t i = 0; i < step.hunks.size(); ++i) {
    keys_.push_back({key.patch, key.file, static_cast<int>(i)});
  }
  origins.Apply(owned.edits, writers);
  files_.insert_or_assign(step.new_path, std::move(origins));
  return absl::OkStatus();
}

std::vector<HunkKey> OriginTracker::Keys(const std::set<int>& origins) const {
  std::vector<HunkKey> keys;
  keys.reserve(origins.size());
  for (const int origin : origins) keys.push_back(keys_[origin]);
  return keys;
}

std::vector<HunkKey> OriginTracker::Touching(absl::string_view path,
                                             LineRange range) const {
  const auto known = files_.find(path);
  if (known == files_.end()) return {};
  return Keys(known->second.Touching(range));
}

std::vector<HunkKey> OriginTracker::Writing(absl::string_view path,
                                            LineRange range) const {
  const auto known = files_.find(path);
  if (known == files_.end()) return {};
  return Keys(known->second.Writing(range));
}

}  // namespace patchgraph
