#include "engine/kbuild/reachable_names.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/kbuild/code_declarations.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/surviving_code.h"

namespace patchgraph {

absl::StatusOr<const ReachableNames::Header*> ReachableNames::Read(
    const std::string& path) {
  std::unique_ptr<const Header>& known = headers_[path];
  if (known != nullptr) return known.get();
  auto header = std::make_unique<Header>();
  const absl::StatusOr<absl::optional<FileState>> file = FindFile(tree_, path);
  if (!file.ok()) return file.status();
  if (file->has_value() && IsPlainFile((*file)->mode)) {
    const absl::StatusOr<Bytes> bytes = (*file)->blob.Read();
    if (!bytes.ok()) return bytes.status();
    ConditionTable table;
    const SurvivingCode code =
        ReadSurvivingCode(path, **bytes, settings_, &table);
    for (const SurvivingInclude& include : code.includes) {
      header->includes.push_back(include.name);
    }
    for (const CodeName& name : ReadCodeDeclarations(path, code).declared) {
      if (name.is_local) continue;
      header->declared.emplace(name.space, std::string(name.name));
    }
  }
  known = std::move(header);
  return known.get();
}

absl::StatusOr<const ReachableNames::Paths*> ReachableNames::Reach(
    absl::string_view path) {
  std::unique_ptr<const Paths>& known = reached_[path];
  if (known != nullptr) return known.get();
  const std::string own = PathArchitecture(path);
  const std::vector<std::string> architectures =
      own.empty() ? architectures_ : std::vector<std::string>{own};
  auto paths = std::make_unique<Paths>();
  paths->emplace_back(path);
  absl::flat_hash_set<std::string> seen = {paths->front()};
  for (std::size_t i = 0; i < paths->size(); ++i) {
    const std::string from = (*paths)[i];
    const absl::StatusOr<const Header*> header = Read(from);
    if (!header.ok()) return header.status();
    for (const std::string& include : (*header)->includes) {
      const absl::StatusOr<std::vector<std::string>> targets =
          resolver_->Resolve(from, include, architectures);
      if (!targets.ok()) return targets.status();
      for (const std::string& target : *targets) {
        if (seen.insert(target).second) paths->push_back(target);
      }
    }
  }
  known = std::move(paths);
  return known.get();
}

absl::StatusOr<bool> ReachableNames::Declares(absl::string_view path,
                                              const SpacedName& name) {
  const absl::StatusOr<const Paths*> paths = Reach(path);
  if (!paths.ok()) return paths.status();
  for (const std::string& reached : **paths) {
    const absl::StatusOr<const Header*> header = Read(reached);
    if (!header.ok()) return header.status();
    if ((*header)->declared.contains(name)) return true;
  }
  return false;
}

absl::StatusOr<bool> ReachableNames::IsDeclaredBeside(absl::string_view path,
                                                      const SpacedName& name) {
  const std::size_t slash = path.rfind('/');
  const absl::string_view folder =
      slash == absl::string_view::npos ? "" : path.substr(0, slash);
  const absl::StatusOr<std::vector<NamedNode>> nodes = tree_.List(folder);
  if (!nodes.ok()) return nodes.status();
  for (const NamedNode& node : *nodes) {
    if (node.node.is_directory || !IsCode(node.name)) continue;
    const std::string beside =
        folder.empty() ? node.name : absl::StrCat(folder, "/", node.name);
    const absl::StatusOr<const Header*> header = Read(beside);
    if (!header.ok()) return header.status();
    if ((*header)->declared.contains(name)) return true;
  }
  return false;
}

}  // namespace patchgraph
