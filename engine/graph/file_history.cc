#include "engine/graph/file_history.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/apply/apply_hunks.h"
#include "engine/graph/line_needs.h"

namespace patchgraph {
namespace {

constexpr int kWhole = -1;

bool Creates(FileChange::Kind kind) {
  return kind == FileChange::Kind::kAdd || kind == FileChange::Kind::kRename ||
         kind == FileChange::Kind::kCopy;
}

bool ChangesBytes(const FileStep& step) {
  return step.before.has_value() && step.after.has_value() &&
         step.before->blob != step.after->blob;
}

bool ChangesMode(const FileStep& step) {
  return step.before.has_value() && step.after.has_value() &&
         step.before->mode != step.after->mode;
}

bool HasEdits(const FileStep& step) {
  return std::any_of(step.hunks.begin(), step.hunks.end(),
                     [](const HunkStep& hunk) { return !hunk.edits.empty(); });
}

// A file that comes or goes as a whole: its hunk stands for the change.
bool HasOneHunk(const FileStep& step) {
  return step.hunks.size() == 1 && (step.kind == FileChange::Kind::kAdd ||
                                    step.kind == FileChange::Kind::kDelete);
}

std::string PathOf(const FileStep& step) {
  return step.kind == FileChange::Kind::kAdd ? step.new_path : step.old_path;
}

}  // namespace

// Keeps the strongest reason for each two hunks. Enumerators are in order of
// strength.
class FileHistory::Needs {
 public:
  Needs(const std::vector<HunkKey>& nodes, std::string path)
      : nodes_(nodes), path_(std::move(path)) {}

  void Add(Node hunk, Node needs, DependencyReason reason,
           LineRange lines = {}) {
    if (nodes_[hunk].patch == nodes_[needs].patch) return;
    const auto [known, is_new] =
        found_.try_emplace({hunk, needs}, Found{reason, lines});
    if (is_new) return;
    if (reason < known->second.reason) {
      known->second = {reason, lines};
    } else if (reason == known->second.reason && !lines.empty()) {
      // One reason for all the lines of the two hunks.
      LineRange& all = known->second.lines;
      if (all.empty()) all = lines;
      all.begin = std::min(all.begin, lines.begin);
      all.end = std::max(all.end, lines.end);
    }
  }

  void AppendTo(std::vector<Dependency>* out) const {
    for (const auto& [pair, found] : found_) {
      Dependency dependency;
      dependency.hunk = nodes_[pair.first];
      dependency.needs = nodes_[pair.second];
      dependency.reason = found.reason;
      dependency.path = path_;
      dependency.lines = found.lines;
      out->push_back(std::move(dependency));
    }
  }

 private:
  struct Found {
    DependencyReason reason;
    LineRange lines;
  };

