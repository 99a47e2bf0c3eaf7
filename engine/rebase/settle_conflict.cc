#include "engine/rebase/settle_conflict.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "engine/resolutions/files_in_conflict.h"
#include "engine/resolutions/resolution.h"
#include "engine/resolve/proposal_words.h"

namespace patchgraph {
namespace {

// What is remembered and applied, by the conflict's number in its file, from 1.
std::map<int, absl::string_view> Remembered(const ReusedFile& reused) {
  std::map<int, absl::string_view> texts;
  for (const ProposedResolution& proposal : reused.proposals) {
    if (proposal.applied) texts[proposal.conflict] = proposal.text;
  }
  return texts;
}

// Lets resolvers settle what is left of a file.
void ResolveRest(const FileInConflict& file, const Settlers& settlers,
                 SettledFile* settled) {
  ReusedFile& reused = settled->reused;
  if (settlers.resolve == AutoMode::kOff || reused.open == 0 ||
      file.text == nullptr || file.more_than_lines ||
      !file.merged.has_value()) {
    return;
  }
  const FileMerge& merge = file.text->merge;
  ResolveOptions options;
  options.mode = settlers.resolve;
  options.path = file.path;
  const FileHistories histories =
      settlers.histories == nullptr ? FileHistories()
                                    : settlers.histories(file.path, *file.text);
  const ResolvedFile resolved = ResolveFile(merge, histories, options);
  const std::map<int, absl::string_view> remembered = Remembered(reused);
  RegionTexts texts;
  int open = 0;
  // Both number the same conflicts: those whose sides are not the same text.
  for (size_t i = 0; i < resolved.regions.size(); ++i) {
    const ResolvedRegion& region = resolved.regions[i];
    const auto known = remembered.find(static_cast<int>(i) + 1);
    if (known != remembered.end()) {
      texts[region.region] = known->second;
    } else if (region.applied) {
      texts[region.region] = region.proposals.front().text;
      settled->resolved.push_back({file.path, region});
    } else {
      ++open;
    }
  }
  if (settled->resolved.empty()) return;
  FileState state = *file.merged;
  RenderOptions render;
  render.labels = LabelsOf(file, settlers.labels);
  render.style = ConflictStyle::kDiff3;
  state.blob = Blob::FromBytes(RenderWith(merge, texts, render));
  reused.file = std::move(state);
  reused.open = open;
}

// Renames and folders are in conflict at paths that nothing settles.
bool CoversAll(const TreeMerge& merge, const std::set<std::string>& paths) {
  const auto is_covered = [&paths](const auto& entry) {
    return paths.count(entry.path) > 0;
  };
  return !paths.empty() &&
         std::all_of(merge.conflicts.begin(), merge.conflicts.end(),
                     is_covered) &&
         std::all_of(merge.stages.begin(), merge.stages.end(), is_covered);
}

}  // namespace

bool SettledFile::any() const {
  return !resolved.empty() || !Remembered(reused).empty();
}

absl::StatusOr<std::vector<SettledFile>> SettleFiles(const TreeMerge& merge,
                                                     const Settlers& settlers) {
  ReuseOptions options;
  options.mode = settlers.find == nullptr ? ReuseMode::kOff : settlers.reuse;
  options.labels = settlers.labels;
  auto reused = ReuseInFiles(merge, settlers.find, options);
  if (!reused.ok()) return reused.status();
  std::map<std::string, FileInConflict> files;
  for (FileInConflict& file : FilesInConflict(merge)) {
    const std::string path = file.path;
    files[path] = std::move(file);
  }
  std::vector<SettledFile> settled;
  for (ReusedFile& file : *reused) {
    SettledFile& entry = settled.emplace_back();
    entry.reused = std::move(file);
    ResolveRest(files[entry.reused.path], settlers, &entry);
  }
  return settled;
}

absl::StatusOr<absl::optional<SettledConflict>> SettleConflict(
    const TreeMerge& merge, const Settlers& settlers) {
  auto files = SettleFiles(merge, settlers);
  if (!files.ok()) return files.status();
  SettledConflict settled;
  settled.edits = merge.edits;
  std::set<std::string> paths;
  for (SettledFile& file : *files) {
    if (file.whole()) {
      paths.insert(file.reused.path);
      settled.edits[file.reused.path] = file.reused.file;
    }
    std::move(file.resolved.begin(), file.resolved.end(),
              std::back_inserter(settled.resolved));
    settled.reused.push_back(std::move(file.reused));
  }
  if (!CoversAll(merge, paths)) return absl::optional<SettledConflict>();
  return absl::make_optional(std::move(settled));
}

std::string SettledWords(absl::Span<const ReusedFile> reused,
                         absl::Span<const ResolvedConflict> resolved) {
  std::vector<std::string> words;
  const auto add = [&words](std::string word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      words.push_back(std::move(word));
    }
  };
  for (const ReusedFile& file : reused) {
    for (const ProposedResolution& proposal : file.proposals) {
      if (proposal.applied) add(OriginWords(proposal.resolution));
    }
  }
  for (const ResolvedConflict& conflict : resolved) {
    add(ProposalWords(conflict.region.proposals.front()));
  }
  return absl::StrJoin(words, "; ");
}

}  // namespace patchgraph
