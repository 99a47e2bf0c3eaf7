// What a rebase made of a patch, against what it was.

#ifndef PATCHGRAPH_ENGINE_REBASE_REBASED_PATCH_H_
#define PATCHGRAPH_ENGINE_REBASE_REBASED_PATCH_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// In order of how much there is to look at.
enum class RebasedAs {
  kUnchanged,    // the same change, at most on other lines
  kContextOnly,  // the same lines go and come; the text around them differs
  kEdited,       // a part of it was there already, it went to other paths, or
                 // somebody resolved a conflict in it
  kDropped,      // not in the result: see the reason
  kInConflict,   // needs a person
  kBlocked,      // needs what a conflict left out
};

// "unchanged", "context only", "edited", "dropped", "in conflict", "blocked".
absl::string_view Name(RebasedAs as);

struct RebasedPatch {
  std::string name;      // file name in a series, or abbreviated commit id
  std::string new_name;  // of the result; empty if it is not in it
  std::string subject;
  RebasedAs as = RebasedAs::kUnchanged;
  // Why, in words, without a full stop: "its effect is there already", "same
  // patch as 0123456789ab". Empty where there is nothing to say.
  std::string reason;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_REBASED_PATCH_H_
