// The base and the patched tree as folders, and what a build says of either.

#ifndef PATCHGRAPH_ENGINE_KBUILD_BUILD_TREES_H_
#define PATCHGRAPH_ENGINE_KBUILD_BUILD_TREES_H_

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "engine/kbuild/build_command.h"
#include "engine/kbuild/build_diagnostics.h"
#include "engine/model/tree.h"

namespace patchgraph {

struct BuildProgress {
  bool is_patched = false;   // which of the two trees
  absl::string_view step;    // "laying out", "building"
  int files = 0;             // laid out so far
  absl::string_view output;  // the last line it said
};

struct BuildTreesOptions {
  // Runs in each tree's folder, with these in its environment:
  // PATCHGRAPH_TREE is "base" or "patched", PATCHGRAPH_FILES the files of
  // `files` that this tree has, with a space between; a file that
  // PATCHGRAPH_FILE_LIST names has them a line each. PATCHGRAPH_FILES is empty
  // if they are too many for an environment.
  std::string command;
  std::vector<std::string> files;
  // Becomes ".config" in both trees unless empty.
  std::string config;
  // Where the trees are put, in a folder of their own; empty: where temporary
  // files go.
  std::string parent;
  absl::Duration time_limit = absl::InfiniteDuration();  // for each
  bool in_parallel = false;
  const std::atomic<bool>* cancel = nullptr;
  // Never called from two threads at once.
  std::function<void(const BuildProgress&)> progress;
  PatchAtLine patch_at;
};

struct BuildComparison {
  BuildRun base;
  BuildRun patched;
  std::vector<NewDiagnostic> diagnostics;  // as the patched build gave them
};

// Builds both and compares. The trees are copies, so that a build cannot change
// the other's files, and are gone when this returns, whatever happened. A
// symlink that leads out of the tree is an error. Cancelled before the builds
// are through: CancelledError.
absl::StatusOr<BuildComparison> BuildTrees(const Tree& base,
                                           const Tree& patched,
                                           const BuildTreesOptions& options);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_BUILD_TREES_H_
