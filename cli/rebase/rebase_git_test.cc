// `patchgraph rebase` as people meet it, with git as the judge.

#include <string>

#include "cli/rebase/rebase_git_fixture.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using RebaseGitTest = RebaseGitFixture;

TEST_F(RebaseGitTest, WritesBranchIndexAndWorktreeAtOnce) {
  Make(/*conflict=*/false);
  const std::string old_tip = repository_.Git("rev-parse topic");
  repository_.Git("branch expected");
  const Answer answer = Run({"main"});
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_EQ(answer.out,
            "topic onto main: 3 patches, 3 unchanged\n"
            "  1 to 3: 3 unchanged\n");
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
  EXPECT_EQ(repository_.Git("symbolic-ref HEAD"), "refs/heads/topic");
  EXPECT_EQ(repository_.Git("rev-parse ORIG_HEAD"), old_tip);
  EXPECT_EQ(repository_.Git("log -1 -g --format=%gs topic"),
            "rebase (finish): refs/heads/topic onto " +
                repository_.Git("rev-parse main"));
  repository_.Git("rebase -q main expected");
  const std::string format = "log --format='%T %an %ae %ad %B' main..";
  EXPECT_EQ(repository_.Git(format + "topic"),
            repository_.Git(format + "expected"));
  EXPECT_EQ(Run({"main", "topic"}).status, 0);
  EXPECT_EQ(Run({"main"}).out, "topic is up to date\n");
}

TEST_F(RebaseGitTest, ADryRunWritesNothing) {
  Make(/*conflict=*/false);
  const std::string before = State();
  const Answer answer = Run({"main", "--dry-run", "--json"});
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_NE(answer.out.find("\"outcome\": \"preview\""), std::string::npos);
  EXPECT_NE(answer.out.find("\"unchanged\": 3"), std::string::npos);
  EXPECT_EQ(State(), before);
}

TEST_F(RebaseGitTest, ListsAllConflictsAndTouchesNothing) {
  Make(/*conflict=*/true);
  const std::string before = State();
  const Answer answer = Run({"main"});
  EXPECT_EQ(answer.status, 1);
  EXPECT_NE(answer.out.find("1 of 2  content  f"), std::string::npos);
  EXPECT_NE(answer.out.find("2 of 2  content  f"), std::string::npos);
  EXPECT_NE(answer.out.find("--begin"), std::string::npos);
  EXPECT_EQ(State(), before);
}

TEST_F(RebaseGitTest, OpensOneConflictAfterTheOther) {
  Make(/*conflict=*/true);
  Answer answer = Run({"main", "--begin"});
  EXPECT_EQ(answer.status, 1) << answer.err;
  EXPECT_NE(answer.out.find("conflict 1 of 2, in patch 1 of 3"),
            std::string::npos)
      << answer.out;
  EXPECT_EQ(repository_.Git("ls-files -u | wc -l"), "3");
  EXPECT_EQ(repository_.Run("grep -c -e '^<<<<<<< HEAD' -e '^|||||||' f"),
            "2\n");
  ExpectRefused({"main"}, "a rebase was begun");
  ExpectRefused({"--continue"}, "still in conflict: f");
  repository_.Write(
      "f", Count(1, 4) + "FIVE five\n" + Count(6, 9) + "TEN\n" + Count(11, 20));
  repository_.Git("add f");
  answer = Run({"--continue"});
  EXPECT_EQ(answer.status, 1) << answer.err;
  EXPECT_NE(answer.out.find("conflict 2 of 2, in patch 3 of 3"),
            std::string::npos)
      << answer.out;
  EXPECT_EQ(Run({"--status"}).status, 0);
  repository_.Git("checkout -q --ours f");
  repository_.Git("add f");
  answer = Run({"--continue"});
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_NE(answer.out.find("nothing is left of it after resolving"),
            std::string::npos);
  EXPECT_EQ(Subjects("main..topic"), "five\nnew file");
  EXPECT_EQ(repository_.Git("log -2 --format='%an %ae' topic"),
            "A U Thor author@example.com\nA U Thor author@example.com");
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
  EXPECT_EQ(Run({"--status"}).status, 2);
}

TEST_F(RebaseGitTest, SaysWhatVanishedWithAResolution) {
  Make(/*conflict=*/true);
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  // All of the branch's text: what comes later fits.
  repository_.Write("f", Count(1, 4) + "five\n" + Count(6, 20));
  repository_.Git("add f");
  const Answer answer = Run({"--continue"});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_NE(answer.err.find("1 conflict went with what was resolved: "),
            std::string::npos)
      << answer.err;
  EXPECT_EQ(Subjects("main..topic"), "five\nnew file\nten");
}

