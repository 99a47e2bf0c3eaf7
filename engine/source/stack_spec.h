// Series and stacks by the names that people give them.

#ifndef PATCHGRAPH_ENGINE_SOURCE_STACK_SPEC_H_
#define PATCHGRAPH_ENGINE_SOURCE_STACK_SPEC_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/stack.h"
#include "engine/source/tree_spec.h"

namespace patchgraph {

enum class SeriesSource {
  kQuilt,
  kDirectory,
  kMbox,
  kDpatch,
  kDiff,
  kSparse,
  kGit,
};

// "quilt", "dir", "mbox", "dpatch", "diff", "sparse", "git".
absl::string_view Name(SeriesSource source);

// One series, or layer of a stack, as named.
struct SeriesSpec {
  absl::optional<SeriesSource> source;  // unset: see ReadSeries
  std::string place;                    // a path, or a range A..B
  std::string at;             // of a sparse tree: the folder it is laid under
  std::string base;           // as ParseTreeSpec takes it; empty if not given
  std::string name;           // empty: DefaultName
  absl::optional<int> strip;  // the -p level, where it is not to be detected
  bool linear = false;        // of a git range: leave merges out
  std::string origin;         // where it was written, "file:line:column", for
                              // messages; empty on the command line
};

// Takes "[KIND:]PLACE[@BASE]", for a sparse tree "sparse:DIR[:AT][@BASE]".
// KIND is one of the names above. An '@' or ':' belongs to the path if a file
// or folder of that whole name exists, and an '@' before a '{' to the revision.
// DIR may be "git:REVISION:FOLDER"; then there is no AT. InvalidArgument if
// there is no PLACE.
absl::StatusOr<SeriesSpec> ParseSeriesSpec(absl::string_view text,
                                           const SourceContext& context);

// The last component of the path ("linux-2.6.16"); of a folder "patches" or a
// file "series" the one before too ("debian/patches"); a range as it is.
std::string DefaultName(const SeriesSpec& spec);

struct SeriesAndBase {
  Series series;
  // A git range knows its base; unset for others.
  std::shared_ptr<const Tree> base;
};

// Reads the series. Without a source, a path that exists is a series of the
// kind that DetectSeriesKind (series_reader.h) sees in it, or, if it sees none
// and it is a folder, a sparse tree; what is no path may be a range. What is
// both is InvalidArgument. `base_so_far` is the tree that it goes onto, as far
// as known (null: not at all), to find -p levels.
absl::StatusOr<SeriesAndBase> ReadSeries(const SeriesSpec& spec,
                                         const SourceContext& context,
                                         const Tree* base_so_far);

struct StackSpec {
  std::string name;
  std::string base;  // as ParseTreeSpec takes it; empty: that of the first
                     // layer, which is written with it or a range
  std::vector<SeriesSpec> layers;
  std::string origin;  // as SeriesSpec::origin
};

// Opens the base and reads the layers. Refused: a stack without layers or
// without a base, two layers of one name, a layer with another base than the
// stack's. Errors start with the origin of what they are about.
absl::StatusOr<Stack> LoadStack(const StackSpec& spec,
                                const SourceContext& context);

// A text that two stacks share only if LoadStack reads the same of both, where
// that is known without reading: for a range of commits, by their ids. nullopt
// for stacks of files, for those on a base of their own choice, and for ranges
// that cannot be read.
absl::optional<std::string> IdentityOf(const StackSpec& spec,
                                       const SourceContext& context);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_STACK_SPEC_H_
