// What upstream put in the place of what it removed.

#ifndef PATCHGRAPH_ENGINE_KBUILD_SYMBOL_REPLACEMENTS_H_
#define PATCHGRAPH_ENGINE_KBUILD_SYMBOL_REPLACEMENTS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"
#include "engine/kbuild/lost_symbols.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// The places where an edit takes a name away, and what it has there instead.
struct NamePlaces {
  int places = 0;  // lines of the old text, without comments
  std::map<std::string, int> instead;
  // Those of `instead` that stood where nothing else in the line changed.
  std::map<std::string, int> alone;

  NamePlaces& operator+=(const NamePlaces& other);
};

// Compares each line that goes and has `name` with the lines that come in the
// same edit: one that is the same token by token, but for that name and at most
// one other, shows what stands in its place.
NamePlaces ComparePlaces(absl::string_view before, absl::string_view after,
                         absl::string_view name);

// Finds the commit, of those that `target` has and `base` has not, that took
// the declaration of each symbol away, and what it put in its place: where the
// commit, or those of the same author around it, show that plainly, by a name
// that is there nearly wherever something is. Where several names share the
// work, a person has to choose. What has no such commit stays as it is.
absl::Status FindReplacements(const GitRepository& repository,
                              const ObjectId& base, const ObjectId& target,
                              std::vector<LostSymbol>* lost);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_SYMBOL_REPLACEMENTS_H_
