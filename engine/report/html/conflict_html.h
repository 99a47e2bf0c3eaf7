// A conflict's texts side by side, with the words marked that were changed.

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_CONFLICT_HTML_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_CONFLICT_HTML_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/report/check/check.pb.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// What the sides are: "Base, v2.6.16". Not HTML.
struct SideTitles {
  std::string base;
  std::string ours;
  std::string theirs;
};

// So many bytes of excerpts a page shows, and so many lines of one text; what
// is left out is counted in words.
class ExcerptBudget {
 public:
  explicit ExcerptBudget(size_t bytes) : bytes_(bytes) {}

  // Whether there is room for `bytes` more, which are taken.
  bool Take(size_t bytes);

 private:
  size_t bytes_;
};

// The regions of a conflict as HTML; empty where it has none. `proposals` are
// those of this conflict.
std::string ConflictHtml(const ConflictReport& conflict,
                         const SideTitles& titles,
                         const std::vector<const ProposalReport*>& proposals,
                         ExcerptBudget* budget);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_CONFLICT_HTML_H_
