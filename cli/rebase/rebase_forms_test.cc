// Series, mailboxes and sparse trees moved and written in other forms, judged
// by git am, git apply and patch(1).

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/rebase/rebase_forms_fixture.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kSeries[] =
    "# what we carry\n"
    "\n"
    "fifty.patch   # with a comment\n"
    "lines.diff -p0\n"
    "thirty.patch\n";

class QuiltTest : public RebaseFormsTest {
 protected:
  QuiltTest() {
    CommitThree();
    git_.Write("patches/fifty.patch", "Words, and no header.\n\n" +
                                          git_.Run("git diff HEAD~3 HEAD~2") +
                                          "\nA trailer.\n");
    git_.Write("patches/lines.diff",
               "From: A <a@example.org>\nSubject: more\n\nText.\n---\n" +
                   git_.Run("git diff --no-prefix HEAD~2 HEAD~1"));
    git_.Write("patches/thirty.patch", git_.Run("git diff HEAD~1 HEAD"));
    git_.Write("patches/series", kSeries);
    git_.Git("checkout -q --detach v1");
  }
};

TEST_F(QuiltTest, OnlyWhatHasToIsRewritten) {
  const std::string fifty = git_.Run("cat patches/fifty.patch");
  const std::string thirty = git_.Run("cat patches/thirty.patch");
  ASSERT_EQ(Rebase("quilt:patches@v1 --onto v2"), 0) << err_.str();
  EXPECT_EQ(git_.Run("cat patches/fifty.patch"), fifty);
  EXPECT_EQ(git_.Run("cat patches/thirty.patch"), thirty);
  const std::string lines = git_.Run("cat patches/lines.diff");
  EXPECT_TRUE(absl::StartsWith(
      lines,
      "From: A <a@example.org>\nSubject: more\n\nText.\n---\ndiff --git file "
      "file\n"))
      << lines;
  EXPECT_THAT(lines, HasSubstr(" line thirty\n"));
  EXPECT_EQ(git_.Run("cat patches/series"),
            "# what we carry\n"
            "\n"
            "fifty.patch   # with a comment\n"
            "lines.diff -p0\n"
            "# thirty.patch  (dropped: its effect is there already)\n");
  EXPECT_EQ(git_.Run("ls -A patches"),
            "fifty.patch\nlines.diff\nseries\nthirty.patch\n");
  EXPECT_THAT(out_.str(),
              HasSubstr("1 unchanged, 1 context only and 1 dropped"));
  git_.Git("checkout -q --detach v2");
  Edit("file", "line 50\n", "line fifty\n");
  Edit("file", "line 28\n", "line 28\nline 28.5\n");
  git_.Git("add file");
  EXPECT_EQ(TreeOfPatches(git_.path() + "/patches", "v2"),
            git_.Git("write-tree"));
  // It is for v2 now, and there is nothing more to do.
  const std::string series = git_.Run("cat patches/*");
  ASSERT_EQ(Rebase("quilt:patches@v2 --onto v2"), 0) << err_.str();
  EXPECT_EQ(git_.Run("cat patches/*"), series);
}

TEST_F(RebaseFormsTest, AHunkThatLeavesTheEndOfItsFileGetsNewContext) {
  Edit("file", "line 1\n", "line 1\nfirst\n");
  Edit("other", "line 10\n", "last\nline 10\n");
  git_.Commit("both ends");
  git_.Git("checkout -q --detach v2");
  git_.Run("echo line 11 >> other");
  git_.Commit("longer");
  git_.Git("tag v3");
  git_.Git("rebase -q --onto v3 v1 work");
  const std::string tree = TreeOf("work");
  git_.Git("checkout -q -f --detach v1");
  git_.Write("patches/series", "ends.patch\n");
  git_.Write("patches/ends.patch", git_.Run("git diff v1 work@{1}"));
  ASSERT_EQ(Rebase("quilt:patches@v1 --onto v3"), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("1 context only"));
  EXPECT_EQ(TreeOfPatches(git_.path() + "/patches", "v3"), tree);
  git_.Git("checkout -q -f --detach v3");
  git_.Git("apply --index patches/ends.patch");
  EXPECT_EQ(git_.Git("write-tree"), tree);
}

