// Decides what stands at each path of the merged tree.

#ifndef PATCHGRAPH_ENGINE_MERGE_PATH_RESOLVER_H_
#define PATCHGRAPH_ENGINE_MERGE_PATH_RESOLVER_H_

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/merge/content_merge.h"
#include "engine/merge/merge_message.h"
#include "engine/merge/merge_walk.h"

namespace patchgraph {

// The last step of a merge, after renames have been brought together. Folders
// come after what is in them, so that a file at a folder's path can be placed
// there if nothing of the folder is left.
class PathResolver {
 public:
  PathResolver(const ContentMergeOptions& options, MergeState* state,
               std::vector<MergeMessage>* messages)
      : options_(options), state_(state), messages_(messages) {}

  absl::Status Run();

  // The files of the result among the paths walked; what was taken whole is
  // not in it.
  const absl::flat_hash_map<std::string, Version>& files() const {
    return files_;
  }
  // Files of the table that a moved folder's file has taken the place of.
  const std::vector<std::string>& made_way() const { return made_way_; }
  // The paths that need a person, with what each side has there.
  const std::map<std::string, const PathEntry*>& conflicted() const {
    return conflicted_;
  }

 private:
  absl::Status Resolve(std::string path, PathEntry* entry);
  PathEntry* PlaceBesideFolder(std::string* path, PathEntry* entry, Side* from);
  void ResolveEqual(PathEntry* entry);
  PathEntry* ResolveTypes(std::string* path, PathEntry* entry);
  absl::Status ResolveContents(const std::string& path, Side beside_folder,
                               PathEntry* entry);
  void ResolveOneSided(const std::string& path, PathEntry* entry);

  void DropBelow(const std::string& path);
  bool IsLeft(const std::string& folder) const;
  void Record(const std::string& path, PathEntry* entry);
  std::string FreePath(const std::string& path, Side side) const;
  const std::string& LabelOf(Side side) const;
  void Say(MergeEvent event, std::vector<std::string> paths);

  const ContentMergeOptions& options_;
  MergeState* state_;
  std::vector<MergeMessage>* messages_;
  absl::flat_hash_map<std::string, Version> files_;
  absl::flat_hash_set<std::string> folders_left_;
  std::map<std::string, const PathEntry*> conflicted_;
  std::vector<std::string> made_way_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_PATH_RESOLVER_H_
