// The names that a file's headers declare.

#ifndef PATCHGRAPH_ENGINE_KBUILD_REACHABLE_NAMES_H_
#define PATCHGRAPH_ENGINE_KBUILD_REACHABLE_NAMES_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/graph/c_names.h"
#include "engine/kbuild/include_resolver.h"
#include "engine/kbuild/symbol_settings.h"
#include "engine/model/tree.h"

namespace patchgraph {

using SpacedName = std::pair<NameSpace, std::string>;

// Reads headers of a tree as they are asked for, and keeps what survives of
// each. All that is given to it must outlive it.
class ReachableNames {
 public:
  // `architectures`: those that a file of all architectures is looked at for.
  ReachableNames(const Tree& tree, const SymbolSettings& settings,
                 std::vector<std::string> architectures,
                 IncludeResolver* resolver)
      : tree_(tree),
        settings_(settings),
        architectures_(std::move(architectures)),
        resolver_(resolver) {}

  // Whether surviving code of the file or of the headers that it includes, and
  // these in turn, declares `name` outside of functions.
  absl::StatusOr<bool> Declares(absl::string_view path, const SpacedName& name);

  // The same for the files beside it, without their headers: assembler and C
  // of one folder use each other's names.
  absl::StatusOr<bool> IsDeclaredBeside(absl::string_view path,
                                        const SpacedName& name);

 private:
  struct Header {
    std::vector<std::string> includes;  // as they are written
    absl::flat_hash_set<SpacedName> declared;
  };
  using Paths = std::vector<std::string>;

  absl::StatusOr<const Header*> Read(const std::string& path);
  // Every file that is reached from `path`, itself first.
  absl::StatusOr<const Paths*> Reach(absl::string_view path);

  const Tree& tree_;
  const SymbolSettings& settings_;
  const std::vector<std::string> architectures_;
  IncludeResolver* resolver_;
  absl::flat_hash_map<std::string, std::unique_ptr<const Header>> headers_;
  absl::flat_hash_map<std::string, std::unique_ptr<const Paths>> reached_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_REACHABLE_NAMES_H_
