// The numbers of a report in one flat list: what a policy limits, and what is
// compared from one run to the next.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FIGURES_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FIGURES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/report/maintainability/figures.pb.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// Which way a figure gets better.
enum class FigureDirection { kLess, kMore, kNeither };

// A figure's name and what it means. docs/report.md has the same table; a test
// compares the two.
struct FigureKind {
  absl::string_view name;
  absl::string_view unit;
  FigureDirection better = FigureDirection::kLess;
  // "files in conflict", "file in conflict": what a number of them is called,
  // and one.
  absl::string_view label;
  absl::string_view label_of_one;
  // What it counts, without a full stop.
  absl::string_view meaning;
};

// All that there are, in the order in which people should read them.
absl::Span<const FigureKind> FigureKinds();

// Null if no figure has that name.
const FigureKind* FindFigureKind(absl::string_view name);

// "15", "12.5": no more digits than a figure is worth.
std::string FigureDigits(double value);

// The figures of the report's parts: first those of all stacks together (whose
// `stack` is empty), in the order of FigureKinds(), then those of each stack.
// Of a part that the report does not have there are none: nothing known is not
// nought. `report.figures()` is not looked at.
std::vector<Figure> FiguresOf(const MaintainabilityReport& report);

// The one of that name, or null.
const Figure* FindFigure(absl::Span<const Figure> figures,
                         absl::string_view name, absl::string_view stack = "",
                         absl::string_view flavour = "");

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FIGURES_H_
