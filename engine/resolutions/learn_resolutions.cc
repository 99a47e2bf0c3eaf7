#include "engine/resolutions/learn_resolutions.h"

#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/resolutions/conflict_pieces.h"
#include "engine/resolutions/files_in_conflict.h"
#include "engine/resolutions/find_results.h"

namespace patchgraph {
namespace {

Resolution ResolutionBy(const ResolutionOrigin& origin,
                        const std::string& path) {
  Resolution resolution;
  resolution.path = path;
  resolution.who = origin.who;
  resolution.when = origin.when;
  resolution.commit = origin.commit;
  resolution.patch = origin.patch;
  return resolution;
}

// The same conflict twice in a file, resolved in two ways, is no lesson.
void DropContradictions(const std::string& path, LearnedResolutions* learned,
                        const std::vector<int>& numbers) {
  std::map<std::string, std::string> result_of;
  std::map<std::string, bool> contradicted;
  for (const Resolution& resolution : learned->learned) {
    const std::string key = KeyOf(resolution.conflict);
    const auto [known, is_new] = result_of.emplace(key, resolution.result);
    if (!is_new && known->second != resolution.result) contradicted[key] = true;
  }
  if (contradicted.empty()) return;
  std::vector<Resolution> kept;
  for (size_t i = 0; i < learned->learned.size(); ++i) {
    Resolution& resolution = learned->learned[i];
    if (contradicted.count(KeyOf(resolution.conflict)) == 0) {
      kept.push_back(std::move(resolution));
      continue;
    }
    learned->not_learned.push_back(
        {path, numbers[i],
         "the same conflict stands in the file twice and was resolved in two "
         "ways"});
  }
  learned->learned = std::move(kept);
}

absl::Status LearnWholeFile(const FileInConflict& file,
                            const absl::optional<FileState>& resolved,
                            const ResolutionOrigin& origin,
                            LearnedResolutions* learned) {
  Resolution resolution = ResolutionBy(origin, file.path);
  resolution.conflict = *file.whole;
  resolution.deleted = !resolved.has_value();
  if (resolved.has_value()) {
    if (!IsPlainFile(resolved->mode)) {
      learned->not_learned.push_back({file.path, 0, "it is no plain file now"});
      return absl::OkStatus();
    }
    resolution.mode = resolved->mode;
    const absl::StatusOr<Bytes> bytes = resolved->blob.Read();
    if (!bytes.ok()) return bytes.status();
    resolution.result = **bytes;
  }
  const std::string why_not = WhatIsWrongWith(resolution);
  if (why_not.empty()) {
    learned->learned.push_back(std::move(resolution));
  } else {
    learned->not_learned.push_back({file.path, 0, why_not});
  }
  return absl::OkStatus();
}

absl::Status LearnLines(const FileInConflict& file,
                        const absl::optional<FileState>& resolved,
                        const ResolutionOrigin& origin,
                        LearnedResolutions* learned) {
  if (!resolved.has_value()) {
    learned->not_learned.push_back({file.path, 0, "the file was deleted"});
    return absl::OkStatus();
  }
  const absl::StatusOr<Bytes> bytes = resolved->blob.Read();
  if (!bytes.ok()) return bytes.status();
  LearnedResolutions of_file =
      LearnFromText(file.text->merge, **bytes, file.path, origin);
  const auto append = [](auto& from, auto* to) {
    to->insert(to->end(), std::make_move_iterator(from.begin()),
               std::make_move_iterator(from.end()));
  };
  append(of_file.learned, &learned->learned);
  append(of_file.not_learned, &learned->not_learned);
  return absl::OkStatus();
}

}  // namespace

LearnedResolutions LearnFromText(const FileMerge& merge,
                                 absl::string_view resolved,
                                 const std::string& path,
                                 const ResolutionOrigin& origin) {
  LearnedResolutions learned;
  std::vector<int> numbers;
  const ConflictPieces pieces = TakeApart(merge);
  const std::vector<FoundResult> results = FindResults(pieces.clean, resolved);
  for (size_t i = 0; i < results.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    std::string why_not = results[i].why_not;
    if (results[i].text.has_value()) {
      Resolution resolution = ResolutionBy(origin, path);
      resolution.conflict = pieces.conflicts[i];
      resolution.result = *results[i].text;
      why_not = WhatIsWrongWith(resolution);
      if (why_not.empty()) {
        numbers.push_back(number);
        learned.learned.push_back(std::move(resolution));
        continue;
      }
    }
    learned.not_learned.push_back({path, number, why_not});
  }
  DropContradictions(path, &learned, numbers);
  return learned;
}

absl::StatusOr<LearnedResolutions> LearnResolutions(
    const TreeMerge& merge, const ResolvedFileFinder& resolved,
    const ResolutionOrigin& origin) {
  LearnedResolutions learned;
  for (const FileInConflict& file : FilesInConflict(merge)) {
    const absl::StatusOr<absl::optional<FileState>> now = resolved(file.path);
    if (!now.ok()) return now.status();
    absl::Status status = file.text != nullptr
                              ? LearnLines(file, *now, origin, &learned)
                              : LearnWholeFile(file, *now, origin, &learned);
    if (!status.ok()) return status;
  }
  return learned;
}

}  // namespace patchgraph
