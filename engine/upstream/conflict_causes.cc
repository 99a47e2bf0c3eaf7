#include "engine/upstream/conflict_causes.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/upstream/conflict_trial.h"
#include "engine/upstream/line_history.h"
#include "engine/upstream/path_history.h"

namespace patchgraph {
namespace {

// Of more commits that are taken together it is not tried which of them can be
// left out: that takes a merge for each pair.
constexpr size_t kMostShortened = 24;

// One of the two lines of history that parted: the target's or the base's.
struct HistorySide {
  bool on_base = false;
  CommitRange range;
  std::map<std::string, PathHistory, std::less<>> histories;
};

// The path of a conflict's file on a side.
const std::string& PathOn(const Conflict& conflict, bool on_base) {
  const std::string& other = on_base ? conflict.base_path : conflict.ours_path;
  return other.empty() ? conflict.path : other;
}

absl::StatusOr<std::string> StateText(const absl::optional<FileState>& file) {
  if (!file.has_value() || !IsPlainFile(file->mode)) return std::string();
  const auto bytes = file->blob.Read();
  if (!bytes.ok()) return bytes.status();
  return **bytes;
}

class CauseFinder {
 public:
  CauseFinder(const Conflict& conflict, const HistorySide& side,
              const ConflictTrial* trial)
      : conflict_(conflict), side_(side), trial_(trial) {}

  absl::Status Find(ExplainedConflict* explained) {
    const auto found = side_.histories.find(PathOn(conflict_, side_.on_base));
    if (found == side_.histories.end()) return absl::OkStatus();
    history_ = &found->second;
    if (history_->changes.empty()) return absl::OkStatus();
    absl::Status status;
    if (trial_ == nullptr || conflict_.regions.empty() ||
        !conflict_.ours.has_value() || !conflict_.base.has_value()) {
      status = FindForFile();
    } else {
      for (size_t i = 0; i < conflict_.regions.size() && status.ok(); ++i) {
        status = FindForRegion(static_cast<int>(i));
      }
    }
    for (auto& entry : causes_) {
      explained->causes.push_back(std::move(entry.second));
    }
    return status;
  }

 private:
  // By position in the history: the newest first.
  using Causes = std::map<int, ConflictCause>;

  ConflictCause& CauseAt(int change) {
    const auto [entry, is_new] = causes_.emplace(change, ConflictCause());
    if (is_new) {
      entry->second.commit =
          side_.range.commits[history_->changes[change].commit];
      entry->second.on_base = side_.on_base;
    }
    return entry->second;
  }

  absl::Status FindForRegion(int region) {
    const auto changes = ChangesAt(region);
    if (!changes.ok()) return changes.status();
    bool solved = false;
    for (const int change : *changes) {
      ConflictCause& cause = CauseAt(change);
      cause.regions.push_back(region);
      const auto without = Tried(trial_->ours(), change);
      if (!without.ok()) return without.status();
      if (!trial_->IsGone(region, *without)) continue;
      cause.prerequisite = true;
      cause.solves.push_back(region);
      solved = true;
    }
    return solved ? absl::OkStatus() : FindTogether(region, *changes);
  }

  // No commit alone makes the region go: takes more and more of them, the last
  // ones first out of the target, the first ones first into it.
  absl::Status FindTogether(int region, std::vector<int> changes) {
    if (side_.on_base) std::reverse(changes.begin(), changes.end());
    std::string text = trial_->ours();
    for (size_t i = 0; i < changes.size(); ++i) {
      auto next = Tried(text, changes[i]);
      if (!next.ok()) return next.status();
      text = *std::move(next);
      if (i == 0 || !trial_->IsGone(region, text)) continue;
      changes.resize(i + 1);
      return Shorten(region, std::move(changes));
    }
    return absl::OkStatus();
  }

  // Leaves out what is not needed, and notes the rest.
  absl::Status Shorten(int region, std::vector<int> changes) {
    const bool few = changes.size() <= kMostShortened;
    for (size_t leave_out = 0; few && leave_out < changes.size();) {
      std::string text = trial_->ours();
      for (size_t i = 0; i < changes.size(); ++i) {
        if (i == leave_out) continue;
        auto next = Tried(text, changes[i]);
        if (!next.ok()) return next.status();
        text = *std::move(next);
      }
      if (trial_->IsGone(region, text)) {
        changes.erase(changes.begin() + static_cast<std::ptrdiff_t>(leave_out));
      } else {
        ++leave_out;
      }
    }
    for (const int change : changes) {
      ConflictCause& cause = CauseAt(change);
      cause.solves.push_back(region);
      NoteTogether(changes, change, &cause);
    }
    return absl::OkStatus();
  }

  void NoteTogether(const std::vector<int>& changes, int change,
                    ConflictCause* cause) {
    cause->prerequisite = true;
    for (const int other : changes) {
      if (other == change) continue;
      const ObjectId& id =
          side_.range.commits[history_->changes[other].commit].id;
      if (std::find(cause->together.begin(), cause->together.end(), id) ==
          cause->together.end()) {
        cause->together.push_back(id);
      }
    }
  }

