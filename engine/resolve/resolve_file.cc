#include "engine/resolve/resolve_file.h"

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/measured.h"
#include "engine/resolve/settle.h"
#include "engine/text/merge.h"

namespace patchgraph {

absl::optional<AutoMode> AutoModeNamed(absl::string_view name) {
  if (name == "off") return AutoMode::kOff;
  if (name == "safe") return AutoMode::kSafe;
  if (name == "propose") return AutoMode::kPropose;
  return absl::nullopt;
}

bool HasHistories(const FileHistories& histories) {
  return !histories.ours.empty() || !histories.theirs.empty();
}

ResolvedFile ResolveFile(const FileMerge& merge, const FileHistories& histories,
                         const ResolveOptions& options) {
  std::vector<RegionCandidates> candidates;
  if (options.mode != AutoMode::kOff) {
    candidates = FindCandidates(merge, histories, options.path);
  }
  return Settle(merge, candidates, BuiltInMeasured(HasHistories(histories)),
                options);
}

}  // namespace patchgraph
