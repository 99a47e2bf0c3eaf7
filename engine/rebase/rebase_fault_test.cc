// A rebase that is killed, or that cannot write: afterwards the repository is
// as before, or finished, or --abort brings it back, or --continue finishes it.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_worktree.h"
#include "engine/rebase/rebase_request.h"
#include "engine/rebase/rebase_session.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::string Numbers(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) absl::StrAppend(&text, i, "\n");
  return text;
}

// "topic" on "main", with a folder that goes and a file in its place, a link, a
// file that comes and goes; with `conflict` also a commit that does not fit.
std::unique_ptr<TestRepository> MakeRepository(bool conflict) {
  auto repository = std::make_unique<TestRepository>();
  const TestRepository& r = *repository;
  r.Write("a.c", Numbers(1, 200));
  r.Write("dir/one.c", Numbers(1, 50));
  r.Write("dir/two.c", Numbers(51, 90));
  r.Write("b.c", Numbers(1, 100));
  repository->Commit("base");
  r.Git("checkout -q -b topic");
  r.Write("new/x.c", Numbers(1, 3000));
  r.Write("a.c", "first\n" + Numbers(2, 200));
  repository->Commit("topic 1");
  r.Run("rm -r dir; echo file >dir; ln -s a.c link");
  repository->Commit("topic 2");
  r.Write("b.c", Numbers(1, 50) + "here\n" + Numbers(51, 100));
  repository->Commit("topic 3");
  r.Git("branch part HEAD~1");
  r.Git("checkout -q main");
  r.Write("a.c", Numbers(1, 199) + "last\n");
  r.Write("main/y.c", Numbers(1, 2000));
  if (conflict) r.Write("b.c", Numbers(1, 50) + "there\n" + Numbers(51, 100));
  repository->Commit("main 1");
  r.Git("checkout -q topic");
  return repository;
}

// All that one can see of a repository.
std::string Snapshot(const TestRepository& r) {
  return r.Run(
      "git for-each-ref; git symbolic-ref -q HEAD || git rev-parse HEAD; "
      "git ls-files -s; git status --porcelain; "
      "find . -name .git -prune -o -type f -print -exec cat {} ';' | "
      "cksum; git stash list; find .git -name '*.lock'");
}

class RebaseFaultTest : public ::testing::Test {
 protected:
  struct Fault {
    BeforeWrite before_write;
    // Files may not grow beyond so many bytes; 0: as they like.
    int largest_file = 0;
    bool kills = false;  // writing beyond kills, or else fails
  };

  static std::shared_ptr<const GitRepository> Open(const TestRepository& r) {
    auto repository = GitRepository::Open(r.path());
    EXPECT_TRUE(repository.ok()) << repository.status();
    return *repository;
  }

  static RebaseSession Session(
      const std::shared_ptr<const GitRepository>& repository,
      BeforeWrite before_write) {
    RebaseHost host;
    host.before_write = std::move(before_write);
    return RebaseSession(repository, {"C", "c@example.com", 1144099999, 120},
                         std::move(host));
  }

  static absl::Status Start(const TestRepository& r, bool begin,
                            const BeforeWrite& before_write) {
    const auto repository = Open(r);
    RebaseRequest request;
    request.upstream = "main";
    request.plan.update_refs = true;
    auto prepared = PrepareRebase(*repository, request);
    if (!prepared.ok()) return prepared.status();
    const auto dirty = DirtyPaths(*repository);
    if (dirty.ok() && !dirty->empty()) {
      prepared->state.set_stash_message("patchgraph autostash test");
    }
    return Session(repository, before_write)
        .Run(prepared->state, begin)
        .status();
  }

  enum class Way { kContinue, kSkip, kAbort };

  absl::StatusOr<RebaseEnd> GoOn(const TestRepository& r, Way way,
                                 const BeforeWrite& before_write) {
    const auto repository = Open(r);
    RebaseSession session = Session(repository, before_write);
    const auto state = session.file().Read();
    if (!state.ok()) return state.status();
    if (!state->has_value()) return absl::NotFoundError("no rebase");
    const auto step = way == Way::kContinue ? session.Continue(**state)
                      : way == Way::kSkip   ? session.Skip(**state)
                                            : session.Abort(**state);
    if (!step.ok()) return step.status();
    notes_ = step->notes;
    return step->end;
  }

  std::vector<std::string> notes_;

  static bool IsUnderWay(const TestRepository& r) {
    return RebaseStateFile(r.At(".git")).Read()->has_value();
  }

