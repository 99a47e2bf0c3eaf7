#include "engine/report/rebase/why_report.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "engine/report/rebase/landed_report.h"
#include "engine/report/terminal_text.h"
#include "engine/report/utf8.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr int kIdDigitsShown = 12;
constexpr int kRoleWidth = 14;
// Incidental commits of a conflict that are listed; all with --verbose.
constexpr int kIncidentalShown = 5;
constexpr size_t kIdsShown = 4;

std::string RegionWords(const CauseReport& cause, int all) {
  const auto& regions =
      cause.role() == "prerequisite" ? cause.solves() : cause.regions();
  if (all < 2 || regions.empty() || regions.size() == all) return "";
  return absl::StrCat(regions.size() == 1 ? " (region " : " (regions ",
                      absl::StrJoin(regions, ", "), ")");
}

std::string RenderCause(const CauseReport& cause, int regions,
                        const TextStyle& style) {
  const bool needed = cause.role() == "prerequisite";
  const auto fit = [&style](const std::string& line) {
    return absl::StrCat(style.terminal ? CutEnd(line, style.width) : line,
                        "\n");
  };
  const std::string indent(2 + kRoleWidth, ' ');
  std::string text = absl::StrCat(
      "  ",
      Paint(PadRight(cause.role(), kRoleWidth),
            needed ? Ink::kNotice : Ink::kFaint, style),
      cause.commit().id().substr(0, kIdDigitsShown), " ", cause.commit().date(),
      " ", Visible(cause.commit().author()),
      cause.side() == "base" ? ", in the base alone" : "",
      RegionWords(cause, regions), "\n",
      fit(absl::StrCat(indent, Visible(cause.commit().subject()))));
  if (cause.together_size() > 0) {
    std::vector<std::string> ids;
    for (const std::string& id : cause.together()) {
      ids.push_back(id.substr(0, kIdDigitsShown));
    }
    absl::StrAppend(&text, indent, "together with ", Listed(ids, kIdsShown),
                    "\n");
  }
  return text;
}

std::string RenderConflictCauses(const ConflictCausesReport& conflict, int all,
                                 const TextStyle& style) {
  std::string text = Paint(
      absl::StrCat(conflict.number(), " of ", all, "  ",
                   Visible(conflict.kind()), "  ", Visible(conflict.path())),
      Ink::kBold, style);
  if (!conflict.patch().empty()) {
    absl::StrAppend(&text, ", ", Visible(conflict.patch()));
  }
  if (conflict.regions() > 1) {
    absl::StrAppend(&text, ", ", conflict.regions(), " regions");
  }
  absl::StrAppend(&text, "\n");
  if (conflict.causes_size() == 0) {
    absl::StrAppend(&text,
                    "  No commit between the two trees touched these lines: "
                    "the stack's own\n  patches did, or the file was never "
                    "there.\n");
  }
  for (const CauseReport& cause : conflict.causes()) {
    if (cause.role() == "prerequisite") {
      absl::StrAppend(&text, RenderCause(cause, conflict.regions(), style));
    }
  }
  int incidental = 0;
  for (const CauseReport& cause : conflict.causes()) {
    if (cause.role() == "prerequisite") continue;
    if (++incidental > kIncidentalShown && !style.verbose) continue;
    absl::StrAppend(&text, RenderCause(cause, conflict.regions(), style));
  }
  if (incidental > kIncidentalShown && !style.verbose) {
    absl::StrAppend(&text, "  and ", incidental - kIncidentalShown,
                    " more incidental (-v lists them)\n");
  }
  return text;
}

}  // namespace

void AddWhy(int number, const Conflict& conflict,
            const ExplainedConflict& explained, CausesReport* report) {
  ConflictCausesReport& why = *report->add_explained();
  why.set_number(number);
  why.set_stack(ValidUtf8(conflict.stack));
  why.set_patch(ValidUtf8(conflict.patch));
  why.set_kind(std::string(Name(conflict.kind)));
  why.set_path(ValidUtf8(conflict.path));
  why.set_regions(static_cast<int>(conflict.regions.size()));
  for (const ConflictCause& cause : explained.causes) {
    CauseReport& said = *why.add_causes();
    *said.mutable_commit() = ReportOf(cause.commit);
    said.set_side(cause.on_base ? "base" : "onto");
    said.set_role(cause.prerequisite ? "prerequisite" : "incidental");
    for (const ObjectId& id : cause.together) said.add_together(id.Hex());
    for (const int region : cause.regions) said.add_regions(region + 1);
    for (const int region : cause.solves) said.add_solves(region + 1);
  }
}

std::string RenderWhyText(const CausesReport& report, const TextStyle& style) {
  std::string text;
  for (const ConflictCausesReport& conflict : report.explained()) {
    if (!text.empty()) absl::StrAppend(&text, "\n");
    absl::StrAppend(&text,
                    RenderConflictCauses(conflict, report.conflicts(), style));
  }
  if (report.explained().empty()) {
    absl::StrAppend(&text, "There is no conflict on ",
                    Visible(ShortTreeName(report.onto())), ".\n");
  }
  return text;
}

}  // namespace patchgraph
