// Merges of files whose outcome is known: what a person made of them.

#ifndef PATCHGRAPH_TESTDATA_BENCH_MERGE_CASES_H_
#define PATCHGRAPH_TESTDATA_BENCH_MERGE_CASES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/git/git_repository.h"

namespace patchgraph {

using Repositories = std::vector<std::shared_ptr<const GitRepository>>;

struct MergeCase {
  // What cases of one origin share: the commit that has the result.
  std::string commit;
  std::string kind;  // "merge" where the file names none
  std::string path;
  // The commits that were merged; empty where a file was carried over.
  std::string ours_commit;
  std::string theirs_commit;

  std::shared_ptr<const std::string> base;
  std::shared_ptr<const std::string> ours;
  std::shared_ptr<const std::string> theirs;
  std::shared_ptr<const std::string> result;
};

// One case a line of JSON: "path", the blobs "base", "ours", "theirs" and
// "result", "merge" or "commit", and perhaps "p1", "p2" and "kind". Blobs are
// looked for in all repositories; a case whose blobs are nowhere is counted in
// `missing` and left out.
absl::StatusOr<std::vector<MergeCase>> ReadMergeCases(
    const std::string& file, const Repositories& repositories, int* missing);

}  // namespace patchgraph

#endif  // PATCHGRAPH_TESTDATA_BENCH_MERGE_CASES_H_
