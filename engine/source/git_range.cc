#include "engine/source/git_range.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/git/git_tree_diff.h"
#include "engine/model/repo_path.h"
#include "engine/source/left_out_note.h"

namespace patchgraph {
namespace {

FileChange ChangeOf(ChangedFile&& file) {
  FileChange change;
  change.old_path = file.path;
  change.new_path = std::move(file.path);
  if (file.before.has_value()) change.old_mode = file.before->mode;
  if (file.after.has_value()) change.new_mode = file.after->mode;
  change.kind = !file.before.has_value()  ? FileChange::Kind::kAdd
                : !file.after.has_value() ? FileChange::Kind::kDelete
                                          : FileChange::Kind::kModify;
  change.original = std::move(file.before);
  change.replacement = std::move(file.after);
  return change;
}

// Empty files are all alike, so that they are is no sign of a rename; links
// and submodules are told apart from files.
bool CanBeRenamed(const FileState& file) {
  static const ObjectId kEmpty = HashBlob("");
  return file.blob.id() != kEmpty;
}

std::pair<ObjectId, bool> ContentOf(const FileState& file) {
  return {file.blob.id(), IsPlainFile(file.mode)};
}

// Where a file went away and one with the same bytes came, the addition
// becomes a rename and the deletion is dropped. Of several that fit, the one
// with the same name in another folder is taken, or else the first by path.
void MarkRenames(std::vector<FileChange>& changes) {
  std::multimap<std::pair<ObjectId, bool>, FileChange*> deleted;
  for (FileChange& change : changes) {
    if (change.kind == FileChange::Kind::kDelete &&
        CanBeRenamed(*change.original)) {
      deleted.emplace(ContentOf(*change.original), &change);
    }
  }
  if (deleted.empty()) return;
  for (FileChange& change : changes) {
    if (change.kind != FileChange::Kind::kAdd) continue;
    const auto [first, last] =
        deleted.equal_range(ContentOf(*change.replacement));
    if (first == last) continue;
    auto chosen = first;
    for (auto it = first; it != last; ++it) {
      if (BaseName(it->second->old_path) == BaseName(change.new_path)) {
        chosen = it;
        break;
      }
    }
    FileChange& source = *chosen->second;
    change.kind = FileChange::Kind::kRename;
    change.old_path = std::move(source.old_path);
    change.old_mode = source.old_mode;
    change.original = std::move(source.original);
    source.new_path.clear();
    deleted.erase(chosen);
  }
  changes.erase(std::remove_if(changes.begin(), changes.end(),
                               [](const FileChange& change) {
                                 return change.new_path.empty();
                               }),
                changes.end());
}

absl::StatusOr<Patch> PatchOf(const GitRepository& repository,
                              const GitCommit& commit,
                              const ObjectId& parent_tree) {
  auto files = DiffGitTrees(repository.objects(), parent_tree, commit.tree);
  if (!files.ok()) return files.status();
  Patch patch;
  patch.name = ShortId(commit.id);
  patch.source = commit.id.Hex();
  patch.author = commit.author;
  patch.date = commit.author_date;
  patch.subject = commit.subject;
  patch.preamble = commit.message;
  patch.files.reserve(files->size());
  for (ChangedFile& file : *files) {
    absl::Status status = CheckRepoPath(file.path);
    if (!status.ok()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "commit ", patch.name, " (", patch.subject, "): ", status.message()));
    }
    patch.files.push_back(ChangeOf(std::move(file)));
  }
  MarkRenames(patch.files);
  return patch;
}

// The tree that a commit's change is seen against.
absl::StatusOr<ObjectId> ParentTree(const GitRepository& repository,
                                    const GitCommit& commit) {
  if (commit.parents.empty()) return ObjectId();
  auto parent = repository.ReadCommit(commit.parents.front());
  if (!parent.ok()) return parent.status();
  return parent->tree;
}

absl::Status RefuseMerge(const GitCommit& merge, int merges,
                         absl::string_view range) {
  return absl::InvalidArgumentError(absl::StrCat(
      "range ", range, " holds ", merges, merges == 1 ? " merge" : " merges",
      "; the first is ", ShortId(merge.id), " (", merge.subject,
      "). A merge is no patch; --linear takes merges apart: a patch for every ",
      "other commit, and what a merge itself changed is left out"));
}

}  // namespace

absl::StatusOr<Patch> ReadCommitPatch(const GitRepository& repository,
                                      const GitCommit& commit) {
  const auto tree = ParentTree(repository, commit);
  if (!tree.ok()) return tree.status();
  return PatchOf(repository, commit, *tree);
}

absl::StatusOr<GitRange> ParseGitRange(absl::string_view text) {
  const size_t dots = text.find("..");
  if (dots == absl::string_view::npos) {
    return absl::InvalidArgumentError(absl::StrCat(
        "\"", text, "\" is no range of commits; that would be A..B"));
  }
  GitRange range{std::string(text.substr(0, dots)),
                 std::string(text.substr(dots + 2))};
  if (absl::StartsWith(range.to, ".")) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", text, "\" has three dots; a series is A..B"));
  }
  if (range.from.empty() && range.to.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("range \"", text, "\" has no ends"));
  }
  if (range.from.empty()) range.from = "HEAD";
  if (range.to.empty()) range.to = "HEAD";
  return range;
}

absl::StatusOr<GitRangeSeries> ReadGitRange(const GitRepository& repository,
                                            const GitRange& range,
                                            const GitRangeOptions& options) {
  const std::string name = absl::StrCat(range.from, "..", range.to);
  auto from = repository.ResolveCommit(range.from);
  if (!from.ok()) return from.status();
  auto to = repository.ResolveCommit(range.to);
  if (!to.ok()) return to.status();
  auto commits = repository.CommitsBetween(from->id, to->id);
  if (!commits.ok()) return commits.status();
  if (commits->empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "range ", name, " is empty: ", range.from, " has all of ", range.to));
  }

  GitRangeSeries result;
  result.series.name = name;
  std::vector<const GitCommit*> merges;
  for (const GitCommit& commit : *commits) {
    if (commit.parents.size() > 1) merges.push_back(&commit);
  }
  if (!merges.empty() && !options.linear) {
    return RefuseMerge(*merges.front(), static_cast<int>(merges.size()), name);
  }
  if (!merges.empty()) {
    std::vector<std::string> left_out;
    left_out.reserve(merges.size());
    for (const GitCommit* merge : merges) {
      left_out.push_back(
          absl::StrCat(ShortId(merge->id), " (", merge->subject, ")"));
    }
    result.series.notes.push_back(
        LeftOutNote(absl::StrCat("range ", name), "merge", "merges", left_out));
  }

  auto base_id = repository.MergeBase(from->id, to->id);
  if (!base_id.ok()) return base_id.status();
  const bool starts_at_base = *base_id == from->id;
  auto base =
      starts_at_base ? std::move(from) : repository.ReadCommit(*base_id);
  if (!base.ok()) return base.status();
  const std::string base_name = starts_at_base ? range.from : ShortId(*base_id);
  result.base = std::make_shared<const GitTree>(base_name, repository.objects(),
                                                base->tree, *base);

  for (const GitCommit& commit : *commits) {
    if (commit.parents.size() > 1) continue;
    auto parent_tree = ParentTree(repository, commit);
    if (!parent_tree.ok()) return parent_tree.status();
    auto patch = PatchOf(repository, commit, *parent_tree);
    if (!patch.ok()) return patch.status();
    result.series.patches.push_back(*std::move(patch));
  }
  return result;
}

}  // namespace patchgraph
