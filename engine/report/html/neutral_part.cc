#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/html/page_parts.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kMostUnfolded = 40;
constexpr size_t kMostNames = 8;

std::string FlavourName(const NeutralAnswerReport& answer) {
  return answer.flavour().empty() ? "any kernel" : answer.flavour();
}

std::string Place(const std::string& path, int line) {
  return line > 0 ? absl::StrCat(path, ":", line) : path;
}

template <typename Names>
std::string Some(const Names& names) {
  return Listed({names.begin(), names.end()}, kMostNames);
}

PageData BreakRow(const NeutralBreakReport& each) {
  std::string words = each.kind();
  if (each.kind() == "name") words = "is used, and declared only with it";
  if (each.kind() == "include") words = "is included, and there only with it";
  if (each.kind() == "no header") words = "is included, and nowhere";
  if (each.kind() == "unbalanced") words = "conditionals do not match";
  return PageObject(
      {{"place", Place(each.path(), each.line())},
       {"name", each.name()},
       {"words", words},
       {"declared", each.declared_path().empty()
                        ? std::string()
                        : Place(each.declared_path(), each.declared_line())},
       {"condition", each.condition()},
       {"patches", Some(each.patches())}});
}

// A file that a kernel without the feature sees, or may see.
PageData FileRow(const NeutralFileReport& file, PageContext* context) {
  std::vector<std::string> lines;
  std::set<std::string> patches;
  for (const NeutralHunkReport& hunk : file.reaching()) {
    lines.push_back(absl::StrCat(hunk.line()));
    patches.insert(hunk.patches().begin(), hunk.patches().end());
  }
  return PageObject(
      {{"path", file.path()},
       {"role", file.role()},
       {"answer", file.answer()},
       {"reason", file.reason()},
       {"subsystem", context->subsystems().Of(file.path())},
       {"hunks", file.added() ? std::string("new file")
                              : absl::StrCat(file.reaching_size(), " of ",
                                             file.hunks())},
       {"lines", Listed(lines, kMostNames)},
       {"patches", Some(patches)}});
}

PageData Answer(const NeutralAnswerReport& answer, PageContext* context) {
  PageData data = PageObject(
      {{"flavour", FlavourName(answer)},
       {"architecture", answer.architecture()},
       {"files", GroupedNumber(answer.files())},
       {"neutral_files", GroupedNumber(answer.neutral_files())},
       {"changed_files", GroupedNumber(answer.changed_files())},
       {"unknown_files", GroupedNumber(answer.unknown_files())},
       {"hunks", GroupedNumber(answer.hunks())},
       {"reaching_hunks", GroupedNumber(answer.reaching_hunks())},
       {"new_files_that_count", GroupedNumber(answer.new_files_that_count())},
       {"new_files", GroupedNumber(answer.new_files())},
       {"break_count", GroupedNumber(answer.breaks_size())},
       {"features_on", Some(answer.features_on())},
       {"cannot_be_off", Some(answer.cannot_be_off())}});
  data["neutral"] = PageData(answer.neutral());
  PageRows breaks;
  for (const NeutralBreakReport& each : answer.breaks()) {
    PageData row = BreakRow(each);
    row["subsystem"] = PageText(context->subsystems().Of(each.path()));
    breaks.push_back(row);
  }
  data["has_breaks"] = PageData(!breaks.empty());
  data["breaks"] = PageData(breaks);
  PageRows rows;
  for (const NeutralFileReport& file : answer.by_file()) {
    if (file.answer() != "neutral") rows.push_back(FileRow(file, context));
  }
  data["has_rows"] = PageData(!rows.empty());
  data["open"] = PageData(rows.size() <= kMostUnfolded);
  data["count"] = PageText(GroupedNumber(static_cast<int>(rows.size())));
  data["rows"] = PageData(rows);
  std::vector<std::string> configured;
  for (const ConfiguredSymbolReport& symbol : answer.configured()) {
    configured.push_back(absl::StrCat(symbol.name(), " ", symbol.before(),
                                      " \xE2\x86\x92 ", symbol.after()));
  }
  data["configured"] = PageText(Listed(configured, kMostNames));
  return data;
}

PageData Switches(const NeutralStackReport& stack) {
  PageRows rows;
  for (const FeatureSwitchReport& each : stack.switches()) {
    PageData row = PageObject({{"architecture", each.architecture()},
                               {"symbol", each.symbol()},
                               {"detail", each.detail()},
                               {"by_default", each.by_default()},
                               {"all_yes", each.all_yes()},
                               {"place", Place(each.path(), each.line())}});
    row["can_be_off"] = PageData(each.can_be_off());
    rows.push_back(row);
  }
  return rows.empty() ? PageData(false) : PageData("rows", PageData(rows));
}

PageData Kconfig(const NeutralStackReport& stack) {
  PageRows rows;
  for (const KconfigDifferenceReport& each : stack.kconfig()) {
    rows.push_back(PageObject({{"text", each.text()},
                               {"roots", Some(each.roots())},
                               {"patches", Some(each.patches())}}));
  }
  return rows.empty() ? PageData(false) : PageData("rows", PageData(rows));
}

PageData Build(const NeutralBuildReport& build) {
  PageData data =
      PageObject({{"command", build.command()},
                  {"base", absl::StrCat(build.base_end(), ", status ",
                                        build.base_status())},
                  {"patched", absl::StrCat(build.patched_end(), ", status ",
                                           build.patched_status())}});
  PageRows rows;
  for (const NewDiagnosticReport& each : build.diagnostics()) {
    rows.push_back(PageObject({{"kind", each.kind()},
                               {"place", Place(each.path(), each.line())},
                               {"text", each.text()},
                               {"patch", each.patch()}}));
  }
  data["rows"] = PageData(rows);
  return data;
}

PageData Stack(const NeutralStackReport& stack, PageContext* context) {
  PageData data = PageObject({{"stack", stack.name()},
                              {"off", Some(stack.off())},
                              {"base", ShortTreeName(stack.base())}});
  data["neutral"] = PageData(stack.neutral());
  data["switches"] = Switches(stack);
  PageRows answers;
  for (const NeutralAnswerReport& answer : stack.answers()) {
    answers.push_back(Answer(answer, context));
  }
  data["answers"] = PageData(answers);
  data["kconfig"] = Kconfig(stack);
  data["build"] = stack.has_build() ? Build(stack.build()) : PageData(false);
  PageRows warnings;
  for (const NeutralWarningReport& warning : stack.warnings()) {
    warnings.push_back(
        PageObject({{"place", Place(warning.path(), warning.line())},
                    {"text", warning.text()}}));
  }
  data["has_warnings"] = PageData(!warnings.empty());
  data["warnings"] = PageData(warnings);
  return data;
}

}  // namespace

PageData NeutralPart(PageContext* context) {
  PageRows stacks;
  for (const NeutralStackReport& stack : context->report().neutral().stacks()) {
    stacks.push_back(Stack(stack, context));
  }
  PageData data;
  data["stacks"] = PageData(stacks);
  return data;
}

}  // namespace patchgraph
