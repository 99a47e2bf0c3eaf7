#include "engine/kbuild/file_role.h"

#include "absl/strings/match.h"
#include "engine/graph/kbuild_names.h"
#include "engine/kbuild/surviving_code.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

bool IsProse(absl::string_view path) {
  if (absl::StartsWith(path, "Documentation/")) return true;
  const absl::string_view name = BaseName(path);
  for (const absl::string_view known :
       {"CREDITS", "MAINTAINERS", "COPYING", "REPORTING-BUGS", "README",
        "README.md", "README.rst", "README.txt", ".gitignore", ".gitattributes",
        ".hgignore", ".mailmap"}) {
    if (name == known) return true;
  }
  return false;
}

}  // namespace

FileRole RoleOf(absl::string_view path) {
  if (IsKconfig(path)) return FileRole::kKconfig;
  if (IsMakefile(path)) return FileRole::kMakefile;
  if (IsCode(path)) return FileRole::kCode;
  if (IsProse(path)) return FileRole::kProse;
  if (IsDefconfig(path)) return FileRole::kDefconfig;
  return FileRole::kOther;
}

absl::string_view Name(FileRole role) {
  switch (role) {
    case FileRole::kCode:
      return "code";
    case FileRole::kKconfig:
      return "kconfig";
    case FileRole::kMakefile:
      return "makefile";
    case FileRole::kDefconfig:
      return "defconfig";
    case FileRole::kProse:
      return "prose";
    case FileRole::kOther:
      break;
  }
  return "other";
}

}  // namespace patchgraph
