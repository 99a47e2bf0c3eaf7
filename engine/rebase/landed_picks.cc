#include "engine/rebase/landed_picks.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/check/check.h"
#include "engine/rebase/check_picks.h"
#include "engine/rebase/rebased_patch.h"

namespace patchgraph {
namespace {

// More commits are counted, not named.
constexpr size_t kMostNamed = 3;

std::string CommitWords(const std::vector<GitCommit>& commits) {
  std::vector<std::string> words;
  for (const GitCommit& commit : commits) {
    if (words.size() == kMostNamed) break;
    words.push_back(
        absl::StrCat(ShortId(commit.id), " (", commit.subject, ")"));
  }
  std::string text = absl::StrJoin(words, ", ");
  if (commits.size() > kMostNamed) {
    absl::StrAppend(&text, " and ", commits.size() - kMostNamed, " more");
  }
  return text;
}

std::string WithCommits(absl::string_view words, absl::string_view link,
                        const LandedPatch& landed) {
  return landed.commits.empty()
             ? std::string(words)
             : absl::StrCat(words, link, CommitWords(landed.commits));
}

bool NeedsPerson(Verdict verdict) {
  return verdict == Verdict::kConflict || verdict == Verdict::kBlocked;
}

bool TouchesOneOf(const PatchStep& step, const std::set<std::string>& paths) {
  return std::any_of(
      step.files.begin(), step.files.end(), [&paths](const FileStep& file) {
        return paths.count(file.old_path) > 0 || paths.count(file.new_path) > 0;
      });
}

// Was the pick settled by what is remembered?
bool IsSettled(const StatePick& pick) {
  return pick.as() == Name(RebasedAs::kEdited) && !pick.reason().empty();
}

}  // namespace

std::string LandedReason(const LandedPatch& landed) {
  switch (landed.evidence) {
    case LandedEvidence::kSameCommit:
      return WithCommits("the same commit is there", ", ", landed);
    case LandedEvidence::kPicked:
      return WithCommits("picked", ", see ", landed);
    case LandedEvidence::kSamePatch:
      return WithCommits("same patch", " as ", landed);
    case LandedEvidence::kSquashed:
      return WithCommits("in place together with later patches", " since ",
                         landed);
    default:
      return WithCommits("in place", " since ", landed);
  }
}

std::string LandedProposal(const LandedPatch& landed) {
  switch (landed.evidence) {
    case LandedEvidence::kPartlyInPlace:
      return WithCommits(absl::StrCat(landed.edits_there, " of its ",
                                      landed.edits, " edits are in place"),
                         " since ", landed);
    case LandedEvidence::kOlderForm:
      return WithCommits("looks like an older form of what is there", ": ",
                         landed);
    case LandedEvidence::kSameSubject:
      return WithCommits("has the subject", " of ", landed);
    default:
      return WithCommits("what it adds stands in its own base already", ": ",
                         landed);
  }
}

absl::StatusOr<LandedPicks> DropLandedPicks(
    const std::shared_ptr<const GitRepository>& repository,
    const RebaseState& stopped, RebaseState* start) {
  LandedPicks result;
  const auto picks = ReadPicks(repository, *start);
  if (!picks.ok()) return picks.status();
  const auto check = Check(picks->stack, picks->onto, picks->options);
  if (!check.ok()) return check.status();
  const auto may_drop = [&](size_t i) {
    const int pick = start->next() + static_cast<int>(i);
    if (start->picks(pick).as() == Name(RebasedAs::kDropped)) return false;
    if (IsSettled(stopped.picks(pick))) return false;
    return pick == stopped.next() || NeedsPerson(check->moved[i].verdict);
  };
  std::set<std::string> paths;
  for (size_t i = 0; i < check->patches.size(); ++i) {
    if (!may_drop(i)) continue;
    for (const FileStep& file : check->patches[i].files) {
      paths.insert(file.old_path);
      paths.insert(file.new_path);
    }
  }
  std::vector<LandedQuestion> questions =
      QuestionsAbout(picks->stack, check->patches);
  for (size_t i = 0; i < questions.size(); ++i) {
    // Later patches of the same files tell whether it came squashed with them.
    questions[i].wanted = TouchesOneOf(check->patches[i], paths);
  }
  const auto landed = FindLandedPatches(questions, picks->stack.base,
                                        picks->onto, repository.get());
  if (!landed.ok()) return landed.status();
  for (size_t i = 0; i < landed->size(); ++i) {
    const LandedPatch& found = (*landed)[i];
    if (found.evidence == LandedEvidence::kNone || !may_drop(i)) continue;
    StatePick& pick =
        *start->mutable_picks(start->next() + static_cast<int>(i));
    if (IsStrong(found.evidence)) {
      pick.set_as(std::string(Name(RebasedAs::kDropped)));
      pick.set_reason(LandedReason(found));
      ++result.dropped;
    } else {
      result.proposals.push_back(absl::StrCat(pick.commit().substr(0, 12), " (",
                                              pick.subject(), ") ",
                                              LandedProposal(found)));
    }
  }
  return result;
}

}  // namespace patchgraph