  // Does it in another process, which may not live to the end.
  static void InChild(
      const Fault& fault,
      const std::function<absl::Status(const BeforeWrite&)>& act) {
    const pid_t child = fork();
    if (child == 0) {
      if (fault.largest_file > 0) {
        const auto limit = static_cast<rlim_t>(fault.largest_file);
        const rlimit limits{limit, limit};
        setrlimit(RLIMIT_FSIZE, &limits);
        std::signal(SIGXFSZ, fault.kills ? SIG_DFL : SIG_IGN);
      }
      _exit(act(fault.before_write).ok() ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
  }

  static std::string Copy(const TestRepository& from) {
    return "rm -rf ./* ./.git && cp -a '" + from.path() + "/.' .";
  }

  // Every way a step can be cut short.
  static std::vector<Fault> Faults() {
    std::vector<Fault> faults;
    for (int n = 0; n < 14; ++n) {
      Fault killed;
      killed.before_write = [left = n](absl::string_view) mutable {
        if (left-- == 0) _exit(9);
        return absl::OkStatus();
      };
      faults.push_back(std::move(killed));
      Fault failed;
      failed.before_write = [left = n](absl::string_view what) mutable {
        return left-- == 0 ? absl::UnavailableError(what) : absl::OkStatus();
      };
      faults.push_back(std::move(failed));
    }
    for (const int bytes : {1, 60, 300, 1000, 1800, 4000, 12000}) {
      for (const bool kills : {true, false}) {
        Fault fault;
        fault.largest_file = bytes;
        fault.kills = kills;
        faults.push_back(std::move(fault));
      }
    }
    return faults;
  }
};

TEST_F(RebaseFaultTest, ACleanRebase) {
  const auto source = MakeRepository(/*conflict=*/false);
  const std::string before = Snapshot(*source);
  TestRepository done;
  done.Run(Copy(*source));
  ASSERT_TRUE(Start(done, false, nullptr).ok());
  const std::string after = Snapshot(done);
  ASSERT_NE(before, after);
  int number = 0;
  for (const Fault& fault : Faults()) {
    SCOPED_TRACE(absl::StrCat("fault ", number++, ", at most ",
                              fault.largest_file, " bytes"));
    TestRepository r;
    r.Run(Copy(*source));
    InChild(fault, [&](const BeforeWrite& before_write) {
      return Start(r, false, before_write);
    });
    if (!IsUnderWay(r)) {
      const std::string now = Snapshot(r);
      EXPECT_TRUE(now == before || now == after) << now;
    } else {
      TestRepository other;
      other.Run(Copy(r));
      const auto aborted = GoOn(r, Way::kAbort, nullptr);
      EXPECT_TRUE(aborted.ok()) << aborted.status();
      EXPECT_EQ(Snapshot(r), before);
      const auto finished = GoOn(other, Way::kContinue, nullptr);
      EXPECT_TRUE(finished.ok()) << finished.status();
      EXPECT_EQ(Snapshot(other), after);
      EXPECT_FALSE(IsUnderWay(other));
      other.Git("fsck --no-progress --no-dangling");
    }
    r.Git("fsck --no-progress --no-dangling");
    EXPECT_FALSE(IsUnderWay(r));
    if (HasFailure()) return;
  }
}

TEST_F(RebaseFaultTest, OneThatOpensAConflictWithChangesPutAway) {
  const auto source = MakeRepository(/*conflict=*/true);
  source->Write("main.txt", "untracked\n");
  source->Write("link2", "staged\n");
  source->Git("add link2");
  source->Write("new/x.c", Numbers(1, 3000) + "dirty\n");
  // What is staged comes back unstaged only where the file is not new.
  const std::string before = Snapshot(*source);
  int number = 0;
  for (const Fault& fault : Faults()) {
    SCOPED_TRACE(absl::StrCat("fault ", number++, ", at most ",
                              fault.largest_file, " bytes"));
    TestRepository r;
    r.Run(Copy(*source));
    InChild(fault, [&](const BeforeWrite& before_write) {
      return Start(r, true, before_write);
    });
    if (IsUnderWay(r)) {
      const auto aborted = GoOn(r, Way::kAbort, nullptr);
      EXPECT_TRUE(aborted.ok()) << aborted.status();
    }
    EXPECT_EQ(Snapshot(r), before) << absl::StrJoin(notes_, "; ");
    EXPECT_FALSE(IsUnderWay(r));
    r.Git("fsck --no-progress --no-dangling");
    if (HasFailure()) return;
  }
}

TEST_F(RebaseFaultTest, GoingOnAndGoingBack) {
  const auto source = MakeRepository(/*conflict=*/true);
  const std::string before = Snapshot(*source);
  TestRepository stopped;
  stopped.Run(Copy(*source));
  ASSERT_TRUE(Start(stopped, true, nullptr).ok());
  ASSERT_TRUE(IsUnderWay(stopped));
  EXPECT_EQ(stopped.Git("diff --name-only --diff-filter=U"), "b.c");
  stopped.Write("b.c", Numbers(1, 50) + "both\n" + Numbers(51, 100));
  stopped.Git("add b.c");
  TestRepository done;
  done.Run(Copy(stopped));
  ASSERT_EQ(*GoOn(done, Way::kContinue, nullptr), RebaseEnd::kWritten);
  const std::string after = Snapshot(done);
  for (const Way way : {Way::kContinue, Way::kAbort}) {
    int number = 0;
    for (const Fault& fault : Faults()) {
      SCOPED_TRACE(absl::StrCat(way == Way::kAbort ? "abort" : "continue",
                                ", fault ", number++, ", at most ",
                                fault.largest_file, " bytes"));
      TestRepository r;
      r.Run(Copy(stopped));
      InChild(fault, [&](const BeforeWrite& before_write) {
        return GoOn(r, way, before_write).status();
      });
      if (IsUnderWay(r)) {
        TestRepository other;
        other.Run(Copy(r));
        if (way == Way::kContinue) {
          const auto finished = GoOn(other, Way::kContinue, nullptr);
          EXPECT_TRUE(finished.ok()) << finished.status();
          EXPECT_EQ(Snapshot(other), after);
        }
        const auto aborted = GoOn(r, Way::kAbort, nullptr);
        EXPECT_TRUE(aborted.ok()) << aborted.status();
        EXPECT_EQ(Snapshot(r), before);
      } else {
        EXPECT_EQ(Snapshot(r), way == Way::kAbort ? before : after);
      }
      EXPECT_FALSE(IsUnderWay(r));
      r.Git("fsck --no-progress --no-dangling");
      if (HasFailure()) return;
    }
  }
}

TEST_F(RebaseFaultTest, ARefThatMovesUnderIt) {
  for (const std::string moved : {"refs/heads/topic", "refs/heads/part"}) {
    const auto r = MakeRepository(/*conflict=*/false);
    const std::string base = r->Git("rev-parse main~1");
    bool done = false;
    std::string before;
    const absl::Status status = Start(*r, false, [&](absl::string_view what) {
      if (what == "the locks" && !done) {
        done = true;
        r->Git(absl::StrCat("update-ref ", moved, " ", base));
        before = Snapshot(*r);
      }
      return absl::OkStatus();
    });
    EXPECT_EQ(status.code(), absl::StatusCode::kAborted) << status;
    EXPECT_EQ(Snapshot(*r), before);
    EXPECT_FALSE(IsUnderWay(*r));
  }
}

TEST_F(RebaseFaultTest, AnotherOneThatIsBegunMeanwhile) {
  const auto r = MakeRepository(/*conflict=*/true);
  const std::string before = Snapshot(*r);
  std::string other;
  const absl::Status status = Start(*r, true, [&](absl::string_view what) {
    if (what == "the journal") {
      EXPECT_TRUE(Start(*r, true, nullptr).ok());
      other = Snapshot(*r);
    }
    return absl::OkStatus();
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_NE(other, before);
  EXPECT_EQ(Snapshot(*r), other);
  ASSERT_TRUE(IsUnderWay(*r));
  EXPECT_EQ(*GoOn(*r, Way::kAbort, nullptr), RebaseEnd::kAborted);
  EXPECT_EQ(Snapshot(*r), before);
}

TEST_F(RebaseFaultTest, WorkThatIsDoneAfterItWasKilledIsKept) {
  const auto r = MakeRepository(/*conflict=*/false);
  Fault fault;
  fault.before_write = [](absl::string_view what) {
    if (what == "the refs") _exit(9);
    return absl::OkStatus();
  };
  InChild(fault, [&](const BeforeWrite& before_write) {
    return Start(*r, false, before_write);
  });
  ASSERT_TRUE(IsUnderWay(*r));
  r->Write("a.c", "my work\n");
  const auto aborted = GoOn(*r, Way::kAbort, nullptr);
  EXPECT_EQ(aborted.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(r->Run("cat a.c"), "my work\n");
  r->Git("checkout -q main -- a.c");
  EXPECT_TRUE(IsUnderWay(*r));
}

}  // namespace
}  // namespace patchgraph
