#include "engine/between/stack_files.h"

#include <cstddef>
#include <map>
#include <utility>

#include "engine/apply/apply_hunks.h"
#include "engine/apply/group_hunks.h"

namespace patchgraph {
namespace {

absl::StatusOr<int> LinesIn(const absl::optional<FileState>& state) {
  if (!state.has_value() || state->mode == FileMode::kSubmodule) return 0;
  const auto bytes = state->blob.Read();
  if (!bytes.ok()) return bytes.status();
  return CountLines(**bytes);
}

class FileFollower {
 public:
  void Add(const FileStep& step, const HunkKey& key) {
    if (!step.Changes()) return;
    const bool is_new =
        !step.before.has_value() || step.kind == FileChange::Kind::kCopy;
    StackFile& file = is_new ? Added(step) : Known(step);
    file.steps.push_back(key);
    file.after = step.after;
    if (step.after.has_value()) {
      file.after_path = step.new_path;
      here_[step.new_path] = &file - files_.data();
    } else {
      file.after_path.clear();
    }
  }

  std::vector<StackFile> Take() { return std::move(files_); }

 private:
  StackFile& Make() {
    files_.emplace_back();
    return files_.back();
  }

  StackFile& Added(const FileStep& step) {
    const auto gone = gone_.find(step.new_path);
    // What came here from another path and went is not what is added now.
    if (gone == gone_.end() ||
        files_[gone->second].before_path != step.new_path) {
      return Make();
    }
    StackFile& file = files_[gone->second];
    gone_.erase(gone);
    return file;
  }

  StackFile& Known(const FileStep& step) {
    auto known = here_.find(step.old_path);
    if (known == here_.end()) {
      StackFile& file = Make();
      file.before_path = step.old_path;
      file.before = step.before;
      known = here_.emplace(step.old_path, files_.size() - 1).first;
    }
    const size_t index = known->second;
    here_.erase(known);
    if (!step.after.has_value()) gone_[step.old_path] = index;
    return files_[index];
  }

  std::vector<StackFile> files_;
  std::map<std::string, size_t> here_;  // by the path it has now
  std::map<std::string, size_t> gone_;  // deleted, by the path it had
};

}  // namespace

const FileStep& StepAt(const StackCheck& check, const HunkKey& key) {
  return check.patches[key.patch].files[key.file];
}

std::vector<StackFile> FollowFiles(const StackCheck& check) {
  FileFollower follower;
  for (size_t p = 0; p < check.patches.size(); ++p) {
    for (size_t f = 0; f < check.patches[p].files.size(); ++f) {
      follower.Add(check.patches[p].files[f],
                   {static_cast<int>(p), static_cast<int>(f), -1});
    }
  }
  return follower.Take();
}

std::vector<HunkKey> HunksOf(const StackFile& file, const StackCheck& check) {
  std::vector<HunkKey> hunks;
  for (const HunkKey& key : file.steps) {
    const FileStep& step = StepAt(check, key);
    const size_t before = hunks.size();
    for (size_t h = 0; h < step.hunks.size(); ++h) {
      if (step.hunks[h].edits.empty()) continue;
      hunks.push_back({key.patch, key.file, static_cast<int>(h)});
    }
    if (hunks.size() == before) hunks.push_back(key);
  }
  return hunks;
}

absl::StatusOr<std::vector<WrittenPart>> WrittenParts(const StackFile& file,
                                                      const StackCheck& check,
                                                      int before_lines) {
  WrittenLines written(before_lines);
  for (const HunkKey& key : file.steps) {
    const FileStep& step = StepAt(check, key);
    const bool same_bytes = step.before.has_value() && step.after.has_value() &&
                            step.before->blob == step.after->blob;
    if (same_bytes) continue;
    const OwnedEdits owned = EditsOf(step.hunks);
    if (owned.edits.empty()) {
      const auto now = LinesIn(step.after);
      if (!now.ok()) return now.status();
      written.ReplaceAll(*now, key);
      continue;
    }
    // A file that was copied has the lines of another one.
    if (step.kind == FileChange::Kind::kCopy) {
      const auto copied = LinesIn(step.before);
      if (!copied.ok()) return copied.status();
      written.ReplaceAll(*copied, key);
    }
    std::vector<HunkKey> hunks;
    hunks.reserve(owned.hunks.size());
    for (const int hunk : owned.hunks) {
      hunks.push_back({key.patch, key.file, hunk});
    }
    written.Apply(owned.edits, hunks);
  }
  return written.Parts();
}

}  // namespace patchgraph
