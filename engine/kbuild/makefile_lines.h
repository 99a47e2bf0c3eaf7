// A makefile as the lines that make sees.

#ifndef PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_LINES_H_
#define PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_LINES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// A line with those that continue it.
struct MakeLine {
  int begin = 0;  // of the text's lines, 0-based and half-open
  int end = 0;
  std::string text;  // joined, without its comment and the spaces around it
  std::string raw;   // as it stands, without the last line end: a recipe's
  bool starts_with_tab = false;
};

std::vector<MakeLine> MakeLinesOf(absl::string_view text);

// Where the variable reference that starts at `at` (a '$') ends: behind it. At
// the text's end if it is not closed.
std::size_t EndOfReference(absl::string_view text, std::size_t at);

// Where the first of `bytes` stands outside of variable references, from `at`
// on; npos if nowhere.
std::size_t FindOutside(absl::string_view text, absl::string_view bytes,
                        std::size_t at = 0);

// The line's first word; what follows it, without the spaces in between, is
// left in `text`.
absl::string_view TakeMakeWord(absl::string_view* text);

enum class MakeDirective : unsigned char {
  kNone,
  kIfdef,
  kIfndef,
  kIfeq,
  kIfneq,
  kElse,
  kEndif,
};

// What the line's first word means; `rest` gets what follows.
MakeDirective DirectiveOf(absl::string_view line, absl::string_view* rest);
inline bool OpensConditional(MakeDirective directive) {
  return directive != MakeDirective::kNone &&
         directive != MakeDirective::kElse &&
         directive != MakeDirective::kEndif;
}

// The lines of conditionals that belong together: the numbers (0-based) of an
// "ifdef", its "else"s and its "endif".
std::vector<std::vector<int>> ConditionalLines(
    const std::vector<MakeLine>& lines);

// NAME = VALUE and its like.
struct MakeAssignment {
  std::string name;  // as it stands
  std::string op;    // "=", ":=", "+=", "?=", "!="
  std::string value;
};

// Whether the line is an assignment, and which.
bool ReadAssignment(absl::string_view line, MakeAssignment* assignment);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_LINES_H_