TEST_F(RebaseGitTest, SkipsAndGoesBack) {
  Make(/*conflict=*/true);
  repository_.Write("untracked", "stays\n");
  const std::string before = State();
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  EXPECT_EQ(Run({"--skip"}).status, 1);
  EXPECT_EQ(Run({"--abort"}).status, 0);
  repository_.Run("rm -rf .git/ORIG_HEAD .git/patchgraph");
  EXPECT_EQ(State(), before);
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  EXPECT_EQ(Run({"--skip"}).status, 1);
  EXPECT_EQ(Run({"--skip"}).status, 0);
  EXPECT_EQ(Subjects("main..topic"), "new file");
}

TEST_F(RebaseGitTest, WhatWasCommittedAtAStopOutlivesASkip) {
  Make(/*conflict=*/true);
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  repository_.Write("f", Count(1, 4) + "5\n" + Count(6, 20));
  repository_.Write("by-hand", "mine\n");
  repository_.Commit("by hand");
  EXPECT_EQ(Run({"--skip"}).status, 0);
  EXPECT_EQ(Subjects("main..topic"), "by hand\nnew file\nten");
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
  EXPECT_EQ(repository_.Run("cat by-hand"), "mine\n");
}

TEST_F(RebaseGitTest, AFileComesBackWhereASubmoduleWas) {
  Make(/*conflict=*/true);
  repository_.Run("rm new && mkdir new");
  repository_.Git("update-index --cacheinfo 160000," + std::string(40, '3') +
                  ",new");
  repository_.Git("commit -q --amend --no-edit");
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  EXPECT_EQ(Run({"--skip"}).status, 1);
  EXPECT_EQ(Run({"--skip"}).status, 0);
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
  EXPECT_EQ(repository_.Run("cat new"), "new\n");
  repository_.Git("reset -q --hard topic@{1}");
  repository_.Run("rmdir new");
  repository_.Write("new", "back\n");
  repository_.Commit("back");
  repository_.Run("rm -rf .git/ORIG_HEAD .git/patchgraph");
  const std::string before = State();
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  EXPECT_EQ(Run({"--skip"}).status, 1);
  EXPECT_EQ(repository_.Run("ls new"), "");
  const Answer answer = Run({"--abort"});
  EXPECT_EQ(answer.status, 0) << answer.err;
  repository_.Run("rm -rf .git/ORIG_HEAD .git/patchgraph");
  EXPECT_EQ(State(), before);
  EXPECT_EQ(repository_.Run("cat new"), "back\n");
}

TEST_F(RebaseGitTest, MarkersNameTheFileOfEachSideAsGitDoes) {
  Make(/*conflict=*/true);
  repository_.Git("checkout -q main");
  repository_.Git("mv f moved");
  repository_.Commit("moved");
  repository_.Git("checkout -q -b expected topic");
  repository_.Git("checkout -q topic");
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  const std::string opened = repository_.Run("cat moved");
  EXPECT_EQ(Run({"--abort"}).status, 0);
  repository_.Run(
      "git -c core.abbrev=12 -c merge.conflictstyle=diff3 rebase -q main "
      "expected >/dev/null 2>&1 || true");
  EXPECT_EQ(repository_.Run("cat moved"), opened);
  EXPECT_NE(opened.find("<<<<<<< HEAD:moved\n"), std::string::npos) << opened;
}

TEST_F(RebaseGitTest, WhatUpstreamHasTakesNothingIn) {
  Make(/*conflict=*/false);
  repository_.Write("new", "new\nmore\n");
  repository_.Commit("fixup! new file");
  repository_.Git("checkout -q main");
  repository_.Git("cherry-pick topic~2 >/dev/null");
  repository_.Git("checkout -q topic");
  EXPECT_EQ(Run({"main", "--autosquash"}).status, 0);
  EXPECT_EQ(Subjects("main..topic"), "five\nten\nfixup! new file");
}

TEST_F(RebaseGitTest, AnAmendWithoutAMessageKeepsTheOldOne) {
  Make(/*conflict=*/false);
  repository_.Write("new", "new\nmore\n");
  repository_.Commit("amend! new file");
  EXPECT_EQ(Run({"main", "--autosquash"}).status, 0);
  EXPECT_EQ(Subjects("main..topic"), "five\nnew file\nten");
}

