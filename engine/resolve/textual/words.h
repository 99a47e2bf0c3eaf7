#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_WORDS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// The text without blanks and line ends: two texts that are equal so differ in
// their layout alone.
std::string WithoutBlanks(absl::string_view text);

// Whether there is nothing but blanks and line ends.
bool IsBlankText(absl::string_view text);

// How alike two texts are by the words they are made of, each word once: the
// share of them that both have, from 0 to 1 (Dice, 1945). 0 if none has words.
double WordsInCommon(absl::string_view a, absl::string_view b);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_WORDS_H_
