#include "engine/forks/older_bases.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "engine/git/git_tags.h"
#include "engine/git/git_tree.h"
#include "engine/text/diff.h"
#include "engine/text/similarity.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// See the header: five lines, and a twentieth.
constexpr int kFewestLines = 5;
constexpr int kShareOfLines = 20;
constexpr std::size_t kMostVersions = 128;
constexpr int kWhole = 100;

struct Distance {
  // Lines of the fork that a version has not. What the fork left out does not
  // count: an original that has grown since would seem far away from it.
  int lacking = 0;
  int all = 0;  // with those that the fork left out
};

Distance DistanceOf(absl::string_view fork, absl::string_view version) {
  Distance distance;
  for (const Edit& edit : Diff(Lines(version), Lines(fork))) {
    distance.lacking += edit.after().size();
    distance.all += edit.before().size() + edit.after().size();
  }
  return distance;
}

struct TaggedVersion {
  std::string name;
  int64_t at = 0;  // 0: a mere tree, of no time
  absl::optional<GitCommit> commit;
  std::shared_ptr<const GitTree> tree;
};

class OlderBaseSearch {
 public:
  OlderBaseSearch(const GitRepository& repository, const GitCommit& base)
      : repository_(repository), base_(base) {}

  absl::Status Run(std::vector<ForkDrift>* forks) {
    absl::Status status = ListVersions();
    for (ForkDrift& drift : *forks) {
      if (!status.ok()) return status;
      status = Look(&drift);
    }
    return status;
  }

 private:
  // A version's original, and how far the fork is from it.
  struct Candidate {
    std::size_t version = 0;
    FileState file;
    Distance distance;
  };

  // The newest first; of two names of one tree the shorter.
  absl::Status ListVersions() {
    auto tags = ListTags(repository_);
    if (!tags.ok()) return tags.status();
    for (GitTag& tag : *tags) {
      TaggedVersion version;
      version.name = std::move(tag.name);
      version.commit = tag.revision.commit;
      if (version.commit.has_value()) {
        version.at = version.commit->committed_at;
        if (version.at > base_.committed_at || version.commit->id == base_.id) {
          continue;
        }
      }
      version.tree =
          std::make_shared<const GitTree>(version.name, repository_.objects(),
                                          tag.revision.tree, version.commit);
      versions_.push_back(std::move(version));
    }
    std::stable_sort(versions_.begin(), versions_.end(),
                     [](const TaggedVersion& a, const TaggedVersion& b) {
                       return a.at != b.at ? a.at > b.at
                                           : a.name.size() < b.name.size();
                     });
    absl::flat_hash_set<ObjectId> trees;
    versions_.erase(
        std::remove_if(versions_.begin(), versions_.end(),
                       [&trees](const TaggedVersion& version) {
                         return !trees.insert(version.tree->root()).second;
                       }),
        versions_.end());
    if (versions_.size() > kMostVersions) versions_.resize(kMostVersions);
    return absl::OkStatus();
  }

  absl::StatusOr<bool> IsBeforeBase(const TaggedVersion& version) {
    if (!version.commit.has_value()) return true;
    const auto known = before_base_.find(version.commit->id.Hex());
    if (known != before_base_.end()) return known->second;
    const auto meeting = repository_.MergeBase(version.commit->id, base_.id);
    if (!meeting.ok() && !absl::IsNotFound(meeting.status())) {
      return meeting.status();
    }
    const bool before = meeting.ok() && *meeting == version.commit->id;
    before_base_[version.commit->id.Hex()] = before;
    return before;
  }

  // Every version of the original, the newest tag of each, the best first.
  absl::StatusOr<std::vector<Candidate>> LooksAt(const Fork& fork) {
    std::vector<Candidate> looks;
    const auto text = fork.added.file.blob.Read();
    if (!text.ok()) return text.status();
    absl::flat_hash_set<ObjectId> seen = {fork.original_file.blob.id()};
    for (std::size_t i = 0; i < versions_.size(); ++i) {
      const auto file = FindFile(*versions_[i].tree, fork.original);
      if (!file.ok()) return file.status();
      if (!file->has_value() || !IsPlainFile((*file)->mode) ||
          !seen.insert((*file)->blob.id()).second) {
        continue;
      }
      const auto old_text = (*file)->blob.Read();
      if (!old_text.ok()) return old_text.status();
      looks.push_back({i, **file, DistanceOf(**text, **old_text)});
    }
    std::stable_sort(looks.begin(), looks.end(),
                     [](const Candidate& a, const Candidate& b) {
                       return a.distance.all < b.distance.all;
                     });
    return looks;
  }

  absl::Status Look(ForkDrift* drift) {
    const Fork& fork = drift->fork;
    const auto text = fork.added.file.blob.Read();
    if (!text.ok()) return text.status();
    const auto base_text = fork.original_file.blob.Read();
    if (!base_text.ok()) return base_text.status();
    if (IsBinary(**text) || IsBinary(**base_text)) return absl::OkStatus();
    const int lacking = DistanceOf(**text, **base_text).lacking;
    const int nearer = std::max(kFewestLines, lacking / kShareOfLines);
    auto looks = LooksAt(fork);
    if (!looks.ok()) return looks.status();
    for (const Candidate& look : *looks) {
      if (look.distance.lacking + nearer > lacking) continue;
      const auto before = IsBeforeBase(versions_[look.version]);
      if (!before.ok()) return before.status();
      if (!*before) continue;
      return Note(look, **text, **base_text, drift);
    }
    return absl::OkStatus();
  }

  absl::Status Note(const Candidate& look, absl::string_view fork_text,
                    absl::string_view base_text, ForkDrift* drift) {
    OlderBase older;
    older.version = versions_[look.version].name;
    older.since = older.version;
    const auto text = look.file.blob.Read();
    if (!text.ok()) return text.status();
    older.similarity = Similarity(Fingerprint(fork_text), Fingerprint(**text)) *
                       kWhole / kMaxSimilarity;
    older.lines_apart = look.distance.lacking;
    older.lines_apart_from_base = DistanceOf(fork_text, base_text).lacking;
    DiffOptions options;
    options.algorithm = DiffAlgorithm::kMyers;
    older.hunks =
        static_cast<int>(Diff(Lines(**text), Lines(base_text), options).size());
    // The oldest version that is known has the same file.
    older.or_older = true;
    for (std::size_t i = look.version + 1; i < versions_.size(); ++i) {
      const auto file = FindFile(*versions_[i].tree, drift->fork.original);
      if (!file.ok()) return file.status();
      if (!file->has_value() || (*file)->blob != look.file.blob) {
        const auto before = IsBeforeBase(versions_[i]);
        if (!before.ok()) return before.status();
        if (!*before) continue;
        older.or_older = false;
        break;
      }
      older.since = versions_[i].name;
    }
    drift->older = std::move(older);
    return absl::OkStatus();
  }

  const GitRepository& repository_;
  const GitCommit& base_;
  std::vector<TaggedVersion> versions_;
  std::map<std::string, bool> before_base_;  // by id
};

}  // namespace

absl::Status FindOlderBases(const GitRepository& repository,
                            const GitCommit& base,
                            std::vector<ForkDrift>* forks) {
  return OlderBaseSearch(repository, base).Run(forks);
}

}  // namespace patchgraph
