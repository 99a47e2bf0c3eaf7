#include "engine/rebase/open_conflict.h"

#include <set>
#include <utility>

#include "engine/git/edited_tree.h"

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

}  // namespace

absl::StatusOr<OpenedConflict> OpenConflict(
    const std::shared_ptr<const GitObjectStore>& repository,
    const ObjectId& head, const TreeMerge& merge, bool diff3,
    const ResolutionFinder& find, const ReuseOptions& reuse,
    NewObjects* objects) {
  OpenedConflict opened;
  auto reused = ReuseInFiles(merge, find, reuse);
  if (!reused.ok()) return reused.status();
  opened.reused = *std::move(reused);
  Overlay::Edits edits = merge.edits;
  std::set<std::string> settled;
  for (const ReusedFile& file : opened.reused) {
    bool applied = false;
    for (const ProposedResolution& proposal : file.proposals) {
      applied = applied || proposal.applied;
    }
    if (file.open == 0 && applied) settled.insert(file.path);
    if (diff3 || applied) edits[file.path] = file.file;
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
