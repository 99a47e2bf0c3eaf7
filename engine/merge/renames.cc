#include "engine/merge/renames.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// git looks at so many sources of equal content before it takes the best.
constexpr int kExactSourcesTried = 100;

bool SameName(absl::string_view a, absl::string_view b) {
  return BaseName(a) == BaseName(b);
}

const ObjectId& EmptyBlobId() {
  static const ObjectId* const kId = new ObjectId(HashBlob(""));
  return *kId;
}

}  // namespace

absl::StatusOr<bool> RenameFinder::Run() {
  CollectCandidates();
  if (targets_.empty() || sources_.empty()) return true;
  FindExact();
  DropUsedSources();

  for (const Target& target : targets_) {
    if (target.source == kNone) continue;
    votes_.AddRename(renames_->pairs[target.source].from,
                     AdditionOf(target).to);
  }
  renames_->cache.targets.ForEach(
      [this](const std::string& from, const absl::optional<std::string>& to) {
        if (to.has_value()) votes_.AddRename(from, *to);
      });
  votes_.FixGuesses();

  absl::Status by_name = FindByName();
  if (!by_name.ok()) return by_name;
  DropUsedSources();
  DropIrrelevantSources();
  DropSourcesOfKnownFolders();

  const int64_t targets_left =
      static_cast<int64_t>(targets_.size()) - renames_found_;
  const int64_t sources_left = static_cast<int64_t>(sources_.size());
  const bool within_limit =
      targets_left * sources_left <=
      static_cast<int64_t>(options_.limit) * options_.limit;
  if (targets_left > 0 && sources_left > 0 && within_limit) {
    absl::Status by_content = FindByContent(static_cast<int>(targets_left));
    if (!by_content.ok()) return by_content;
  }
  votes_.Finish();
  WriteBack();
  return within_limit;
}

// Empty files are never renames.
void RenameFinder::CollectCandidates() {
  for (int i = 0; i < static_cast<int>(renames_->pairs.size()); ++i) {
    const FilePair& pair = renames_->pairs[i];
    if (pair.status == FilePair::Status::kAdded) {
      if (pair.after.id() != EmptyBlobId()) targets_.push_back({i});
    } else if (pair.before.id() != EmptyBlobId()) {
      sources_.push_back({i});
    }
  }
}

void RenameFinder::Pair(int source, int target) {
  sources_[source].used = true;
  targets_[target].source = sources_[source].pair;
  ++renames_found_;
}

void RenameFinder::FindExact() {
  absl::flat_hash_map<ObjectId, std::vector<int>> by_id;
  for (int i = 0; i < static_cast<int>(sources_.size()); ++i) {
    by_id[DeletionOf(sources_[i]).before.id()].push_back(i);
  }
  for (int i = 0; i < static_cast<int>(targets_.size()); ++i) {
    const FilePair& added = AdditionOf(targets_[i]);
    const auto same = by_id.find(added.after.id());
    if (same == by_id.end()) continue;
    const int source = BestExactSource(same->second, added);
    if (source != kNone) Pair(source, i);
  }
}

// The first that has the name; without one, the first.
int RenameFinder::BestExactSource(const std::vector<int>& sources,
                                  const FilePair& added) {
  int best = kNone;
  int tries = kExactSourcesTried;
  for (const int index : sources) {
    const FilePair& deleted = DeletionOf(sources_[index]);
    if (sources_[index].used) continue;
    if ((!deleted.before.IsPlainFile() || !added.after.IsPlainFile()) &&
        deleted.before.mode != added.after.mode) {
      continue;
    }
    if (SameName(deleted.from, added.to)) return index;
    if (best == kNone) best = index;
    if (--tries == 0) break;
  }
  return best;
}

absl::Status RenameFinder::FindByName() {
  // Half way from "similar enough" to "equal".
  const int minimum =
      options_.similarity + (kMaxSimilarity - options_.similarity) / 2;
  // The index of the only file of a name, or kNone for several.
  absl::flat_hash_map<std::string, int> sources_by_name;
  absl::flat_hash_map<std::string, int> targets_by_name;
  absl::flat_hash_map<std::string, int> targets_by_path;
  const auto note = [](absl::string_view path, int index,
                       absl::flat_hash_map<std::string, int>* names) {
    const auto added = names->emplace(std::string(BaseName(path)), index);
    if (!added.second) added.first->second = kNone;
  };
  for (int i = 0; i < static_cast<int>(sources_.size()); ++i) {
    note(DeletionOf(sources_[i]).from, i, &sources_by_name);
  }
  for (int i = 0; i < static_cast<int>(targets_.size()); ++i) {
    if (targets_[i].source != kNone) continue;
    note(AdditionOf(targets_[i]).to, i, &targets_by_name);
    targets_by_path[AdditionOf(targets_[i]).to] = i;
  }

  for (int i = 0; i < static_cast<int>(sources_.size()); ++i) {
    if (!IsRelevant(sources_[i])) continue;
    const std::string& from = DeletionOf(sources_[i]).from;
    const std::string name(BaseName(from));
    const auto same_name = targets_by_name.find(name);
    if (same_name == targets_by_name.end()) continue;
    int target = same_name->second;
    if (target == kNone || sources_by_name[name] == kNone) {
      const absl::optional<std::string> guess = votes_.Guess(from);
      if (!guess.has_value()) continue;
      const auto guessed = targets_by_path.find(*guess);
      if (guessed == targets_by_path.end()) continue;
      target = guessed->second;
    }
    if (targets_[target].source != kNone) continue;
    const auto score =
        prints_->Compare(DeletionOf(sources_[i]).before,
                         AdditionOf(targets_[target]).after, minimum);
    if (!score.ok()) return score.status();
    if (*score < minimum) continue;
    Pair(i, target);
    votes_.AddRename(from, AdditionOf(targets_[target]).to);
  }
  return absl::OkStatus();
}

