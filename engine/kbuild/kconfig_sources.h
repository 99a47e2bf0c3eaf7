// The Kconfig files of trees, each read once.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_SOURCES_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_SOURCES_H_

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/kbuild/kconfig_expression.h"
#include "engine/kbuild/kconfig_file.h"
#include "engine/model/tree.h"

namespace patchgraph {

// What has been read, by path and content. Trees that share one have the same
// KconfigFile where they have the same file.
class KconfigCache {
 public:
  KconfigExpressions* expressions() { return &expressions_; }
  absl::StatusOr<const KconfigFile*> Read(absl::string_view path,
                                          const Blob& blob);

 private:
  using Key = std::pair<std::string, std::string>;  // path, id

  KconfigExpressions expressions_;
  absl::flat_hash_map<Key, std::unique_ptr<const KconfigFile>> files_;
};

// Those of one tree. `tree` and `cache` must outlive it.
class KconfigSources {
 public:
  KconfigSources(const Tree& tree, KconfigCache* cache)
      : tree_(tree), cache_(cache) {}

  const Tree& tree() const { return tree_; }
  KconfigExpressions* expressions() const { return cache_->expressions(); }

  // Null where the tree has no file at `path`.
  absl::StatusOr<const KconfigFile*> Read(absl::string_view path);
  // The files that `pattern` names, with "*" and "?" in any component; sorted.
  // A path without these stands for itself, whether or not it is there.
  absl::StatusOr<std::vector<std::string>> Matching(absl::string_view pattern);

  // Every file that was read, by path.
  const std::map<std::string, const KconfigFile*, std::less<>>& files() const {
    return files_;
  }

 private:
  const Tree& tree_;
  KconfigCache* cache_;
  std::map<std::string, const KconfigFile*, std::less<>> files_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_SOURCES_H_
