// Series of patches that are moved with what resolvers make of their
// conflicts.

#include <string>

#include "absl/strings/str_cat.h"
#include "cli/rebase/rebase_forms_fixture.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::Not;

// v2 has taken away what the second of three patches changes a word of, of
// which a surest resolver knows.
class FormsSettledTest : public RebaseFormsTest {
 protected:
  static std::string Gauge(const std::string& word, const std::string& tail) {
    return "static int old_level(struct gauge *gauge)\n{\n\tint level = " +
           word + "(gauge);\n\treturn level;\n}\n" + tail;
  }

  FormsSettledTest() {
    git_.Git("checkout -q --detach v1");
    git_.Write("gauge.c", Gauge("read_level", Lines(1, 30)));
    git_.Commit("gauge");
    git_.Git("tag old");
    git_.Write("gauge.c", Lines(1, 30));
    git_.Commit("no old_level");
    git_.Git("tag new");
    git_.Git("checkout -q --detach old");
    Edit("file", "line 50\n", "line fifty\n");
    git_.Commit("fifty");
    git_.Write("gauge.c",
               Gauge("scan_level",
                     Replaced(Lines(1, 30), "line 20\n", "line twenty\n")));
    git_.Commit("scan");
    Edit("gauge.c", "line 25\n", "line twenty-five\n");
    git_.Commit("last");
    git_.Git("branch series");
  }

  void WriteQuilt() {
    const std::string names[] = {"fifty.patch", "scan.patch", "last.patch"};
    std::string series;
    for (int i = 0; i < 3; ++i) {
      git_.Write(absl::StrCat("patches/", names[i]),
                 git_.Run(absl::StrCat("git format-patch --stdout -1 series~",
                                       2 - i)));
      absl::StrAppend(&series, names[i], "\n");
    }
    git_.Write("patches/series", series);
  }

  // What the series comes to on "new", by hand.
  std::string ExpectedTree() {
    git_.Git("checkout -q --detach new");
    Edit("file", "line 50\n", "line fifty\n");
    git_.Write("gauge.c",
               Replaced(Replaced(Lines(1, 30), "line 20\n", "line twenty\n"),
                        "line 25\n", "line twenty-five\n"));
    git_.Git("add file gauge.c");
    std::string tree = git_.Git("write-tree");
    git_.Git("reset -q --hard");
    return tree;
  }
};

TEST_F(FormsSettledTest, AQuiltFolderIsWrittenWithTheResolvedText) {
  WriteQuilt();
  const std::string expected = ExpectedTree();
  const std::string before = git_.Run("cat patches/*");
  EXPECT_EQ(Rebase("quilt:patches@old --onto new"), 1);
  EXPECT_EQ(Rebase("quilt:patches@old --onto new --auto=off"), 1);
  EXPECT_EQ(Rebase("quilt:patches@old --onto new --auto=safe --dry-run"), 0);
  EXPECT_EQ(git_.Run("cat patches/*"), before);
  ASSERT_EQ(Rebase("quilt:patches@old --onto new --auto=safe"), 0)
      << err_.str() << out_.str();
  EXPECT_THAT(err_.str(), HasSubstr("gauge.c:1: resolved by superseded ("));
  EXPECT_THAT(out_.str(), HasSubstr("superseded ("));
  EXPECT_THAT(out_.str(), HasSubstr("1 edited"));
  EXPECT_EQ(TreeOfPatches(git_.path() + "/patches", "new"), expected);
  EXPECT_THAT(git_.Run("cat patches/scan.patch"), HasSubstr("Subject: "));
  // Once moved there is nothing left to settle.
  ASSERT_EQ(Rebase("quilt:patches@new --onto new"), 0) << err_.str();
}

