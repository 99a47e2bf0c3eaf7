// Where upstream moved the files that a stack changes.

#ifndef PATCHGRAPH_ENGINE_MERGE_UPSTREAM_RENAMES_H_
#define PATCHGRAPH_ENGINE_MERGE_UPSTREAM_RENAMES_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Answers by the same rules as a merge of the whole stack into `onto`: see
// MergeTrees(). Trees are not read before the first question whose answer is
// not plain, and then once for all the paths together.
class UpstreamRenames {
 public:
  using Paths = std::set<std::string, std::less<>>;

  // `paths` are all that will be asked about: which renames count depends on
  // what the other side changes.
  UpstreamRenames(std::shared_ptr<const Tree> base,
                  std::shared_ptr<const Tree> onto, Paths paths)
      : base_(std::move(base)),
        onto_(std::move(onto)),
        paths_(std::move(paths)) {}

  // The path on `onto` of the base's file `path`, which `onto` does not have
  // under its old name; nullopt if it was deleted.
  absl::StatusOr<absl::optional<std::string>> RenamedTo(absl::string_view path);

  // Where a new file `path` would go because the folder was renamed; nullopt if
  // it stays.
  absl::StatusOr<absl::optional<std::string>> NewFileGoesTo(
      absl::string_view path);

 private:
  absl::Status Learn();
  absl::StatusOr<absl::optional<std::string>> Ask(absl::string_view path);

  std::shared_ptr<const Tree> base_;
  std::shared_ptr<const Tree> onto_;
  Paths paths_;
  bool learned_ = false;
  std::map<std::string, std::string, std::less<>> goes_to_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_UPSTREAM_RENAMES_H_
