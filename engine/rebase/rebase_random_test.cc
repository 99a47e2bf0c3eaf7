// Generated histories, rebased by us and by git: the same commits wherever git
// finishes, and a conflict where git has one.

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_refs.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_worktree.h"
#include "engine/merge/history_generator.h"
#include "engine/rebase/rebase_request.h"
#include "engine/rebase/rebase_session.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr int kCases = 2000;

std::string Data(absl::string_view bytes) {
  return absl::StrCat("data ", bytes.size(), "\n", bytes, "\n");
}

// Messages that have to come through to the byte.
std::string MessageOf(const GeneratedCommit& commit, size_t number) {
  switch (number % 4) {
    case 0:
      return commit.name;
    case 1:
      return absl::StrCat(commit.name, "\n\nWhy, in  two\nlines.   \n\n\n");
    case 2:
      return absl::StrCat("  ", commit.name, "\nand on\n\n# no comment\n");
    default:
      return absl::StrCat("gr\xc3\xb6\xc3\x9f", "er ", commit.name, "\n");
  }
}

class Stream {
 public:
  void Add(const GeneratedHistory& history, const std::string& name) {
    std::map<std::string, int> marks;
    for (const GeneratedCommit& commit : history) {
      const bool ours = commit.name.find("-ours-") != std::string::npos;
      const std::string ref = absl::StrCat(
          "refs/heads/", name,
          commit.parents.empty() ? "-base" : (ours ? "-onto" : "-topic"));
      marks[commit.name] = ++mark_;
      if (commit.parents.empty() || parentless_.insert(ref).second) {
        absl::StrAppend(&text_, "reset ", ref, "\n");
      }
      absl::StrAppend(&text_, "commit ", ref, "\nmark :", mark_,
                      "\nauthor Author ", mark_ % 7, " <a", mark_ % 7,
                      "@example.com> ", 1144051200 + mark_,
                      mark_ % 2 == 0 ? " +0200\n" : " -0330\n",
                      "committer C <c@example.com> ", 1144061200 + mark_,
                      " +0000\n", Data(MessageOf(commit, mark_)));
      for (const std::string& parent : commit.parents) {
        absl::StrAppend(&text_, "from :", marks.at(parent), "\n");
      }
      absl::StrAppend(&text_, "deleteall\n");
      for (const auto& [path, file] : commit.files) AddFile(path, file);
    }
    absl::StrAppend(&text_, "reset refs/heads/", name, "-git\nfrom :", mark_,
                    "\n\n");
  }

  const std::string& text() const { return text_; }

 private:
  void AddFile(const std::string& path, const FileState& file) {
    absl::StrAppendFormat(&text_, "M %06o ", static_cast<int>(file.mode));
    if (file.mode == FileMode::kSubmodule) {
      absl::StrAppend(&text_, file.blob.id().Hex(), " ", path, "\n");
    } else {
      absl::StrAppend(&text_, "inline ", path, "\n", Data(**file.blob.Read()));
    }
  }

  std::string text_;
  std::set<std::string> parentless_;
  int mark_ = 0;
};

// What a branch holds beyond another, oldest first: all but ids, which have the
// committer's date in them.
std::string LogOf(const TestRepository& repository, const std::string& range) {
  return repository.Git(
      absl::StrCat("log --reverse --topo-order --format='%T%n%an <%ae> "
                   "%ad%n%B%x00' --date=raw ",
                   range));
}

// What became of each commit, and what is in conflict with which ids.
std::string OutcomeOf(const RebaseStep& step) {
  std::string outcome;
  for (const StatePick& pick : step.state.picks()) {
    absl::StrAppend(&outcome, pick.commit(), " ", pick.as(), "\n");
  }
  if (!step.conflict.has_value()) return outcome;
  for (const Conflict& conflict : step.conflict->conflicts) {
    absl::StrAppend(&outcome, Name(conflict.kind), " ", conflict.path, "\n");
  }
  for (const StagedFile& staged : step.conflict->stages) {
    absl::StrAppend(&outcome, staged.path, " ", staged.stage, " ",
                    staged.file.blob.id().Hex(), "\n");
  }
  for (const auto& [path, file] : step.conflict->edits) {
    absl::StrAppend(&outcome, path, " ",
                    file.has_value() ? file->blob.id().Hex() : "goes", "\n");
  }
  return outcome;
}

struct Tally {
  int finished = 0;
  int conflicts = 0;
};

