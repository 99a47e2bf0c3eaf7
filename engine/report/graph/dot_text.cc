#include "engine/report/graph/dot_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/types/span.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

struct Style {
  absl::string_view name;
  absl::string_view style;
};

constexpr Style kVerdicts[] = {
    {"empty", "#eeeeee"},    {"upstream", "#c9dff5"}, {"clean", "#d5ecd0"},
    {"offset", "#e4f2c8"},   {"fuzz", "#fdf0b0"},     {"merged", "#fbe3c0"},
    {"resolved", "#d3ece8"}, {"masked", "#e3cdea"},   {"blocked", "#f6d0ca"},
    {"conflict", "#ee8f86"},
};

constexpr Style kKinds[] = {
    {"content", "color=\"#303030\""},
    {"order", "color=\"#8e3fa8\", style=dashed"},
    {"context", "color=\"#909090\", style=dashed"},
    {"symbol", "color=\"#1f6fb2\", style=dotted"},
    {"build", "color=\"#b26b1f\", style=dotted"},
};

absl::string_view Find(absl::Span<const Style> styles, absl::string_view name) {
  for (const Style& style : styles) {
    if (style.name == name) return style.style;
  }
  return "";
}

}  // namespace

std::string DotEscape(absl::string_view text) {
  return absl::StrReplaceAll(Visible(text),
                             {{"&", "&amp;"}, {"\\", "\\\\"}, {"\"", "\\\""}});
}

std::string DotLabel(absl::string_view escaped_lines) {
  return absl::StrCat("\"", absl::StrReplaceAll(escaped_lines, {{"\n", "\\n"}}),
                      "\"");
}

absl::string_view VerdictColour(absl::string_view verdict) {
  const absl::string_view colour = Find(kVerdicts, verdict);
  return colour.empty() ? "#ffffff" : colour;
}

absl::string_view KindStyle(absl::string_view kind) {
  return Find(kKinds, kind);
}

}  // namespace patchgraph