TEST_F(QuiltTest, APreviewWritesNothing) {
  const std::string before = git_.Run("cat patches/*; ls -lR --full-time .");
  ASSERT_EQ(Rebase("quilt:patches@v1 --onto v2 --dry-run"), 0);
  EXPECT_THAT(out_.str(), HasSubstr("would write"));
  EXPECT_EQ(git_.Run("cat patches/*; ls -lR --full-time ."), before);
}

// Upstream has the line of fifty.patch, and another one beside it.
TEST_F(QuiltTest, WhatHasLandedInAnotherFormIsLeftOut) {
  git_.Git("checkout -q -f --detach v2");
  Edit("file", "line 50\nline 51\n", "line fifty\nline 51 as well\n");
  git_.Commit("fifty, and one more");
  git_.Git("tag v4");
  git_.Git("checkout -q --detach v1");
  git_.Git("checkout -q v4 -- patches");
  EXPECT_EQ(Rebase("quilt:patches@v1 --onto v4 --dry-run "
                   "--reapply-cherry-picks"),
            1)
      << err_.str();
  ASSERT_EQ(Rebase("quilt:patches@v1 --onto v4"), 0) << out_.str();
  EXPECT_THAT(out_.str(), HasSubstr("in place since "));
  EXPECT_THAT(out_.str(), HasSubstr(" (fifty, and one more)"));
  EXPECT_THAT(git_.Run("cat patches/series"),
              HasSubstr("# fifty.patch   # with a comment  (dropped: in place "
                        "since "));
}

TEST_F(QuiltTest, InConflictNothingIsTouchedAndAllIsListed) {
  git_.Write("patches/bad.patch",
             "--- a/file\n+++ b/file\n@@ -29,3 +29,3 @@\n line 29\n-line 30\n"
             "+line other\n line 31\n");
  git_.Write("patches/series", "bad.patch\nfifty.patch\n");
  const std::string before = git_.Run("cat patches/*; ls -lR --full-time .");
  EXPECT_EQ(Rebase("quilt:patches@v1 --onto v2"), 1);
  EXPECT_THAT(out_.str(), HasSubstr("1 unchanged and 1 in conflict"));
  EXPECT_THAT(out_.str(), HasSubstr("line other"));
  EXPECT_EQ(Rebase("quilt:patches@v1 --onto v2 --as git:new"), 1);
  EXPECT_EQ(git_.Run("cat patches/*; ls -lR --full-time ."), before);
  EXPECT_EQ(git_.Git("branch --list new"), "");
}

TEST_F(QuiltTest, AppliedPatchesAreRefused) {
  git_.Write(".pc/applied-patches", "fifty.patch\n");
  EXPECT_EQ(Rebase("quilt:patches@v1 --onto v2"), 2);
  EXPECT_THAT(err_.str(), HasSubstr("quilt pop -a"));
  git_.Write(".pc/applied-patches", "");
  EXPECT_EQ(Rebase("quilt:patches@v1 --onto v2"), 0);
}

TEST_F(QuiltTest, ACompressedPatchThatWouldChangeIsRefused) {
  git_.Run("gzip patches/fifty.patch");
  git_.Write("patches/series", "fifty.patch.gz\n");
  EXPECT_EQ(Rebase("quilt:patches@v1 --onto v2"), 0) << err_.str();
  git_.Run("gzip patches/lines.diff");
  git_.Write("patches/series", "lines.diff.gz -p0\n");
  EXPECT_EQ(Rebase("quilt:patches@v1 --onto v2"), 2);
  EXPECT_THAT(err_.str(), HasSubstr("compressed"));
}

TEST_F(QuiltTest, AReversedPatch) {
  git_.Run("git diff -R v1 v2 -- file > patches/back.patch");
  git_.Write("patches/series", "back.patch -R\n");
  ASSERT_EQ(Rebase("quilt:patches@v1 --as git:b"), 0) << err_.str();
  EXPECT_EQ(git_.Git("diff v2 b -- file"), "");
  git_.Run("git diff v1 HEAD~0 > /dev/null");
  ASSERT_EQ(Rebase("quilt:patches@v1 --as mbox:m"), 0) << err_.str();
  git_.Git("checkout -q --detach v1");
  git_.Git("am -q m");
  EXPECT_EQ(TreeOf("HEAD"), TreeOf("b"));
}