class RebaseRandomTest : public ::testing::Test {
 protected:
  // Rebases `name`-topic onto `name`-onto; whether it went through.
  absl::StatusOr<bool> RebaseOurselves(
      const std::shared_ptr<const GitRepository>& repository,
      const std::string& name) {
    RebaseRequest request;
    request.upstream = name + "-onto";
    request.branch = name + "-topic";
    auto prepared = PrepareRebase(*repository, request);
    if (!prepared.ok()) return prepared.status();
    RebaseSession session(repository, person_, RebaseHost());
    const auto preview = session.Preview(prepared->state);
    if (!preview.ok()) return preview.status();
    const auto step = session.Run(prepared->state, /*open_conflicts=*/false);
    if (!step.ok()) return step.status();
    EXPECT_EQ(OutcomeOf(*preview), OutcomeOf(*step)) << name;
    if (step->end == RebaseEnd::kConflict) return false;
    const auto head = ReadHead(*repository);
    EXPECT_EQ(head->branch, "refs/heads/" + request.branch);
    const auto dirty = DirtyPaths(*repository);
    EXPECT_TRUE(dirty.ok() && dirty->empty())
        << name << ": " << (dirty.ok() ? dirty->front() : "");
    return true;
  }

  GitPerson person_{"C", "c@example.com", 1144099999, 120};
};

TEST_F(RebaseRandomTest, GivesWhatGitGives) {
  const char* shards = std::getenv("TEST_TOTAL_SHARDS");
  const char* shard = std::getenv("TEST_SHARD_INDEX");
  int total = 1;
  int index = 0;
  if (shards != nullptr && absl::SimpleAtoi(shards, &total)) {
    // Tells Bazel that the test knows of shards.
    if (const char* file = std::getenv("TEST_SHARD_STATUS_FILE")) {
      fclose(fopen(file, "w"));
    }
    ASSERT_TRUE(absl::SimpleAtoi(shard, &index));
  }
  TestRepository ours;
  TestRepository git;
  Stream stream;
  std::vector<std::string> names;
  for (int i = index; i < kCases; i += total) {
    const uint64_t seed = 40000 + i;
    HistoryGenerator generator(seed);
    const std::string name = absl::StrCat("c", seed);
    stream.Add(generator.Branches(name, 1 + i % 3, 1 + i % 5), name);
    names.push_back(name);
  }
  for (const TestRepository* repository : {&ours, &git}) {
    repository->Write("stream", stream.text());
    repository->Git("fast-import --quiet --force <stream");
    repository->Run("rm stream");
    repository->Git("checkout -q --detach " + names[0] + "-base");
  }
  // One process for each case, and one more where it ends in a conflict.
  std::string script = "for c in";
  for (const std::string& name : names) absl::StrAppend(&script, " ", name);
  absl::StrAppend(
      &script,
      "; do if git rebase -q $c-onto $c-topic >/dev/null 2>&1; then echo ok; "
      "elif test -d .git/rebase-merge; then git rebase --abort >/dev/null 2>&1;"
      " git reset -q --hard; git clean -ffdxq; echo conflict; else git reset "
      "-q "
      "--hard; git clean -ffdxq; echo failed; fi; done");
  git.Write("../run-" + std::to_string(getpid()), script);
  const std::vector<std::string> verdicts =
      absl::StrSplit(git.Git("version >/dev/null; export GIT_CONFIG_NOSYSTEM=1 "
                             "GIT_CONFIG_GLOBAL=/dev/null GIT_COMMITTER_NAME=C "
                             "GIT_COMMITTER_EMAIL=c@example.com; sh ../run-" +
                             std::to_string(getpid())),
                     '\n');
  ASSERT_EQ(verdicts.size(), names.size());

  const auto repository = GitRepository::Open(ours.path());
  ASSERT_TRUE(repository.ok()) << repository.status();
  Tally tally;
  for (size_t i = 0; i < names.size(); ++i) {
    const std::string& name = names[i];
    if (verdicts[i] == "failed") continue;
    const auto finished = RebaseOurselves(*repository, name);
    ASSERT_TRUE(finished.ok()) << name << ": " << finished.status();
    EXPECT_EQ(*finished ? "ok" : "conflict", verdicts[i]) << name;
    if (!*finished || verdicts[i] != "ok") {
      ++tally.conflicts;
      continue;
    }
    ++tally.finished;
    const std::string range = absl::StrCat(name, "-onto..", name, "-topic");
    EXPECT_EQ(LogOf(ours, range), LogOf(git, range)) << name;
  }
  std::cout << tally.finished << " finished, " << tally.conflicts
            << " in conflict\n";
  EXPECT_GT(tally.finished, static_cast<int>(names.size()) / 5);
  EXPECT_GT(tally.conflicts, 0);
  EXPECT_EQ(ours.Git("status --porcelain"), "");
  ours.Git("fsck --no-dangling --no-progress");
}

}  // namespace
}  // namespace patchgraph
