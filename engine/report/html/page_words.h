// Numbers, names and places as the page says them.

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_WORDS_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_WORDS_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// 1234567 -> "1,234,567".
std::string GroupedNumber(int number);

// 1000, "patch", "patches" -> "1,000 patches".
std::string GroupedCount(int count, absl::string_view one,
                         absl::string_view many);

// A figure's value: whole numbers as such, others with one decimal.
std::string FigureNumber(double value);

// "3 h", "1.5 h", "20 min".
std::string HoursWords(double hours);

// "12 (9 to 16)": the value with its range, where it has one.
std::string FigureWords(const Figure& figure);

// "files-in-conflict" -> "files in conflict".
std::string FigureName(absl::string_view name);

// Of all stacks together and any kernel; null where the report has it not.
const Figure* TotalFigure(const MaintainabilityReport& report,
                          absl::string_view name);

// "2006-09-01T10:00:00Z" -> "2006-09-01 10:00 UTC"; another form as it is.
std::string TimeWords(absl::string_view time);

// "37%".
std::string PercentWords(double share);

// The first twelve digits of a commit's id; another name as it is.
std::string ShortCommit(absl::string_view id);

// `text` as a part of an address: all but letters, digits and "-_.~/" as %20.
std::string UrlPart(absl::string_view text);

// Which part of the kernel a path belongs to, as far as the report says it
// anywhere; empty elsewhere.
class PathSubsystems {
 public:
  explicit PathSubsystems(const MaintainabilityReport& report);

  absl::string_view Of(const std::string& path) const;

 private:
  void Add(const std::string& path, const std::string& subsystem);

  std::map<std::string, std::string> by_path_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_WORDS_H_
