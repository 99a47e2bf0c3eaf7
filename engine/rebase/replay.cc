#include "engine/rebase/replay.h"

#include <tbb/task_arena.h>

#include <memory>
#include <thread>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/git/edited_tree.h"
#include "engine/git/git_tree.h"
#include "engine/git/git_tree_diff.h"
#include "engine/model/in_parallel.h"
#include "engine/rebase/file_by_file.h"
#include "engine/rebase/merge_ahead.h"
#include "engine/rebase/merged_as.h"
#include "engine/rebase/replay_blobs.h"

namespace patchgraph {
namespace {

class Replayer {
 public:
  Replayer(const std::shared_ptr<const GitObjectStore>& repository,
           const ObjectId& onto, absl::Span<const ReplayChange> changes,
           const ReplayOptions& options, NewObjects* objects)
      : repository_(repository),
        onto_("onto", repository, onto, absl::nullopt),
        changes_(changes),
        options_(options),
        threads_(options.threads > 0
                     ? options.threads
                     : static_cast<int>(std::thread::hardware_concurrency())),
        objects_(objects),
        blobs_(std::make_shared<ReplayBlobs>(repository, objects)),
        ours_(repository, onto, blobs_, options.onto_label) {}

  absl::StatusOr<Replayed> Run() {
    absl::Status status = FindChangedFiles();
    if (!status.ok()) return status;
    status = StartMerging();
    if (!status.ok()) return status;
    for (size_t i = 0; i < changes_.size(); ++i) {
      auto done = ReplayOne(i);
      if (!done.ok()) return done.status();
      if (result_.conflict.has_value()) break;
      result_.done.push_back(*done);
    }
    return std::move(result_);
  }

 private:
  // On as many threads as were asked for.
  absl::Status OnThreads(size_t count,
                         absl::FunctionRef<absl::Status(size_t)> work) const {
    tbb::task_arena arena(threads_);
    return arena.execute([&] { return InParallel(count, work); });
  }

  absl::Status FindChangedFiles() {
    files_.resize(changes_.size());
    return OnThreads(changes_.size(), [this](size_t i) {
      auto files =
          DiffGitTrees(repository_, changes_[i].before, changes_[i].after);
      if (!files.ok()) return files.status();
      files_[i] = *std::move(files);
      return absl::OkStatus();
    });
  }

