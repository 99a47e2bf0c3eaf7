// Finds which deleted and added files of a side are renames.

#ifndef PATCHGRAPH_ENGINE_MERGE_RENAMES_H_
#define PATCHGRAPH_ENGINE_MERGE_RENAMES_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "engine/merge/fingerprints.h"
#include "engine/merge/folder_votes.h"
#include "engine/merge/side_renames.h"

namespace patchgraph {

struct RenameOptions {
  // How alike two files of different content must be, from 0 to kMaxSimilarity.
  int similarity = kRenameSimilarity;
  // All sources are compared with all targets only where there are no more
  // pairs than this squared. git's default in a merge.
  int limit = 7000;
};

// git's rename detection as a merge does it: files of equal id first, then
// files that kept their name, compared with the one file of that name or with
// the one where the folder seems to have gone; then all relevant sources with
// all targets that are left, the most alike first. Each file takes part in one
// rename at most.
class RenameFinder {
 public:
  RenameFinder(const RenameOptions& options, SideRenames* renames,
               Fingerprints* prints)
      : options_(options),
        renames_(renames),
        prints_(prints),
        votes_(renames) {}

  // Turns pairs of `renames` into renames and counts the folder votes. False if
  // there were more candidates than the limit allows.
  absl::StatusOr<bool> Run();

 private:
  static constexpr int kNone = -1;

  struct Source {
    int pair = 0;  // index of the deletion
    bool used = false;
  };
  struct Target {
    int pair = 0;        // index of the addition
    int source = kNone;  // its pair, if it is a rename
  };
  // A possible rename: indexes into sources_ and targets_.
  struct Candidate {
    int source = kNone;
    int target = kNone;
    int score = 0;
    bool same_name = false;
  };
  // The best few sources of one target.
  static constexpr int kCandidatesPerTarget = 4;
  static bool IsBetter(const Candidate& a, const Candidate& b);
  static void KeepIfBetter(const Candidate& candidate, Candidate* kept);

  const FilePair& DeletionOf(const Source& source) const {
    return renames_->pairs[source.pair];
  }
  const FilePair& AdditionOf(const Target& target) const {
    return renames_->pairs[target.pair];
  }
  bool IsRelevant(const Source& source) const {
    return renames_->relevant_sources.contains(DeletionOf(source).from);
  }

  void CollectCandidates();
  void Pair(int source, int target);
  void FindExact();
  int BestExactSource(const std::vector<int>& sources, const FilePair& added);
  absl::Status FindByName();
  void DropUsedSources();
  void DropIrrelevantSources();
  void DropSourcesOfKnownFolders();
  bool MayDropLocation(const std::string& path) const;
  absl::Status FindByContent(int targets_left);
  void WriteBack();

  RenameOptions options_;
  SideRenames* renames_;
  Fingerprints* prints_;
  FolderVotes votes_;
  std::vector<Source> sources_;
  std::vector<Target> targets_;
  int renames_found_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_RENAMES_H_
