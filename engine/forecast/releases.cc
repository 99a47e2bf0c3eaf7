#include "engine/forecast/releases.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "engine/git/git_tags.h"

namespace patchgraph {
namespace {

// Years and dates are numbers, too; what is longer is none that anybody counts.
constexpr size_t kMostDigits = 8;
constexpr size_t kFewestNumbers = 2;
constexpr size_t kFewestSeries = 2;

bool IsSeparator(char c) { return c == '.' || c == '-' || c == '_'; }

// "v1.2-rc" of "v1.2-rc1.1".
bool HasVersion(absl::string_view text) {
  for (size_t i = 2; i < text.size(); ++i) {
    if (absl::ascii_isdigit(text[i - 2]) && IsSeparator(text[i - 1]) &&
        absl::ascii_isdigit(text[i])) {
      return true;
    }
  }
  return false;
}

struct NamedTag {
  ReleaseName name;
  GitTag tag;

  bool IsTree() const { return !tag.revision.commit.has_value(); }
  int64_t At() const {
    return IsTree() ? INT64_MIN : tag.revision.commit->committed_at;
  }
};

// All numbers but the last.
std::vector<int> WithoutLast(std::vector<int> numbers) {
  numbers.pop_back();
  return numbers;
}

// Which tags mend a release rather than being one.
class Mendings {
 public:
  explicit Mendings(const std::vector<NamedTag>& tags) {
    std::set<std::vector<int>> from_zero;
    for (const NamedTag& tag : tags) {
      known_.insert(tag.name.numbers);
      if (tag.name.numbers.back() == 0) {
        from_zero.insert(WithoutLast(tag.name.numbers));
      }
    }
    if (from_zero.size() >= kFewestSeries) from_zero_ = std::move(from_zero);
  }

  bool Has(const NamedTag& tag) const {
    const std::vector<int> series = WithoutLast(tag.name.numbers);
    return known_.count(series) > 0 ||
           (tag.name.numbers.back() != 0 && from_zero_.count(series) > 0);
  }

 private:
  std::set<std::vector<int>> known_;
  // Those that begin with "v2.30.0".
  std::set<std::vector<int>> from_zero_;
};

class ReleaseSearch {
 public:
  ReleaseSearch(const GitRepository& repository, const GitCommit& target,
                int most)
      : repository_(repository),
        target_(target),
        most_(static_cast<size_t>(most)) {}

  absl::StatusOr<std::vector<Release>> Run() {
    absl::Status status = ListCandidates();
    if (!status.ok()) return status;
    const Mendings mendings(candidates_);
    ObjectId later = target_.id;
    for (const NamedTag& candidate : candidates_) {
      if (found_.size() == most_) break;
      if (mendings.Has(candidate)) continue;
      if (!found_.empty() && candidate.name.numbers >= found_.back().numbers) {
        continue;
      }
      const auto before = IsBefore(candidate, later);
      if (!before.ok()) return before.status();
      if (!*before) continue;
      if (!candidate.IsTree()) later = candidate.tag.revision.commit->id;
      Add(candidate);
    }
    std::reverse(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  // The newest first: by time, and those of one time by number.
  absl::Status ListCandidates() {
    auto tags = ListTags(repository_);
    if (!tags.ok()) return tags.status();
    for (GitTag& tag : *tags) {
      auto name = ParseReleaseName(tag.name);
      if (!name.has_value()) continue;
      NamedTag candidate{*std::move(name), std::move(tag)};
      if (candidate.At() <= target_.committed_at) {
        candidates_.push_back(std::move(candidate));
      }
    }
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const NamedTag& a, const NamedTag& b) {
                       return a.At() != b.At()
                                  ? a.At() > b.At()
                                  : a.name.numbers > b.name.numbers;
                     });
    ChoosePrefix();
    return absl::OkStatus();
  }

  // Leaves only the prefix that most have; of several the newest tag's.
  void ChoosePrefix() {
    std::map<std::string, int> tags;
    for (const NamedTag& candidate : candidates_) {
      ++tags[candidate.name.prefix];
    }
    std::string best;
    for (const NamedTag& candidate : candidates_) {
      const std::string& prefix = candidate.name.prefix;
      if (tags[prefix] > tags[best]) best = prefix;
    }
    candidates_.erase(std::remove_if(candidates_.begin(), candidates_.end(),
                                     [&best](const NamedTag& candidate) {
                                       return candidate.name.prefix != best;
                                     }),
                      candidates_.end());
  }

  absl::StatusOr<bool> IsBefore(const NamedTag& candidate,
                                const ObjectId& later) const {
    // A tree has no history to ask: a release of one's own prefix must follow.
    if (candidate.IsTree()) return !found_.empty();
    const ObjectId& id = candidate.tag.revision.commit->id;
    if (id == later) return found_.empty();
    const auto meeting = repository_.MergeBase(id, later);
    if (absl::IsNotFound(meeting.status())) return false;
    if (!meeting.ok()) return meeting.status();
    return *meeting == id;
  }

  void Add(const NamedTag& candidate) {
    Release release;
    release.name = candidate.tag.name;
    release.numbers = candidate.name.numbers;
    release.tree = std::make_shared<const GitTree>(
        release.name, repository_.objects(), candidate.tag.revision.tree,
        candidate.tag.revision.commit);
    found_.push_back(std::move(release));
  }

  const GitRepository& repository_;
  const GitCommit& target_;
  size_t most_;
  std::vector<NamedTag> candidates_;
  std::vector<Release> found_;  // the newest first
};

}  // namespace

absl::optional<ReleaseName> ParseReleaseName(absl::string_view tag) {
  size_t end = tag.size();
  ReleaseName name;
  while (end > 0 && absl::ascii_isdigit(tag[end - 1])) {
    size_t begin = end;
    while (begin > 0 && absl::ascii_isdigit(tag[begin - 1])) --begin;
    int number = 0;
    if (end - begin > kMostDigits ||
        !absl::SimpleAtoi(tag.substr(begin, end - begin), &number)) {
      return absl::nullopt;
    }
    name.numbers.insert(name.numbers.begin(), number);
    end = begin;
    if (begin < 2 || !IsSeparator(tag[begin - 1]) ||
        !absl::ascii_isdigit(tag[begin - 2])) {
      break;
    }
    end = begin - 1;
  }
  if (name.numbers.size() < kFewestNumbers) return absl::nullopt;
  name.prefix = std::string(tag.substr(0, end));
  if (HasVersion(name.prefix)) return absl::nullopt;
  return name;
}

absl::StatusOr<std::vector<Release>> FindReleases(
    const GitRepository& repository, const GitCommit& target, int most) {
  return ReleaseSearch(repository, target, most).Run();
}

}  // namespace patchgraph
