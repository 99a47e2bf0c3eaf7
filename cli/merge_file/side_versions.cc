#include "cli/merge_file/side_versions.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "engine/upstream/side_histories.h"

namespace patchgraph {
namespace {

// The last version of each side is what a resolver takes for the side itself.
bool EndsIn(const std::vector<FileVersion>& versions, const std::string& text) {
  return versions.empty() || *versions.back().text == text;
}

SideVersions Read(const GitRepository& repository, const MergeSide& ours,
                  const MergeSide& theirs, const InputTexts& texts) {
  SideVersions found;
  auto histories =
      ReadSideHistories(repository, ours, theirs, HashBlob(texts.base));
  if (!histories.ok()) {
    found.notes.emplace_back(histories.status().message());
    return found;
  }
  const bool ours_fits = EndsIn(histories->ours, texts.ours);
  if (!ours_fits || !EndsIn(histories->theirs, texts.theirs)) {
    const MergeSide& other = ours_fits ? theirs : ours;
    found.notes.push_back(absl::StrCat(ours_fits ? "THEIRS" : "OURS",
                                       " is not ", other.path, " of commit ",
                                       ShortId(other.commit)));
    return found;
  }
  found.histories = *std::move(histories);
  return found;
}

}  // namespace

SideVersions VersionsOfRevisions(const GitRepository& repository,
                                 const std::string& ours_revision,
                                 const std::string& theirs_revision,
                                 const std::string& path,
                                 const InputTexts& texts) {
  const auto ours = repository.ResolveCommit(ours_revision);
  const auto theirs = repository.ResolveCommit(theirs_revision);
  SideVersions found;
  for (const auto* side : {&ours, &theirs}) {
    if (!side->ok()) found.notes.emplace_back(side->status().message());
  }
  if (!found.notes.empty()) return found;
  found = Read(repository, {ours->id, path}, {theirs->id, path}, texts);
  if (found.notes.empty() && found.histories.ours.empty() &&
      found.histories.theirs.empty()) {
    found.notes.push_back(
        absl::StrCat("neither side has changed ", path, " since they parted"));
  }
  return found;
}

SideVersions VersionsOfMerge(const GitRepository& repository,
                             const MergeInProgress& merge,
                             const std::string& path, const InputTexts& texts) {
  if (merge.kind == MergeInProgress::kRevert) return {};
  if (merge.kind != MergeInProgress::kMerge) {
    const auto both = repository.MergeBase(merge.ours, merge.theirs);
    if (!both.ok() || !IsTextAt(repository, *both, path, texts.base)) return {};
  }
  SideVersions found =
      Read(repository, {merge.ours, path}, {merge.theirs, path}, texts);
  if (merge.kind == MergeInProgress::kMerge) return found;
  std::vector<FileVersion>& theirs = found.histories.theirs;
  if (theirs.empty()) return {};
  theirs.erase(theirs.begin(), theirs.end() - 1);
  return found;
}

}  // namespace patchgraph
