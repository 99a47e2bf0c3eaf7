// Puts what a merge decided into the words of TreeMerge.

#ifndef PATCHGRAPH_ENGINE_MERGE_MERGE_REPORT_H_
#define PATCHGRAPH_ENGINE_MERGE_MERGE_REPORT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "engine/merge/merge_run.h"
#include "engine/merge/path_resolver.h"
#include "engine/merge/rename_merge.h"
#include "engine/merge/tree_merge.h"

namespace patchgraph {

class MergeReport {
 public:
  MergeReport(MergeRun* run, const RenameMerge& renames,
              const PathResolver& resolver, TreeMerge* merge)
      : run_(*run), renames_(renames), resolver_(resolver), merge_(*merge) {}

  absl::Status Fill();

 private:
  absl::Status AddTakenWhole();
  void AddEdits();
  void AddMadeWay();
  void AddMadeWay(const std::string& path);
  void AddStages();
  void AddConflicts();
  void AddOutcomes();
  Conflict ConflictOf(const MergeMessage& message) const;
  ConflictKind KindOf(MergeEvent event, const PathEntry* entry) const;
  const PathEntry* EntryAt(const std::string& path) const;
  PathOutcome OutcomeOf(const PathChange& change) const;

  MergeRun& run_;
  const RenameMerge& renames_;
  const PathResolver& resolver_;
  TreeMerge& merge_;
  // Base path -> path on theirs, and back, of the renames that mattered.
  absl::flat_hash_map<std::string, std::string> theirs_origin_;
  absl::flat_hash_map<std::string, std::string> moved_;
  absl::flat_hash_set<std::string> in_conflict_;
  absl::flat_hash_map<std::string, Version> taken_files_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_MERGE_REPORT_H_
