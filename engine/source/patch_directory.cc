#include "engine/source/patch_directory.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/source/left_out_note.h"
#include "engine/source/mbox.h"
#include "engine/source/patch_file_kind.h"
#include "engine/source/strip_level_finder.h"

namespace patchgraph {

bool IsPatchName(absl::string_view name) {
  if (absl::StartsWith(name, ".") || absl::StartsWith(name, "#")) return false;
  const std::string plain = PatchNameOfFile(name);
  for (const char* ending : {".patch", ".diff", ".dpatch", ".eml"}) {
    if (absl::EndsWith(plain, ending) && plain != ending) return true;
  }
  return false;
}

absl::StatusOr<std::vector<std::string>> ListPatches(const std::string& path) {
  auto names = ListFolder(path);
  if (!names.ok()) return names;
  std::vector<std::string> patches;
  for (std::string& name : *names) {
    if (IsPatchName(name) &&
        KindOfFile(absl::StrCat(path, "/", name)) != FileKind::kDirectory) {
      patches.push_back(std::move(name));
    }
  }
  return patches;
}

absl::StatusOr<Series> ReadPatchDirectory(const std::string& path,
                                          const SeriesOptions& options) {
  auto names = ListPatches(path);
  if (!names.ok()) return names.status();
  if (names->empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": there are no patches here (*.patch, *.diff)"));
  }
  Series series;
  series.name = path;
  std::vector<std::string> left_out;
  StripLevelFinder levels(options.base);
  for (const std::string& name : *names) {
    auto patch =
        ReadPatchFile(absl::StrCat(path, "/", name), name, options.limits);
    if (!patch.ok()) return patch.status();
    if (patch->files.empty() && IsMail(patch->preamble)) {
      left_out.push_back(name);
      continue;
    }
    absl::Status status = levels.Settle(options.strip, &*patch);
    if (!status.ok()) return status;
    series.patches.push_back(*std::move(patch));
  }
  if (series.patches.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": none of the mails here has a diff"));
  }
  if (!left_out.empty()) {
    series.notes.push_back(LeftOutNote(path, "mail without a diff",
                                       "mails without a diff", left_out));
  }
  return series;
}

}  // namespace patchgraph
