#include "engine/git/picked_commits.h"

#include <utility>

#include "engine/git/git_tree.h"
#include "re2/re2.h"

namespace patchgraph {
namespace {

constexpr size_t kDigits = 12;

re2::StringPiece PieceOf(absl::string_view text) {
  return re2::StringPiece(text.data(), text.size());
}

}  // namespace

absl::StatusOr<PickedCommits> PickedCommits::Read(
    const GitRepository& repository, const Tree& base, const Tree& onto) {
  const absl::optional<GitCommit> from = CommitOf(base);
  const absl::optional<GitCommit> to = CommitOf(onto);
  if (!from.has_value() || !to.has_value()) return PickedCommits();
  const auto commits = repository.CommitsBetween(from->id, to->id);
  if (!commits.ok()) return commits.status();
  return Of(*commits);
}

PickedCommits PickedCommits::Of(absl::Span<const GitCommit> commits) {
  PickedCommits picked;
  for (const GitCommit& commit : commits) picked.Add(commit);
  return picked;
}

void PickedCommits::Add(const GitCommit& commit) {
  static const re2::RE2 kReverted("This reverts commit ([0-9a-f]{12,40})");
  re2::StringPiece rest = PieceOf(commit.message);
  std::string id;
  while (re2::RE2::FindAndConsume(&rest, kReverted, &id)) {
    const std::string reverted = id.substr(0, kDigits);
    for (auto entry = there_.begin(); entry != there_.end();) {
      const bool gone =
          entry->first == reverted || ShortId(entry->second) == reverted;
      entry = gone ? there_.erase(entry) : std::next(entry);
    }
  }
  for (const std::string& original : PickedFrom(commit.message)) {
    there_[original.substr(0, kDigits)] = commit.id;
  }
  there_[ShortId(commit.id)] = commit.id;
}

absl::optional<ObjectId> PickedCommits::Find(absl::string_view id) const {
  if (id.size() < kDigits) return absl::nullopt;
  const auto found = there_.find(id.substr(0, kDigits));
  if (found == there_.end()) return absl::nullopt;
  return found->second;
}

std::vector<std::string> PickedFrom(absl::string_view message) {
  static const re2::RE2 kPicked(
      "cherry picked from commit ([0-9a-f]{12,40})|"
      "(?m:^\\s*commit ([0-9a-f]{12,40}) upstream)|"
      "\\[ Upstream commit ([0-9a-f]{12,40}) \\]");
  std::vector<std::string> ids;
  re2::StringPiece rest = PieceOf(message);
  std::string forms[3];
  while (re2::RE2::FindAndConsume(&rest, kPicked, &forms[0], &forms[1],
                                  &forms[2])) {
    for (const std::string& form : forms) {
      if (!form.empty()) ids.push_back(form);
    }
  }
  return ids;
}

}  // namespace patchgraph
