#include "engine/merge/merge_run.h"

#include <utility>

namespace patchgraph {
namespace {

bool MayHaveRenames(const SideRenames& renames) {
  return !renames.pairs.empty() && !renames.relevant_sources.empty();
}

// What the first round found out of a side, for the second.
void Remember(SideRenames* renames) {
  SideRenames::Cache& cache = renames->cache;
  for (const FilePair& pair : renames->pairs) {
    const auto relevance = renames->relevant_sources.find(pair.from);
    if (relevance == renames->relevant_sources.end()) continue;
    if (relevance->second == SourceRelevance::kNoMore) {
      cache.irrelevant.insert(pair.from);
    } else if (pair.status == FilePair::Status::kDeleted) {
      cache.targets[pair.from] = absl::nullopt;
    } else if (pair.status == FilePair::Status::kRenamed) {
      cache.targets[pair.from] = pair.to;
      cache.target_names.insert(pair.to);
    }
  }
}

}  // namespace

MergeRun::MergeRun(const Tree& base, const Tree& ours, const Tree& theirs,
                   const RenameOptions& renames, MergeMemory* memory, int depth)
    : options_(renames),
      depth_(depth),
      views_(&memory->listings),
      fingerprints_(&memory->fingerprints) {
  side_views_[Side::kBase] = views_.Of(base);
  side_views_[Side::kOurs] = views_.Of(ours);
  side_views_[Side::kTheirs] = views_.Of(theirs);
  state_ = NewState();
}

std::unique_ptr<MergeState> MergeRun::NewState() {
  auto state = std::make_unique<MergeState>();
  state->views = side_views_;
  return state;
}

absl::Status MergeRun::FindRenames() {
  absl::Status walked = Walk(/*second_round=*/false);
  if (!walked.ok()) return walked;
  auto detected = DetectRenames();
  if (!detected.ok()) return detected.status();
  if (*detected && state_->worth_a_second_round && !rename_limit_met_) {
    StartSecondRound();
    walked = Walk(/*second_round=*/true);
    if (!walked.ok()) return walked;
    detected = DetectRenames();
    if (!detected.ok()) return detected.status();
    AddCachedPairs();
  }
  FolderRenames folders(state_.get(), &messages_);
  if (depth_ == 0) folders.Decide();
  renames_ = folders.Apply();
  moved_files_ = folders.moved_files();
  clean_ = folders.clean();
  return absl::OkStatus();
}

absl::Status MergeRun::Walk(bool second_round) {
  return MergeWalk(state_.get(), second_round).Run();
}

// Whether anything was looked for.
absl::StatusOr<bool> MergeRun::DetectRenames() {
  bool looked = false;
  for (const Side side : kChangingSides) {
    SideRenames& renames = state_->renames[side];
    renames.cache.targets.ForEach(
        [&renames](const std::string& path, const auto&) {
          renames.relevant_sources.erase(path);
        });
    for (const std::string& path : renames.cache.irrelevant) {
      renames.relevant_sources.erase(path);
    }
    if (!MayHaveRenames(renames)) continue;
    renames.folder_votes.clear();
    auto within_limit = RenameFinder(options_, &renames, fingerprints_).Run();
    if (!within_limit.ok()) return within_limit.status();
    if (!*within_limit) rename_limit_met_ = true;
    looked = true;
  }
  return looked;
}

// git walks the trees once more, and enters only the folders that the renames
// lead to. That saves it time; here it is done because what is not entered does
// not take part in folder renames either.
void MergeRun::StartSecondRound() {
  std::unique_ptr<MergeState> first = std::exchange(state_, NewState());
  for (const Side side : kChangingSides) {
    SideRenames& known = first->renames[side];
    Remember(&known);
    state_->renames[side].cache = std::move(known.cache);
    state_->renames[side].folder_votes = std::move(known.folder_votes);
  }
}

void MergeRun::AddCachedPairs() {
  for (const Side side : kChangingSides) {
    SideRenames& renames = state_->renames[side];
    renames.cache.targets.ForEach(
        [&renames](const std::string& from,
                   const absl::optional<std::string>& to) {
          FilePair pair;
          pair.status = to.has_value() ? FilePair::Status::kRenamed
                                       : FilePair::Status::kDeleted;
          pair.from = from;
          pair.to = to.value_or(from);
          renames.pairs.push_back(std::move(pair));
        });
  }
}

}  // namespace patchgraph
