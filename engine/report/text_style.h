// How text for people is to look.

#ifndef PATCHGRAPH_ENGINE_REPORT_TEXT_STYLE_H_
#define PATCHGRAPH_ENGINE_REPORT_TEXT_STYLE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

struct TextStyle {
  int width = 80;         // columns of the terminal
  bool terminal = false;  // people see it there: long lines break at `width`
  bool colour = false;    // ANSI escape sequences
  bool verbose = false;   // nothing is folded or cut
};

enum class Ink { kPlain, kBold, kFaint, kGood, kNotice, kBad };

// `text`, which takes no escape sequences of its own, in a colour.
std::string Paint(absl::string_view text, Ink ink, const TextStyle& style);

// The colour in which a verdict is shown: good, worth a look, bad.
Ink InkOf(absl::string_view verdict);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_TEXT_STYLE_H_
