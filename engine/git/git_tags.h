// The tags of a repository.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_TAGS_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_TAGS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/git/git_repository.h"

namespace patchgraph {

struct GitTag {
  std::string name;      // "v2.6.17"
  GitRevision revision;  // what it is a tag of in the end
};

// All tags of commits and trees, by name as bytes. Tags of blobs, and such that
// point at what is not there, are left out.
absl::StatusOr<std::vector<GitTag>> ListTags(const GitRepository& repository);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_TAGS_H_
