// Trees by the names that people give them.

#ifndef PATCHGRAPH_ENGINE_SOURCE_TREE_SPEC_H_
#define PATCHGRAPH_ENGINE_SOURCE_TREE_SPEC_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/git/git_repository.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Folders and archives that are open, by kind and place: several stacks often
// have one base, which may be the target too, and an archive is unpacked when
// it is opened. Not for several threads at a time.
using OpenedTrees = std::map<std::string, std::shared_ptr<const Tree>>;

// What names are seen from.
struct SourceContext {
  // Where revisions are looked up; null if there is no repository.
  std::shared_ptr<const GitRepository> repository;
  // The folder that relative paths start in; empty: the current one.
  std::string folder;
  // Where OpenTree keeps what it opened; null: it opens all anew.
  std::shared_ptr<OpenedTrees> opened;

  // `path` as the system finds it.
  std::string PlaceOf(absl::string_view path) const;
};

enum class TreeKind { kGit, kDirectory, kArchive };

// "git:v2.6.17", "dir:linux-2.6.16", "tar:linux-2.6.16.tar.gz", or without
// the prefix.
struct TreeSpec {
  absl::optional<TreeKind> kind;  // unset: see OpenTree
  std::string place;              // a revision or a path
};

TreeSpec ParseTreeSpec(absl::string_view text);

// Opens the tree. Without a kind,
//  - what starts with "/", "./" or "../" (or is one of them) is a path;
//  - anything else may be a revision or a path. If it is both, that is
//    InvalidArgument, and the message shows the prefixes to choose from;
//  - a path to a folder is a directory, one to a file an archive.
// NotFound if it is nothing.
absl::StatusOr<std::shared_ptr<const Tree>> OpenTree(
    const TreeSpec& spec, const SourceContext& context);

// Whether `text` starts as only a path does.
bool LooksLikePath(absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_TREE_SPEC_H_
