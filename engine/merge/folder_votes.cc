#include "engine/merge/folder_votes.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// Stands for "not known yet"; no folder's name.
constexpr absl::string_view kUndecided = "/";

}  // namespace

void FolderVotes::AddRename(absl::string_view from, absl::string_view to) {
  bool file_itself = true;
  for (;;) {
    const absl::string_view old_part = BaseName(from);
    const absl::string_view new_part = BaseName(to);
    from = ParentDirectory(from);
    to = ParentDirectory(to);
    const std::string old_folder(from);
    if (!renames_->removed_folders.contains(old_folder)) return;
    if (!file_itself && old_part != new_part) return;
    const FolderRelevance relevance = renames_->RelevanceOf(old_folder);
    // The file's own folder always counts: it helps to guess at other files.
    if (relevance == FolderRelevance::kForItself || file_itself) {
      ++renames_->folder_votes[old_folder][to];
    }
    if (relevance == FolderRelevance::kNone) return;
    if (from.empty() || to.empty()) return;
    file_itself = false;
  }
}

void FolderVotes::AddUndecided(absl::string_view path) {
  for (absl::string_view folder = ParentDirectory(path); !folder.empty();
       folder = ParentDirectory(folder)) {
    const std::string name(folder);
    if (renames_->RelevanceOf(name) == FolderRelevance::kNone) return;
    ++renames_->folder_votes[name][kUndecided];
  }
}

void FolderVotes::FixGuesses() {
  for (const auto& [folder, votes] : renames_->folder_votes) {
    int most = 0;
    std::string favourite;
    votes.ForEach([&most, &favourite](const std::string& target, int count) {
      if (count <= most) return;
      most = count;
      favourite = target;
    });
    guesses_.insert_or_assign(folder, std::move(favourite));
  }
}

absl::optional<std::string> FolderVotes::Guess(absl::string_view path) const {
  const auto guess = guesses_.find(ParentDirectory(path));
  // git does not guess at files of a folder that was merged into the root.
  if (guess == guesses_.end() || guess->second.empty()) return absl::nullopt;
  return absl::StrCat(guess->second, "/", BaseName(path));
}

bool FolderVotes::IsDecided(const GitOrderMap<int>& votes) {
  int first = 0;
  int second = 0;
  int undecided = 0;
  votes.ForEach([&](const std::string& target, int count) {
    if (target == kUndecided) {
      undecided = count;
    } else if (count >= first) {
      second = std::exchange(first, count);
    } else {
      second = std::max(second, count);
    }
  });
  return first > second + undecided;
}

void FolderVotes::Finish() {
  auto& all = renames_->folder_votes;
  for (auto entry = all.begin(); entry != all.end();) {
    if (renames_->RelevanceOf(entry->first) == FolderRelevance::kNone) {
      all.erase(entry++);
      continue;
    }
    if (entry->second.Find(kUndecided) != nullptr) {
      entry->second[kUndecided] = 0;
    }
    ++entry;
  }
}

}  // namespace patchgraph
