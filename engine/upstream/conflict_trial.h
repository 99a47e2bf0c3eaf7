// A conflict's merge, tried again with other content on the target's side.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_CONFLICT_TRIAL_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_CONFLICT_TRIAL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/conflict.h"
#include "engine/text/lines.h"

namespace patchgraph {

// Texts of absent files are empty.
class ConflictTrial {
 public:
  // nullopt where one of the sides is no text.
  static absl::StatusOr<absl::optional<ConflictTrial>> Of(
      const Conflict& conflict);

  const std::string& base() const { return *base_; }
  const std::string& ours() const { return *ours_; }

  // The lines of region `region` in base() and ours(), with all that the two
  // sides changed together there.
  LineRange BaseLines(int region) const { return places_[region].base; }
  LineRange OursLines(int region) const { return places_[region].ours; }

  // Whether the region is no conflict any more if `ours` is the target's side.
  bool IsGone(int region, absl::string_view ours) const;
  // Whether nothing is a conflict any more.
  bool IsClean(absl::string_view ours) const;

 private:
  struct Place {
    LineRange base;
    LineRange ours;
  };

  Bytes base_;
  Bytes ours_;
  Bytes theirs_;
  std::vector<Place> places_;
};

// `text` with the change from `from` to `to` made in it, as a merge makes it;
// where that is in conflict `text` stays.
std::string WithChange(absl::string_view text, absl::string_view from,
                       absl::string_view to);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_CONFLICT_TRIAL_H_
