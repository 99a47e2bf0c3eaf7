// What would have become of a stack in each release of the past.

#ifndef PATCHGRAPH_ENGINE_FORECAST_STACK_HISTORY_H_
#define PATCHGRAPH_ENGINE_FORECAST_STACK_HISTORY_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/forecast/carried_file.h"
#include "engine/forecast/releases.h"
#include "engine/forks/drift.h"
#include "engine/git/git_repository.h"
#include "engine/model/tree.h"

namespace patchgraph {

// A file that a stack changes, or a fork of the stack.
struct FileHistory {
  std::string path;      // on the target; of a fork, its own
  std::string original;  // of a fork, on the target
  // In the stack's base; of a fork, its original's.
  std::string base_path;
  bool fork = false;
  // Places that the stack changes in it.
  int places = 0;
  // The target has it, and it has not all of the stack's change.
  bool on_target = false;
  // One for each step from a release to the next.
  std::vector<FileStepCount> steps;
};

struct Timeline {
  // The oldest first.
  std::vector<Release> releases;
  // The same trees, and the target behind them where that is none of them.
  std::vector<std::shared_ptr<const Tree>> trees;
};

// `onto` must be a commit's tree. Reads no more than the newest `most`
// releases.
absl::StatusOr<Timeline> ReadTimeline(const GitRepository& repository,
                                      const std::shared_ptr<const Tree>& onto,
                                      int most);

// The files of the stack, then its forks, each by path. `forks` may be empty.
absl::StatusOr<std::vector<FileHistory>> ReadStackHistory(
    const Tree& base, absl::Span<const PatchStep> steps,
    absl::Span<const ForkDrift> forks, const Timeline& timeline);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_STACK_HISTORY_H_
