// A merge case with what the resolvers say of it, and who of them is right.

#ifndef PATCHGRAPH_TESTDATA_BENCH_STUDIED_CASE_H_
#define PATCHGRAPH_TESTDATA_BENCH_STUDIED_CASE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/resolve/measured.h"
#include "engine/resolve/resolve_file.h"
#include "engine/resolve/settle.h"
#include "engine/text/merge.h"
#include "testdata/bench/merge_cases.h"

namespace patchgraph {

struct StudiedCase {
  MergeCase given;
  FileMerge merge;
  std::vector<RegionCandidates> regions;
  // For each region: what the person wrote, where that can be told; and which
  // candidate it is, -1 if none.
  std::vector<absl::optional<std::string>> truth;
  std::vector<int> right;
  bool has_histories = false;
  double history_seconds = 0;  // to read the histories from git
  double seconds = 0;          // to merge and resolve the file
};

// With the histories of its two commits, as far as the repositories have them.
StudiedCase Study(MergeCase given, const Repositories& repositories);

// What becomes of a file.
struct Outcome {
  bool resolved = false;
  bool exact = false;  // resolved, and byte for byte what the person wrote
};
Outcome OutcomeOf(const StudiedCase& studied, const Measured& measured,
                  AutoMode mode);

// Which of the `n` likeliest texts is the person's, from 0; -1 if none is.
int ExactAmongFirst(const StudiedCase& studied, const Measured& measured,
                    int n);

}  // namespace patchgraph

#endif  // PATCHGRAPH_TESTDATA_BENCH_STUDIED_CASE_H_
