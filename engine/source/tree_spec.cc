#include "engine/source/tree_spec.h"

#include <filesystem>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/git/git_tree.h"
#include "engine/source/archive_tree.h"
#include "engine/source/directory_tree.h"
#include "engine/source/patch_file_kind.h"

namespace patchgraph {
namespace {

// What stands at a path. Following symlinks: people name folders by them.
absl::optional<TreeKind> KindAt(const std::string& place) {
  std::error_code error;
  const auto status = std::filesystem::status(place, error);
  if (error || !std::filesystem::exists(status)) return absl::nullopt;
  return std::filesystem::is_directory(status) ? TreeKind::kDirectory
                                               : TreeKind::kArchive;
}

absl::string_view PrefixOf(TreeKind kind) {
  switch (kind) {
    case TreeKind::kGit:
      return "git:";
    case TreeKind::kDirectory:
      return "dir:";
    case TreeKind::kArchive:
      break;
  }
  return "tar:";
}

absl::StatusOr<TreeKind> Detect(const std::string& name,
                                const SourceContext& context) {
  const absl::optional<TreeKind> at_path = KindAt(context.PlaceOf(name));
  const bool is_revision = !LooksLikePath(name) &&
                           context.repository != nullptr &&
                           context.repository->HasRevision(name);
  if (is_revision && at_path.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", name, "\" is both a git revision and a ",
                     *at_path == TreeKind::kDirectory ? "folder" : "file",
                     ": write git:", name, " or ", PrefixOf(*at_path), name));
  }
  if (is_revision) return TreeKind::kGit;
  if (at_path.has_value()) return *at_path;
  absl::Status looped = CheckNoSymlinkLoop(context.PlaceOf(name));
  if (!looped.ok()) return looped;
  if (LooksLikePath(name)) {
    return absl::NotFoundError(absl::StrCat(name, " is no folder or archive"));
  }
  // What the repository says of it may be worth more than "nothing".
  if (context.repository != nullptr) {
    absl::Status status = context.repository->Resolve(name).status();
    if (!absl::IsNotFound(status)) return status;
    return absl::NotFoundError(
        absl::StrCat(status.message(), ", and no folder or archive"));
  }
  return absl::NotFoundError(absl::StrCat(
      name, " is no folder or archive, and there is no git repository that ",
      "could have a revision of this name"));
}

absl::StatusOr<std::shared_ptr<const Tree>> OpenRevision(
    const std::string& revision, const SourceContext& context) {
  if (context.repository == nullptr) {
    return absl::NotFoundError(absl::StrCat(
        "there is no git repository to look for revision ", revision, " in"));
  }
  auto tree = OpenGitTree(*context.repository, revision);
  if (!tree.ok()) return tree.status();
  return std::shared_ptr<const Tree>(*std::move(tree));
}

// A folder or an archive.
absl::StatusOr<std::shared_ptr<const Tree>> OpenFiles(
    TreeKind kind, const std::string& place) {
  if (kind == TreeKind::kDirectory) {
    auto tree = DirectoryTree::Open(place);
    if (!tree.ok()) return tree.status();
    return std::shared_ptr<const Tree>(*std::move(tree));
  }
  auto tree = ArchiveTree::Open(place, ArchiveLimits());
  if (!tree.ok()) return tree.status();
  return std::shared_ptr<const Tree>(*std::move(tree));
}

}  // namespace

std::string SourceContext::PlaceOf(absl::string_view path) const {
  if (folder.empty() || absl::StartsWith(path, "/")) return std::string(path);
  return absl::StrCat(folder, "/", path);
}

bool LooksLikePath(absl::string_view text) {
  return text == "." || text == ".." || absl::StartsWith(text, "/") ||
         absl::StartsWith(text, "./") || absl::StartsWith(text, "../");
}

TreeSpec ParseTreeSpec(absl::string_view text) {
  TreeSpec spec;
  for (TreeKind kind :
       {TreeKind::kGit, TreeKind::kDirectory, TreeKind::kArchive}) {
    if (absl::ConsumePrefix(&text, PrefixOf(kind))) {
      spec.kind = kind;
      break;
    }
  }
  spec.place = std::string(text);
  return spec;
}

absl::StatusOr<std::shared_ptr<const Tree>> OpenTree(
    const TreeSpec& spec, const SourceContext& context) {
  if (spec.place.empty()) {
    return absl::InvalidArgumentError("the name of a tree is empty");
  }
  TreeKind kind = TreeKind::kGit;
  if (spec.kind.has_value()) {
    kind = *spec.kind;
  } else {
    auto detected = Detect(spec.place, context);
    if (!detected.ok()) return detected.status();
    kind = *detected;
  }
  if (kind == TreeKind::kGit) return OpenRevision(spec.place, context);
  const std::string place = context.PlaceOf(spec.place);
  const std::string key = absl::StrCat(PrefixOf(kind), place);
  if (context.opened != nullptr) {
    const auto known = context.opened->find(key);
    if (known != context.opened->end()) return known->second;
  }
  auto tree = OpenFiles(kind, place);
  if (tree.ok() && context.opened != nullptr) (*context.opened)[key] = *tree;
  return tree;
}

}  // namespace patchgraph
