// The releases that a commit descends from.

#ifndef PATCHGRAPH_ENGINE_FORECAST_RELEASES_H_
#define PATCHGRAPH_ENGINE_FORECAST_RELEASES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_tree.h"

namespace patchgraph {

// What a tag says in its name: "v2.6.17" is "v" and 2, 6, 17.
struct ReleaseName {
  std::string prefix;
  std::vector<int> numbers;
};

// nullopt for what names no release: words behind the numbers ("v2.6.17-rc3",
// "v2.6.11-tree"), fewer than two numbers, and two versions in one name
// ("v1.2-rc1.1"). Numbers are parted by '.', '-' or '_'.
absl::optional<ReleaseName> ParseReleaseName(absl::string_view tag);

struct Release {
  std::string name;  // of the tag
  std::vector<int> numbers;
  std::shared_ptr<const GitTree> tree;
};

// The newest `most` releases that `target` is or descends from, the oldest
// first. A release is a tag that ParseReleaseName knows, with these out of the
// way:
//  - a tag whose numbers are another's and one more ("v2.6.16.20" beside
//    "v2.6.16"): it mends a release and is none;
//  - "v2.30.1" beside "v2.30.0", for the same reason, where at least two series
//    of numbers begin with a 0 like that;
//  - one that the next newer release does not descend from: it is of a branch;
//  - tags of another prefix than most of those have that are no younger than
//    `target`;
//  - a newer tag of a lower or equal number.
// A tag of a mere tree counts as older than those of commits.
absl::StatusOr<std::vector<Release>> FindReleases(
    const GitRepository& repository, const GitCommit& target, int most);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_RELEASES_H_