TEST_F(RebaseGitTest, FoldsAsGitFolds) {
  Make(/*conflict=*/false);
  repository_.Write("g", Count(1, 19) + "end\n");
  repository_.Commit("fixup! five");
  repository_.Write("new", "new\nmore\n");
  repository_.Commit("squash! new file\n\nAnd why.");
  repository_.Git("branch part HEAD~3");
  repository_.Git("branch late HEAD~1");
  EXPECT_EQ(Run({"main", "--autosquash", "--signoff", "--update-refs"}).status,
            0);
  const std::string branches =
      repository_.Git("log --format='%T %s' --no-walk part late topic");
  // The same again with git.
  repository_.Git("branch expected topic@{1}");
  repository_.Git("update-ref refs/heads/part part@{1}");
  repository_.Git("update-ref refs/heads/late late@{1}");
  repository_.Git(
      "-c sequence.editor=true -c core.editor=true rebase -q -i --autosquash "
      "--signoff --update-refs main expected");
  const std::string format = "log --format='%T %an %ae %ad %B' main..";
  EXPECT_EQ(repository_.Git(format + "topic"),
            repository_.Git(format + "expected"));
  EXPECT_EQ(
      repository_.Git("log --format='%T %s' --no-walk part late expected"),
      branches);
}

TEST_F(RebaseGitTest, DropsWhatUpstreamHas) {
  Make(/*conflict=*/false);
  repository_.Git("checkout -q main");
  repository_.Git("cherry-pick topic~1 >/dev/null");
  repository_.Git("checkout -q topic");
  const Answer answer = Run({"main"});
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_NE(answer.out.find("same patch as " +
                            repository_.Git("rev-parse --short=12 main")),
            std::string::npos)
      << answer.out;
  EXPECT_EQ(Subjects("main..topic"), "five\nten");
}

TEST_F(RebaseGitTest, ChecksTheBranchOutThatIsNamed) {
  Make(/*conflict=*/false);
  repository_.Git("checkout -q main");
  EXPECT_EQ(Run({"main", "topic"}).status, 0);
  EXPECT_EQ(repository_.Git("symbolic-ref HEAD"), "refs/heads/topic");
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
}

TEST_F(RebaseGitTest, RunsCommandsAndStopsWhereOneFails) {
  Make(/*conflict=*/false);
  EXPECT_EQ(Run({"main", "-x",
                 "git log -1 --format=%s >>.git/ran; test ! -e "
                 "new || test -e .git/go"})
                .status,
            1);
  EXPECT_EQ(repository_.Run("cat .git/ran"), "five\nnew file\n");
  repository_.Run("touch .git/go");
  EXPECT_EQ(Run({"--continue"}).status, 0);
  EXPECT_EQ(repository_.Run("cat .git/ran"), "five\nnew file\nten\n");
  EXPECT_EQ(repository_.Git("symbolic-ref HEAD"), "refs/heads/topic");
}

TEST_F(RebaseGitTest, RunsTheHooksThatGitRuns) {
  Make(/*conflict=*/false);
  for (const std::string hook : {"pre-rebase", "post-checkout"}) {
    repository_.Write(".git/hooks/" + hook,
                      "#!/bin/sh\necho " + hook + " $# >>.git/ran\n");
  }
  repository_.Write(".git/hooks/post-rewrite",
                    "#!/bin/sh\necho $1 >>.git/ran; wc -l >>.git/ran\n");
  repository_.Write(".git/hooks/post-commit", "#!/bin/sh\nexit 0\n");
  repository_.Run("chmod +x .git/hooks/*");
  const Answer answer = Run({"main"});
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_EQ(repository_.Run("cat .git/ran"),
            "pre-rebase 1\npost-checkout 3\nrebase\n3\n");
  EXPECT_NE(answer.err.find("the hook post-commit is not run"),
            std::string::npos);
  repository_.Write(".git/hooks/pre-rebase", "#!/bin/sh\nexit 1\n");
  ExpectRefused({"main~1", "--no-ff"}, "pre-rebase hook");
}

TEST_F(RebaseGitTest, RefusesWithAWord) {
  Make(/*conflict=*/false);
  repository_.Write(".git/index.lock", "");
  ExpectRefused({"main"}, "index.lock");
  repository_.Run("rm .git/index.lock; mkdir .git/rebase-merge");
  ExpectRefused({"main"}, "a rebase of git's is under way");
  repository_.Run("rmdir .git/rebase-merge");
  repository_.Git("config commit.gpgsign true");
  ExpectRefused({"main"}, "commit.gpgSign");
  repository_.Git("config --unset commit.gpgsign");
  repository_.Git("config core.sparseCheckout true");
  ExpectRefused({"main"}, "sparse");
  repository_.Git("config --unset core.sparseCheckout");
  repository_.Write("f", "mine\n");
  ExpectRefused({"main"}, "uncommitted changes, in f");
  repository_.Git("checkout -q f");
  ExpectRefused({"v9"}, "v9 is no revision");
  ExpectRefused({}, "follows no branch");
  ExpectRefused({"main", "--without", "five"}, "--without");
  ExpectRefused({"main", "topic", "more"}, "one too many: more");
  repository_.Git("worktree add -q .git/wt main");
  ExpectRefused({"topic", "main"}, "checked out in another worktree");
}

