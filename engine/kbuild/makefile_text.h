// Text of which the parts hold under different settings of the open symbols.

#ifndef PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_TEXT_H_
#define PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/kbuild/makefile_guards.h"

namespace patchgraph {

// A part that stands there only where `guard` holds.
//
// What make alone can know, such as a variable of the environment, stands in it
// as an unknown: its expression between the bytes kUnknownBegin and
// kUnknownEnd.
struct MakePart {
  MakeGuard guard = kAlways;
  std::string text;
  int line = 0;  // of the makefile, from 1; 0 where it does not say
};

// The parts that hold, one after the other.
using MakeText = std::vector<MakePart>;

constexpr char kUnknownBegin = '\x01';
constexpr char kUnknownEnd = '\x02';

// A question's text cannot hold these bytes, nor those of unknowns.
constexpr char kGuardBegin = '\x03';
constexpr char kGuardEnd = '\x04';

// Of a very long expression it holds the beginning, and a hash of the whole.
std::string UnknownOf(absl::string_view expression);
inline bool HasUnknown(absl::string_view text) {
  return text.find(kUnknownBegin) != absl::string_view::npos;
}
// The text with its unknowns as people write them: "$(NAME)".
std::string Readable(absl::string_view text);

MakeText Literal(absl::string_view text);

// The text where `guard` holds, and nothing elsewhere.
MakeText Guarded(MakeText text, MakeGuard guard, MakeGuards* guards);

// The words of a text, each with the guard under which it is there. Unknowns
// count as if they were one word.
MakeText WordsOf(const MakeText& text, MakeGuards* guards);

// All that the whole text may be: the guards exclude each other, and one of
// them holds always. Spaces are squeezed. Empty if there are too many.
MakeText AlternativesOf(const MakeText& text, MakeGuards* guards);

// When the text is not empty, or not but spaces.
MakeGuard NotEmpty(const MakeText& text, MakeGuards* guards);

// When the two texts are equal.
MakeGuard AreEqual(const MakeText& a, const MakeText& b, MakeGuards* guards);

// One line that is equal for texts that have the same words under the same
// guards. (Texts that mean the same in another way may differ.)
std::string Canonical(const MakeText& text, MakeGuard where,
                      MakeGuards* guards);

// Whether two lists are the same wherever `where` holds. If they are not,
// `difference` gets the words of either that are not the other's, as far as the
// lists were compared. Gives up, and says "different", after many steps.
bool SameWords(const MakeText& a, const MakeText& b, MakeGuard where,
               MakeGuards* guards, MakeText* difference);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_TEXT_H_
