#include "engine/source/series_reader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "engine/model/repo_path.h"
#include "engine/source/dpatch.h"
#include "engine/source/left_out_note.h"
#include "engine/source/mbox.h"
#include "engine/source/mercurial_export.h"
#include "engine/source/patch_directory.h"
#include "engine/source/patch_file_kind.h"
#include "engine/source/quilt.h"
#include "engine/source/strip_level_finder.h"

namespace patchgraph {
namespace {

struct NamedKind {
  SeriesKind kind;
  absl::string_view name;
};

constexpr NamedKind kKinds[] = {{SeriesKind::kQuilt, "quilt"},
                                {SeriesKind::kDirectory, "dir"},
                                {SeriesKind::kMbox, "mbox"},
                                {SeriesKind::kDpatch, "dpatch"},
                                {SeriesKind::kDiff, "diff"}};

absl::StatusOr<absl::optional<SeriesKind>> KindOfFolder(
    const std::string& path) {
  if (FindQuiltSeries(path).has_value()) return SeriesKind::kQuilt;
  if (FindDpatchList(path).has_value()) return SeriesKind::kDpatch;
  auto patches = ListPatches(path);
  if (!patches.ok()) return patches.status();
  if (patches->empty()) return absl::nullopt;
  return SeriesKind::kDirectory;
}

absl::StatusOr<absl::optional<SeriesKind>> KindOfText(const std::string& path) {
  if (BaseName(path) == "00list") return SeriesKind::kDpatch;
  if (absl::StartsWith(BaseName(path), "series")) return SeriesKind::kQuilt;
  auto text = ReadTextFile(path);
  if (!text.ok()) return text.status();
  const absl::string_view first =
      absl::string_view(*text).substr(0, text->find('\n'));
  if (IsFromLine(first)) return SeriesKind::kMbox;
  auto patch = ReadMail(*text, path, PatchNameOfFile(path));
  if (!patch.ok()) return patch.status();
  if (patch->files.empty()) return absl::nullopt;
  return SeriesKind::kDiff;
}

absl::StatusOr<Series> SettleLevels(Series series,
                                    const SeriesOptions& options) {
  StripLevelFinder levels(options.base);
  for (Patch& patch : series.patches) {
    absl::Status status = levels.Settle(options.strip, &patch);
    if (!status.ok()) return status;
  }
  return series;
}

// Leaves out what has no diff, such as a cover letter. `parts` are the texts
// that the series' patches were read from, which follow one another in a file.
absl::Status LeaveOutEmpty(absl::Span<const absl::string_view> parts,
                           absl::string_view what, Series* series) {
  std::vector<Patch> patches;
  std::vector<std::string> left_out;
  int line = 1;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (series->patches[i].files.empty()) {
      left_out.push_back(absl::StrCat("line ", line));
    } else {
      patches.push_back(std::move(series->patches[i]));
    }
    line +=
        static_cast<int>(std::count(parts[i].begin(), parts[i].end(), '\n'));
  }
  if (patches.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(series->name, ": there is no diff in it"));
  }
  if (!left_out.empty()) {
    series->notes.push_back(
        LeftOutNote(series->name, absl::StrCat(what, " without a diff"),
                    absl::StrCat(what, "s without a diff"), left_out));
  }
  series->patches = std::move(patches);
  return absl::OkStatus();
}

// The text of one patch, or of several changesets.
absl::Status ReadOneFile(absl::string_view text, Series* series) {
  const std::string& path = series->name;
  const auto changesets = SplitMercurialExport(text);
  if (changesets.size() > 1) {
    auto patches = ReadMercurialExport(text, path);
    if (!patches.ok()) return patches.status();
    series->patches = *std::move(patches);
    return LeaveOutEmpty(changesets, "changeset", series);
  }
  auto patch = ReadMail(text, path, PatchNameOfFile(path));
  if (!patch.ok()) return patch.status();
  if (patch->files.empty() && !patch->preamble.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": there is no diff in it"));
  }
  series->patches.push_back(*std::move(patch));
  return absl::OkStatus();
}

}  // namespace

absl::string_view Name(SeriesKind kind) {
  for (const NamedKind& named : kKinds) {
    if (named.kind == kind) return named.name;
  }
  return "diff";
}

absl::optional<SeriesKind> SeriesKindOfName(absl::string_view name) {
  for (const NamedKind& named : kKinds) {
    if (named.name == name) return named.kind;
  }
  return absl::nullopt;
}

absl::StatusOr<absl::optional<SeriesKind>> DetectSeriesKind(
    const std::string& path) {
  switch (KindOfFile(path)) {
    case FileKind::kDirectory:
      return KindOfFolder(path);
    case FileKind::kFile:
      return KindOfText(path);
    case FileKind::kNone:
      break;
  }
  absl::Status looped = CheckNoSymlinkLoop(path);
  if (!looped.ok()) return looped;
  return absl::NotFoundError(
      absl::StrCat(path, ": there is no such file or folder"));
}

absl::StatusOr<Series> ReadMboxSeries(const std::string& path,
                                      const SeriesOptions& options) {
  auto text = ReadTextFile(path, options.limits);
  if (!text.ok()) return text.status();
  auto patches = ReadMbox(*text, path);
  if (!patches.ok()) return patches.status();
  Series series;
  series.name = path;
  series.patches = *std::move(patches);
  absl::Status status = LeaveOutEmpty(SplitMbox(*text), "mail", &series);
  if (!status.ok()) return status;
  return SettleLevels(std::move(series), options);
}

absl::StatusOr<Series> ReadDiffSeries(const std::string& path,
                                      const SeriesOptions& options) {
  auto text = ReadTextFile(path, options.limits);
  if (!text.ok()) return text.status();
  Series series;
  series.name = path;
  absl::Status status = ReadOneFile(*text, &series);
  if (!status.ok()) return status;
  return SettleLevels(std::move(series), options);
}

absl::StatusOr<Series> ReadSeries(SeriesKind kind, const std::string& path,
                                  const SeriesOptions& options) {
  switch (kind) {
    case SeriesKind::kQuilt:
      return ReadQuiltSeries(path, options);
    case SeriesKind::kDirectory:
      return ReadPatchDirectory(path, options);
    case SeriesKind::kMbox:
      return ReadMboxSeries(path, options);
    case SeriesKind::kDpatch:
      return ReadDpatchSeries(path, options);
    case SeriesKind::kDiff:
      break;
  }
  return ReadDiffSeries(path, options);
}

}  // namespace patchgraph
