#include "engine/resolutions/files_in_conflict.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "engine/resolutions/conflict_pieces.h"

namespace patchgraph {
namespace {

bool ModesDisagree(const Conflict& conflict) {
  if (!conflict.ours.has_value() || !conflict.theirs.has_value()) return false;
  const FileMode ours = conflict.ours->mode;
  const FileMode theirs = conflict.theirs->mode;
  if (ours == theirs) return false;
  return !conflict.base.has_value() ||
         (conflict.base->mode != ours && conflict.base->mode != theirs);
}

absl::optional<FileState> MergedAt(const TreeMerge& merge,
                                   const Conflict& conflict) {
  const auto edit = merge.edits.find(conflict.path);
  return edit == merge.edits.end() ? conflict.ours : edit->second;
}

// What several conflicts of one path come to.
FileInConflict FileOf(const TreeMerge& merge,
                      const std::vector<const Conflict*>& conflicts) {
  const Conflict& first = *conflicts.front();
  FileInConflict file;
  file.path = first.path;
  file.paths = {first.path, first.base_path, first.ours_path,
                first.theirs_path};
  file.merged = MergedAt(merge, first);
  file.more_than_lines = ModesDisagree(first) || conflicts.size() > 1;
  if (conflicts.size() == 1) file.whole = WholeFileIdentity(first);
  return file;
}

}  // namespace

std::vector<FileInConflict> FilesInConflict(const TreeMerge& merge) {
  std::map<std::string, std::vector<const Conflict*>> by_path;
  for (const Conflict& conflict : merge.conflicts) {
    by_path[conflict.path].push_back(&conflict);
  }
  std::map<std::string, std::shared_ptr<const TextMerge>> texts;
  for (const PathOutcome& outcome : merge.outcomes) {
    if (outcome.text != nullptr && !outcome.text->merge.clean()) {
      texts[outcome.result_path] = outcome.text;
    }
  }
  std::vector<FileInConflict> files;
  for (const auto& [path, conflicts] : by_path) {
    FileInConflict file = FileOf(merge, conflicts);
    const auto text = texts.find(path);
    if (text != texts.end()) file.text = text->second;
    if (file.text != nullptr) file.whole = absl::nullopt;
    if (file.text != nullptr || file.whole.has_value()) {
      files.push_back(std::move(file));
    }
  }
  return files;
}

MarkerLabels LabelsOf(const FileInConflict& file, MarkerLabels labels) {
  std::vector<std::string> paths = file.paths;
  for (std::string& path : paths) {
    if (path.empty()) path = file.path;
  }
  if (paths[1] == paths[2] && paths[2] == paths[3]) return labels;
  absl::StrAppend(&labels.base, ":", paths[1]);
  absl::StrAppend(&labels.ours, ":", paths[2]);
  absl::StrAppend(&labels.theirs, ":", paths[3]);
  return labels;
}

}  // namespace patchgraph
