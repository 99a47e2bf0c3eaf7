#include "engine/forecast/stack_history.h"

#include <utility>

#include "engine/forecast/followed_files.h"
#include "engine/git/git_tree.h"
#include "engine/model/in_parallel.h"

namespace patchgraph {
namespace {

// The newest release that is no younger than the base; -1 where nothing is
// known of its age.
int PositionOf(const Tree& base, const Timeline& timeline) {
  const auto commit = CommitOf(base);
  if (!commit.has_value()) return -1;
  int position = -1;
  for (size_t i = 0; i < timeline.trees.size(); ++i) {
    const auto other = CommitOf(*timeline.trees[i]);
    if (!other.has_value() || other->committed_at <= commit->committed_at) {
      position = static_cast<int>(i);
    }
  }
  return position;
}

// Works on one file at a time, files side by side.
class HistoryReader {
 public:
  HistoryReader(const Tree& base, absl::Span<const PatchStep> steps,
                absl::Span<const ForkDrift> forks, const Timeline& timeline)
      : base_(base), steps_(steps), forks_(forks), timeline_(timeline) {}

  absl::StatusOr<std::vector<FileHistory>> Run() {
    invaded_ = InvadedFilesOf(steps_);
    absl::Status status = Track();
    if (status.ok()) status = Follow();
    if (!status.ok()) return status;
    histories_.resize(followed_.size());
    status = InParallel(followed_.size(), [&](size_t i) {
      return i < invaded_.size() ? ReadInvaded(i) : ReadFork(i);
    });
    if (!status.ok()) return status;
    return std::move(histories_);
  }

 private:
  absl::Status Track() {
    bool needed = false;
    for (const InvadedFile& file : invaded_) needed |= file.patches > 1;
    if (!needed) return absl::OkStatus();
    auto origins = TrackOrigins(steps_);
    if (!origins.ok()) return origins.status();
    origins_ = *std::move(origins);
    return absl::OkStatus();
  }

  absl::Status Follow() {
    std::vector<std::string> paths;
    for (const InvadedFile& file : invaded_) paths.push_back(file.path);
    for (const ForkDrift& fork : forks_) paths.push_back(fork.fork.original);
    auto followed =
        FollowFiles(paths, timeline_.trees, PositionOf(base_, timeline_));
    if (!followed.ok()) return followed.status();
    followed_ = *std::move(followed);
    return absl::OkStatus();
  }

  absl::Status ReadInvaded(size_t i) {
    FileHistory& history = histories_[i];
    const FollowedFile& now = followed_[i].back();
    history.path = now.path;
    history.base_path = invaded_[i].path;
    CarriedFile carried(invaded_[i],
                        origins_.has_value() ? &*origins_ : nullptr);
    const auto places = carried.Places();
    if (!places.ok()) return places.status();
    history.places = *places;
    if (now.file.has_value()) {
      const auto landed = carried.HasLanded(*now.file);
      if (!landed.ok()) return landed.status();
      history.on_target = !*landed;
    }
    return ReadSteps(i, [&carried](const FileState& older,
                                   const absl::optional<FileState>& newer) {
      return carried.Count(older, newer);
    });
  }

  absl::Status ReadFork(size_t i) {
    FileHistory& history = histories_[i];
    const FollowedFile& now = followed_[i].back();
    history.fork = true;
    history.path = forks_[i - invaded_.size()].fork.added.path;
    history.original = now.path;
    history.base_path = forks_[i - invaded_.size()].fork.original;
    history.on_target = now.file.has_value();
    return ReadSteps(i, CountDrift);
  }

  template <typename Counter>
  absl::Status ReadSteps(size_t i, Counter counter) {
    const std::vector<FollowedFile>& files = followed_[i];
    std::vector<FileStepCount>& steps = histories_[i].steps;
    steps.resize(timeline_.releases.size() - 1);
    for (size_t step = 0; step < steps.size(); ++step) {
      if (!files[step].file.has_value()) continue;
      const auto count = counter(*files[step].file, files[step + 1].file);
      if (!count.ok()) return count.status();
      steps[step] = *count;
    }
    return absl::OkStatus();
  }

  const Tree& base_;
  absl::Span<const PatchStep> steps_;
  absl::Span<const ForkDrift> forks_;
  const Timeline& timeline_;
  std::vector<InvadedFile> invaded_;
  absl::optional<OriginTracker> origins_;
  std::vector<std::vector<FollowedFile>> followed_;  // invaded files, originals
  std::vector<FileHistory> histories_;
};

}  // namespace

absl::StatusOr<Timeline> ReadTimeline(const GitRepository& repository,
                                      const std::shared_ptr<const Tree>& onto,
                                      int most) {
  Timeline timeline;
  const auto commit = CommitOf(*onto);
  if (!commit.has_value()) return timeline;
  auto releases = FindReleases(repository, *commit, most);
  if (!releases.ok()) return releases.status();
  timeline.releases = *std::move(releases);
  for (const Release& release : timeline.releases) {
    timeline.trees.push_back(release.tree);
  }
  const bool is_release = !timeline.releases.empty() &&
                          timeline.releases.back().tree->root() == commit->tree;
  if (!is_release) timeline.trees.push_back(onto);
  return timeline;
}

absl::StatusOr<std::vector<FileHistory>> ReadStackHistory(
    const Tree& base, absl::Span<const PatchStep> steps,
    absl::Span<const ForkDrift> forks, const Timeline& timeline) {
  return HistoryReader(base, steps, forks, timeline).Run();
}

}  // namespace patchgraph