TEST_F(QuiltTest, CommitsOfABranchAreAsThePatchesSay) {
  ASSERT_EQ(Rebase("quilt:patches@v1 --as git:new"), 0) << err_.str();
  EXPECT_EQ(TreeOf("new"), TreeOf("work"));
  EXPECT_EQ(git_.Git("log --reverse --format='%an <%ae>|%s|%b' v1..new"),
            "C Ommitter <c@example.com>|Words, and no header.|\n"
            "A <a@example.org>|more|Text.\n\n"
            "C Ommitter <c@example.com>|thirty.patch|");
  EXPECT_THAT(err_.str(), HasSubstr("2 patches name no author: they are by "
                                    "C Ommitter <c@example.com>"));
  EXPECT_EQ(git_.Git("fsck --strict 2>&1"), "");
  EXPECT_EQ(Rebase("quilt:patches@v1 --as git:new"), 2);
  EXPECT_THAT(err_.str(), HasSubstr("there is a branch new already"));
  EXPECT_EQ(Rebase("quilt:patches@v1 --as git:a..b"), 2);
}

TEST_F(QuiltTest, OfAFolderThatIsNoRepositoryThereIsNoBranch) {
  git_.Run("mkdir ../$(basename $PWD)/tree && git archive v1 | tar x -C tree");
  EXPECT_EQ(Rebase("quilt:patches@dir:tree --as git:new"), 2);
  EXPECT_THAT(err_.str(), HasSubstr("is no commit"));
}

