// For tests: histories as people make them, only worse.

#ifndef PATCHGRAPH_ENGINE_MERGE_HISTORY_GENERATOR_H_
#define PATCHGRAPH_ENGINE_MERGE_HISTORY_GENERATOR_H_

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "engine/model/file_state.h"
#include "engine/model/tree.h"
#include "engine/text/text_generator.h"

namespace patchgraph {

using TreeFiles = std::map<std::string, FileState>;

struct GeneratedCommit {
  std::string name;
  int64_t date = 0;  // no two of a history are the same
  std::vector<std::string> parents;
  TreeFiles files;
};

// Parents come before their children; the last two commits are to be merged,
// ours first.
using GeneratedHistory = std::vector<GeneratedCommit>;

// The trees of all commits by name: some plain, some as overlays over that of
// their first parent.
std::map<std::string, std::shared_ptr<const Tree>> TreesOf(
    const GeneratedHistory& history);

// Makes small trees and changes them: lines, additions, deletions, renames of
// files and folders with and without edits, modes, symlinks, submodules, binary
// and empty files, files where folders were. Names and contents are drawn from
// small stocks, so that changes meet.
class HistoryGenerator {
 public:
  explicit HistoryGenerator(uint64_t seed) : random_(seed), texts_(seed) {}

  // A base and two commits on it.
  GeneratedHistory Fork(const std::string& name);
  // The same, where one side or both rename, merge and split folders while the
  // other adds to them. Now and then with many folders that nobody touches but
  // one side.
  GeneratedHistory FolderMoves(const std::string& name);
  // Two branches that have merged each other, once or twice over, so that there
  // are several merge bases.
  GeneratedHistory CrissCross(const std::string& name);
  // A base, and on it two branches of so many commits each, ours before
  // theirs. Later commits of a branch often change what earlier ones did.
  GeneratedHistory Branches(const std::string& name, int ours, int theirs);

 private:
  int Below(int limit) { return static_cast<int>(random_() % limit); }
  bool Chance(int percent) { return Below(100) < percent; }

  TreeFiles NewTree();
  TreeFiles Edited(TreeFiles files, int operations);
  TreeFiles Mixed(const TreeFiles& a, const TreeFiles& b);
  void EditOnce(TreeFiles* files);
  void RenameFolder(TreeFiles* files);
  TreeFiles FolderTree();
  void MoveFolder(TreeFiles* files);
  void AddToFolders(TreeFiles* files);
  void ChangeType(FileState* file);

  std::string NewFolder();
  std::string NewPath();
  std::string AnyPath(const TreeFiles& files);
  FileState NewFile(const TreeFiles& files);
  FileState WithEdits(const FileState& file, int edits);
  static void Put(const std::string& path, const FileState& file,
                  TreeFiles* files);

  std::mt19937_64 random_;
  TextGenerator texts_;
  int depth_ = 2;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_HISTORY_GENERATOR_H_
