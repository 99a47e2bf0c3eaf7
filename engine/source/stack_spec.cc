#include "engine/source/stack_spec.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/model/repo_path.h"
#include "engine/source/directory_tree.h"
#include "engine/source/git_range.h"
#include "engine/source/patch_file_kind.h"
#include "engine/source/series_reader.h"
#include "engine/source/sparse_tree.h"

namespace patchgraph {
namespace {

struct NamedSource {
  SeriesSource source;
  absl::string_view name;
};

constexpr NamedSource kSources[] = {
    {SeriesSource::kQuilt, "quilt"}, {SeriesSource::kDirectory, "dir"},
    {SeriesSource::kMbox, "mbox"},   {SeriesSource::kDpatch, "dpatch"},
    {SeriesSource::kDiff, "diff"},   {SeriesSource::kSparse, "sparse"},
    {SeriesSource::kGit, "git"}};

bool Exists(const std::string& place) {
  std::error_code ignored;
  return std::filesystem::exists(place, ignored);
}

// Where "@BASE" begins; npos if there is none.
size_t FindBase(absl::string_view text, const SourceContext& context) {
  if (Exists(context.PlaceOf(text))) return absl::string_view::npos;
  const size_t at = text.rfind('@');
  if (at == absl::string_view::npos) return at;
  // "HEAD@{1}", and "@" alone, which is HEAD: "@..v2" is a range, where
  // "patches@../linux" has a path behind the sign.
  const absl::string_view behind = text.substr(at + 1);
  const bool of_revision =
      absl::StartsWith(behind, "{") ||
      (absl::StartsWith(behind, "..") && !LooksLikePath(behind)) ||
      absl::EndsWith(text.substr(0, at), "..");
  return of_revision ? absl::string_view::npos : at;
}

// Parts "DIR:AT".
void SplitAt(const SourceContext& context, SeriesSpec& spec) {
  if (absl::StartsWith(spec.place, "git:") ||
      Exists(context.PlaceOf(spec.place))) {
    return;
  }
  const size_t colon = spec.place.rfind(':');
  if (colon == std::string::npos || colon == 0) return;
  spec.at = spec.place.substr(colon + 1);
  spec.place.resize(colon);
}

absl::StatusOr<SeriesSource> Detect(const SeriesSpec& spec,
                                    const SourceContext& context) {
  const bool may_be_range =
      !LooksLikePath(spec.place) && ParseGitRange(spec.place).ok();
  const std::string place = context.PlaceOf(spec.place);
  if (!Exists(place)) {
    absl::Status looped = CheckNoSymlinkLoop(place);
    if (!looped.ok()) return looped;
    if (may_be_range) return SeriesSource::kGit;
    return absl::NotFoundError(absl::StrCat("there is no file or folder ",
                                            spec.place,
                                            ", and it is no range A..B"));
  }
  auto kind = DetectSeriesKind(place);
  if (!kind.ok()) return kind.status();
  if (may_be_range && context.repository != nullptr &&
      context.repository->HasRevision(ParseGitRange(spec.place)->to)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "\"", spec.place, "\" is both a path and a range of commits: write ",
        "git: before it, or the kind of the path"));
  }
  if (kind->has_value()) {
    const absl::string_view name = Name(**kind);
    for (const NamedSource& named : kSources) {
      if (named.name == name) return named.source;
    }
  }
  if (std::filesystem::is_directory(place)) return SeriesSource::kSparse;
  return absl::InvalidArgumentError(
      absl::StrCat(spec.place, " is no patch, mailbox or series file"));
}

absl::StatusOr<SeriesAndBase> ReadRange(const SeriesSpec& spec,
                                        const SourceContext& context) {
  if (context.repository == nullptr) {
    return absl::NotFoundError(absl::StrCat(
        "there is no git repository to look for range ", spec.place, " in"));
  }
  auto range = ParseGitRange(spec.place);
  if (!range.ok()) return range.status();
  GitRangeOptions options;
  options.linear = spec.linear;
  auto read = ReadGitRange(*context.repository, *range, options);
  if (!read.ok()) return read.status();
  return SeriesAndBase{std::move(read->series), std::move(read->base)};
}

