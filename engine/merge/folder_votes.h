// Where a folder went, by where its files went.

#ifndef PATCHGRAPH_ENGINE_MERGE_FOLDER_VOTES_H_
#define PATCHGRAPH_ENGINE_MERGE_FOLDER_VOTES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/merge/git_order_map.h"
#include "engine/merge/side_renames.h"

namespace patchgraph {

// Counts the file renames of one side, folder by folder. Only folders that the
// side removed are of interest.
class FolderVotes {
 public:
  explicit FolderVotes(SideRenames* renames) : renames_(renames) {}

  // The rename of a file counts for its folder, and for the folders above as
  // long as the last parts of both paths agree: "a/b/e/x.c" moved to
  // "a/c/e/x.c" is a vote for "a/b/e" to "a/c/e" and one for "a/b" to "a/c".
  void AddRename(absl::string_view from, absl::string_view to);

  // The file may still turn out to have gone anywhere.
  void AddUndecided(absl::string_view path);

  // Remembers the favourites of this moment; among equals the first in git's
  // order.
  void FixGuesses();
  // Where the file would be if its folder went where FixGuesses() thought.
  absl::optional<std::string> Guess(absl::string_view path) const;

  // Whether one new folder leads even if all undecided files went elsewhere.
  static bool IsDecided(const GitOrderMap<int>& votes);

  // Drops what is undecided, and folders that nobody asks about.
  void Finish();

 private:
  SideRenames* renames_;
  absl::flat_hash_map<std::string, std::string> guesses_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_FOLDER_VOTES_H_
