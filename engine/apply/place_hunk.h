// Finding the place where a hunk's text stands in a file.

#ifndef PATCHGRAPH_ENGINE_APPLY_PLACE_HUNK_H_
#define PATCHGRAPH_ENGINE_APPLY_PLACE_HUNK_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/model/patch.h"
#include "engine/text/lines.h"

namespace patchgraph {

// The two sides of a hunk: views into its lines.
struct HunkText {
  explicit HunkText(const Hunk& hunk);

  std::vector<absl::string_view> before;  // context and removed lines
  std::vector<absl::string_view> after;   // context and added lines
  int leading_context = 0;
  int trailing_context = 0;
};

struct Placement {
  int begin = 0;  // first line of the hunk in the file, context included, from
                  // 0; counted as if no context had been left out
  int fuzz = 0;   // context lines left out at either end
  // Every place that fits with this fuzz, `begin` among them, in order.
  std::vector<int> candidates;
};

// Where each line of a file stands. Worth making where many hunks are looked
// for in one file: without it each looks at every line.
class LinePlaces {
 public:
  explicit LinePlaces(const Lines& file);

  // A place, and a hash by which lines are held equal until they are compared.
  struct Place {
    std::size_t hash;
    int line;
  };
  // Of lines that may be equal to `line`, in order.
  absl::Span<const Place> Of(absl::string_view line) const;

 private:
  std::vector<Place> places_;  // sorted by hash, then by line
};

struct PlaceOptions {
  int first_line = 0;  // nothing before this line: hunks do not overlap
  int max_fuzz = 0;
  const LinePlaces* places = nullptr;  // of the file; null: look at every line
};

// Where `before` lines of a hunk stand in `file`: at `expected` (from 0) if
// they do, else at the place nearest to it, the earlier of two. Context that is
// shorter at one end binds the hunk to that end of the file, as in patch(1) and
// git apply, unless it stands just where it is expected. Without any fuzz
// first, then with one line less of context at either end, and so on.
absl::optional<Placement> PlaceHunk(const Lines& file, const HunkText& hunk,
                                    int expected, const PlaceOptions& options);

// Whether `lines` stand in `file` from line `begin` (from 0).
bool StandsAt(const Lines& file, absl::Span<const absl::string_view> lines,
              int begin);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_APPLY_PLACE_HUNK_H_
