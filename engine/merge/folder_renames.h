// Takes files along into folders that the other side renamed.

#ifndef PATCHGRAPH_ENGINE_MERGE_FOLDER_RENAMES_H_
#define PATCHGRAPH_ENGINE_MERGE_FOLDER_RENAMES_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/optional.h"
#include "engine/merge/merge_message.h"
#include "engine/merge/merge_walk.h"
#include "engine/merge/side_renames.h"
#include "engine/merge/sides.h"

namespace patchgraph {

// A rename, and whose it is. A file that was added and then moved along with
// its folder counts as one.
struct SideRename {
  Side side = Side::kOurs;
  FilePair pair;
};

// A file of one side that goes where the other side's folder went.
struct FollowingFile {
  Side side = Side::kOurs;
  std::string from;  // its path on its side
  std::string to;
};

class FolderRenames {
 public:
  FolderRenames(MergeState* state, std::vector<MergeMessage>* messages)
      : state_(state), messages_(messages) {}

  // Decides by the votes which folders were renamed. Inner merges of several
  // merge bases leave this out.
  void Decide();

  // Moves what the renames of folders move, in the table and in the pairs.
  // The result is all renames of both sides, sorted by the path in the base.
  std::vector<SideRename> Apply();

  // False if a folder's new place is unclear, or a file could not follow.
  bool clean() const { return clean_; }
  const std::vector<FollowingFile>& moved_files() const { return moved_; }

 private:
  // Files of one side that would all come to the same path.
  struct Arrivals {
    std::vector<std::string> from;  // sorted
    bool reported = false;
  };
  using ArrivalMap = absl::flat_hash_map<std::string, Arrivals>;

  struct FolderRename {
    std::string from;
    std::string to;
  };

  void DecideSide(Side side);
  void ComputeArrivals(Side side);
  absl::optional<FolderRename> RenameAbove(Side renaming_side,
                                           const std::string& path) const;
  static std::string MoveAlong(const FolderRename& rename,
                               const std::string& path);
  absl::optional<std::string> NewPlace(Side side, const std::string& path);
  bool IsInTheWay(Side side, const std::string& path) const;
  void Move(Side side, const std::string& path, const std::string& new_path);
  PathEntry* Detach(const std::string& path);
  void AddFolders(const std::string& path, SideSet sides);
  void Say(MergeEvent event, std::vector<std::string> paths);

  MergeState* state_;
  std::vector<MergeMessage>* messages_;
  PerSide<ArrivalMap> arrivals_;
  std::vector<FollowingFile> moved_;
  bool clean_ = true;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_FOLDER_RENAMES_H_