absl::StatusOr<SeriesAndBase> ReadSparse(const SeriesSpec& spec,
                                         const SourceContext& context) {
  // Only "git:" says something else than a folder.
  const TreeSpec files = ParseTreeSpec(spec.place);
  absl::StatusOr<Series> series;
  if (files.kind == TreeKind::kGit) {
    auto tree = OpenTree(files, context);
    if (!tree.ok()) return tree.status();
    series = ReadSparseTree(**tree, spec.at);
  } else {
    auto tree = DirectoryTree::Open(context.PlaceOf(spec.place));
    if (!tree.ok()) return tree.status();
    series = ReadSparseTree(**tree, spec.at);
  }
  if (!series.ok()) return series.status();
  return SeriesAndBase{*std::move(series), nullptr};
}

absl::StatusOr<SeriesAndBase> ReadText(SeriesSource source,
                                       const SeriesSpec& spec,
                                       const SourceContext& context,
                                       const Tree* base) {
  SeriesOptions options;
  options.strip = spec.strip;
  options.base = base;
  auto series = ReadSeries(*SeriesKindOfName(Name(source)),
                           context.PlaceOf(spec.place), options);
  if (!series.ok()) return series.status();
  return SeriesAndBase{*std::move(series), nullptr};
}

}  // namespace

absl::string_view Name(SeriesSource source) {
  for (const NamedSource& named : kSources) {
    if (named.source == source) return named.name;
  }
  return "diff";
}

absl::StatusOr<SeriesSpec> ParseSeriesSpec(absl::string_view text,
                                           const SourceContext& context) {
  SeriesSpec spec;
  const absl::string_view all = text;
  for (const NamedSource& named : kSources) {
    if (absl::ConsumePrefix(&text, absl::StrCat(named.name, ":"))) {
      spec.source = named.source;
      break;
    }
  }
  const size_t at = FindBase(text, context);
  if (at != absl::string_view::npos) {
    spec.base = std::string(text.substr(at + 1));
    text = text.substr(0, at);
    if (spec.base.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("\"", all, "\" has no base after its @"));
    }
  }
  spec.place = std::string(text);
  if (spec.place.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", all, "\" names no series"));
  }
  if (spec.source == SeriesSource::kSparse) SplitAt(context, spec);
  return spec;
}

std::string DefaultName(const SeriesSpec& spec) {
  if (spec.source == SeriesSource::kGit) return spec.place;
  absl::string_view path = spec.place;
  const auto trim = [&path] {
    while (path.size() > 1 && absl::ConsumeSuffix(&path, "/")) {
    }
  };
  trim();
  const absl::string_view last = BaseName(path);
  if (last == "series" || last == "00list") path = ParentDirectory(path);
  trim();
  if (path.empty() || path == "/") return spec.place;
  const absl::string_view name = BaseName(path);
  const absl::string_view before = BaseName(ParentDirectory(path));
  if (name != "patches" || before.empty()) return std::string(name);
  return JoinPath(before, name);
}

absl::StatusOr<SeriesAndBase> ReadSeries(const SeriesSpec& spec,
                                         const SourceContext& context,
                                         const Tree* base_so_far) {
  SeriesSpec known = spec;
  if (!known.source.has_value()) {
    auto detected = Detect(spec, context);
    if (!detected.ok()) return detected.status();
    known.source = *detected;
  }
  auto read = known.source == SeriesSource::kGit ? ReadRange(known, context)
              : known.source == SeriesSource::kSparse
                  ? ReadSparse(known, context)
                  : ReadText(*known.source, known, context, base_so_far);
  if (!read.ok()) return read.status();
  Series& series = read->series;
  series.name = known.name.empty() ? DefaultName(known) : known.name;
  series.kind = std::string(Name(*known.source));
  series.at = known.at;
  const bool in_git = known.source == SeriesSource::kGit ||
                      (known.source == SeriesSource::kSparse &&
                       ParseTreeSpec(known.place).kind == TreeKind::kGit);
  if (!in_git) series.place = context.PlaceOf(known.place);
  return read;
}

}  // namespace patchgraph
