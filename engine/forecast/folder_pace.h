// How fast upstream changes the files of each folder.

#ifndef PATCHGRAPH_ENGINE_FORECAST_FOLDER_PACE_H_
#define PATCHGRAPH_ENGINE_FORECAST_FOLDER_PACE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/forecast/rate_model.h"
#include "engine/forecast/stack_history.h"
#include "engine/git/git_object_store.h"

namespace patchgraph {

// The folder by which the pace of a file is measured: its own, two names deep
// at most ("drivers/char" of "drivers/char/tpm/tpm.c", "" of "Makefile").
constexpr char kWholeTree[] = "/";
std::string PaceFolderOf(absl::string_view path);

struct FolderPace {
  std::string folder;
  // Of each step from a release to the next: the files that the older one has,
  // and those that the newer one has changed, deleted or renamed.
  std::vector<PaceStep> steps;
};

// By folder. The one with the name "/" is of the whole tree. No blob is
// read.
absl::StatusOr<std::vector<FolderPace>> ReadFolderPaces(
    const std::shared_ptr<const GitObjectStore>& objects,
    const Timeline& timeline);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_FOLDER_PACE_H_
