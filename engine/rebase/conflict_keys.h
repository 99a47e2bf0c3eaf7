// Names that conflicts keep: "patch path kind". The same conflict, met again,
// has the same.

#ifndef PATCHGRAPH_ENGINE_REBASE_CONFLICT_KEYS_H_
#define PATCHGRAPH_ENGINE_REBASE_CONFLICT_KEYS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/model/conflict.h"

namespace patchgraph {

// `patch` is the beginning of a commit's id, of 12 digits.
std::string ConflictKey(absl::string_view patch, absl::string_view path,
                        ConflictKind kind);

// The keys that are not in `gone`.
std::vector<std::string> Without(const std::vector<std::string>& keys,
                                 const std::vector<std::string>& gone);

// The keys that are of other commits, or of other paths than these.
std::vector<std::string> WithoutCommit(const std::vector<std::string>& keys,
                                       absl::string_view commit);
std::vector<std::string> WithoutPaths(const std::vector<std::string>& keys,
                                      absl::string_view commit,
                                      const std::vector<std::string>& paths);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_CONFLICT_KEYS_H_
