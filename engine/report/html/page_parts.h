// The parts of the page, each with the data for the template of its name.

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_PARTS_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_PARTS_H_

#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/report/html/conflict_html.h"
#include "engine/report/html/page_data.h"
#include "engine/report/html/page_words.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// What all parts are made from. Refers to the report.
class PageContext {
 public:
  explicit PageContext(const MaintainabilityReport& report);

  const MaintainabilityReport& report() const { return report_; }
  const PathSubsystems& subsystems() const { return subsystems_; }
  ExcerptBudget* excerpts() { return &excerpts_; }

  // The address within the page of a patch of a stack by its name, "patch-1-8";
  // that of the list of patches where it has no such patch.
  std::string PatchAnchor(const std::string& stack,
                          const std::string& patch) const;

  // The base of a stack by its name, or of the first one.
  std::string BaseOf(const std::string& stack) const;

 private:
  const MaintainabilityReport& report_;
  PathSubsystems subsystems_;
  ExcerptBudget excerpts_;
  std::map<std::pair<std::string, std::string>, std::string> anchors_;
};

// The names of several parts of the kernel in one attribute, which the script
// takes apart: "mm;net/core".
std::string JoinedNames(const std::set<std::string>& names);

PageData AnswerPart(PageContext* context);     // answer.html
PageData MergePart(PageContext* context);      // merge.html
PageData ConflictRows(PageContext* context);   // in merge.html
PageData PatchRows(PageContext* context);      // in merge.html
PageData NeutralPart(PageContext* context);    // neutral.html
PageData HiddenPart(PageContext* context);     // hidden.html
PageData FootprintPart(PageContext* context);  // footprint.html
PageData GraphPart(PageContext* context);      // graph.html
PageData YearsPart(PageContext* context);      // years.html
PageData SincePart(PageContext* context);      // since.html
// The choices of the filters.
PageData FilterChoices(PageContext* context);  // report.html

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_PARTS_H_
