// A report in words: headings, sentences and tables, which text and Markdown
// lay out each in their way.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_REPORT_OUTLINE_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_REPORT_OUTLINE_H_

#include <string>
#include <vector>

#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

struct OutlineColumn {
  std::string title;
  bool is_number = false;  // stands at the right
};

struct OutlineTable {
  std::string title;
  std::vector<OutlineColumn> columns;
  // The weightiest first: the end may be folded away.
  std::vector<std::vector<std::string>> rows;
  // For those who want to know more than a page.
  bool is_detail = false;
};

struct OutlineSection {
  // As JudgementReason::part.
  std::string part;
  std::string title;
  std::vector<std::string> sentences;
  std::vector<OutlineTable> tables;
};

// All text is as it stands in the patches: whoever lays it out escapes it.
struct ReportOutline {
  std::string title;    // "xen onto v2.6.17"
  std::string answer;   // "Do not carry"
  std::string summary;  // what goes behind it: ": 15 files are in conflict"
  std::vector<std::string> reasons;
  struct Change {
    std::string what;
    std::string effect;
    std::string command;
  };
  std::vector<Change> changes;
  std::vector<OutlineSection> sections;
  std::vector<std::string> left_out;
};

// Sections of parts that the report does not have are not there.
ReportOutline OutlineOf(const MaintainabilityReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_REPORT_OUTLINE_H_
