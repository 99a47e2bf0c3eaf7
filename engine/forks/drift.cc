#include "engine/forks/drift.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/forks/find_forks.h"
#include "engine/forks/older_bases.h"
#include "engine/forks/own_changes.h"
#include "engine/git/git_tree.h"
#include "engine/merge/upstream_renames.h"
#include "engine/text/diff.h"
#include "engine/text/text_kind.h"
#include "engine/upstream/path_history.h"

namespace patchgraph {
namespace {

class DriftMeter {
 public:
  DriftMeter(const Stack& stack, const StackCheck& check,
             const std::shared_ptr<const Tree>& onto,
             const GitRepository* repository, const CommitRules& rules)
      : stack_(stack),
        check_(check),
        onto_(onto),
        repository_(repository),
        rules_(rules) {}

  absl::StatusOr<StackDrift> Run() {
    const std::vector<AddedFile> added = AddedFilesOf(check_.patches);
    result_.added = static_cast<int>(added.size());
    auto forks = FindForksOf(added, *stack_.base);
    if (!forks.ok()) return forks.status();
    for (Fork& fork : *forks) {
      result_.forks.emplace_back();
      result_.forks.back().fork = std::move(fork);
    }
    absl::Status status = FindFates();
    if (status.ok()) status = FindOwnChanges(check_.patches, &result_.forks);
    if (status.ok()) status = ReadHistory();
    if (!status.ok()) return status;
    return std::move(result_);
  }

 private:
  absl::Status FindFates() {
    std::vector<std::string> gone;
    for (ForkDrift& drift : result_.forks) {
      const auto file = FindFile(*onto_, drift.fork.original);
      if (!file.ok()) return file.status();
      if (!file->has_value()) {
        gone.push_back(drift.fork.original);
        continue;
      }
      drift.target = **file;
      drift.original_now = drift.fork.original;
      if (**file != drift.fork.original_file) {
        drift.fate = OriginalFate::kChanged;
      }
    }
    absl::Status status = FindRenames(gone);
    for (ForkDrift& drift : result_.forks) {
      if (!status.ok()) return status;
      status = CountHunks(&drift);
    }
    return status;
  }

  absl::Status FindRenames(const std::vector<std::string>& gone) {
    if (gone.empty()) return absl::OkStatus();
    const UpstreamRenames renames(stack_.base, onto_, gone);
    for (ForkDrift& drift : result_.forks) {
      if (!drift.original_now.empty()) continue;
      drift.fate = OriginalFate::kDeleted;
      const auto renamed = renames.RenamedTo(drift.fork.original);
      if (!renamed.ok()) return renamed.status();
      if (!renamed->has_value()) continue;
      const auto file = FindFile(*onto_, **renamed);
      if (!file.ok()) return file.status();
      if (!file->has_value()) continue;
      drift.fate = OriginalFate::kRenamed;
      drift.original_now = **renamed;
      drift.target = **file;
    }
    return absl::OkStatus();
  }

  static absl::Status CountHunks(ForkDrift* drift) {
    if (!drift->target.has_value() ||
        drift->target->blob == drift->fork.original_file.blob ||
        !IsPlainFile(drift->target->mode)) {
      return absl::OkStatus();
    }
    const auto before = drift->fork.original_file.blob.Read();
    if (!before.ok()) return before.status();
    const auto after = drift->target->blob.Read();
    if (!after.ok()) return after.status();
    if (IsBinary(**before) || IsBinary(**after)) return absl::OkStatus();
    DiffOptions options;
    options.algorithm = DiffAlgorithm::kMyers;
    drift->hunks =
        static_cast<int>(Diff(Lines(**before), Lines(**after), options).size());
    return absl::OkStatus();
  }

  absl::Status ReadHistory() {
    const auto base = CommitOf(*stack_.base);
    const auto target = CommitOf(*onto_);
    if (repository_ == nullptr || !base.has_value()) return absl::OkStatus();
    absl::Status status = FindOlderBases(*repository_, *base, &result_.forks);
    if (!status.ok() || !target.has_value()) return status;
    result_.history = true;
    auto range = ReadCommitRange(*repository_, base->id, target->id);
    if (!range.ok()) return range.status();
    if (range->commits.empty() && base->id != target->id) {
      result_.backwards = true;
      range = ReadCommitRange(*repository_, target->id, base->id);
      if (!range.ok()) return range.status();
    }
    return ReadCommits(*range);
  }

  // As the path is called at the end of the range.
  std::string PathAtEnd(const ForkDrift& drift) const {
    return result_.backwards || drift.original_now.empty() ? drift.fork.original
                                                           : drift.original_now;
  }

  absl::Status ReadCommits(const CommitRange& range) {
    std::set<std::string> wanted;
    for (const ForkDrift& drift : result_.forks) {
      if (drift.drifted()) wanted.insert(PathAtEnd(drift));
    }
    const std::vector<std::string> paths(wanted.begin(), wanted.end());
    const auto histories = ReadPathHistories(*repository_, range, paths);
    if (!histories.ok()) return histories.status();
    // Commits by their position in the range, the newest first.
    std::map<int, int, std::greater<>> positions;
    std::map<std::string, std::set<int, std::greater<>>> of_path;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      for (const PathChangeNode& change : (*histories)[i].changes) {
        positions[change.commit] = 0;
        of_path[paths[i]].insert(change.commit);
      }
    }
    for (auto& [commit, position] : positions) {
      position = static_cast<int>(result_.commits.size());
      const GitCommit& read = range.commits[commit];
      result_.commits.push_back({read, rules_.FlagsOf(read.message)});
    }
    for (ForkDrift& drift : result_.forks) {
      if (!drift.drifted()) continue;
      for (const int commit : of_path[PathAtEnd(drift)]) {
        drift.commits.push_back(positions[commit]);
      }
    }
    return absl::OkStatus();
  }

  const Stack& stack_;
  const StackCheck& check_;
  const std::shared_ptr<const Tree>& onto_;
  const GitRepository* repository_;
  const CommitRules& rules_;
  StackDrift result_;
};

}  // namespace

absl::string_view Name(OriginalFate fate) {
  switch (fate) {
    case OriginalFate::kSame:
      return "same";
    case OriginalFate::kChanged:
      return "changed";
    case OriginalFate::kRenamed:
      return "renamed";
    case OriginalFate::kDeleted:
      return "deleted";
  }
  return "same";
}

absl::StatusOr<StackDrift> MeasureDrift(const Stack& stack,
                                        const StackCheck& check,
                                        const std::shared_ptr<const Tree>& onto,
                                        const GitRepository* repository,
                                        const CommitRules& rules) {
  return DriftMeter(stack, check, onto, repository, rules).Run();
}

}  // namespace patchgraph