void RenameFinder::DropUsedSources() {
  sources_.erase(std::remove_if(sources_.begin(), sources_.end(),
                                [](const Source& s) { return s.used; }),
                 sources_.end());
}

void RenameFinder::DropIrrelevantSources() {
  sources_.erase(
      std::remove_if(sources_.begin(), sources_.end(),
                     [this](const Source& s) { return !IsRelevant(s); }),
      sources_.end());
}

// A file that matters for its folder alone need not be looked for once the
// folder's majority stands.
void RenameFinder::DropSourcesOfKnownFolders() {
  for (const Source& source : sources_) {
    votes_.AddUndecided(DeletionOf(source).from);
  }
  for (const auto& [folder, votes] : renames_->folder_votes) {
    const auto removed = renames_->removed_folders.find(folder);
    if (removed != renames_->removed_folders.end() &&
        removed->second == FolderRelevance::kForItself &&
        FolderVotes::IsDecided(votes)) {
      removed->second = FolderRelevance::kForParent;
    }
  }
  const auto may_drop = [this](const Source& source) {
    SourceRelevance& relevance =
        renames_->relevant_sources[DeletionOf(source).from];
    if (relevance != SourceRelevance::kLocation ||
        !MayDropLocation(DeletionOf(source).from)) {
      return false;
    }
    relevance = SourceRelevance::kNoMore;
    return true;
  };
  sources_.erase(std::remove_if(sources_.begin(), sources_.end(), may_drop),
                 sources_.end());
}

bool RenameFinder::MayDropLocation(const std::string& path) const {
  for (absl::string_view folder = ParentDirectory(path);;
       folder = ParentDirectory(folder)) {
    switch (renames_->RelevanceOf(std::string(folder))) {
      case FolderRelevance::kNone:
        return true;
      case FolderRelevance::kForItself:
        return false;
      case FolderRelevance::kForParent:
        if (folder.empty()) return true;
    }
  }
}

bool RenameFinder::IsBetter(const Candidate& a, const Candidate& b) {
  if (a.target == kNone || b.target == kNone) return b.target < a.target;
  if (a.score != b.score) return a.score > b.score;
  return a.same_name && !b.same_name;
}

// Takes the place of the worst one kept. Where that is among equals decides
// later which of them is taken, so even candidates without hope are kept.
void RenameFinder::KeepIfBetter(const Candidate& candidate, Candidate* kept) {
  int worst = 0;
  for (int i = 1; i < kCandidatesPerTarget; ++i) {
    if (IsBetter(kept[worst], kept[i])) worst = i;
  }
  if (IsBetter(candidate, kept[worst])) kept[worst] = candidate;
}

absl::Status RenameFinder::FindByContent(int targets_left) {
  std::vector<Candidate> candidates(static_cast<size_t>(targets_left) *
                                    kCandidatesPerTarget);
  Candidate* kept = candidates.data();
  for (int t = 0; t < static_cast<int>(targets_.size()); ++t) {
    if (targets_[t].source != kNone) continue;
    const FilePair& added = AdditionOf(targets_[t]);
    for (int s = 0; s < static_cast<int>(sources_.size()); ++s) {
      const FilePair& deleted = DeletionOf(sources_[s]);
      const auto score =
          prints_->Compare(deleted.before, added.after, options_.similarity);
      if (!score.ok()) return score.status();
      KeepIfBetter({s, t, *score, SameName(deleted.from, added.to)}, kept);
    }
    kept += kCandidatesPerTarget;
  }
  std::stable_sort(candidates.begin(), candidates.end(), IsBetter);
  for (const Candidate& candidate : candidates) {
    if (candidate.target == kNone || candidate.score < options_.similarity) {
      break;
    }
    if (targets_[candidate.target].source != kNone ||
        sources_[candidate.source].used) {
      continue;
    }
    Pair(candidate.source, candidate.target);
    votes_.AddRename(DeletionOf(sources_[candidate.source]).from,
                     AdditionOf(targets_[candidate.target]).to);
  }
  return absl::OkStatus();
}

// Each rename stands where its added file stood.
void RenameFinder::WriteBack() {
  std::vector<bool> is_used(renames_->pairs.size(), false);
  for (const Target& target : targets_) {
    if (target.source == kNone) continue;
    const FilePair& deleted = renames_->pairs[target.source];
    FilePair& added = renames_->pairs[target.pair];
    added.status = FilePair::Status::kRenamed;
    added.from = deleted.from;
    added.before = deleted.before;
    is_used[target.source] = true;
  }
  std::vector<FilePair> pairs;
  pairs.reserve(renames_->pairs.size());
  for (size_t i = 0; i < is_used.size(); ++i) {
    if (!is_used[i]) pairs.push_back(std::move(renames_->pairs[i]));
  }
  renames_->pairs = std::move(pairs);
}

}  // namespace patchgraph
