// What the content of a tree says of patches that it may have already.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_LANDED_CONTENT_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_LANDED_CONTENT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/model/tree.h"
#include "engine/upstream/landed_patches.h"
#include "engine/upstream/presence.h"

namespace patchgraph {

// One file of a patch, as it was found on the target.
struct LandedFile {
  std::string path;  // on the target
  FileChangeStates change;
  absl::optional<FileState> later;  // see FindInFile()
  absl::optional<FileState> base;   // the file where the stack begins
  FilePresence presence;
};

struct LandedContent {
  LandedPatch patch;
  std::vector<LandedFile> files;
};

// For each of `patches` what the content tells: kInPlace, kSquashed,
// kPartlyInPlace, kOlderForm, kInBase or kNone. Those that are `known` to have
// landed (one flag for each) are not looked at.
absl::StatusOr<std::vector<LandedContent>> FindLandedContent(
    absl::Span<const LandedQuestion> patches, const std::vector<bool>& known,
    const std::shared_ptr<const Tree>& base,
    const std::shared_ptr<const Tree>& onto);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_LANDED_CONTENT_H_
