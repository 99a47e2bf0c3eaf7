// Where upstream moved the files that a stack touches.

#ifndef PATCHGRAPH_ENGINE_MERGE_UPSTREAM_RENAMES_H_
#define PATCHGRAPH_ENGINE_MERGE_UPSTREAM_RENAMES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/optional.h"
#include "engine/merge/renames.h"
#include "engine/model/tree.h"

namespace patchgraph {

// For a series that is moved patch by patch: what a merge of the whole stack
// into `onto` would find out of upstream's renames of files and folders, by the
// same rules. Nothing is read before the first question, and what the answers
// need is found once, for all paths at a time. May be asked by several threads.
class UpstreamRenames {
 public:
  // `touched`: all paths that the stack changes, adds or deletes, as they are
  // named in the base or, of added files, by the stack. Which of upstream's
  // renames matter depends on them. Any other path that is asked about is
  // looked at by itself.
  UpstreamRenames(std::shared_ptr<const Tree> base,
                  std::shared_ptr<const Tree> onto,
                  std::vector<std::string> touched,
                  const RenameOptions& options = {});

  // The new path of a file of the base; nullopt if upstream still has it under
  // the old one, has deleted it, or never had it.
  absl::StatusOr<absl::optional<std::string>> RenamedTo(
      absl::string_view path) const;

  // Where a file that the stack adds at `path` belongs because upstream renamed
  // its folder; nullopt if it stays. git suggests this place, as a conflict.
  absl::StatusOr<absl::optional<std::string>> NewFileGoesTo(
      absl::string_view path) const;

 private:
  struct Answers {
    absl::flat_hash_map<std::string, std::string> renamed;
    absl::flat_hash_map<std::string, std::string> moved;
  };

  absl::StatusOr<const Answers*> AnswersFor(absl::string_view path) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<Answers> Find(const std::vector<std::string>& touched) const;

  std::shared_ptr<const Tree> base_;
  std::shared_ptr<const Tree> onto_;
  absl::flat_hash_set<std::string> touched_;
  RenameOptions options_;

  mutable absl::Mutex mutex_;
  mutable std::unique_ptr<const Answers> answers_ ABSL_GUARDED_BY(mutex_);
  mutable absl::flat_hash_map<std::string, std::unique_ptr<const Answers>>
      single_answers_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_UPSTREAM_RENAMES_H_
