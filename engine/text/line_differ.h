#ifndef PATCHGRAPH_ENGINE_TEXT_LINE_DIFFER_H_
#define PATCHGRAPH_ENGINE_TEXT_LINE_DIFFER_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/text/edit.h"
#include "engine/text/histogram.h"
#include "engine/text/myers.h"

namespace patchgraph {

// Diffs many pairs of id sequences with one set of scratch arrays, so that a
// small diff costs no more than its own lines however large the LineTable is.
class LineDiffer {
 public:
  // Every id is below `id_count`.
  LineDiffer(int id_count, const DiffOptions& options)
      : options_(options), myers_(id_count), histogram_(id_count, &myers_) {}

  LineDiffer(const LineDiffer&) = delete;
  LineDiffer& operator=(const LineDiffer&) = delete;

  std::vector<Edit> Diff(absl::Span<const int> before,
                         absl::Span<const int> after);

 private:
  DiffOptions options_;
  Myers myers_;
  Histogram histogram_;  // refers to myers_
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_LINE_DIFFER_H_