  const std::vector<HunkKey>& nodes_;
  std::string path_;
  std::map<std::pair<Node, Node>, Found> found_;
};

void FileHistory::AddPathNeeds(const FileStep& step, Node whole,
                               Needs* needs) const {
  if (!Creates(step.kind)) return;
  const std::string& path = step.new_path;
  const auto freed = freed_by_.find(path);
  if (freed != freed_by_.end()) {
    needs->Add(whole, freed->second, DependencyReason::kFreesPath);
  }
  // A folder where a file was, or a file where a folder was.
  for (size_t slash = path.find('/'); slash != std::string::npos;
       slash = path.find('/', slash + 1)) {
    const auto parent = freed_by_.find(path.substr(0, slash));
    if (parent != freed_by_.end()) {
      needs->Add(whole, parent->second, DependencyReason::kFreesPath);
    }
  }
  const std::string folder = absl::StrCat(path, "/");
  for (auto below = freed_by_.lower_bound(folder);
       below != freed_by_.end() && absl::StartsWith(below->first, folder);
       ++below) {
    needs->Add(whole, below->second, DependencyReason::kFreesPath);
  }
}

void FileHistory::AddLines(const FileStep& step, Node first, File* file,
                           Needs* needs) {
  const OwnedEdits owned = EditsOf(step.hunks);
  std::vector<int> writers;
  writers.reserve(owned.edits.size());
  for (size_t i = 0; i < owned.edits.size(); ++i) {
    const Node hunk = first + owned.hunks[i];
    writers.push_back(hunk);
    for (const LineNeed& need : NeedsOf(owned.edits[i], file->lines)) {
      needs->Add(hunk, need.origin, need.reason, need.lines);
    }
  }
  Node hunk = first;
  for (const HunkStep& step_hunk : step.hunks) {
    if (!step_hunk.edits.empty()) AddFileNeeds(hunk, file, needs);
    ++hunk;
  }
  file->lines.Apply(owned.edits, writers);
}

// What any change of the file needs, and what later changes of it may.
void FileHistory::AddFileNeeds(Node node, File* file, Needs* needs) {
  if (file->created.has_value()) {
    needs->Add(node, *file->created, DependencyReason::kNeedsFile);
  }
  if (file->bytes_by.has_value()) {
    needs->Add(node, *file->bytes_by, DependencyReason::kBytes);
  }
  for (const Node copy : file->copied_by) {
    needs->Add(node, copy, DependencyReason::kMovesFile);
  }
  file->changed_by.push_back(node);
}

void FileHistory::AddWhole(const FileStep& step, Node whole, File* file,
                           Needs* needs) {
  const bool leaves = !step.after.has_value() || step.old_path != step.new_path;
  const bool rewrites = ChangesBytes(step) && !HasEdits(step);
  if (!leaves && !rewrites && !ChangesMode(step)) return;
  for (const Node other : file->changed_by) {
    if (leaves) needs->Add(whole, other, DependencyReason::kMovesFile);
    if (rewrites) needs->Add(whole, other, DependencyReason::kBytes);
  }
  AddFileNeeds(whole, file, needs);
  if (rewrites) {
    file->lines = UntouchedLines();
    file->bytes_by = whole;
  }
  if (ChangesMode(step)) {
    if (file->mode_by.has_value()) {
      needs->Add(whole, *file->mode_by, DependencyReason::kSetsMode);
    }
    file->mode_by = whole;
  }
}

void FileHistory::Add(const FileStep& step, const HunkKey& key,
                      std::vector<Dependency>* needs) {
  if (!step.Changes()) return;
  const Node file_node = static_cast<Node>(nodes_.size());
  const Node first_hunk = file_node + 1;
  const int hunks = static_cast<int>(step.hunks.size());
  for (int hunk = kWhole; hunk < hunks; ++hunk) {
    nodes_.push_back({key.patch, key.file, hunk});
  }
  const Node whole = HasOneHunk(step) ? first_hunk : file_node;
  Needs found(nodes_, PathOf(step));
  AddPathNeeds(step, whole, &found);
  File file;
  const auto known = files_.find(step.old_path);
  if (known != files_.end() && step.kind != FileChange::Kind::kAdd) {
    if (step.kind == FileChange::Kind::kCopy) {
      file = known->second;
      file.copied_by.clear();  // the file that is copied does not change
      known->second.copied_by.push_back(whole);
    } else {
      file = std::move(known->second);
      files_.erase(known);
    }
  } else if (step.kind == FileChange::Kind::kCopy) {
    files_[step.old_path].copied_by.push_back(whole);
  }
  // As the file was named before: a rename and its hunks are one change.
  AddWhole(step, whole, &file, &found);
  AddLines(step, first_hunk, &file, &found);
  if (!step.after.has_value() || step.kind == FileChange::Kind::kRename) {
    freed_by_[step.old_path] = whole;
  }
  if (step.after.has_value()) {
    if (Creates(step.kind)) {
      file.created = whole;
      file.changed_by.clear();
      file.copied_by.clear();
    }
    freed_by_.erase(step.new_path);
    files_[step.new_path] = std::move(file);
  }
  found.AppendTo(needs);
}

}  // namespace patchgraph
