#include "engine/source/quilt.h"

#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/model/repo_path.h"
#include "engine/source/diff_reader_cursor.h"
#include "engine/source/patch_file_kind.h"
#include "engine/source/strip_level_finder.h"

namespace patchgraph {
namespace {

// More than any path has components.
constexpr int kMaxStrip = 1000;

absl::Status ErrorAt(absl::string_view file, int line, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(file, ":", line, ": ", what));
}

// "-p1", "-pab" (quilt's word for 1 with git's prefixes) or "-R".
bool ReadOption(absl::string_view word, QuiltEntry* entry) {
  if (word == "-R") {
    entry->reversed = true;
    return true;
  }
  if (!absl::ConsumePrefix(&word, "-p")) return false;
  if (word == "ab") return true;
  return absl::SimpleAtoi(word, &entry->strip) && entry->strip >= 0 &&
         entry->strip <= kMaxStrip;
}

absl::Status ReadEntry(absl::string_view text, absl::string_view file,
                       QuiltEntry* entry) {
  const std::vector<absl::string_view> words =
      absl::StrSplit(text, absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
  for (size_t i = 0; i < words.size(); ++i) {
    if (absl::StartsWith(words[i], "#")) break;
    if (i == 0) {
      entry->patch = std::string(words[i]);
    } else if (!ReadOption(words[i], entry)) {
      return ErrorAt(file, entry->line,
                     absl::StrCat("expected -pN or -R after the patch ",
                                  entry->patch, ", found ", Quote(words[i])));
    }
  }
  if (entry->patch.empty()) return absl::OkStatus();
  absl::Status status = CheckRepoPath(entry->patch);
  return status.ok() ? status : ErrorAt(file, entry->line, status.message());
}

absl::StatusOr<Patch> ReadEntryPatch(const QuiltEntry& entry,
                                     const std::string& series_file,
                                     const SeriesOptions& options,
                                     StripLevelFinder* levels) {
  const std::string folder(ParentDirectory(series_file));
  const std::string place =
      folder.empty() && !absl::StartsWith(series_file, "/")
          ? entry.patch
          : absl::StrCat(folder, "/", entry.patch);
  if (KindOfFile(place) == FileKind::kDirectory) {
    return ErrorAt(series_file, entry.line,
                   absl::StrCat(place, " is a folder"));
  }
  auto patch = ReadPatchFile(place, entry.patch, options.limits);
  if (absl::IsNotFound(patch.status())) {
    return absl::NotFoundError(
        absl::StrCat(series_file, ":", entry.line, ": the patch ", entry.patch,
                     " is missing: ", patch.status().message()));
  }
  if (!patch.ok()) return patch;
  patch->reversed = entry.reversed;
  absl::Status status =
      levels->Settle(options.strip.value_or(entry.strip), &*patch);
  if (!status.ok()) return status;
  return patch;
}

}  // namespace

absl::StatusOr<std::vector<QuiltEntry>> ParseQuiltSeries(
    absl::string_view text, absl::string_view file) {
  std::vector<QuiltEntry> entries;
  std::set<std::string> names;
  int line = 0;
  for (const absl::string_view entry_text : absl::StrSplit(text, '\n')) {
    QuiltEntry entry;
    entry.line = ++line;
    absl::Status status = ReadEntry(entry_text, file, &entry);
    if (!status.ok()) return status;
    if (entry.patch.empty()) continue;
    if (!names.insert(entry.patch).second) {
      return ErrorAt(
          file, line,
          absl::StrCat("the patch ", entry.patch, " is in the series already"));
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

absl::optional<std::string> FindQuiltSeries(const std::string& path) {
  if (KindOfFile(path) == FileKind::kFile) return path;
  for (const char* file :
       {"series", "patches/series", "debian/patches/series"}) {
    const std::string candidate = absl::StrCat(path, "/", file);
    if (KindOfFile(candidate) == FileKind::kFile) return candidate;
  }
  return absl::nullopt;
}

absl::StatusOr<Series> ReadQuiltSeries(const std::string& path,
                                       const SeriesOptions& options) {
  const absl::optional<std::string> file = FindQuiltSeries(path);
  if (!file.has_value()) {
    return absl::NotFoundError(
        absl::StrCat(path,
                     ": there is no series file here, in patches/ or in "
                     "debian/patches/"));
  }
  auto text = ReadTextFile(*file, options.limits);
  if (!text.ok()) return text.status();
  auto entries = ParseQuiltSeries(*text, *file);
  if (!entries.ok()) return entries.status();
  Series series;
  series.name = path;
  StripLevelFinder levels(options.base);
  for (const QuiltEntry& entry : *entries) {
    auto patch = ReadEntryPatch(entry, *file, options, &levels);
    if (!patch.ok()) return patch.status();
    series.patches.push_back(*std::move(patch));
  }
  return series;
}

}  // namespace patchgraph
