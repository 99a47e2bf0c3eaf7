#include "engine/report/graph/dot_legend.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "engine/graph/dependency.h"
#include "engine/model/verdict.h"
#include "engine/report/graph/dot_text.h"

namespace patchgraph {
namespace {

// How a line of each kind is drawn in text: labels have no arrows.
absl::string_view Dashes(DependencyKind kind) {
  switch (kind) {
    case DependencyKind::kContent:
      return "&#8212;&#8212;";
    case DependencyKind::kOrder:
    case DependencyKind::kContext:
      return "&#8211; &#8211;";
    case DependencyKind::kSymbol:
    case DependencyKind::kBuild:
      break;
  }
  return "&#183; &#183; &#183;";
}

absl::string_view Meaning(DependencyKind kind) {
  switch (kind) {
    case DependencyKind::kContent:
      return "content: cannot be applied without";
    case DependencyKind::kOrder:
      return "order: the edits touch";
    case DependencyKind::kContext:
      return "context: the text around is the other's";
    case DependencyKind::kSymbol:
      return "symbol: uses a name of the other's";
    case DependencyKind::kBuild:
      return "build: needs what the other adds";
  }
  return "";
}

std::string ColourOf(DependencyKind kind) {
  const absl::string_view style = KindStyle(Name(kind));
  const size_t begin = style.find('#');
  return std::string(style.substr(begin, 7));
}

std::string Row(absl::string_view cell, absl::string_view words) {
  return absl::StrCat("<TR>", cell, "<TD ALIGN=\"LEFT\">", words, "</TD></TR>");
}

}  // namespace

std::string DotLegend(const GraphReport& report) {
  std::set<std::string> verdicts;
  std::set<std::string> kinds;
  for (const StackGraphReport& stack : report.stacks()) {
    for (const GraphPatchReport& patch : stack.patches()) {
      verdicts.insert(patch.verdict());
    }
    for (const GraphEdgeReport& edge : stack.edges()) {
      if (!edge.implied()) kinds.insert(edge.kinds(0));
    }
  }
  std::string rows;
  for (const Verdict verdict : AllVerdicts()) {
    if (verdicts.count(std::string(Name(verdict))) == 0) continue;
    absl::StrAppend(
        &rows, Row(absl::StrCat("<TD BGCOLOR=\"", VerdictColour(Name(verdict)),
                                "\" WIDTH=\"32\"> </TD>"),
                   Name(verdict)));
  }
  for (const DependencyKind kind : AllDependencyKinds()) {
    if (kinds.count(std::string(Name(kind))) == 0) continue;
    absl::StrAppend(
        &rows, Row(absl::StrCat("<TD><FONT COLOR=\"", ColourOf(kind), "\">",
                                Dashes(kind), "</FONT></TD>"),
                   Meaning(kind)));
  }
  if (!kinds.empty()) {
    absl::StrAppend(&rows, Row("<TD>&#8594;</TD>",
                               "an arrow leads to the patch that is needed"));
  }
  absl::StrAppend(&rows,
                  Row("<TD><B>bold</B></TD>", "a keystone: much hangs on it"));
  return absl::StrCat(
      "  legend [shape=plaintext, style=\"\", tooltip=\"legend\", "
      "label=<<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"2\" "
      "COLOR=\"#b0b0b0\">",
      rows, "</TABLE>>];\n");
}

}  // namespace patchgraph
