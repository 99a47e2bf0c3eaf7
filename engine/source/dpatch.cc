#include "engine/source/dpatch.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/model/repo_path.h"
#include "engine/source/patch_file_kind.h"
#include "engine/source/strip_level_finder.h"

namespace patchgraph {
namespace {

// The file of an entry, which may leave out the ending.
std::string FileOf(const DpatchEntry& entry, const std::string& list_file) {
  const std::string file(
      list_file.substr(0, list_file.size() - BaseName(list_file).size()));
  const std::string with_ending = absl::StrCat(file, entry.patch, ".dpatch");
  return KindOfFile(with_ending) == FileKind::kFile
             ? with_ending
             : absl::StrCat(file, entry.patch);
}

}  // namespace

absl::StatusOr<std::vector<DpatchEntry>> ParseDpatchList(
    absl::string_view text, absl::string_view file) {
  std::vector<DpatchEntry> entries;
  int line = 0;
  for (absl::string_view name : absl::StrSplit(text, '\n')) {
    ++line;
    name = absl::StripAsciiWhitespace(name.substr(0, name.find('#')));
    if (name.empty()) continue;
    absl::Status status = CheckRepoPath(name);
    if (!status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(file, ":", line, ": ", status.message()));
    }
    entries.push_back({std::string(name), line});
  }
  return entries;
}

absl::optional<std::string> FindDpatchList(const std::string& path) {
  if (KindOfFile(path) == FileKind::kFile) return path;
  for (const char* file :
       {"00list", "patches/00list", "debian/patches/00list"}) {
    const std::string candidate = absl::StrCat(path, "/", file);
    if (KindOfFile(candidate) == FileKind::kFile) return candidate;
  }
  return absl::nullopt;
}

absl::StatusOr<Series> ReadDpatchSeries(const std::string& path,
                                        const SeriesOptions& options) {
  const absl::optional<std::string> file = FindDpatchList(path);
  if (!file.has_value()) {
    return absl::NotFoundError(absl::StrCat(
        path, ": there is no 00list here, in patches/ or in debian/patches/"));
  }
  auto text = ReadTextFile(*file, options.limits);
  if (!text.ok()) return text.status();
  auto entries = ParseDpatchList(*text, *file);
  if (!entries.ok()) return entries.status();
  Series series;
  series.name = path;
  StripLevelFinder levels(options.base);
  for (const DpatchEntry& entry : *entries) {
    const std::string place = FileOf(entry, *file);
    if (KindOfFile(place) == FileKind::kDirectory) {
      return absl::InvalidArgumentError(
          absl::StrCat(*file, ":", entry.line, ": ", place, " is a folder"));
    }
    auto patch = ReadPatchFile(place, entry.patch, options.limits);
    if (absl::IsNotFound(patch.status())) {
      return absl::NotFoundError(
          absl::StrCat(*file, ":", entry.line, ": the patch ", entry.patch,
                       " is missing: ", patch.status().message()));
    }
    if (!patch.ok()) return patch.status();
    // dpatch-run always gives -p1.
    absl::Status status = levels.Settle(options.strip.value_or(1), &*patch);
    if (!status.ok()) return status;
    series.patches.push_back(*std::move(patch));
  }
  return series;
}

}  // namespace patchgraph
