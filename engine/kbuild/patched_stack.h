// A stack on its own base: the tree that comes out, the files that differ, and
// which patch a line comes from.

#ifndef PATCHGRAPH_ENGINE_KBUILD_PATCHED_STACK_H_
#define PATCHGRAPH_ENGINE_KBUILD_PATCHED_STACK_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/apply/patch_step.h"
#include "engine/check/origin_tracker.h"
#include "engine/model/overlay.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"
#include "engine/text/lines.h"

namespace patchgraph {

// A path that holds something else with the stack than without. A file that is
// renamed is two: one goes, one comes.
struct StackedFile {
  std::string path;
  absl::optional<FileState> before;  // unset: the stack adds it
  absl::optional<FileState> after;   // unset: it takes it away
  // Their texts; null where there is none, and for symlinks and submodules.
  Bytes base_bytes;
  Bytes patched_bytes;

  absl::optional<absl::string_view> base_text() const {
    return TextOf(base_bytes);
  }
  absl::optional<absl::string_view> patched_text() const {
    return TextOf(patched_bytes);
  }
  bool is_new() const { return !before.has_value(); }
  // Whether there is a state without bytes that can be compared.
  bool is_opaque() const {
    return (before.has_value() && base_bytes == nullptr) ||
           (after.has_value() && patched_bytes == nullptr);
  }

 private:
  static absl::optional<absl::string_view> TextOf(const Bytes& bytes) {
    if (bytes == nullptr) return absl::nullopt;
    return absl::string_view(*bytes);
  }
};

class PatchedStack {
 public:
  // `steps` are those of Check(). What did not apply is not in the tree.
  static absl::StatusOr<PatchedStack> Read(
      const std::shared_ptr<const Tree>& base,
      const std::vector<PatchStep>& steps);

  const Tree& base() const { return patched_->base(); }
  const Tree& patched() const { return *patched_; }
  const std::shared_ptr<const Overlay>& overlay() const { return patched_; }
  const std::vector<StackedFile>& files() const { return files_; }  // by path
  const StackedFile* Find(absl::string_view path) const;

  // The patches (positions in the steps, in order) that wrote lines of the
  // file, or, where `lines` are none or were none of the stack's, that took
  // some away there.
  std::vector<int> PatchesAt(absl::string_view path, LineRange lines) const;

 private:
  PatchedStack() = default;

  absl::Status Lay(const PatchStep& patch, int number);
  absl::Status CollectFiles();

  std::shared_ptr<Overlay> overlay_;
  std::shared_ptr<const Overlay> patched_;
  std::vector<StackedFile> files_;
  OriginTracker origins_;
  // The patches that had to do with a path.
  std::map<std::string, std::vector<int>, std::less<>> by_path_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_PATCHED_STACK_H_
