// Which edits of a Kconfig file make the differences between two models.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_REACH_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_REACH_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/kbuild/kconfig_compare.h"
#include "engine/kbuild/kconfig_sources.h"
#include "engine/kbuild/neutrality.h"

namespace patchgraph {

// An answer for each of `paths`, which are files of either tree. `base` and
// `patched` must have read what a root of theirs reads.
absl::StatusOr<std::map<std::string, FileNeutrality>> AttributeKconfig(
    const std::vector<KconfigDifference>& differences,
    const std::vector<std::string>& paths, const KconfigSources& base,
    const KconfigSources& patched);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_REACH_H_
