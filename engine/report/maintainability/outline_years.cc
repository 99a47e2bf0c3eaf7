#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/outline_parts.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kNamesListed = 3;

std::string Percent(double share) {
  return absl::StrFormat("%.0f%%", share * 100);
}

OutlineTable SubsystemTable(const FootprintReport& footprint) {
  OutlineTable table;
  table.title = "By subsystem";
  table.columns = {{"subsystem"},
                   {"changed", true},
                   {"new", true},
                   {"in conflict", true},
                   {"forks drifted", true},
                   {"hunks reaching", true},
                   {"upstream moved", true},
                   {"hours", true}};
  for (const SubsystemFootprint& row : footprint.subsystems()) {
    table.rows.push_back(
        {row.name(), absl::StrCat(row.invaded_files()),
         absl::StrCat(row.new_files()), absl::StrCat(row.files_in_conflict()),
         absl::StrCat(row.forks_drifted(), " of ", row.forks()),
         absl::StrCat(row.reaching_hunks()),
         row.files() == 0 ? std::string() : Percent(row.changed_share()),
         absl::StrFormat("%.1f", row.burden())});
  }
  return table;
}

OutlineTable HeaderTable(const FootprintReport& footprint) {
  OutlineTable table;
  table.title = "Headers that are included most";
  table.columns = {{"header"},
                   {"sources", true},
                   {"of all", true},
                   {"hunks", true},
                   {"patch"}};
  for (const HeaderFootprint& header : footprint.headers()) {
    std::vector<std::string> patches(header.patches().begin(),
                                     header.patches().end());
    table.rows.push_back({header.path(), Thousands(header.included_by()),
                          Percent(static_cast<double>(header.included_by()) /
                                  std::max(1, header.files())),
                          absl::StrCat(header.hunks()), Listed(patches, 2)});
  }
  return table;
}

OutlineTable BacktestTable(const ForecastReport& forecast) {
  OutlineTable table;
  table.title = "What it would have said before";
  table.is_detail = true;
  table.columns = {{"release"},
                   {"figure"},
                   {"predicted", true},
                   {"range", true},
                   {"happened", true}};
  for (const BacktestReport& test : forecast.backtests()) {
    table.rows.push_back({absl::StrCat(test.from(), " to ", test.to()),
                          test.figure(), Thousands(test.predicted()),
                          absl::StrCat(Thousands(test.range().low()), " to ",
                                       Thousands(test.range().high())),
                          Thousands(test.actual())});
  }
  return table;
}

std::string LabelOf(const std::string& name) {
  const FigureKind* kind = FindFigureKind(name);
  return kind == nullptr ? name : std::string(kind->label);
}

}  // namespace

OutlineSection FootprintSection(const FootprintReport& footprint) {
  OutlineSection section;
  section.part = "footprint";
  section.title = "Footprint";
  section.sentences.push_back(absl::StrCat(
      Counted(footprint.invaded_files(), "file", "files"),
      " of the base changed (", Thousands(footprint.invaded_lines()),
      " lines), ", footprint.new_files(), " new (",
      Thousands(footprint.new_lines()), " lines)."));
  std::vector<std::string> keystones;
  for (const KeystoneFootprint& keystone : footprint.keystones()) {
    keystones.push_back(absl::StrCat(
        keystone.patch(), " (", Counted(keystone.patches(), "patch", "patches"),
        ", ", Counted(keystone.conflict_hunks(), "conflict", "conflicts"),
        ")"));
  }
  if (!keystones.empty()) {
    section.sentences.push_back(
        absl::StrCat("Most hangs on: ", Listed(keystones, kNamesListed), "."));
  }
  const int noticed = footprint.exports_changed() +
                      footprint.signatures_changed() +
                      footprint.layouts_changed() + footprint.macros_changed();
  if (noticed > 0) {
    section.sentences.push_back(absl::StrCat(
        "A driver from outside would notice: ",
        Counted(footprint.exports_changed(), "export", "exports"), ", ",
        Counted(footprint.signatures_changed(), "signature", "signatures"),
        ", ", Counted(footprint.layouts_changed(), "structure", "structures"),
        ", ", Counted(footprint.macros_changed(), "macro", "macros"), "."));
  }
  OutlineTable subsystems = SubsystemTable(footprint);
  OutlineTable headers = HeaderTable(footprint);
  for (OutlineTable* table : {&subsystems, &headers}) {
    if (!table->rows.empty()) section.tables.push_back(std::move(*table));
  }
  return section;
}

OutlineSection YearsSection(const ForecastReport& forecast) {
  OutlineSection section;
  section.part = "years";
  section.title = "The years after";
  std::vector<std::string> expected;
  double least = 1;
  double most = 0;
  for (const Figure& figure : forecast.next_release()) {
    if (!figure.stack().empty()) continue;
    expected.push_back(
        absl::StrCat(RangeWords(figure), " ", LabelOf(figure.name())));
    least = std::min(least, figure.range().coverage());
    most = std::max(most, figure.range().coverage());
  }
  section.sentences.push_back(absl::StrCat(
      "To expect: ", Listed(expected, expected.size()), ". Of such ranges ",
      least == most ? std::string() : absl::StrCat(Percent(least), " to "),
      Percent(most), " held in the past."));
  if (!forecast.releases().empty()) {
    section.sentences.push_back(
        absl::StrCat("Learned from ",
                     Counted(forecast.releases_size(), "release", "releases"),
                     ", ", forecast.releases(0), " to ",
                     forecast.releases(forecast.releases_size() - 1), "."));
  }
  OutlineTable files;
  files.title = "Most likely to be in conflict, or to drift";
  files.is_detail = true;
  files.columns = {{"file"}, {"likely", true}, {"as"}};
  for (const FileForecast& file : forecast.files()) {
    files.rows.push_back({file.path(), Percent(file.probability()),
                          file.fork() ? "a fork" : "a conflict"});
  }
  OutlineTable backtests = BacktestTable(forecast);
  for (OutlineTable* table : {&files, &backtests}) {
    if (!table->rows.empty()) section.tables.push_back(std::move(*table));
  }
  return section;
}

OutlineSection TrendSection(const TrendReport& trend) {
  OutlineSection section;
  section.part = "trend";
  section.title = "Since last time";
  section.sentences.push_back(absl::StrCat(
      "Compared with the run of ", trend.since().made_at(), " on ",
      ShortTreeName(trend.since().onto()), ": ",
      Counted(trend.new_findings_size(), "new finding", "new findings"), ", ",
      trend.gone_findings_size(), " gone."));
  OutlineTable changes;
  changes.title = "What changed";
  changes.columns = {
      {"figure"}, {"stack"}, {"before", true}, {"now", true}, {"is"}};
  for (const FigureChange& change : trend.changes()) {
    changes.rows.push_back({LabelOf(change.name()), change.stack(),
                            Thousands(change.before()),
                            Thousands(change.after()), change.direction()});
  }
  OutlineTable found;
  found.title = "New findings";
  found.columns = {{"kind"}, {"place"}, {"what"}};
  for (const Finding& finding : trend.new_findings()) {
    found.rows.push_back(
        {finding.kind(),
         finding.line() > 0 ? absl::StrCat(finding.path(), ":", finding.line())
                            : finding.path(),
         finding.message()});
  }
  for (OutlineTable* table : {&changes, &found}) {
    if (!table->rows.empty()) section.tables.push_back(std::move(*table));
  }
  return section;
}

}  // namespace patchgraph
