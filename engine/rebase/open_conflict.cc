#include "engine/rebase/open_conflict.h"

#include <iterator>
#include <set>
#include <utility>

#include "engine/git/edited_tree.h"
#include "engine/resolutions/learn_resolutions.h"
#include "engine/resolutions/resolution.h"

namespace patchgraph {
namespace {

// Puts a version's bytes into `objects`, unless the repository has them.
absl::Status KeepBlob(const GitObjectStore& repository, const FileState& file,
                      NewObjects* objects) {
  if (file.mode == FileMode::kSubmodule || objects->Has(file.blob.id()) ||
      repository.BlobSize(file.blob.id()).ok()) {
    return absl::OkStatus();
  }
  const auto bytes = file.blob.Read();
  if (!bytes.ok()) return bytes.status();
  objects->AddBlob(**bytes);
  return absl::OkStatus();
}

// What a person would teach who left these files as they are. Conflicts that
// are still between markers teach nothing.
absl::StatusOr<std::vector<std::string>> ResolutionsIn(
    const TreeMerge& merge, const Overlay::Edits& edits) {
  const auto find = [&edits](const std::string& path)
      -> absl::StatusOr<absl::optional<FileState>> {
    const auto found = edits.find(path);
    return found == edits.end() ? absl::optional<FileState>() : found->second;
  };
  const auto learned = LearnResolutions(merge, find, ResolutionOrigin());
  if (!learned.ok()) return learned.status();
  std::vector<std::string> ids;
  for (const Resolution& resolution : learned->learned) {
    if (edits.count(resolution.path) > 0) ids.push_back(IdOf(resolution));
  }
  return ids;
}

}  // namespace

absl::StatusOr<OpenedConflict> OpenConflict(
    const std::shared_ptr<const GitObjectStore>& repository,
    const ObjectId& head, const TreeMerge& merge, bool diff3,
    const Settlers& settlers, NewObjects* objects) {
  OpenedConflict opened;
  auto files = SettleFiles(merge, settlers);
  if (!files.ok()) return files.status();
  Overlay::Edits edits = merge.edits;
  Overlay::Edits by_resolvers;
  std::set<std::string> settled;
  for (SettledFile& file : *files) {
    const std::string& path = file.reused.path;
    if (file.whole()) settled.insert(path);
    if (diff3 || file.any()) edits[path] = file.reused.file;
    if (!file.resolved.empty()) by_resolvers[path] = file.reused.file;
    std::move(file.resolved.begin(), file.resolved.end(),
              std::back_inserter(opened.resolved));
    opened.reused.push_back(std::move(file.reused));
  }
  opened.settled_paths.assign(settled.begin(), settled.end());
  if (!by_resolvers.empty()) {
    auto ids = ResolutionsIn(merge, by_resolvers);
    if (!ids.ok()) return ids.status();
    opened.settled_resolutions = *std::move(ids);
  }
  EditedTree tree(repository, head, repository, "HEAD");
  // Files go before others come, which may stand in folders of their names.
  for (const bool removes : {true, false}) {
    for (const auto& [path, file] : edits) {
      if (file.has_value() == removes) continue;
      absl::Status status =
          removes ? tree.Remove(path) : KeepBlob(*repository, *file, objects);
      if (status.ok() && !removes) {
        status = tree.Put(path, file->mode, file->blob.id());
      }
      if (!status.ok()) return status;
    }
  }
  opened.tree = tree.Write(objects);
  for (const StagedFile& stage : merge.stages) {
    if (settled.count(stage.path) > 0) continue;
    const absl::Status status = KeepBlob(*repository, stage.file, objects);
    if (!status.ok()) return status;
    StateStage staged;
    staged.set_path(stage.path);
    staged.set_stage(stage.stage);
    staged.set_mode(static_cast<uint32_t>(stage.file.mode));
    staged.set_id(stage.file.blob.id().Hex());
    opened.stages.push_back(std::move(staged));
  }
  return opened;
}

}  // namespace patchgraph
