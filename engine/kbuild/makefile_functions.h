// Make's functions of text, for text of which parts are conditional or unknown.

#ifndef PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_FUNCTIONS_H_
#define PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_FUNCTIONS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/kbuild/makefile_text.h"

namespace patchgraph {

// Whether make has a function of this name.
bool IsMakeFunction(absl::string_view name);

// The value of a function that needs nothing but its arguments: subst,
// patsubst, strip, findstring, filter, filter-out, sort, word, wordlist, words,
// firstword, lastword, dir, notdir, suffix, basename, addsuffix, addprefix.
// For every other, and where an argument is not known well enough, an unknown.
MakeText MakeFunction(absl::string_view name,
                      const std::vector<MakeText>& arguments,
                      MakeGuards* guards);

// What a pattern with one '%' makes of a word; nullopt if it does not match.
absl::optional<std::string> SubstitutePattern(absl::string_view pattern,
                                              absl::string_view replacement,
                                              absl::string_view word);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_FUNCTIONS_H_