TEST_F(FormsSettledTest, SoAreOtherForms) {
  WriteQuilt();
  const std::string expected = ExpectedTree();
  const std::string from = "quilt:patches@old --onto new --auto=safe --as ";
  ASSERT_EQ(Rebase(from + "git:moved"), 0) << err_.str();
  EXPECT_EQ(TreeOf("moved"), expected);
  EXPECT_EQ(git_.Git("log --format=%s new..moved"), "last\nscan\nfifty");
  EXPECT_EQ(git_.Run("git fsck --strict 2>&1 | grep -v dangling || true"), "");
  ASSERT_EQ(Rebase(from + "mbox:moved.mbox"), 0) << err_.str();
  git_.Git("checkout -q -b mails new");
  git_.Git("am -q moved.mbox");
  EXPECT_EQ(TreeOf("mails"), expected);
  ASSERT_EQ(Rebase(from + "diff:moved.diff"), 0) << err_.str();
  git_.Git("checkout -q -b diffs new");
  git_.Git("apply --index moved.diff");
  EXPECT_EQ(git_.Git("write-tree"), expected);
  git_.Git("reset -q --hard");
  ASSERT_EQ(Rebase(from + "sparse:moved"), 0) << err_.str();
  EXPECT_EQ(git_.Run("cat moved/gauge.c"), git_.Run("git show mails:gauge.c"));
  ASSERT_EQ(Rebase("mbox:moved.mbox@new --onto new"), 0) << err_.str();
}

TEST_F(FormsSettledTest, WhatIsReadAsAMailboxOrASparseTreeIsSettledToo) {
  const std::string expected = ExpectedTree();
  git_.Write("series.mbox", git_.Run("git format-patch --stdout old..series"));
  ASSERT_EQ(Rebase("mbox:series.mbox@old --onto new --auto=safe"), 0)
      << err_.str();
  git_.Git("checkout -q -b mails new");
  git_.Git("am -q series.mbox");
  EXPECT_EQ(TreeOf("mails"), expected);
  git_.Write("overlay/gauge.c", git_.Run("git show series:gauge.c"));
  EXPECT_EQ(Rebase("sparse:overlay@old --onto new"), 1);
  ASSERT_EQ(Rebase("sparse:overlay@old --onto new --auto=safe"), 0)
      << err_.str();
  EXPECT_EQ(git_.Run("cat overlay/gauge.c"),
            git_.Run("git show mails:gauge.c"));
}

TEST_F(FormsSettledTest, WhatIsLeftKeepsAllFromBeingWritten) {
  Edit("file", "line 30\n", "LINE 30\n");
  git_.Commit("thirty");
  git_.Git("branch -f series");
  git_.Git("checkout -q --detach new");
  Edit("file", "line 30\n", "line thirty\n");
  git_.Commit("another thirty");
  git_.Git("tag -f new");
  git_.Write("series.mbox", git_.Run("git format-patch --stdout old..series"));
  const std::string before = git_.Run("cat series.mbox");
  EXPECT_EQ(Rebase("mbox:series.mbox@old --onto new --auto=safe"), 1);
  EXPECT_THAT(out_.str(), HasSubstr("1 in conflict"));
  EXPECT_THAT(out_.str(), HasSubstr("superseded ("));
  EXPECT_EQ(git_.Run("cat series.mbox"), before);
  ASSERT_EQ(Rebase("mbox:series.mbox@old --onto new --auto=propose"), 0)
      << err_.str();
  EXPECT_THAT(err_.str(), HasSubstr("file:30: a proposal is taken, by "));
  git_.Git("checkout -q -b mails new");
  git_.Git("am -q series.mbox");
  EXPECT_THAT(git_.Run("cat file"), Not(HasSubstr("<<<<")));
}

// What has landed goes before a resolver comes to it.
TEST_F(FormsSettledTest, APatchThatHasLandedIsDroppedAndNotSettled) {
  git_.Git("checkout -q --detach new~1");
  git_.Git("cherry-pick -n series~1");
  git_.Git("commit -q -C series~1");
  git_.Write("gauge.c", Lines(1, 30));
  git_.Commit("no old_level");
  git_.Git("tag -f new");
  git_.Write("series.mbox",
             git_.Run("git format-patch --stdout old..series~1"));
  ASSERT_EQ(Rebase("mbox:series.mbox@old --onto new --auto=propose"), 0)
      << err_.str() << out_.str();
  EXPECT_THAT(out_.str(), HasSubstr("1 dropped"));
  EXPECT_THAT(err_.str(), Not(HasSubstr("a proposal is taken")));
}

}  // namespace
}  // namespace patchgraph
