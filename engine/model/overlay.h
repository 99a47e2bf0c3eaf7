// A tree with some of its files changed, in memory.

#ifndef PATCHGRAPH_ENGINE_MODEL_OVERLAY_H_
#define PATCHGRAPH_ENGINE_MODEL_OVERLAY_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/model/tree.h"

namespace patchgraph {

// The tree `base` with `edits` laid over it. Nothing is written anywhere.
class Overlay : public Tree {
 public:
  // A path's new state; nullopt means the file is gone.
  using Edits = std::map<std::string, absl::optional<FileState>, std::less<>>;

  Overlay(std::shared_ptr<const Tree> base, std::string name)
      : base_(std::move(base)), name_(std::move(name)) {}

  // Puts a file at `path`, replacing what was there.
  void Put(absl::string_view path, FileState state);
  // Takes the file at `path` away. Its folder goes with its last file.
  void Remove(absl::string_view path);

  const Tree& base() const { return *base_; }
  // Every path that was ever put or removed, whether or not it still differs
  // from the base.
  const Edits& edits() const { return edits_; }

  const std::string& name() const override { return name_; }
  absl::StatusOr<absl::optional<TreeNode>> Find(
      absl::string_view path) const override;
  absl::StatusOr<std::vector<NamedNode>> List(
      absl::string_view directory) const override;

 private:
  bool HasEditsBelow(absl::string_view directory) const;

  std::shared_ptr<const Tree> base_;
  std::string name_;
  Edits edits_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_OVERLAY_H_
