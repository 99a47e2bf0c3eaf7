// The arguments of `patchgraph merge-file`.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_MERGE_FILE_ARGUMENTS_H_
#define PATCHGRAPH_CLI_MERGE_FILE_MERGE_FILE_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/merge_file/conflict_layout.h"
#include "cli/streams.h"
#include "engine/resolve/resolve_file.h"

namespace patchgraph {

// Who asks.
enum class MergeFileUse { kPerson, kDriver, kMergetool };

// Texts are empty where the option was not given.
struct MergeFileArguments {
  std::string base;
  std::string ours;
  std::string theirs;
  MergeFileUse use = MergeFileUse::kPerson;
  AutoMode mode = AutoMode::kSafe;
  std::string mode_name = "safe";

  std::string ours_revision;
  std::string theirs_revision;
  std::string path;
  std::string git_dir;

  std::string output;     // a driver's is `ours`
  std::string proposals;  // a folder
  std::string report;     // a file
  bool json = false;
  bool quiet = false;

  // Unset: as the repository says, and git's own where there is none.
  absl::optional<ConflictLayout> layout;
  // Of ours, the base and theirs, as `git merge-file -L` has them; fewer where
  // fewer were given.
  std::vector<std::string> labels;
  int marker_size = 7;
};

// As ParseArguments() in cli/arguments.h.
absl::optional<int> ParseMergeFileArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    MergeFileArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_MERGE_FILE_ARGUMENTS_H_
