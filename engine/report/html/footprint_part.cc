#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/html/burden_map.h"
#include "engine/report/html/page_parts.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr int kWideMap[] = {1000, 420};
constexpr int kNarrowMap[] = {360, 560};
constexpr size_t kMostNames = 5;
constexpr size_t kMostUnfolded = 40;

PageData SubsystemRow(const SubsystemFootprint& part) {
  return PageObject(
      {{"name", part.name()},
       {"burden", part.burden() > 0 ? HoursWords(part.burden()) : ""},
       {"invaded", GroupedNumber(part.invaded_files())},
       {"new", GroupedNumber(part.new_files())},
       {"hunks", GroupedNumber(part.hunks())},
       {"conflicts", GroupedNumber(part.files_in_conflict())},
       {"forks", part.forks() > 0
                     ? absl::StrCat(part.forks_drifted(), " of ", part.forks())
                     : std::string()},
       {"reaching", GroupedNumber(part.reaching_hunks())},
       {"files", GroupedNumber(part.files())},
       {"moves", part.files() > 0 ? PercentWords(part.changed_share()) : ""}});
}

PageData HeaderRow(const HeaderFootprint& header, PageContext* context) {
  return PageObject(
      {{"path", header.path()},
       {"subsystem", context->subsystems().Of(header.path())},
       {"included_by", GroupedNumber(header.included_by())},
       {"share", header.files() > 0
                     ? PercentWords(static_cast<double>(header.included_by()) /
                                    header.files())
                     : std::string()},
       {"hunks", GroupedNumber(header.hunks())},
       {"patches", Listed({header.patches().begin(), header.patches().end()},
                          kMostNames)}});
}

// What an out-of-tree driver would notice, by kind.
void FillInterface(const PageContext& context, PageData* data) {
  PageRows rows;
  std::map<std::string, int> kinds;
  for (const NeutralStackReport& stack : context.report().neutral().stacks()) {
    for (const InterfaceChangeReport& change : stack.driver_interface()) {
      ++kinds[change.kind()];
      rows.push_back(PageObject(
          {{"stack", stack.name()},
           {"kind", change.kind()},
           {"subsystem", context.subsystems().Of(change.path())},
           {"name", change.name()},
           {"place", absl::StrCat(change.path(), ":", change.line())},
           {"before", change.before()},
           {"after", change.after()},
           {"when", change.when_off()
                        ? (change.when_on() ? "on and off" : "off")
                        : "on"}}));
    }
  }
  std::vector<std::string> words;
  words.reserve(kinds.size());
  for (const auto& [kind, count] : kinds) {
    words.push_back(absl::StrCat(GroupedNumber(count), " ", kind));
  }
  (*data)["interface_words"] = PageText(Listed(words, words.size()));
  (*data)["has_interface"] = PageData(!rows.empty());
  (*data)["interface_open"] = PageData(rows.size() <= kMostUnfolded);
  (*data)["interface_count"] =
      PageText(GroupedNumber(static_cast<int>(rows.size())));
  (*data)["interface"] = PageData(rows);
}

}  // namespace

PageData FootprintPart(PageContext* context) {
  const MaintainabilityReport& report = context->report();
  const FootprintReport& footprint = report.footprint();
  PageData data =
      PageObject({{"invaded_files", GroupedNumber(footprint.invaded_files())},
                  {"invaded_lines", GroupedNumber(footprint.invaded_lines())},
                  {"new_files", GroupedNumber(footprint.new_files())},
                  {"new_lines", GroupedNumber(footprint.new_lines())}});
  data["known"] = PageData(report.has_footprint());
  data["wide_map"] =
      PageHtml(BurdenMap(footprint, kWideMap[0], kWideMap[1], "wide-map"));
  data["narrow_map"] = PageHtml(
      BurdenMap(footprint, kNarrowMap[0], kNarrowMap[1], "narrow-map"));
  PageRows subsystems;
  for (const SubsystemFootprint& part : footprint.subsystems()) {
    subsystems.push_back(SubsystemRow(part));
  }
  data["has_subsystems"] = PageData(!subsystems.empty());
  data["subsystems_open"] = PageData(subsystems.size() <= kMostUnfolded);
  data["subsystem_count"] =
      PageText(GroupedNumber(static_cast<int>(subsystems.size())));
  data["subsystems"] = PageData(subsystems);
  PageRows headers;
  for (const HeaderFootprint& header : footprint.headers()) {
    headers.push_back(HeaderRow(header, context));
  }
  data["has_headers"] = PageData(!headers.empty());
  data["headers"] = PageData(headers);
  PageRows keystones;
  for (const KeystoneFootprint& keystone : footprint.keystones()) {
    keystones.push_back(PageObject(
        {{"stack", keystone.stack()},
         {"patch", keystone.patch()},
         {"anchor", context->PatchAnchor(keystone.stack(), keystone.patch())},
         {"patches", GroupedNumber(keystone.patches())},
         {"hunks", GroupedNumber(keystone.conflict_hunks())},
         {"files", GroupedNumber(keystone.conflict_files())}}));
  }
  data["has_keystones"] = PageData(!keystones.empty());
  data["keystones"] = PageData(keystones);
  FillInterface(*context, &data);
  return data;
}

}  // namespace patchgraph
