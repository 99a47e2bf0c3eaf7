#include "engine/kbuild/include_resolver.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"

namespace patchgraph {
namespace {

// "drivers/net/../a.h" is "drivers/a.h".
std::string WithoutDots(absl::string_view path) {
  std::vector<absl::string_view> parts;
  for (const absl::string_view part : absl::StrSplit(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty()) {
      parts.pop_back();
    }
  }
  return absl::StrJoin(parts, "/");
}

absl::string_view FolderOf(absl::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? "" : path.substr(0, slash);
}

// The paths to try on one architecture, in the build's order.
std::vector<std::string> PathsOf(absl::string_view name,
                                 absl::string_view architecture) {
  std::vector<std::string> paths;
  absl::string_view in_asm = name;
  if (!architecture.empty()) {
    if (absl::ConsumePrefix(&in_asm, "asm/")) {
      paths.push_back(absl::StrCat("include/asm-", architecture, "/", in_asm));
    }
    for (const absl::string_view folder : {"include/", "include/uapi/"}) {
      paths.push_back(absl::StrCat("arch/", architecture, "/", folder, name));
    }
    // "-Iarch/$(ARCH)"
    paths.push_back(absl::StrCat("arch/", architecture, "/", name));
    for (const absl::string_view machine : {"mach-default/", "mach-generic/"}) {
      paths.push_back(
          absl::StrCat("include/asm-", architecture, "/", machine, name));
    }
  }
  paths.push_back(absl::StrCat("include/", name));
  paths.push_back(absl::StrCat("include/uapi/", name));
  return paths;
}

}  // namespace

std::string PathArchitecture(absl::string_view path) {
  absl::string_view rest = path;
  if (!absl::ConsumePrefix(&rest, "arch/") &&
      !absl::ConsumePrefix(&rest, "include/asm-")) {
    return "";
  }
  const absl::string_view architecture = rest.substr(0, rest.find('/'));
  return architecture == "generic" ? "" : std::string(architecture);
}

bool ArchitecturesMeet(absl::string_view a, absl::string_view b) {
  const auto is_x86 = [](absl::string_view name) {
    return name == "i386" || name == "x86_64" || name == "x86";
  };
  return a.empty() || b.empty() || a == b || (is_x86(a) && is_x86(b));
}

absl::StatusOr<bool> IncludeResolver::Exists(const std::string& path) {
  const auto known = known_.find(path);
  if (known != known_.end()) return known->second;
  const absl::StatusOr<absl::optional<FileState>> file = FindFile(tree_, path);
  if (!file.ok()) return file.status();
  known_.emplace(path, file->has_value());
  return file->has_value();
}

absl::StatusOr<bool> IncludeResolver::AddFirst(const Paths& paths,
                                               Paths* found) {
  for (const std::string& path : paths) {
    std::string clean = WithoutDots(path);
    const absl::StatusOr<bool> exists = Exists(clean);
    if (!exists.ok()) return exists.status();
    if (!*exists) continue;
    if (std::find(found->begin(), found->end(), clean) == found->end()) {
      found->push_back(std::move(clean));
    }
    return true;
  }
  return false;
}

absl::Status IncludeResolver::AddLinked(const std::string& folder,
                                        absl::string_view name, Paths* found) {
  const std::size_t slash = name.find('/');
  if (slash == absl::string_view::npos) return absl::OkStatus();
  std::unique_ptr<const Paths>& known = subfolders_[folder];
  if (known == nullptr) {
    const absl::StatusOr<std::vector<NamedNode>> nodes = tree_.List(folder);
    if (!nodes.ok() && !absl::IsNotFound(nodes.status())) {
      return nodes.status();
    }
    auto names = std::make_unique<Paths>();
    if (nodes.ok()) {
      for (const NamedNode& node : *nodes) {
        if (node.node.is_directory) names->push_back(node.name);
      }
    }
    known = std::move(names);
  }
  const std::string link = absl::StrCat(name.substr(0, slash), "-");
  for (const std::string& target : *known) {
    if (!absl::StartsWith(target, link)) continue;
    const absl::StatusOr<bool> added = AddFirst(
        {absl::StrCat(folder, "/", target, name.substr(slash))}, found);
    if (!added.ok()) return added.status();
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> IncludeResolver::Resolve(
    absl::string_view path, absl::string_view include,
    const std::vector<std::string>& architectures) {
  Paths found;
  if (include.size() < 3) return found;
  const absl::string_view name = include.substr(1, include.size() - 2);
  if (include[0] == '"') {
    const absl::StatusOr<bool> beside =
        AddFirst({absl::StrCat(FolderOf(path), "/", name)}, &found);
    if (!beside.ok()) return beside.status();
    if (*beside) return found;
  }
  Paths all = architectures;
  const std::string own = PathArchitecture(path);
  if (!own.empty() || all.empty()) all = {own};
  for (const std::string& architecture : all) {
    const absl::StatusOr<bool> added =
        AddFirst(PathsOf(name, architecture), &found);
    if (!added.ok()) return added.status();
    if (*added || architecture.empty()) continue;
    absl::string_view in_asm = name;
    const bool is_asm = absl::ConsumePrefix(&in_asm, "asm/");
    const absl::Status status =
        is_asm ? AddLinked(absl::StrCat("include/asm-", architecture), in_asm,
                           &found)
               : AddLinked(absl::StrCat("arch/", architecture, "/include"),
                           name, &found);
    if (!status.ok()) return status;
  }
  if (!found.empty()) return found;
  const absl::StatusOr<const Paths*> folders = FlaggedFolders(path);
  if (!folders.ok()) return folders.status();
  Paths flagged;
  for (const std::string& folder : **folders) {
    flagged.push_back(absl::StrCat(folder, "/", name));
  }
  const absl::StatusOr<bool> added = AddFirst(flagged, &found);
  if (!added.ok()) return added.status();
  return found;
}

absl::StatusOr<const IncludeResolver::Paths*> IncludeResolver::FlaggedFolders(
    absl::string_view path) {
  const std::string here(FolderOf(path));
  std::unique_ptr<const Paths>& known = flagged_[here];
  if (known != nullptr) return known.get();
  auto folders = std::make_unique<Paths>();
  for (const absl::string_view name : {"Makefile", "Kbuild"}) {
    const auto file = FindFile(tree_, absl::StrCat(here, "/", name));
    if (!file.ok()) return file.status();
    if (!file->has_value() || !IsPlainFile((*file)->mode)) continue;
    const absl::StatusOr<Bytes> bytes = (*file)->blob.Read();
    if (!bytes.ok()) return bytes.status();
    bool is_next = false;
    for (absl::string_view word : absl::StrSplit(
             **bytes, absl::ByAnyChar(" \t\n\r"), absl::SkipEmpty())) {
      const bool is_folder = is_next || absl::ConsumePrefix(&word, "-I");
      is_next = is_folder && word.empty();
      if (!is_folder || word.empty()) continue;
      folders->push_back(absl::StrReplaceAll(word, {{"$(srctree)/", ""},
                                                    {"$(objtree)/", ""},
                                                    {"$(TOPDIR)/", ""},
                                                    {"$(src)", here},
                                                    {"$(obj)", here}}));
    }
  }
  known = std::move(folders);
  return known.get();
}

absl::StatusOr<std::vector<std::string>> IncludeResolver::AllArchitectures()
    const {
  std::vector<std::string> names;
  for (const absl::string_view folder : {"include", "arch"}) {
    const absl::StatusOr<std::vector<NamedNode>> nodes = tree_.List(folder);
    if (absl::IsNotFound(nodes.status())) continue;
    if (!nodes.ok()) return nodes.status();
    for (const NamedNode& node : *nodes) {
      const std::string name =
          PathArchitecture(absl::StrCat(folder, "/", node.name, "/"));
      if (node.node.is_directory && !name.empty()) names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace patchgraph