  // The changes that touched the region's lines, followed from both ends.
  absl::StatusOr<std::vector<int>> ChangesAt(int region) const {
    const auto range = RangeThere(region);
    if (!range.ok()) return range.status();
    auto changes = ChangesOfLines(*history_, *range);
    if (!changes.ok()) return changes.status();
    const auto others = ChangesSince(
        *history_, side_.on_base ? trial_->ours() : trial_->base(),
        side_.on_base ? trial_->OursLines(region) : trial_->BaseLines(region));
    if (!others.ok()) return others.status();
    std::set<int> all(changes->begin(), changes->end());
    all.insert(others->begin(), others->end());
    return std::vector<int>(all.begin(), all.end());
  }

  // Lines of the region in the file as the side's own tree has it: the
  // conflict's may have patches of the stack in it.
  absl::StatusOr<LineRange> RangeThere(int region) const {
    const LineRange range =
        side_.on_base ? trial_->BaseLines(region) : trial_->OursLines(region);
    const std::string& there = side_.on_base ? trial_->base() : trial_->ours();
    const auto newest = StateText(history_->changes[0].state);
    if (!newest.ok()) return newest.status();
    if (*newest == there) return range;
    return RangeBefore(*newest, there, range);
  }

  // The target's text without a commit of its own, or with one of the base's.
  absl::StatusOr<std::string> Tried(const std::string& text, int change) const {
    const PathChangeNode& node = history_->changes[change];
    const auto after = StateText(node.state);
    if (!after.ok()) return after.status();
    const auto before =
        StateText(node.parents.empty() ? absl::optional<FileState>()
                                       : node.parents[0].state);
    if (!before.ok()) return before.status();
    return side_.on_base ? WithChange(text, *before, *after)
                         : WithChange(text, *after, *before);
  }

  // The file as a whole is in conflict: goes back (or, with the base's commits,
  // on) from one of its changes to the next until it would not be.
  absl::Status FindForFile() {
    std::vector<int> changes;
    for (int at = 0; at >= 0;) {
      changes.push_back(at);
      const PathChangeNode& node = history_->changes[at];
      at = node.parents.empty() ? -1 : node.parents[0].next;
    }
    if (side_.on_base) std::reverse(changes.begin(), changes.end());
    std::vector<int> taken;
    for (const int change : changes) {
      taken.push_back(change);
      const PathChangeNode& node = history_->changes[change];
      absl::optional<FileState> ours = node.state;
      if (!side_.on_base) {
        ours = node.parents.empty() ? absl::nullopt : node.parents[0].state;
      }
      const auto gone = IsFileConflictGone(ours);
      if (!gone.ok()) return gone.status();
      if (!*gone) continue;
      for (const int needed : taken) {
        NoteTogether(taken, needed, &CauseAt(needed));
      }
      return absl::OkStatus();
    }
    for (const int change : changes) CauseAt(change);
    return absl::OkStatus();
  }

  absl::StatusOr<bool> IsFileConflictGone(
      const absl::optional<FileState>& ours) const {
    if (ours == conflict_.base) return true;
    if (!ours.has_value() || !conflict_.base.has_value() || trial_ == nullptr ||
        !conflict_.theirs.has_value()) {
      return false;
    }
    const auto text = StateText(ours);
    if (!text.ok()) return text.status();
    return trial_->IsClean(*text);
  }

  const Conflict& conflict_;
  const HistorySide& side_;
  const ConflictTrial* trial_;
  const PathHistory* history_ = nullptr;
  Causes causes_;
};

absl::StatusOr<HistorySide> ReadHistorySide(
    const GitRepository& repository, const ObjectId& from, const ObjectId& to,
    bool on_base, absl::Span<const Conflict> conflicts) {
  HistorySide side;
  side.on_base = on_base;
  if (from == to) return side;
  auto range = ReadCommitRange(repository, from, to);
  if (!range.ok()) return range.status();
  side.range = *std::move(range);
  std::set<std::string> wanted;
  for (const Conflict& conflict : conflicts) {
    wanted.insert(PathOn(conflict, on_base));
  }
  const std::vector<std::string> paths(wanted.begin(), wanted.end());
  auto histories = ReadPathHistories(repository, side.range, paths);
  if (!histories.ok()) return histories.status();
  for (size_t i = 0; i < paths.size(); ++i) {
    side.histories[paths[i]] = std::move((*histories)[i]);
  }
  return side;
}

}  // namespace

absl::StatusOr<std::vector<ExplainedConflict>> ExplainConflicts(
    const GitRepository& repository, const ObjectId& base, const ObjectId& onto,
    absl::Span<const Conflict> conflicts) {
  std::vector<ExplainedConflict> explained(conflicts.size());
  if (conflicts.empty()) return explained;
  const auto theirs = ReadHistorySide(repository, base, onto, false, conflicts);
  if (!theirs.ok()) return theirs.status();
  const auto ours = ReadHistorySide(repository, onto, base, true, conflicts);
  if (!ours.ok()) return ours.status();
  for (size_t i = 0; i < conflicts.size(); ++i) {
    const auto trial = ConflictTrial::Of(conflicts[i]);
    if (!trial.ok()) return trial.status();
    const ConflictTrial* usable = trial->has_value() ? &**trial : nullptr;
    for (const HistorySide* side : {&*theirs, &*ours}) {
      absl::Status status =
          CauseFinder(conflicts[i], *side, usable).Find(&explained[i]);
      if (!status.ok()) return status;
    }
  }
  return explained;
}

}  // namespace patchgraph
