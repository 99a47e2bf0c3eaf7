#include "engine/rebase/settle_conflict.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "engine/resolutions/files_in_conflict.h"
#include "engine/resolutions/resolution.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

// What is remembered and applied, by the conflict's number in its file, from 1.
std::map<int, absl::string_view> Remembered(const ReusedFile* reused) {
  std::map<int, absl::string_view> texts;
  if (reused == nullptr) return texts;
  for (const ProposedResolution& proposal : reused->proposals) {
    if (proposal.applied) texts[proposal.conflict] = proposal.text;
  }
  return texts;
}

// Settles what is left of a file. False, and nothing is changed, if anything
// remains.
bool Resolve(const FileInConflict& file, const ReusedFile* reused,
             const Settlers& settlers, SettledConflict* settled) {
  if (settlers.resolve == AutoMode::kOff || file.text == nullptr ||
      file.more_than_lines || !file.merged.has_value()) {
    return false;
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
  std::map<int, absl::string_view> texts;
  std::vector<ResolvedConflict> by_resolvers;
  // Both number the same conflicts: those whose sides are not the same text.
  for (size_t i = 0; i < resolved.regions.size(); ++i) {
    const ResolvedRegion& region = resolved.regions[i];
    const auto known = remembered.find(static_cast<int>(i) + 1);
    if (known != remembered.end()) {
      texts[region.region] = known->second;
      continue;
    }
    if (!region.applied) return false;
    texts[region.region] = region.proposals.front().text;
    by_resolvers.push_back({file.path, region});
  }
  FileState state = *file.merged;
  state.blob = Blob::FromBytes(TextWith(merge, texts));
  settled->edits[file.path] = std::move(state);
  std::move(by_resolvers.begin(), by_resolvers.end(),
            std::back_inserter(settled->resolved));
  return true;
}

}  // namespace

absl::StatusOr<absl::optional<SettledConflict>> SettleConflict(
    const TreeMerge& merge, const Settlers& settlers) {
  SettledConflict settled;
  settled.edits = merge.edits;
  std::map<std::string, ReusedFile> reused_files;
  if (settlers.find != nullptr) {
    ReuseOptions options;
    options.mode = ReuseMode::kAuto;
    auto reused = ReuseInFiles(merge, settlers.find, options);
    if (!reused.ok()) return reused.status();
    for (ReusedFile& file : *reused) {
      const std::string path = file.path;
      reused_files[path] = std::move(file);
    }
  }
  std::set<std::string> paths;
  for (const FileInConflict& file : FilesInConflict(merge)) {
    const auto found = reused_files.find(file.path);
    const ReusedFile* reused =
        found == reused_files.end() ? nullptr : &found->second;
    const bool applied = reused != nullptr && !Remembered(reused).empty();
    if (applied && reused->open == 0) {
      paths.insert(file.path);
      settled.edits[file.path] = reused->file;
    } else if (Resolve(file, reused, settlers, &settled)) {
      paths.insert(file.path);
    }
  }
  // Renames and folders are in conflict at paths that nothing settles.
  for (const Conflict& conflict : merge.conflicts) {
    if (paths.count(conflict.path) == 0) {
      return absl::optional<SettledConflict>();
    }
  }
  for (const StagedFile& stage : merge.stages) {
    if (paths.count(stage.path) == 0) return absl::optional<SettledConflict>();
  }
  if (paths.empty()) return absl::optional<SettledConflict>();
  for (auto& [path, file] : reused_files) {
    settled.reused.push_back(std::move(file));
  }
  return absl::make_optional(std::move(settled));
}

std::string SettledWords(const SettledConflict& settled) {
  std::vector<std::string> words;
  const auto add = [&words](std::string word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      words.push_back(std::move(word));
    }
  };
  for (const ReusedFile& file : settled.reused) {
    for (const ProposedResolution& proposal : file.proposals) {
      if (proposal.applied) add(OriginWords(proposal.resolution));
    }
  }
  for (const ResolvedConflict& conflict : settled.resolved) {
    const Proposal& taken = conflict.region.proposals.front();
    add(absl::StrFormat("%s (%.2f): %s", taken.resolver, taken.confidence,
                        taken.reason));
  }
  return absl::StrJoin(words, "; ");
}

}  // namespace patchgraph