TEST_F(RebaseFormsTest, WhatIsForCommitsSaysTheWay) {
  git_.Write("patches/series", "");
  for (const char* option :
       {"--begin", "--exec x", "--signoff", "--root", "--reuse=auto"}) {
    EXPECT_EQ(Rebase(absl::StrCat("quilt:patches@v1 --onto v2 ", option)), 2);
    EXPECT_THAT(err_.str(), HasSubstr("--as git:BRANCH")) << option;
  }
  EXPECT_EQ(Rebase("quilt:patches@v1 --onto v2 --split"), 2);
  EXPECT_EQ(Rebase("quilt:patches@v1 --onto v2 --without a"), 2);
  EXPECT_EQ(Rebase("quilt:patches@v1"), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--onto"));
  EXPECT_EQ(Rebase("quilt:patches@v1 --as x:y"), 2);
}

class MailboxTest : public RebaseFormsTest {
 protected:
  // A cover letter, a mail that stays, one in quoted-printable that changes,
  // and one that is dropped.
  MailboxTest() {
    CommitThree();
    git_.Git("commit -q --amend --no-edit --author='J\xc3\xb6rg <j@x.org>'");
    git_.Run("git format-patch -q --stdout HEAD~3 > all");
    Write(git_.Run("cat all"));
    git_.Git("checkout -q --detach v1");
  }

  void Write(const std::string& all) {
    std::vector<std::string> mails;
    for (const absl::string_view line : absl::StrSplit(all, '\n')) {
      if (absl::StartsWith(line, "From ")) mails.emplace_back();
      absl::StrAppend(&mails.back(), line, "\n");
    }
    cover_ =
        "From 0 Mon Sep 17 00:00:00 2001\nFrom: A <a@x.org>\nSubject: [PATCH "
        "0/3] all\n\nSee below.\n\n";
    first_ = mails[0];
    second_ = Replaced(mails[1], "Subject: [PATCH 2/3] more lines\n",
                       "Subject: [PATCH 2/3] =?UTF-8?q?m=C3=B6re?= lines\n"
                       "MIME-Version: 1.0\n"
                       "Content-Type: text/plain; charset=UTF-8\n"
                       "Content-Transfer-Encoding: quoted-printable\n");
    second_ =
        Replaced(second_, "\n---\n", "\nTick=C3=B6s are=20=\n counted.\n---\n");
    second_ = Replaced(second_, "+line 28.5\n", "+line 28=2E5\n");
    git_.Write("box", cover_ + first_ + second_ + mails[2]);
  }

  std::string cover_;
  std::string first_;
  std::string second_;
};

TEST_F(MailboxTest, MailsThatStayKeepTheirBytes) {
  ASSERT_EQ(Rebase("mbox:box@v1 --onto v2"), 0) << err_.str();
  const std::string box = git_.Run("cat box");
  EXPECT_TRUE(absl::StartsWith(box, cover_ + first_ + "From ")) << box;
  EXPECT_THAT(box, Not(HasSubstr("quoted-printable")));
  EXPECT_THAT(box, Not(HasSubstr("Subject: [PATCH 3/3]")));
  git_.Git("checkout -q --detach v2");
  git_.Run("git am -q --keep-non-patch box 2>&1 || git am --skip 2>&1");
  EXPECT_EQ(git_.Git("log --reverse --format=%s%n%b v2..HEAD"),
            "fifty\n\nm\xc3\xb6re lines\nTick\xc3\xb6s are  counted.\n");
  EXPECT_THAT(git_.Run("cat file"), HasSubstr("line 28\nline 28.5\nline 29"));
}

TEST_F(MailboxTest, EncodedMailsAreTakenByGitAsTheyAre) {
  ASSERT_EQ(Rebase("mbox:box@v1 --as mbox:new"), 0) << err_.str();
  EXPECT_THAT(git_.Run("cat new"), HasSubstr(second_));
  git_.Git("am -q new");
  EXPECT_EQ(TreeOf("HEAD"), TreeOf("work"));
  ASSERT_EQ(Rebase("mbox:box@v1 --as git:b"), 0) << err_.str();
  EXPECT_EQ(git_.Git("log --format='%an %ae %ad %B' v1..b"),
            git_.Git("log --format='%an %ae %ad %B' v1..HEAD"));
}

TEST_F(RebaseFormsTest, AMailboxOfPlainPatches) {
  CommitThree();
  git_.Write("patches/a.patch",
             "Why\n\nFrom here on, all is well.\n--- not a "
             "diff\n\n" +
                 git_.Run("git diff v1 work"));
  git_.Write("patches/series", "a.patch\n");
  ASSERT_EQ(Rebase("quilt:patches@v1 --as mbox:m"), 0) << err_.str();
  git_.Git("checkout -q --detach v1");
  git_.Git("am -q m");
  EXPECT_EQ(TreeOf("HEAD"), TreeOf("work"));
  EXPECT_EQ(git_.Git("log -1 --format=%an"), "C Ommitter");
}

TEST_F(RebaseFormsTest, CarriageReturnsAreKept) {
  git_.Write("dos", "1\r\n2\r\n3\r\n");
  git_.Commit("dos");
  git_.Git("tag one");
  git_.Write("dos", "1\r\ntwo\r\n3\r\n");
  git_.Commit("two");
  ASSERT_EQ(Rebase("git:one..work --as mbox:m"), 0) << err_.str();
  EXPECT_THAT(err_.str(), HasSubstr("--keep-cr"));
  ASSERT_EQ(Rebase("mbox:m@one --as git:b"), 0) << err_.str();
  EXPECT_EQ(TreeOf("b"), TreeOf("work"));
  git_.Git("checkout -q --detach one");
  git_.Git("am -q --keep-cr m");
  EXPECT_EQ(TreeOf("HEAD"), TreeOf("work"));
}

TEST_F(RebaseFormsTest, ASparseTreeIsForTheNewBase) {
  git_.Run("mkdir -p sparse/sub; git show v1:file > sparse/file");
  Edit("sparse/file", "line 50\n", "line fifty\n");
  git_.Run("git show v1:other > sparse/other");  // says nothing
  git_.Write("sparse/sub/new", "new\n");
  git_.Run(
      "cp script sparse; chmod +x sparse/script; ln -s sub/new "
      "sparse/link; touch sparse/x.orig");
  ASSERT_EQ(Rebase("sparse:sparse@v1 --as git:one"), 0) << err_.str();
  ASSERT_EQ(Rebase("sparse:sparse@v1 --onto v2 --as git:two"), 0);
  ASSERT_EQ(Rebase("sparse:sparse@v1 --onto v2 --as sparse:copy"), 0);
  ASSERT_EQ(Rebase("sparse:sparse@v1 --onto v2"), 0) << err_.str();
  EXPECT_EQ(git_.Run("cd sparse; find * -type f -o -type l | LC_ALL=C sort"),
            "file\nlink\nscript\nsub/new\nx.orig\n");
  EXPECT_EQ(git_.Run("cd sparse; readlink link; stat -c %A script"),
            "sub/new\n-rwxr-xr-x\n");
  EXPECT_EQ(git_.Run("rm sparse/x.orig; diff -r sparse copy"), "");
  ASSERT_EQ(Rebase("sparse:sparse@v2 --as git:three"), 0) << err_.str();
  EXPECT_EQ(TreeOf("three"), TreeOf("two"));
  // And it is what git makes of it.
  git_.Git("checkout -q --detach v2");
  git_.Git("cherry-pick one");
  EXPECT_EQ(TreeOf("HEAD"), TreeOf("two"));
}

TEST_F(RebaseFormsTest, ASparseTreeCannotTakeFilesAway) {
  git_.Git("rm -q other");
  git_.Commit("gone");
  EXPECT_EQ(Rebase("git:v1..work --as sparse:s"), 2);
  EXPECT_THAT(err_.str(), HasSubstr("other does"));
  EXPECT_EQ(git_.Run("ls -d s 2>/dev/null; true"), "");
}

TEST_F(RebaseFormsTest, AFolderWithoutAListNamesWhatIsDropped) {
  CommitThree();
  git_.Run("git format-patch -q -o mails v1 && git checkout -q --detach v1");
  ASSERT_EQ(Rebase("dir:mails@v1 --onto v2"), 0) << err_.str();
  EXPECT_EQ(git_.Run("ls mails"),
            "0001-fifty.patch\n0002-more-lines.patch\n"
            "0003-thirty.patch.dropped\n");
  git_.Git("checkout -q --detach v2");
  git_.Git("am -q mails/0001-fifty.patch mails/0002-more-lines.patch");
}

TEST_F(RebaseFormsTest, AStackOfSeveralLayersIsWrittenBackAtOnce) {
  CommitThree();
  git_.Run(
      "git diff --output=one.diff v1 work~1; mkdir sparse; git show "
      "work~1:file > sparse/file; cp other sparse/new");
  Edit("sparse/file", "line 40\n", "line forty\n");
  git_.Write("patchgraph.textproto",
             "stack { name: \"all\" base: \"v1\" layer { diff: \"one.diff\" } "
             "layer { sparse: \"sparse\" at: \"below\" name: \"s\" } }\n");
  git_.Run("mkdir below; cp sparse/file sparse/new below; rm sparse/file");
  ASSERT_EQ(Rebase("all --onto v2"), 0) << err_.str();
  ASSERT_EQ(Rebase("all --base v2 --as git:all"), 0) << err_.str();
  EXPECT_EQ(git_.Git("show all:below/new"),
            std::string(absl::StripSuffix(Lines(1, 10), "\n")));
  EXPECT_EQ(git_.Git("rev-list --count v2..all"), "2");
}

TEST_F(QuiltTest, WhatWasCutShortIsFinished) {
  // As a process leaves it that is killed when its journal is written.
  git_.Write(".patches.patchgraph/new-0", "new\n");
  git_.Write(".patches.patchgraph/journal",
             absl::StrCat("w", git_.path(), "/patches/fifty.patch",
                          std::string(1, '\0'), "new-0", std::string(1, '\0')));
  ASSERT_EQ(Rebase("quilt:patches@v1 --onto v2"), 0) << err_.str();
  EXPECT_THAT(err_.str(), HasSubstr("is finished now"));
  EXPECT_EQ(git_.Run("cat patches/fifty.patch"), "new\n");
  EXPECT_EQ(git_.Run("cat patches/series; ls -A | grep patchgraph; true"),
            kSeries);
}

}  // namespace
}  // namespace patchgraph