TEST_F(RebaseGitTest, AnUntrackedFileInTheWayStaysAsItIs) {
  Make(/*conflict=*/false);
  repository_.Git("checkout -q main");
  repository_.Write("new", "precious\n");
  ExpectRefused({"main", "topic"}, "untracked and in the way: new");
  repository_.Run("rm new; mkdir new; echo precious >new/file");
  ExpectRefused({"main", "topic"}, "untracked and in the way: new/file");
  EXPECT_EQ(repository_.Run("cat new/file"), "precious\n");
}

TEST_F(RebaseGitTest, ALinkedWorktreeHasAStateOfItsOwn) {
  Make(/*conflict=*/true);
  repository_.Git("checkout -q --detach main");
  const TestFolder linked;
  linked.Run("rmdir '" + linked.path() + "' && git -C '" + repository_.path() +
             "' worktree add -q '" + linked.path() + "' topic");
  EXPECT_EQ(Run({"main", "--begin"}, &linked).status, 1);
  EXPECT_EQ(Run({"--status"}).status, 2);
  EXPECT_EQ(Run({"--skip"}, &linked).status, 1);
  const Answer answer = Run({"--skip"}, &linked);
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_EQ(Subjects("main..topic"), "new file");
  EXPECT_EQ(linked.Run("git status --porcelain; git symbolic-ref HEAD"),
            "refs/heads/topic\n");
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
}

TEST_F(RebaseGitTest, ABareRepositoryGetsItsRefs) {
  Make(/*conflict=*/false);
  const TestFolder bare;
  bare.Run("git clone -q --bare '" + repository_.path() +
           "' . && git config user.name C && git config user.email c@x");
  const Answer answer = Run({"main", "topic"}, &bare);
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_EQ(bare.Run("git log --format=%s main..topic"),
            "ten\nnew file\nfive\n");
  bare.Run("git fsck --no-progress");
}

// As an importer leaves it: HEAD names a branch that nobody made.
TEST_F(RebaseGitTest, ABareRepositoryWhoseHeadHasNoCommit) {
  Make(/*conflict=*/false);
  const TestFolder bare;
  bare.Run(
      "git init -q --bare -b nothing . && git config user.name C && "
      "git config user.email c@x && git -C '" +
      repository_.path() + "' fast-export --all | git fast-import --quiet");
  const std::string main = bare.Run("git rev-parse main | tr -d '\\n'");
  const std::string base = bare.Run("git rev-parse main~1 | tr -d '\\n'");
  EXPECT_EQ(Run({"--onto", main, base, "topic", "--dry-run"}, &bare).status, 0);
  const Answer answer = Run({"--onto", main, base, "topic"}, &bare);
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_EQ(bare.Run("git log --format=%s main..topic"),
            "ten\nnew file\nfive\n");
  EXPECT_EQ(bare.Run("git symbolic-ref HEAD; git rev-parse main; git "
                     "for-each-ref | wc -l"),
            "refs/heads/nothing\n" + main + "\n2\n");
}

TEST_F(RebaseGitTest, ABranchWithoutACommitIsNotLeft) {
  Make(/*conflict=*/false);
  repository_.Git("checkout -q --orphan empty");
  repository_.Git("rm -rfq .");
  ExpectRefused({"main", "topic"}, "empty has no commit to come back to");
}

TEST_F(RebaseGitTest, WhatIsMissingIsSaid) {
  Make(/*conflict=*/false);
  const TestFolder shallow;
  shallow.Run("git clone -q --depth 2 --no-single-branch 'file://" +
              repository_.path() +
              "' . && git config user.name C && git config user.email c@x");
  Answer answer = Run({"origin/main"}, &shallow);
  EXPECT_EQ(answer.status, 2) << answer.out;
  EXPECT_NE(answer.err.find("shallow"), std::string::npos) << answer.err;
  repository_.Git("config uploadpack.allowFilter true");
  const TestFolder partial;
  partial.Run("git clone -q --filter=blob:none 'file://" + repository_.path() +
              "' . && git config user.name C && git config user.email c@x");
  const std::string before =
      partial.Run("git for-each-ref; git status --porcelain; cat f");
  answer = Run({"origin/main"}, &partial);
  EXPECT_EQ(answer.status, 2) << answer.out;
  EXPECT_NE(answer.err.find("partial"), std::string::npos) << answer.err;
  EXPECT_EQ(partial.Run("git for-each-ref; git status --porcelain; cat f"),
            before);
  const TestFolder wide;
  wide.Run("git init -q --object-format=sha256 .");
  answer = Run({"main"}, &wide);
  EXPECT_EQ(answer.status, 2);
  EXPECT_NE(answer.err.find("SHA-256"), std::string::npos) << answer.err;
}

}  // namespace
}  // namespace patchgraph
