#include "engine/model/repo_path.h"

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace patchgraph {
namespace {

absl::Status Refuse(absl::string_view path, absl::string_view why) {
  return absl::InvalidArgumentError(
      absl::StrCat("path \"", absl::CHexEscape(path), "\" ", why));
}

}  // namespace

absl::Status CheckRepoPath(absl::string_view path) {
  if (path.empty()) return absl::InvalidArgumentError("the path is empty");
  if (path.find('\0') != absl::string_view::npos) {
    return Refuse(path, "holds a NUL byte");
  }
  if (path.front() == '/') return Refuse(path, "is absolute");
  for (absl::string_view component : absl::StrSplit(path, '/')) {
    if (component.empty()) return Refuse(path, "has an empty component");
    if (component == "." || component == "..") {
      return Refuse(path, "leaves the tree");
    }
    if (absl::EqualsIgnoreCase(component, ".git")) {
      return Refuse(path, "goes into git's own folder");
    }
  }
  return absl::OkStatus();
}

absl::string_view ParentDirectory(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? absl::string_view()
                                          : path.substr(0, slash);
}

absl::string_view BaseName(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? path : path.substr(slash + 1);
}

std::string JoinPath(absl::string_view directory, absl::string_view name) {
  if (directory.empty()) return std::string(name);
  return absl::StrCat(directory, "/", name);
}

}  // namespace patchgraph
