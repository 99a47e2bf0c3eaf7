#include "engine/forecast/folder_pace.h"

#include <map>
#include <utility>

#include "engine/git/git_tree_diff.h"

namespace patchgraph {
namespace {

constexpr int kDepth = 2;

}  // namespace

std::string PaceFolderOf(absl::string_view path) {
  size_t end = 0;
  for (int depth = 0; depth < kDepth; ++depth) {
    const size_t slash = path.find('/', end == 0 ? 0 : end + 1);
    if (slash == absl::string_view::npos) break;
    end = slash;
  }
  return std::string(path.substr(0, end));
}

absl::StatusOr<std::vector<FolderPace>> ReadFolderPaces(
    const std::shared_ptr<const GitObjectStore>& objects,
    const Timeline& timeline) {
  const size_t count =
      timeline.releases.empty() ? 0 : timeline.releases.size() - 1;
  std::map<std::string, std::vector<PaceStep>> folders;
  const auto step_of = [&](const std::string& folder,
                           size_t step) -> PaceStep& {
    std::vector<PaceStep>& steps = folders[folder];
    if (steps.empty()) steps.resize(count);
    return steps[step];
  };
  if (count == 0) return std::vector<FolderPace>();
  // Files of the oldest release; from there on they are counted along.
  std::map<std::string, int> files;
  const auto all =
      DiffGitTrees(objects, ObjectId(), timeline.releases.front().tree->root());
  if (!all.ok()) return all.status();
  for (const ChangedFile& file : *all) ++files[PaceFolderOf(file.path)];
  for (size_t step = 0; step < count; ++step) {
    for (const auto& [folder, number] : files) {
      step_of(folder, step).files = number;
      step_of(kWholeTree, step).files += number;
    }
    const auto changes =
        DiffGitTrees(objects, timeline.releases[step].tree->root(),
                     timeline.releases[step + 1].tree->root());
    if (!changes.ok()) return changes.status();
    for (const ChangedFile& file : *changes) {
      const std::string folder = PaceFolderOf(file.path);
      if (!file.after.has_value()) --files[folder];
      if (!file.before.has_value()) {
        ++files[folder];
        continue;
      }
      ++step_of(folder, step).changed;
      ++step_of(kWholeTree, step).changed;
    }
  }
  std::vector<FolderPace> paces;
  paces.reserve(folders.size());
  for (auto& [folder, steps] : folders) {
    paces.push_back({folder, std::move(steps)});
  }
  return paces;
}

}  // namespace patchgraph
