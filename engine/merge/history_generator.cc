#include "engine/merge/history_generator.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "engine/model/repo_path.h"
#include "engine/text/lines.h"

namespace patchgraph {

namespace {

std::shared_ptr<const Tree> PlainTree(const GeneratedCommit& commit) {
  auto tree = std::make_shared<Overlay>(std::make_shared<const EmptyTree>(),
                                        commit.name);
  for (const auto& [path, file] : commit.files) tree->Put(path, file);
  return tree;
}

std::shared_ptr<const Tree> OverParent(const GeneratedCommit& commit,
                                       std::shared_ptr<const Tree> parent_tree,
                                       const TreeFiles& parent_files) {
  auto tree = std::make_shared<Overlay>(std::move(parent_tree), commit.name);
  for (const auto& [path, unused] : parent_files) {
    if (commit.files.count(path) == 0) tree->Remove(path);
  }
  for (const auto& [path, file] : commit.files) {
    const auto before = parent_files.find(path);
    if (before == parent_files.end() || before->second != file) {
      tree->Put(path, file);
    }
  }
  return tree;
}

}  // namespace

std::map<std::string, std::shared_ptr<const Tree>> TreesOf(
    const GeneratedHistory& history) {
  std::map<std::string, std::shared_ptr<const Tree>> trees;
  std::map<std::string, const TreeFiles*> files;
  for (const GeneratedCommit& commit : history) {
    // By a coin that is the same in each run.
    const bool over_parent =
        !commit.parents.empty() && std::hash<std::string>()(commit.name) % 2;
    trees[commit.name] = over_parent
                             ? OverParent(commit, trees.at(commit.parents[0]),
                                          *files.at(commit.parents[0]))
                             : PlainTree(commit);
    files[commit.name] = &commit.files;
  }
  return trees;
}

GeneratedHistory HistoryGenerator::Fork(const std::string& name) {
  texts_.Restock();
  GeneratedHistory history(3);
  history[0] = {name + "-base", 1, {}, NewTree()};
  const std::vector<std::string> parents = {history[0].name};
  const int operations = 1 + Below(Chance(20) ? 12 : 4);
  // Now and then both sides have part of their changes in common.
  TreeFiles start = history[0].files;
  if (Chance(25)) start = Edited(std::move(start), 1 + Below(3));
  history[1] = {name + "-ours", 2, parents,
                Edited(Chance(70) ? start : history[0].files, operations)};
  history[2] = {name + "-theirs", 3, parents,
                Edited(start, 1 + Below(operations + 1))};
  return history;
}

GeneratedHistory HistoryGenerator::FolderMoves(const std::string& name) {
  texts_.Restock();
  GeneratedHistory history(3);
  history[0] = {name + "-base", 1, {}, FolderTree()};
  const std::vector<std::string> parents = {history[0].name};
  TreeFiles moved = history[0].files;
  for (int i = 1 + Below(3); i > 0; --i) MoveFolder(&moved);
  if (Chance(40)) moved = Edited(std::move(moved), 1 + Below(3));
  TreeFiles added = history[0].files;
  if (Chance(30)) MoveFolder(&added);
  AddToFolders(&added);
  added = Edited(std::move(added), Below(3));
  if (Chance(20)) AddToFolders(&moved);
  if (Chance(50)) std::swap(moved, added);
  history[1] = {name + "-ours", 2, parents, std::move(moved)};
  history[2] = {name + "-theirs", 3, parents, std::move(added)};
  return history;
}

GeneratedHistory HistoryGenerator::Branches(const std::string& name, int ours,
                                            int theirs) {
  texts_.Restock();
  GeneratedHistory history(1);
  const bool folders = Chance(30);
  history[0] = {name + "-base", 1, {}, folders ? FolderTree() : NewTree()};
  const int mover = folders ? Below(3) : 2;  // 2: nobody moves folders
  int64_t date = 1;
  for (const bool is_ours : {true, false}) {
    size_t parent = 0;
    for (int i = 0; i < (is_ours ? ours : theirs); ++i) {
      TreeFiles files = history[parent].files;
      if (mover == (is_ours ? 0 : 1) && Chance(40)) {
        MoveFolder(&files);
      } else if (folders && Chance(30)) {
        AddToFolders(&files);
      }
      files = Edited(std::move(files), Chance(5) ? 0 : 1 + Below(2));
      const std::string commit =
          absl::StrCat(name, is_ours ? "-ours-" : "-theirs-", i);
      history.push_back(
          {commit, ++date, {history[parent].name}, std::move(files)});
      parent = history.size() - 1;
    }
  }
  return history;
}

// Folders with a few files each, some names and some contents in common.
TreeFiles HistoryGenerator::FolderTree() {
  depth_ = 2;
  TreeFiles files;
  for (int folders = 2 + Below(4); folders > 0; --folders) {
    const std::string folder = NewFolder();
    for (int i = 1 + Below(6); i > 0; --i) {
      const char letter = static_cast<char>('a' + Below(8));
      const std::string path =
          JoinPath(folder, Chance(20) ? "Makefile"
                                      : absl::StrCat(std::string(1, letter),
                                                     Chance(50) ? ".c" : ".h"));
      Put(path, Chance(80) ? NewFile({}) : NewFile(files), &files);
    }
  }
  if (Chance(15)) {
    // Far more than the changes concern.
    for (int i = 0; i < 80; ++i) {
      Put(absl::StrCat("lib/l", i % 12, "/s", i % 5, "/f", i, ".c"),
          NewFile({}), &files);
    }
  }
  return files;
}

// Moves the files of a folder to one or two others, most of them or all, with
// or without the folders in it.
void HistoryGenerator::MoveFolder(TreeFiles* files) {
  const std::string from(ParentDirectory(AnyPath(*files)));
  if (from.empty()) return;
  const std::string first = Chance(30) ? NewFolder() + "x" : NewFolder();
  const std::string second = Chance(25) ? NewFolder() : first;
  const std::string prefix = from + "/";
  const int staying = Chance(20) ? 25 : 0;
  TreeFiles moved;
  for (auto it = files->lower_bound(prefix);
       it != files->end() && absl::StartsWith(it->first, prefix);) {
    if (Chance(staying)) {
      ++it;
      continue;
    }
    FileState file = it->second;
    if (Chance(30)) file = WithEdits(file, 1 + Below(4));
    const std::string rest = it->first.substr(prefix.size());
    moved[JoinPath(Chance(50) ? first : second, rest)] = file;
    it = files->erase(it);
  }
  for (const auto& [path, file] : moved) Put(path, file, files);
}

void HistoryGenerator::AddToFolders(TreeFiles* files) {
  const TreeFiles before = *files;
  const std::string shared_name = absl::StrCat("new", Below(3), ".c");
  for (int i = 1 + Below(4); i > 0; --i) {
    std::string folder(ParentDirectory(AnyPath(before)));
    if (Chance(15)) folder = JoinPath(folder, "sub");
    const std::string path =
        JoinPath(folder, Chance(60) ? shared_name : absl::StrCat("n", i, ".c"));
    if (Chance(25)) {
      // Moved in from elsewhere.
      const std::string source = AnyPath(*files);
      const FileState file = files->at(source);
      files->erase(source);
      Put(path, file, files);
    } else {
      Put(path, NewFile(before), files);
    }
  }
}

GeneratedHistory HistoryGenerator::CrissCross(const std::string& name) {
  texts_.Restock();
  GeneratedHistory history;
  int64_t date = 0;
  const auto add = [&](const std::string& suffix,
                       std::vector<std::string> parents, TreeFiles files) {
    history.push_back({absl::StrCat(name, "-", suffix), ++date,
                       std::move(parents), std::move(files)});
    return history.size() - 1;
  };
  const size_t root = add("root", {}, NewTree());
  const int branches = 2 + Below(2);
  std::vector<size_t> tips;
  tips.reserve(branches);
  for (int i = 0; i < branches; ++i) {
    tips.push_back(add(absl::StrCat("tip", i), {history[root].name},
                       Edited(history[root].files, 1 + Below(4))));
  }
  const int rounds = 1 + Below(2);
  for (int round = 0; round < rounds; ++round) {
    std::vector<size_t> merged;
    const int width = round + 1 == rounds ? 2 : branches;
    for (int i = 0; i < width; ++i) {
      std::vector<std::string> parents;
      TreeFiles files = history[tips[i % tips.size()]].files;
      for (size_t j = 0; j < tips.size(); ++j) {
        const GeneratedCommit& parent = history[tips[(i + j) % tips.size()]];
        parents.push_back(parent.name);
        files = Mixed(files, parent.files);
      }
      merged.push_back(add(absl::StrCat("merge", round, "x", i),
                           std::move(parents),
                           Edited(std::move(files), Below(4))));
    }
    tips = std::move(merged);
  }
  return history;
}

// Files of both, as a person might have merged them.
TreeFiles HistoryGenerator::Mixed(const TreeFiles& a, const TreeFiles& b) {
  TreeFiles mixed = a;
  for (const auto& [path, file] : b) {
    if (Chance(50)) Put(path, file, &mixed);
  }
  return mixed;
}

std::string HistoryGenerator::NewFolder() {
  static const char* const kNames[] = {"mm", "fs", "net", "xen", "arch"};
  std::string folder;
  for (int i = Below(depth_ + 1); i > 0; --i) {
    folder = JoinPath(folder, kNames[Below(5)]);
  }
  return folder;
}

std::string HistoryGenerator::NewPath() {
  // Some sort around a folder's name, some are one.
  static const char* const kNames[] = {"a.c", "b.c",  "c.h",  "d",   "Kconfig",
                                       "mm",  "mm-x", "mm.c", "xen", "fs0"};
  return JoinPath(NewFolder(), kNames[Below(10)]);
}

std::string HistoryGenerator::AnyPath(const TreeFiles& files) {
  if (files.empty()) return NewPath();
  return std::next(files.begin(), Below(static_cast<int>(files.size())))->first;
}

void HistoryGenerator::Put(const std::string& path, const FileState& file,
                           TreeFiles* files) {
  for (absl::string_view parent = ParentDirectory(path); !parent.empty();
       parent = ParentDirectory(parent)) {
    files->erase(std::string(parent));
  }
  const std::string below = path + "/";
  for (auto it = files->lower_bound(below);
       it != files->end() && absl::StartsWith(it->first, below);) {
    it = files->erase(it);
  }
  (*files)[path] = file;
}

FileState HistoryGenerator::NewFile(const TreeFiles& files) {
  FileState file;
  const int choice = Below(100);
  if (choice < 8) {
    file.mode = FileMode::kSymlink;
    file.blob = Blob::FromBytes(absl::StrCat("target", Below(3)));
  } else if (choice < 12) {
    file.blob = Blob::FromBytes(
        absl::StrCat("bin", std::string(1, '\0'), "data", Below(4)));
  } else if (choice < 15) {
    file.blob = Blob::FromBytes("");
  } else if (choice < 17) {
    file.mode = FileMode::kSubmodule;
    ObjectId::Raw raw = {};
    raw[0] = static_cast<uint8_t>(1 + Below(3));
    file.blob = Blob::Stored(ObjectId(raw), nullptr);
  } else if (choice < 40 && !files.empty()) {
    file = files.at(AnyPath(files));
    if (Chance(50)) file = WithEdits(file, 1 + Below(4));
  } else {
    file.blob = Blob::FromBytes(texts_.Join(texts_.NewText()));
  }
  if (file.mode == FileMode::kRegular && Chance(5)) {
    file.mode = FileMode::kExecutable;
  }
  return file;
}

FileState HistoryGenerator::WithEdits(const FileState& file, int edits) {
  if (!IsPlainFile(file.mode)) {
    FileState other = file;
    ChangeType(&other);
    return Chance(50) ? other : file;
  }
  const auto bytes = file.blob.Read();
  const Lines lines(**bytes);
  TextGenerator::Text text;
  for (int i = 0; i < lines.size(); ++i) text.emplace_back(lines[i]);
  FileState edited = file;
  edited.blob = Blob::FromBytes(texts_.Join(texts_.Edited(text, edits)));
  return edited;
}

void HistoryGenerator::ChangeType(FileState* file) {
  const FileState other = NewFile({});
  if (Chance(70) && IsPlainFile(file->mode)) {
    file->mode = file->mode == FileMode::kRegular ? FileMode::kExecutable
                                                  : FileMode::kRegular;
  } else {
    *file = other;
  }
}

TreeFiles HistoryGenerator::NewTree() {
  depth_ = 1 + Below(3);
  TreeFiles files;
  const int size = Chance(5) ? 60 + Below(80) : 1 + Below(15);
  for (int i = 0; i < size; ++i) Put(NewPath(), NewFile(files), &files);
  return files;
}

TreeFiles HistoryGenerator::Edited(TreeFiles files, int operations) {
  for (int i = 0; i < operations; ++i) EditOnce(&files);
  return files;
}

void HistoryGenerator::EditOnce(TreeFiles* files) {
  const std::string path = AnyPath(*files);
  const auto found = files->find(path);
  const int choice = Below(100);
  if (found == files->end() || choice < 15) {
    Put(NewPath(), NewFile(*files), files);
  } else if (choice < 40) {
    found->second = WithEdits(found->second, 1 + Below(3));
  } else if (choice < 50) {
    files->erase(found);
  } else if (choice < 72) {
    FileState file = found->second;
    if (Chance(50)) file = WithEdits(file, 1 + Below(5));
    files->erase(found);
    Put(NewPath(), file, files);
  } else if (choice < 92) {
    RenameFolder(files);
  } else {
    ChangeType(&found->second);
  }
}

void HistoryGenerator::RenameFolder(TreeFiles* files) {
  const std::string from(ParentDirectory(AnyPath(*files)));
  const std::string to = NewFolder();
  if (from.empty() || from == to) return;
  const std::string prefix = from + "/";
  const int kept = Chance(30) ? 20 : 0;
  TreeFiles moved;
  for (auto it = files->lower_bound(prefix);
       it != files->end() && absl::StartsWith(it->first, prefix);) {
    if (Chance(kept)) {
      ++it;
      continue;
    }
    FileState file = it->second;
    if (Chance(25)) file = WithEdits(file, 1 + Below(3));
    moved[JoinPath(to, it->first.substr(prefix.size()))] = file;
    it = files->erase(it);
  }
  for (const auto& [path, file] : moved) Put(path, file, files);
}

}  // namespace patchgraph
