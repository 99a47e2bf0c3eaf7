#include "engine/forks/find_forks.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/types/optional.h"
#include "engine/forks/content_originals.h"
#include "engine/forks/fork_names.h"
#include "engine/forks/line_index.h"
#include "engine/graph/kbuild_names.h"
#include "engine/text/similarity.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// Of a mark that is taken for the stack's own: see the header.
constexpr int kFewestOfMark = 2;
constexpr int kMarkShare = 5;
constexpr int kPercentOfAll = 100;

// An added file and an original that is there.
struct NamedPair {
  std::size_t added = 0;
  NamedOriginal original;
  FileState file;
  int shared = 0;
};

class ForkSearch {
 public:
  ForkSearch(const std::vector<AddedFile>& added, const Tree& base)
      : added_(added), base_(base), forks_(added.size()) {}

  absl::StatusOr<std::vector<Fork>> Run() {
    absl::Status status = IndexAdded();
    if (status.ok()) status = FindByName();
    if (status.ok()) status = FindByContent();
    if (!status.ok()) return status;
    std::vector<Fork> found;
    for (std::size_t i = 0; i < forks_.size(); ++i) {
      if (!forks_[i].has_value()) continue;
      status = Describe(i, &*forks_[i]);
      if (!status.ok()) return status;
      found.push_back(*std::move(forks_[i]));
    }
    return found;
  }

 private:
  // A list of values says what a kernel is configured to, and any two are much
  // alike; a binary file has no lines.
  absl::Status IndexAdded() {
    for (const AddedFile& file : added_) {
      const auto bytes = file.file.blob.Read();
      if (!bytes.ok()) return bytes.status();
      const bool has_lines = !IsDefconfig(file.path) && !IsBinary(**bytes);
      index_.Add(has_lines ? absl::string_view(**bytes) : absl::string_view());
    }
    return absl::OkStatus();
  }

  int LinesOf(std::size_t added) const {
    return static_cast<int>(index_.LinesOf(static_cast<int>(added)).size());
  }

  absl::Status FindByName() {
    std::map<std::pair<ForkEvidence, std::string>, std::vector<NamedPair>>
        by_mark;
    for (std::size_t i = 0; i < added_.size(); ++i) {
      for (NamedOriginal& original : OriginalsNamedBy(added_[i].path)) {
        NamedPair pair;
        pair.added = i;
        pair.original = std::move(original);
        const auto there = ReadOriginal(&pair);
        if (!there.ok()) return there.status();
        if (!*there) continue;
        by_mark[{pair.original.how, pair.original.mark}].push_back(
            std::move(pair));
      }
    }
    for (auto& [mark, pairs] : by_mark) {
      if (!IsMark(pairs)) continue;
      for (NamedPair& pair : pairs) TakeNamed(std::move(pair));
    }
    return absl::OkStatus();
  }

  // False if there is no such file in the base.
  absl::StatusOr<bool> ReadOriginal(NamedPair* pair) const {
    const auto file = FindFile(base_, pair->original.path);
    if (!file.ok()) return file.status();
    if (!file->has_value() || !IsPlainFile((*file)->mode)) return false;
    const auto bytes = (*file)->blob.Read();
    if (!bytes.ok()) return bytes.status();
    pair->file = **file;
    pair->shared = SharedCount(index_.LinesIn(**bytes),
                               index_.LinesOf(static_cast<int>(pair->added)));
    return true;
  }

  bool IsMark(const std::vector<NamedPair>& pairs) const {
    const auto alike = std::count_if(
        pairs.begin(), pairs.end(), [this](const NamedPair& pair) {
          return pair.shared > 0 &&
                 pair.shared * kMarkShare >= LinesOf(pair.added);
        });
    return pairs.size() >= kFewestOfMark &&
           static_cast<std::size_t>(alike) * 2 >= pairs.size();
  }

  // Of two marks, the one whose original has more of it.
  void TakeNamed(NamedPair pair) {
    absl::optional<Fork>& fork = forks_[pair.added];
    if (fork.has_value() && fork->shared_lines >= pair.shared) return;
    fork.emplace();
    fork->original = std::move(pair.original.path);
    fork->original_file = pair.file;
    fork->how = pair.original.how;
    fork->mark = std::move(pair.original.mark);
    fork->shared_lines = pair.shared;
  }

