#include "engine/merge/upstream_renames.h"

#include <algorithm>
#include <utility>

#include "engine/merge/merge_run.h"
#include "engine/model/overlay.h"
#include "engine/model/repo_path.h"

namespace patchgraph {

UpstreamRenames::UpstreamRenames(std::shared_ptr<const Tree> base,
                                 std::shared_ptr<const Tree> onto,
                                 std::vector<std::string> touched,
                                 const RenameOptions& options)
    : base_(std::move(base)),
      onto_(std::move(onto)),
      touched_(touched.begin(), touched.end()),
      options_(options) {}

absl::StatusOr<absl::optional<std::string>> UpstreamRenames::RenamedTo(
    absl::string_view path) const {
  absl::MutexLock lock(&mutex_);
  const auto answers = AnswersFor(path);
  if (!answers.ok()) return answers.status();
  const auto renamed = (*answers)->renamed.find(path);
  if (renamed == (*answers)->renamed.end()) return absl::nullopt;
  return absl::optional<std::string>(renamed->second);
}

absl::StatusOr<absl::optional<std::string>> UpstreamRenames::NewFileGoesTo(
    absl::string_view path) const {
  // As in git only a folder that is gone can have been renamed; then none of
  // its parents has been either. To see that is cheap, to search is not.
  const auto folder = onto_->Find(ParentDirectory(path));
  if (!folder.ok()) return folder.status();
  if (folder->has_value() && (*folder)->is_directory) return absl::nullopt;
  absl::MutexLock lock(&mutex_);
  const auto answers = AnswersFor(path);
  if (!answers.ok()) return answers.status();
  const auto moved = (*answers)->moved.find(path);
  if (moved == (*answers)->moved.end()) return absl::nullopt;
  return absl::optional<std::string>(moved->second);
}

absl::StatusOr<const UpstreamRenames::Answers*> UpstreamRenames::AnswersFor(
    absl::string_view path) const {
  const bool is_touched = touched_.contains(path);
  std::unique_ptr<const Answers>& answers =
      is_touched ? answers_ : single_answers_[std::string(path)];
  if (answers == nullptr) {
    std::vector<std::string> paths = {std::string(path)};
    if (is_touched) {
      paths.assign(touched_.begin(), touched_.end());
      std::sort(paths.begin(), paths.end());
    }
    auto found = Find(paths);
    if (!found.ok()) return found.status();
    answers = std::make_unique<const Answers>(*std::move(found));
  }
  return answers.get();
}

// Merges as far as renames go, with a stack that changes the paths in some way:
// the content does not matter for what upstream did.
absl::StatusOr<UpstreamRenames::Answers> UpstreamRenames::Find(
    const std::vector<std::string>& touched) const {
  // Folders do not know that they are equal without reading all their files.
  if (base_ == onto_) return Answers();
  Overlay stack(base_, "stack");
  for (const std::string& path : touched) {
    auto file = FindFile(*base_, path);
    if (!file.ok()) return file.status();
    FileState changed = file->value_or(FileState());
    changed.blob = Blob::FromBytes("changed by the stack\n" + path);
    stack.Put(path, std::move(changed));
  }
  MergeMemory memory;
  MergeRun run(*base_, *onto_, stack, options_, &memory, /*depth=*/0);
  absl::Status status = run.FindRenames();
  if (!status.ok()) return status;
  Answers answers;
  for (const SideRename& rename : run.renames()) {
    if (rename.side == Side::kOurs &&
        rename.pair.status == FilePair::Status::kRenamed) {
      answers.renamed[rename.pair.from] = rename.pair.to;
    }
  }
  for (const FollowingFile& moved : run.moved_files()) {
    if (moved.side == Side::kTheirs) answers.moved[moved.from] = moved.to;
  }
  return answers;
}

}  // namespace patchgraph
