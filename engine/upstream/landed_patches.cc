#include "engine/upstream/landed_patches.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_tree.h"
#include "engine/git/git_tree_diff.h"
#include "engine/git/picked_commits.h"
#include "engine/upstream/landed_content.h"
#include "engine/upstream/patch_id.h"
#include "engine/upstream/path_history.h"

namespace patchgraph {
namespace {

constexpr size_t kIdDigits = size_t{2} * ObjectId::kBytes;
// Shorter subjects ("fix", "cleanup") say nothing.
constexpr size_t kShortestSubject = 12;

bool IsCommitId(absl::string_view text) {
  return text.size() == kIdDigits &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isxdigit(static_cast<unsigned char>(c));
         });
}

// Ids that stand whole in a file name, as in "git-ID.patch".
std::vector<std::string> IdsInName(absl::string_view name) {
  std::vector<std::string> ids;
  for (const absl::string_view part :
       absl::StrSplit(name, absl::ByAnyChar("-._/ "))) {
    if (IsCommitId(part)) ids.emplace_back(part);
  }
  return ids;
}

// A subject without "[PATCH v2 3/7]", in small letters, with single spaces.
std::string PlainSubject(absl::string_view subject) {
  subject = absl::StripAsciiWhitespace(subject);
  while (!subject.empty() && subject.front() == '[') {
    const size_t end = subject.find(']');
    if (end == absl::string_view::npos) break;
    subject = absl::StripAsciiWhitespace(subject.substr(end + 1));
  }
  std::string plain = absl::AsciiStrToLower(subject);
  absl::RemoveExtraAsciiWhitespace(&plain);
  return plain;
}

// What the commits of the target say of the patches.
class LandedHistory {
 public:
  LandedHistory(const GitRepository& repository, CommitRange range)
      : repository_(repository),
        range_(std::move(range)),
        picked_(PickedCommits::Of(range_.commits)) {
    for (size_t i = 0; i < range_.commits.size(); ++i) {
      const GitCommit& commit = range_.commits[i];
      position_[commit.id] = static_cast<int>(i);
      const std::string subject = PlainSubject(commit.subject);
      if (subject.size() >= kShortestSubject) {
        by_subject_[subject] = static_cast<int>(i);
      }
    }
  }

  // What can be said without looking at the target's content: kSameCommit,
  // kPicked, kSamePatch or kNone for each patch.
  absl::StatusOr<std::vector<LandedPatch>> FindCommits(
      absl::Span<const LandedQuestion> patches, const Tree& base,
      const Tree& onto) {
    std::set<std::string> paths;
    for (const LandedQuestion& patch : patches) {
      if (!patch.wanted || patch.step->files.empty()) continue;
      paths.insert(patch.step->files.front().new_path);
    }
    absl::Status status = ReadHistories(paths, base, onto);
    if (!status.ok()) return status;
    std::vector<LandedPatch> found(patches.size());
    for (size_t p = 0; p < patches.size(); ++p) {
      if (!patches[p].wanted || FindPick(patches[p], &found[p])) continue;
      const auto same = FindSamePatch(*patches[p].step);
      if (!same.ok()) return same.status();
      if (*same < 0) continue;
      found[p].evidence = LandedEvidence::kSamePatch;
      found[p].commits = {range_.commits[*same]};
    }
    return found;
  }