  absl::Status FindByContent() {
    std::vector<ContentQuestion> questions;
    for (std::size_t i = 0; i < added_.size(); ++i) {
      if (forks_[i].has_value() || LinesOf(i) == 0) continue;
      questions.push_back({static_cast<int>(i), added_[i].path});
    }
    const auto originals = FindContentOriginals(questions, index_, base_);
    if (!originals.ok()) return originals.status();
    for (const ContentOriginal& original : *originals) {
      Fork fork;
      fork.original = original.path;
      fork.original_file = original.file;
      fork.shared_lines = original.shared;
      const std::string& path = added_[original.indexed].path;
      fork.how = BaseNameOf(path) == BaseNameOf(original.path) &&
                         AreInSiblingFolders(path, original.path)
                     ? ForkEvidence::kFolder
                     : ForkEvidence::kContent;
      absl::optional<Fork>& best = forks_[original.indexed];
      if (best.has_value()) {
        const auto better = IsMoreAlike(original.indexed, fork, *best);
        if (!better.ok()) return better.status();
        if (!*better) continue;
      }
      best = std::move(fork);
    }
    return absl::OkStatus();
  }

  static absl::string_view BaseNameOf(absl::string_view path) {
    return path.substr(path.rfind('/') + 1);
  }

  absl::StatusOr<int> SimilarityTo(std::size_t added,
                                   const FileState& file) const {
    const auto ours = added_[added].file.blob.Read();
    if (!ours.ok()) return ours.status();
    const auto theirs = file.blob.Read();
    if (!theirs.ok()) return theirs.status();
    if (added_[added].file.blob == file.blob) return kMaxSimilarity;
    return Similarity(Fingerprint(**ours), Fingerprint(**theirs));
  }

  absl::StatusOr<bool> IsMoreAlike(std::size_t added, const Fork& fork,
                                   const Fork& than) const {
    const auto here = SimilarityTo(added, fork.original_file);
    if (!here.ok()) return here;
    const auto there = SimilarityTo(added, than.original_file);
    if (!there.ok()) return there;
    if (*here != *there) return *here > *there;
    return fork.how < than.how;
  }

  absl::Status Describe(std::size_t added, Fork* fork) const {
    fork->added = added_[added];
    fork->lines = LinesOf(added);
    const auto similarity = SimilarityTo(added, fork->original_file);
    if (!similarity.ok()) return similarity.status();
    fork->similarity = *similarity * kPercentOfAll / kMaxSimilarity;
    return absl::OkStatus();
  }

  const std::vector<AddedFile>& added_;
  const Tree& base_;
  LineIndex index_;
  std::vector<absl::optional<Fork>> forks_;  // one for each added file
};

}  // namespace

std::vector<AddedFile> AddedFilesOf(absl::Span<const PatchStep> steps) {
  // Files that are in the base are here too, without a patch that adds them.
  struct Known {
    bool of_base = false;
    absl::optional<FileState> file;
    std::string patch;
  };
  std::map<std::string, Known> known;
  for (const PatchStep& step : steps) {
    for (const FileStep& file : step.files) {
      if (!file.Changes()) continue;
      const auto old = known.find(file.old_path);
      Known now;
      if (old != known.end()) {
        now = old->second;
      } else {
        now.of_base = file.before.has_value();
      }
      const bool was_gone = !now.of_base && !now.file.has_value();
      if (was_gone) now.patch = step.name;
      now.file = file.after;
      if (file.old_path != file.new_path &&
          file.kind == FileChange::Kind::kRename) {
        known[file.old_path].file = absl::nullopt;
        known[file.old_path].of_base = now.of_base;
      }
      if (file.kind == FileChange::Kind::kCopy) {
        now.of_base = false;
        now.patch = step.name;
      }
      known[file.new_path] = std::move(now);
    }
  }
  std::vector<AddedFile> added;
  for (auto& [path, state] : known) {
    if (state.of_base || !state.file.has_value() ||
        !IsPlainFile(state.file->mode)) {
      continue;
    }
    added.push_back({path, *state.file, state.patch});
  }
  return added;
}

absl::StatusOr<std::vector<Fork>> FindForksOf(
    const std::vector<AddedFile>& added, const Tree& base) {
  return ForkSearch(added, base).Run();
}

}  // namespace patchgraph
