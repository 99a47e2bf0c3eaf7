#include "engine/resolve/plain_choices.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {
namespace {

bool EndsItsLine(absl::string_view text) {
  return text.empty() || absl::EndsWith(text, "\n");
}

}  // namespace

std::vector<Suggestion> PlainChoices::Resolve(const Conflict& conflict) const {
  std::vector<Suggestion> choices = {
      {std::string(conflict.ours), "ours whole", "ours"},
      {std::string(conflict.theirs), "theirs whole", "theirs"},
  };
  // Two sides of which one ends within a line cannot stand one after the other.
  if (EndsItsLine(conflict.ours) && EndsItsLine(conflict.theirs)) {
    choices.push_back({absl::StrCat(conflict.ours, conflict.theirs),
                       "both sides, ours first", "ours, theirs"});
    choices.push_back({absl::StrCat(conflict.theirs, conflict.ours),
                       "both sides, theirs first", "theirs, ours"});
  }
  choices.push_back({std::string(conflict.base), "neither change", "base"});
  return choices;
}

}  // namespace patchgraph