  // Adds the commits to what the content told, and what subjects tell.
  absl::Status NameCommits(absl::Span<const LandedQuestion> patches,
                           const Tree& base, const Tree& onto,
                           std::vector<LandedContent>* found) {
    std::set<std::string> paths;
    for (const LandedContent& content : *found) {
      if (content.patch.edits_there == 0) continue;
      for (const LandedFile& file : content.files) paths.insert(file.path);
    }
    absl::Status status = ReadHistories(paths, base, onto);
    if (!status.ok()) return status;
    for (size_t p = 0; p < patches.size(); ++p) {
      if (!patches[p].wanted) continue;
      status = NameCommitsOf(*patches[p].step, &(*found)[p]);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

 private:
  // Of those that differ between the two trees, and are not read yet.
  absl::Status ReadHistories(const std::set<std::string>& wanted,
                             const Tree& base, const Tree& onto) {
    std::vector<std::string> paths;
    for (const std::string& path : wanted) {
      if (histories_.count(path) > 0) continue;
      const auto before = FindFile(base, path);
      if (!before.ok()) return before.status();
      const auto after = FindFile(onto, path);
      if (!after.ok()) return after.status();
      if (*before != *after) paths.push_back(path);
    }
    if (paths.empty()) return absl::OkStatus();
    auto histories = ReadPathHistories(repository_, range_, paths);
    if (!histories.ok()) return histories.status();
    for (size_t i = 0; i < paths.size(); ++i) {
      histories_[paths[i]] = std::move((*histories)[i]);
    }
    return absl::OkStatus();
  }

  absl::Status NameCommitsOf(const PatchStep& step, LandedContent* content) {
    LandedPatch& patch = content->patch;
    std::set<int> commits;
    if (patch.edits_there > 0) {
      for (const LandedFile& file : content->files) {
        absl::Status status = Attribute(file, &commits);
        if (!status.ok()) return status;
      }
    }
    const auto subject = by_subject_.find(PlainSubject(step.subject));
    if (subject != by_subject_.end() && !IsStrong(patch.evidence)) {
      commits.insert(subject->second);
      if (patch.evidence == LandedEvidence::kNone ||
          patch.evidence == LandedEvidence::kInBase) {
        patch.evidence = LandedEvidence::kSameSubject;
      }
    }
    for (const int commit : commits) {
      patch.commits.push_back(range_.commits[commit]);
    }
    return absl::OkStatus();
  }

  bool FindPick(const LandedQuestion& question, LandedPatch* patch) const {
    std::vector<std::string> ids = PickedFrom(question.message);
    for (std::string& id : IdsInName(question.step->name)) {
      ids.push_back(std::move(id));
    }
    if (!question.commit.empty()) ids.insert(ids.begin(), question.commit);
    for (const std::string& id : ids) {
      const absl::optional<ObjectId> there = picked_.Find(id);
      if (!there.has_value()) continue;
      patch->evidence = there->Hex() == question.commit
                            ? LandedEvidence::kSameCommit
                            : LandedEvidence::kPicked;
      patch->commits = {range_.commits[position_.at(*there)]};
      return true;
    }
    return false;
  }

  // The commit with the patch's id; -1 if there is none.
  absl::StatusOr<int> FindSamePatch(const PatchStep& step) {
    const std::vector<ChangedFile> changes = ChangesOf(step);
    if (changes.empty()) return -1;
    const auto history = histories_.find(step.files.front().new_path);
    if (history == histories_.end()) return -1;
    const ObjectId key = PatchKeyOf(changes);
    absl::optional<ObjectId> id;
    for (const PathChangeNode& change : history->second.changes) {
      const auto there = ChangesIn(change.commit);
      if (!there.ok()) return there.status();
      if (PatchKeyOf(**there) != key) continue;
      if (!id.has_value()) {
        const auto ours = PatchIdOf(changes);
        if (!ours.ok()) return ours.status();
        id = *ours;
      }
      const auto theirs = IdOf(change.commit, **there);
      if (!theirs.ok()) return theirs.status();
      // A commit that was reverted since is not there.
      const ObjectId& commit = range_.commits[change.commit].id;
      if (*theirs == *id && picked_.Find(commit.Hex()).has_value()) {
        return change.commit;
      }
    }
    return -1;
  }

  absl::StatusOr<ObjectId> IdOf(int commit,
                                absl::Span<const ChangedFile> changes) {
    const auto known = patch_ids_.find(commit);
    if (known != patch_ids_.end()) return known->second;
    auto id = PatchIdOf(changes);
    if (id.ok()) patch_ids_[commit] = *id;
    return id;
  }

  absl::StatusOr<const std::vector<ChangedFile>*> ChangesIn(int commit) {
    const auto known = changes_.find(commit);
    if (known != changes_.end()) return &known->second;
    const GitCommit& read = range_.commits[commit];
    std::vector<ChangedFile>& changes = changes_[commit];
    if (read.parents.size() > 1) return &changes;
    ObjectId before;
    if (!read.parents.empty()) {
      const auto parent = repository_.ReadCommit(read.parents[0]);
      if (!parent.ok()) return parent.status();
      before = parent->tree;
    }
    auto diff = DiffGitTrees(repository_.objects(), before, read.tree);
    if (!diff.ok()) return diff.status();
    changes = *std::move(diff);
    return &changes;
  }

  // Adds the commits that brought the edits of a file which are there: an edit
  // is there after the commit, and before it on none of its parents.
  absl::Status Attribute(const LandedFile& file, std::set<int>* commits) const {
    const auto history = histories_.find(file.path);
    if (history == histories_.end()) return absl::OkStatus();
    const std::vector<PathChangeNode>& changes = history->second.changes;
    if (changes.empty()) return absl::OkStatus();
    std::vector<std::set<size_t>> sought(changes.size());
    for (size_t i = 0; i < file.presence.edits.size(); ++i) {
      if (IsThere(file.presence.edits[i].presence)) sought[0].insert(i);
    }
    // `next` is always further on.
    for (size_t n = 0; n < changes.size(); ++n) {
      if (sought[n].empty()) continue;
      std::set<size_t> brought = sought[n];
      for (const PathChangeNode::Parent& parent : changes[n].parents) {
        const auto before =
            FindInFile(file.change, file.later, parent.state, file.base);
        if (!before.ok()) return before.status();
        for (const size_t edit : sought[n]) {
          if (edit >= before->edits.size() ||
              !IsThere(before->edits[edit].presence)) {
            continue;
          }
          brought.erase(edit);
          if (parent.next >= 0) sought[parent.next].insert(edit);
        }
      }
      if (!brought.empty()) commits->insert(changes[n].commit);
    }
    return absl::OkStatus();
  }

  const GitRepository& repository_;
  CommitRange range_;
  PickedCommits picked_;
  absl::flat_hash_map<ObjectId, int> position_;
  absl::flat_hash_map<std::string, int> by_subject_;
  std::map<std::string, PathHistory, std::less<>> histories_;
  // Of commits that were looked at, by position.
  std::map<int, std::vector<ChangedFile>> changes_;
  std::map<int, ObjectId> patch_ids_;
};

}  // namespace

absl::string_view Name(LandedEvidence evidence) {
  switch (evidence) {
    case LandedEvidence::kSameCommit:
      return "same commit";
    case LandedEvidence::kPicked:
      return "picked";
    case LandedEvidence::kSamePatch:
      return "same patch";
    case LandedEvidence::kInPlace:
      return "in place";
    case LandedEvidence::kSquashed:
      return "squashed";
    case LandedEvidence::kPartlyInPlace:
      return "partly in place";
    case LandedEvidence::kOlderForm:
      return "older form";
    case LandedEvidence::kSameSubject:
      return "same subject";
    case LandedEvidence::kInBase:
      return "in its base";
    case LandedEvidence::kNone:
      break;
  }
  return "none";
}

bool IsStrong(LandedEvidence evidence) {
  return evidence <= LandedEvidence::kSquashed;
}

std::vector<LandedQuestion> QuestionsAbout(const Stack& stack,
                                           absl::Span<const PatchStep> steps) {
  std::vector<LandedQuestion> questions;
  for (const Series& layer : stack.layers) {
    for (const Patch& patch : layer.patches) {
      LandedQuestion question;
      question.step = &steps[questions.size()];
      if (IsCommitId(patch.source)) question.commit = patch.source;
      question.message = patch.preamble;
      questions.push_back(std::move(question));
    }
  }
  return questions;
}

absl::StatusOr<std::vector<LandedPatch>> FindLandedPatches(
    absl::Span<const LandedQuestion> patches,
    const std::shared_ptr<const Tree>& base,
    const std::shared_ptr<const Tree>& onto, const GitRepository* repository) {
  const absl::optional<GitCommit> from = CommitOf(*base);
  const absl::optional<GitCommit> to = CommitOf(*onto);
  std::unique_ptr<LandedHistory> history;
  std::vector<LandedPatch> answers(patches.size());
  if (repository != nullptr && from.has_value() && to.has_value()) {
    auto range = ReadCommitRange(*repository, from->id, to->id);
    if (!range.ok()) return range.status();
    history = std::make_unique<LandedHistory>(*repository, *std::move(range));
    auto commits = history->FindCommits(patches, *base, *onto);
    if (!commits.ok()) return commits.status();
    answers = *std::move(commits);
  }
  std::vector<bool> known;
  known.reserve(answers.size());
  for (const LandedPatch& answer : answers) {
    known.push_back(IsStrong(answer.evidence));
  }
  auto found = FindLandedContent(patches, known, base, onto);
  if (!found.ok()) return found.status();
  if (history != nullptr) {
    absl::Status status = history->NameCommits(patches, *base, *onto, &*found);
    if (!status.ok()) return status;
  }
  for (size_t p = 0; p < patches.size(); ++p) {
    if (!known[p]) answers[p] = std::move((*found)[p].patch);
  }
  return answers;
}

}  // namespace patchgraph
