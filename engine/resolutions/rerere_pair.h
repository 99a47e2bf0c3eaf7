// What `git rerere` remembers, as far as it can be told apart again.

#ifndef PATCHGRAPH_ENGINE_RESOLUTIONS_RERERE_PAIR_H_
#define PATCHGRAPH_ENGINE_RESOLUTIONS_RERERE_PAIR_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolutions/resolution.h"

namespace patchgraph {

struct RerereResolutions {
  // Of scope kSides: rerere drops the base of a conflict and puts the smaller
  // side first. It does not know the file's name either.
  std::vector<Resolution> resolutions;
  std::vector<std::string> left_out;  // "conflict 2: …", or what is wrong
};

// `preimage` is a file with conflicts as rerere writes them, between markers of
// seven characters without labels; `postimage` the same file resolved. `when`
// goes into the resolutions.
RerereResolutions ReadRererePair(absl::string_view preimage,
                                 absl::string_view postimage, int64_t when);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLUTIONS_RERERE_PAIR_H_
