// For tests: small series made up, and the slow and obvious way of applying
// their patches in any order, to judge a dependency graph by.

#ifndef PATCHGRAPH_ENGINE_GRAPH_SERIES_GENERATOR_H_
#define PATCHGRAPH_ENGINE_GRAPH_SERIES_GENERATOR_H_

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "engine/model/patch.h"
#include "engine/model/stack.h"

namespace patchgraph {

struct PlainFile {
  std::vector<std::string> lines;
  bool executable = false;

  friend bool operator==(const PlainFile& a, const PlainFile& b) {
    return a.lines == b.lines && a.executable == b.executable;
  }
};

// path -> file
using PlainTree = std::map<std::string, PlainFile>;

// Lines [begin, end) of a file give way to `added`.
struct PlainEdit {
  int begin = 0;
  int end = 0;
  std::vector<std::string> added;
};

// A change of one file; `before` is the file it was made for.
struct PlainChange {
  FileChange::Kind kind = FileChange::Kind::kModify;
  std::string old_path;
  std::string new_path;
  PlainFile before;
  PlainFile after;
  std::vector<PlainEdit> edits;
};

using PlainPatch = std::vector<PlainChange>;

struct PlainSeries {
  PlainTree base;
  std::vector<PlainPatch> patches;
};

// Files of a few lines, no two of which are alike, so that there is never more
// than one place for a hunk; and patches that edit, add, delete, rename and
// copy files and change modes. Edits often meet.
PlainSeries MakeSeries(std::mt19937_64* random);

// The series as FindDependencies() takes it.
Stack StackOf(const PlainSeries& series);

// The tree after `patch`; nullopt if it does not apply. Every edit has to find
// the lines it takes away and `context` lines on either side (the file's ends
// count as a line), one after another. With no context an insertion needs one
// of its neighbours.
absl::optional<PlainTree> ApplyPlain(const PlainTree& tree,
                                     const PlainPatch& patch, int context);

// The series for a failed test to print.
std::string Describe(const PlainSeries& series);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_SERIES_GENERATOR_H_
