#include "engine/forms/split_components.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "engine/forms/split_references.h"
#include "engine/graph/kbuild_names.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// Folders below this belong to the component of the one above them.
constexpr int kDeepestFolder = 3;

std::string FirstParts(absl::string_view path, int count) {
  std::vector<std::string> parts = absl::StrSplit(path, '/');
  if (static_cast<int>(parts.size()) > count) parts.resize(count);
  return absl::StrJoin(parts, "/");
}

bool IsHeader(absl::string_view path) {
  return absl::StartsWith(path, "include/") ||
         absl::StrContains(path, "/include/");
}

bool IsDriver(absl::string_view path) {
  return absl::StartsWith(path, "drivers/") || absl::StartsWith(path, "sound/");
}

bool IsCode(absl::string_view path) {
  for (const char* top : {"arch/", "block/", "crypto/", "drivers/", "fs/",
                          "include/", "init/", "ipc/", "kernel/", "lib/", "mm/",
                          "net/", "security/", "sound/", "virt/", "usr/"}) {
    if (absl::StartsWith(path, top)) return true;
  }
  return false;
}

bool IsNew(const FileVersions& file) {
  return !file.before.has_value() && file.old_path == file.new_path;
}

// "arch/i386", "drivers/net", "mm"; of the top folder, its own name.
std::string SubsystemOf(absl::string_view path) {
  const absl::string_view folder = ParentDirectory(path);
  for (const char* top : {"arch/", "drivers/", "fs/", "net/", "include/",
                          "sound/", "Documentation/"}) {
    if (absl::StartsWith(path, top)) return FirstParts(folder, 2);
  }
  return FirstParts(folder, 1);
}

std::string FolderOf(absl::string_view path) {
  return FirstParts(ParentDirectory(path), kDeepestFolder);
}

class Sorter {
 public:
  explicit Sorter(const std::map<std::string, ForkOrigin>& forks)
      : forks_(forks) {
    // What happens to an original goes with the first of its forks.
    for (const auto& [fork, origin] : forks) {
      fork_of_.emplace(origin.original, fork);
    }
  }

  void NoteNewFolders(const std::vector<FileVersions>& files) {
    for (const FileVersions& file : files) {
      if (IsNew(file) && !IsBuild(file.new_path) &&
          forks_.count(file.new_path) == 0) {
        new_folders_.insert(FolderOf(file.new_path));
      }
    }
  }

  std::pair<ComponentKind, std::string> PlaceOf(
      const FileVersions& file) const {
    using Kind = ComponentKind;
    const std::string& path = file.new_path;
    if (forks_.count(path) > 0) return ForkPlaceOf(path);
    const auto fork = fork_of_.find(path);
    if (fork != fork_of_.end()) return ForkPlaceOf(fork->second);
    if (IsDefconfig(path)) return {Kind::kDefaultConfigs, ""};
    if (IsBuild(path)) {
      return IsNew(file) && new_folders_.count(FolderOf(path)) > 0
                 ? NewPlaceOf(path)
                 : std::make_pair(Kind::kBuildFiles, SubsystemOf(path));
    }
    if (IsNew(file)) return NewPlaceOf(path);
    if (!IsCode(path)) return {Kind::kOther, SubsystemOf(path)};
    if (IsHeader(path)) return {Kind::kHeaderEdits, SubsystemOf(path)};
    if (!ArchitectureOf(path).empty()) {
      return {Kind::kArchitecture, SubsystemOf(path)};
    }
    return {IsDriver(path) ? Kind::kDriverEdits : Kind::kCoreEdits,
            SubsystemOf(path)};
  }

 private:
  static std::pair<ComponentKind, std::string> ForkPlaceOf(
      const std::string& fork) {
    return {IsHeader(fork) ? ComponentKind::kHeaderFork : ComponentKind::kFork,
            fork};
  }

  static bool IsBuild(absl::string_view path) {
    return IsMakefile(path) || IsKconfig(path) || IsDefconfig(path);
  }

  static std::pair<ComponentKind, std::string> NewPlaceOf(
      absl::string_view path) {
    using Kind = ComponentKind;
    const Kind kind = IsHeader(path)   ? Kind::kNewHeaders
                      : IsDriver(path) ? Kind::kNewDriver
                      : IsCode(path)   ? Kind::kNewFolder
                                       : Kind::kOther;
    return {kind, kind == Kind::kOther ? SubsystemOf(path) : FolderOf(path)};
  }

  const std::map<std::string, ForkOrigin>& forks_;
  std::map<std::string, std::string> fork_of_;  // by original
  std::set<std::string> new_folders_;
};

bool IsFork(const Component& component) {
  return component.kind == ComponentKind::kFork ||
         component.kind == ComponentKind::kHeaderFork;
}

std::string WordsFor(ComponentKind kind) {
  switch (kind) {
    case ComponentKind::kNewHeaders:
      return "new headers";
    case ComponentKind::kHeaderEdits:
      return "header edits";
    case ComponentKind::kCoreEdits:
    case ComponentKind::kArchitecture:
    case ComponentKind::kDriverEdits:
      return "edits";
    case ComponentKind::kNewFolder:
      return "new files";
    case ComponentKind::kHeaderFork:
    case ComponentKind::kFork:
      return "fork";
    case ComponentKind::kNewDriver:
      return "new driver";
    case ComponentKind::kOther:
      return "files beside the code";
    case ComponentKind::kBuildFiles:
      return "build files";
    case ComponentKind::kDefaultConfigs:
      break;
  }
  return "default configurations";
}

}  // namespace

std::vector<Component> ComponentsOf(
    const std::vector<FileVersions>& files,
    const std::map<std::string, ForkOrigin>& forks) {
  Sorter sorter(forks);
  sorter.NoteNewFolders(files);
  std::map<std::pair<ComponentKind, std::string>, Component> by_place;
  for (const FileVersions& file : files) {
    const auto place = sorter.PlaceOf(file);
    Component& component = by_place[place];
    component.kind = place.first;
    component.place = place.second;
    component.files.push_back(file);
  }
  std::vector<Component> components;
  for (auto& [place, component] : by_place) {
    std::sort(component.files.begin(), component.files.end(),
              [](const FileVersions& a, const FileVersions& b) {
                return a.new_path < b.new_path;
              });
    components.push_back(std::move(component));
  }
  return components;
}

std::string NameOfComponent(const Component& component) {
  std::string words =
      absl::StrReplaceAll(WordsFor(component.kind), {{" ", "-"}});
  const std::string place = absl::StrReplaceAll(component.place, {{"/", "-"}});
  if (place.empty()) {
    return component.kind == ComponentKind::kDefaultConfigs
               ? words
               : absl::StrCat("top-", words);
  }
  return IsFork(component) ? absl::StrCat("fork-", place)
                           : absl::StrCat(place, "-", words);
}

std::string SubjectOfComponent(const Component& component,
                               const std::map<std::string, ForkOrigin>& forks) {
  const auto fork = forks.find(component.place);
  if (IsFork(component) && fork != forks.end()) {
    return absl::StrCat(component.place, ": fork of ", fork->second.original);
  }
  std::string words = WordsFor(component.kind);
  if (component.kind == ComponentKind::kDefaultConfigs) return words;
  return absl::StrCat(component.place.empty() ? "top folder" : component.place,
                      ": ", words);
}

}  // namespace patchgraph