  // A chain for each path that has a file on the target, and another one than
  // the first change expects: elsewhere each change is taken as it is, and the
  // chain stays empty.
  absl::Status StartMerging() {
    std::vector<FileChain> chains;
    std::vector<const std::string*> paths;
    for (const std::vector<ChangedFile>& files : files_) {
      for (const ChangedFile& file : files) {
        if (!file.before.has_value() || !file.after.has_value()) continue;
        const auto [known, is_new] = chains_.emplace(file.path, chains.size());
        if (is_new) {
          chains.emplace_back();
          paths.push_back(&file.path);
        }
        chains[known->second].links.push_back(
            {file.before->blob.id(), file.after->blob.id()});
      }
    }
    absl::Status status = OnThreads(chains.size(), [&](size_t i) {
      const auto onto = FindFile(onto_, *paths[i]);
      if (!onto.ok()) return onto.status();
      FileChain& chain = chains[i];
      if (onto->has_value() &&
          (*onto)->blob.id() != chain.links.front().before) {
        chain.onto = (*onto)->blob.id();
      } else {
        chain.links.clear();
      }
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    ahead_ = std::make_unique<MergeAhead>(repository_, std::move(chains),
                                          threads_, objects_ != nullptr);
    return absl::OkStatus();
  }

  // Null if it was not merged ahead.
  const MergedBlob* FindMerged(const std::string& path, const Blob& base,
                               const Blob& ours, const Blob& theirs) const {
    const auto chain = chains_.find(path);
    if (chain == chains_.end()) return nullptr;
    return ahead_->Find(chain->second, base.id(), ours.id(), theirs.id());
  }

  absl::StatusOr<ReplayedChange> ReplayOne(size_t index) {
    const ReplayChange& change = changes_[index];
    const auto before = std::make_shared<const GitTree>(
        "base", repository_, change.before, absl::nullopt);
    const GitTree after("theirs", repository_, change.after, absl::nullopt);
    auto files =
        TakeFileByFile(files_[index], *before, after, ours_,
                       [this](const std::string& path, const Blob& base,
                              const Blob& ours, const Blob& theirs) {
                         return MergeBlobs(path, base, ours, theirs);
                       });
    if (!files.ok()) return files.status();
    for (const FilesToSet::File& file : files->files) {
      absl::Status status = Set(*file.path, file.state);
      if (!status.ok()) return status;
    }
    ReplayedChange done;
    done.as = files->as;
    if (!files->unclear.empty()) {
      auto as = MergeRest(index, before, files->unclear);
      if (!as.ok()) return as.status();
      const bool is_all = files->unclear.size() == files_[index].size();
      done.as = is_all ? *as : Both(done.as, *as);
      if (result_.conflict.has_value()) {
        absl::Status status = AddToConflict(files->files);
        if (!status.ok()) return status;
      }
    }
    if (objects_ != nullptr && !result_.conflict.has_value()) {
      done.tree = ours_.Write(objects_);
    }
    return done;
  }

  absl::Status Set(const std::string& path,
                   const absl::optional<FileState>& state) {
    if (!state.has_value()) return ours_.Remove(path);
    return ours_.Put(path, state->mode, state->blob.id());
  }

  absl::StatusOr<absl::optional<MergedFileBlob>> MergeBlobs(
      const std::string& path, const Blob& base, const Blob& ours,
      const Blob& theirs) {
    const MergedBlob* ahead = FindMerged(path, base, ours, theirs);
    if (ahead != nullptr && blobs_->Add(*ahead)) {
      return absl::optional<MergedFileBlob>(
          MergedFileBlob{Blob::Stored(ahead->id, blobs_), ahead->as});
    }
    auto made = blobs_->Merge(base.id(), ours.id(), theirs.id());
    if (!made.ok()) return made.status();
    if (!made->has_value()) return absl::optional<MergedFileBlob>();
    return absl::optional<MergedFileBlob>(
        MergedFileBlob{Blob::Stored((*made)->id, blobs_), (*made)->as});
  }

  // Of two parts of a change, either of which may have nothing left.
  static RebasedAs Both(RebasedAs a, RebasedAs b) {
    if (a == b) return a;
    if (a == RebasedAs::kDropped || b == RebasedAs::kDropped) {
      return RebasedAs::kEdited;
    }
    return GravestOf(a, b);
  }

  // Where the file has an id that stands for a merge: git's, for those who see
  // a merge as a whole.
  absl::Status TakeGitsId(FileState* file) const {
    if (!blobs_->IsMerged(file->blob.id())) return absl::OkStatus();
    const auto bytes = file->blob.Read();
    if (!bytes.ok()) return bytes.status();
    file->blob = Blob::FromBytes(**bytes);
    return absl::OkStatus();
  }

  absl::Status TakeGitsIds(const std::vector<const ChangedFile*>& changes) {
    for (const ChangedFile* change : changes) {
      auto file = FindFile(ours_, change->path);
      if (!file.ok()) return file.status();
      if (!file->has_value() || !blobs_->IsMerged((*file)->blob.id())) continue;
      absl::Status status = TakeGitsId(&**file);
      if (status.ok()) status = Put(change->path, *file);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // What went in file by file is a part of the merge, too.
  absl::Status AddToConflict(const std::vector<FilesToSet::File>& files) {
    for (const FilesToSet::File& file : files) {
      absl::optional<FileState> state = file.state;
      if (state.has_value()) {
        absl::Status status = TakeGitsId(&*state);
        if (!status.ok()) return status;
      }
      result_.conflict->edits.emplace(*file.path, std::move(state));
    }
    return absl::OkStatus();
  }

  // With renames. A conflict goes into the result.
  absl::StatusOr<RebasedAs> MergeRest(
      size_t index, const std::shared_ptr<const GitTree>& before,
      const std::vector<const ChangedFile*>& files) {
    absl::Status named = TakeGitsIds(files);
    if (!named.ok()) return named;
    Overlay after(before, "theirs");
    // What goes away goes first: a folder may take its place.
    for (const bool removing : {true, false}) {
      for (const ChangedFile* file : files) {
        if (file->after.has_value() == removing) continue;
        if (removing) {
          after.Remove(file->path);
        } else {
          after.Put(file->path, *file->after);
        }
      }
    }
    TreeMergeOptions options;
    options.ours_label = options_.onto_label;
    options.theirs_label = changes_[index].label;
    options.memory = &memory_;
    auto merge = MergeTrees(*before, ours_, after, options);
    if (!merge.ok()) return merge.status();
    absl::optional<Overlay::Edits> settled;
    if (!merge->clean && options_.settle != nullptr) {
      auto asked = options_.settle(index, *merge);
      if (!asked.ok()) return asked.status();
      settled = *std::move(asked);
    }
    if (!merge->clean && !settled.has_value()) {
      result_.conflict = *std::move(merge);
      return RebasedAs::kInConflict;
    }
    bool changes_anything = false;
    // What goes away goes first: a folder may take its place.
    for (const bool removing : {true, false}) {
      for (const auto& [path, state] :
           settled.has_value() ? *settled : merge->edits) {
        if (state.has_value() == removing) continue;
        const auto present = FindFile(ours_, path);
        if (!present.ok()) return present.status();
        if (*present == state) continue;
        changes_anything = true;
        absl::Status status = Put(path, state);
        if (!status.ok()) return status;
      }
    }
    if (!changes_anything) return RebasedAs::kDropped;
    return settled.has_value() ? RebasedAs::kEdited : AsOf(*merge);
  }

  // As Set, of a blob that may be known to nobody else.
  absl::Status Put(const std::string& path,
                   const absl::optional<FileState>& state) {
    if (state.has_value() && state->mode != FileMode::kSubmodule) {
      auto bytes = state->blob.Read();
      if (!bytes.ok()) return bytes.status();
      blobs_->Add(state->blob.id(), *bytes);
    }
    return Set(path, state);
  }

  static RebasedAs AsOf(const TreeMerge& merge) {
    RebasedAs as = RebasedAs::kUnchanged;
    for (const PathOutcome& outcome : merge.outcomes) {
      if (outcome.how == PathOutcome::How::kAlreadyThere ||
          outcome.result_path != outcome.theirs_path) {
        as = RebasedAs::kEdited;
      } else if (outcome.text != nullptr) {
        as = GravestOf(as, MergedAs(outcome.text->merge));
      }
    }
    return as;
  }

  const std::shared_ptr<const GitObjectStore>& repository_;
  const GitTree onto_;
  const absl::Span<const ReplayChange> changes_;
  const ReplayOptions& options_;
  const int threads_;
  NewObjects* const objects_;
  const std::shared_ptr<ReplayBlobs> blobs_;
  EditedTree ours_;
  std::vector<std::vector<ChangedFile>> files_;  // of each change
  // By path, the number of its chain.
  absl::flat_hash_map<absl::string_view, size_t> chains_;
  std::unique_ptr<MergeAhead> ahead_;
  MergeMemory memory_;
  Replayed result_;
};

}  // namespace

absl::StatusOr<Replayed> Replay(
    const std::shared_ptr<const GitObjectStore>& repository,
    const ObjectId& onto, absl::Span<const ReplayChange> changes,
    const ReplayOptions& options, NewObjects* objects) {
  return Replayer(repository, onto, changes, options, objects).Run();
}

}  // namespace patchgraph
