#include "engine/source/strip_level_finder.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/repo_path.h"
#include "engine/source/diff_reader_cursor.h"
#include "engine/source/diff_reader_names.h"
#include "engine/source/quoted_path.h"
#include "engine/source/strip_level.h"

namespace patchgraph {
namespace {

using Kind = FileChange::Kind;

// Deeper prefixes are not looked for; they can be asked for.
constexpr int kDeepestLevel = 8;

enum class Prefixes { kUnknown, kGit, kNone };

bool Moves(const FileChange& file) {
  return file.kind == Kind::kRename || file.kind == Kind::kCopy;
}

// Git names a file twice: with prefixes that differ, or without any.
Prefixes PrefixesOf(const FileChange& file) {
  constexpr absl::string_view kGit = "diff --git ";
  const absl::string_view header = file.header;
  const size_t line = header.rfind(kGit);
  if (line == absl::string_view::npos) return Prefixes::kUnknown;
  if (Moves(file)) {
    // "rename from" and "copy from" have no prefix ever.
    return absl::StrContains(
               header, absl::StrCat(" from ", QuotePathIfNeeded(file.old_path)))
               ? Prefixes::kNone
               : Prefixes::kGit;
  }
  const absl::string_view text = header.substr(line + kGit.size());
  const auto names =
      SplitNamesOfOneFile(TrimLineEnd(text.substr(0, text.find('\n'))), " ");
  if (!names.has_value()) return Prefixes::kUnknown;
  return names->old_name == names->new_name ? Prefixes::kNone : Prefixes::kGit;
}

// Those of the first file that tells.
Prefixes PrefixesOf(const Patch& patch) {
  for (const FileChange& file : patch.files) {
    const Prefixes prefixes = PrefixesOf(file);
    if (prefixes != Prefixes::kUnknown) return prefixes;
  }
  return Prefixes::kUnknown;
}

bool IsPossible(const Patch& patch, int level) {
  for (const FileChange& file : patch.files) {
    if (!StripName(file.old_path, level).has_value() &&
        !StripName(file.new_path, level).has_value()) {
      return false;
    }
  }
  return true;
}

// The path that `level` leaves of a name; nullopt if that is no evidence. Below
// a deep prefix a last component by itself ("Makefile") fits by accident.
absl::optional<absl::string_view> Evidence(absl::string_view name, int level) {
  const auto path = StripName(name, level);
  if (!path.has_value() || !CheckRepoPath(*path).ok()) return absl::nullopt;
  if (level > 1 && !absl::StrContains(*path, '/')) return absl::nullopt;
  return path;
}

}  // namespace

absl::StatusOr<bool> StripLevelFinder::HasFile(absl::string_view name,
                                               int level) const {
  const auto path = Evidence(name, level);
  if (!path.has_value()) return false;
  if (added_.find(std::string(*path)) != added_.end()) return true;
  auto file = FindFile(*base_, *path);
  if (!file.ok()) return file.status();
  return file->has_value();
}

absl::StatusOr<bool> StripLevelFinder::HasFolderOf(absl::string_view name,
                                                   int level) const {
  const auto path = Evidence(name, level);
  // The root is always there.
  if (!path.has_value() || ParentDirectory(*path).empty()) return false;
  const absl::string_view folder = ParentDirectory(*path);
  auto node = base_->Find(folder);
  if (!node.ok()) return node.status();
  return node->has_value() && (*node)->is_directory;
}

absl::StatusOr<StripLevelFinder::Score> StripLevelFinder::ScoreOf(
    const Patch& patch, int level) const {
  Score score;
  score.possible = IsPossible(patch, level);
  if (!score.possible) return score;
  for (const FileChange& file : patch.files) {
    if (file.kind == Kind::kAdd) {
      auto has_folder = HasFolderOf(file.new_path, level);
      if (!has_folder.ok()) return has_folder.status();
      score.folders += *has_folder ? 1 : 0;
      continue;
    }
    auto has_file = HasFile(file.old_path, level);
    // "foo.c.orig" against "foo.c": either name will do.
    if (has_file.ok() && !*has_file && !Moves(file)) {
      has_file = HasFile(file.new_path, level);
    }
    if (!has_file.ok()) return has_file.status();
    score.files += *has_file ? 1 : 0;
  }
  return score;
}

absl::StatusOr<int> StripLevelFinder::Find(const Patch& patch) const {
  const Prefixes prefixes = PrefixesOf(patch);
  if (prefixes == Prefixes::kGit) return 1;
  std::vector<int> levels = {1, 0};
  if (prefixes == Prefixes::kNone) levels = {0, 1};
  const int by_names = IsPossible(patch, levels[0]) ? levels[0] : 0;
  if (base_ == nullptr) return by_names;
  for (int level = 2; level <= kDeepestLevel; ++level) levels.push_back(level);
  absl::optional<int> best_level;
  Score best;
  for (const int level : levels) {
    auto score = ScoreOf(patch, level);
    if (!score.ok()) return score.status();
    if (!score->possible || score->files < best.files) continue;
    if (score->files > best.files || score->folders > best.folders) {
      best = *score;
      best_level = level;
    }
  }
  if (best_level.has_value()) return *best_level;
  if (prefixes == Prefixes::kUnknown && last_level_.has_value() &&
      IsPossible(patch, *last_level_)) {
    return *last_level_;
  }
  return by_names;
}

absl::Status StripLevelFinder::Settle(absl::optional<int> level, Patch* patch) {
  if (!level.has_value()) {
    auto found = Find(*patch);
    if (!found.ok()) return found.status();
    level = *found;
  }
  absl::Status status = StripPaths(*level, base_, patch);
  if (!status.ok()) return status;
  for (const FileChange& file : patch->files) {
    if (file.kind != Kind::kModify && file.kind != Kind::kDelete) {
      added_.insert(file.new_path);
    }
  }
  if (!patch->files.empty()) last_level_ = level;
  return absl::OkStatus();
}

}  // namespace patchgraph
