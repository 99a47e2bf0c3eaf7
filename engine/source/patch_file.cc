#include "engine/source/patch_file.h"

#include "absl/strings/strip.h"
#include "engine/model/repo_path.h"
#include "engine/source/mbox.h"

namespace patchgraph {

absl::StatusOr<Patch> ReadPatchFile(const std::string& path,
                                    absl::string_view name,
                                    const TextLimits& limits) {
  auto text = ReadTextFile(path, limits);
  if (!text.ok()) return text.status();
  return ReadMail(*text, path, name);
}

std::string PatchNameOfFile(absl::string_view path) {
  absl::string_view name = BaseName(path);
  for (const char* ending : {".gz", ".bz2", ".xz"}) {
    if (absl::ConsumeSuffix(&name, ending)) break;
  }
  return std::string(name);
}

}  // namespace patchgraph
