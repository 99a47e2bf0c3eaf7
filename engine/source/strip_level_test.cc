#include "engine/source/strip_level.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "engine/model/overlay.h"
#include "engine/source/diff_reader.h"
#include "engine/source/directory_tree.h"
#include "engine/source/strip_level_finder.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

class StripLevel : public testing::Test {
 protected:
  StripLevel() {
    for (const char* path :
         {"Makefile", "fs/namei.c", "fs/ext2/inode.c", "drivers/net/e100.c"}) {
      folder_.Write(path, "x\n");
    }
    auto base = DirectoryTree::Open(folder_.path());
    EXPECT_TRUE(base.ok()) << base.status();
    base_ = *std::move(base);
  }

  static Patch Read(absl::string_view text) {
    auto patch = ReadDiff(text, "x.patch", "x.patch");
    EXPECT_TRUE(patch.ok()) << patch.status();
    return patch.ok() ? *std::move(patch) : Patch();
  }

  static std::string Modify(absl::string_view old_name,
                            absl::string_view new_name) {
    return absl::StrCat("--- ", old_name, "\n+++ ", new_name,
                        "\n@@ -1 +1 @@\n-x\n+y\n");
  }

  static std::string Add(absl::string_view name) {
    return absl::StrCat("--- /dev/null\n+++ ", name, "\n@@ -0,0 +1 @@\n+y\n");
  }

  // The level that is found, or -1, and the first path after it.
  std::pair<int, std::string> Settle(absl::string_view text) {
    return SettleWith(&finder_, text);
  }
  static std::pair<int, std::string> SettleWith(StripLevelFinder* finder,
                                                absl::string_view text) {
    Patch patch = Read(text);
    absl::Status status = finder->Settle(absl::nullopt, &patch);
    if (!status.ok()) return {-1, std::string(status.message())};
    return {patch.strip, patch.files[0].new_path};
  }

  using Found = std::pair<int, std::string>;

  TestFolder folder_;
  std::shared_ptr<const Tree> base_;
  StripLevelFinder finder_{nullptr};
};

TEST_F(StripLevel, IsWhatTheBaseSays) {
  StripLevelFinder finder(base_.get());
  EXPECT_EQ(SettleWith(&finder, Modify("a/fs/namei.c", "b/fs/namei.c")),
            Found(1, "fs/namei.c"));
  EXPECT_EQ(SettleWith(&finder, Modify("fs/namei.c", "fs/namei.c")),
            Found(0, "fs/namei.c"));
  EXPECT_EQ(SettleWith(&finder, Modify("../old/fs/namei.c", "../n/fs/namei.c")),
            Found(2, "fs/namei.c"));
  EXPECT_EQ(SettleWith(&finder, Modify("Makefile", "Makefile")),
            Found(0, "Makefile"));
}

TEST_F(StripLevel, IsThatOfTheFoldersOfNewFiles) {
  StripLevelFinder finder(base_.get());
  EXPECT_EQ(SettleWith(&finder, Add("linux/new/fs/ext2/new.c")),
            Found(2, "fs/ext2/new.c"));
  EXPECT_EQ(SettleWith(&finder, Add("fs/ext2/new.c")),
            Found(0, "fs/ext2/new.c"));
}

TEST_F(StripLevel, KnowsFilesOfEarlierPatches) {
  StripLevelFinder finder(base_.get());
  EXPECT_EQ(SettleWith(&finder, Add("b/drivers/xen/Makefile")).first, 1);
  // At level 3 the base has a Makefile, but this is not the one.
  EXPECT_EQ(SettleWith(&finder, Modify("a/drivers/xen/Makefile",
                                       "b/drivers/xen/Makefile")),
            Found(1, "drivers/xen/Makefile"));
}

TEST_F(StripLevel, IsThatOfThePatchBeforeWhereNothingIsFound) {
  StripLevelFinder finder(base_.get());
  SettleWith(&finder, Modify("fs/namei.c", "fs/namei.c"));
  EXPECT_EQ(SettleWith(&finder, Modify("lost/x.c", "lost/x.c")),
            Found(0, "lost/x.c"));
}

TEST_F(StripLevel, IsOneWithoutABase) {
  EXPECT_EQ(Settle(Modify("x/y/z.c", "x/y/z.c")), Found(1, "y/z.c"));
}

TEST_F(StripLevel, IsZeroWhereThereIsNothingToStrip) {
  EXPECT_EQ(Settle(Modify("z.c", "z.c")), Found(0, "z.c"));
}

TEST_F(StripLevel, IsGitsOwn) {
  StripLevelFinder finder(base_.get());
  // Git's prefixes are believed even where the base has no such file.
  EXPECT_EQ(SettleWith(&finder, "diff --git a/x/fs/namei.c b/x/fs/namei.c\n" +
                                    Modify("a/x/fs/namei.c", "b/x/fs/namei.c")),
            Found(1, "x/fs/namei.c"));
  EXPECT_EQ(Settle("diff --git fs/namei.c fs/namei.c\n" +
                   Modify("fs/namei.c", "fs/namei.c")),
            Found(0, "fs/namei.c"));
  EXPECT_EQ(Settle("diff --git fs/a.c fs/b.c\nrename from fs/a.c\n"
                   "rename to fs/b.c\n"),
            Found(0, "fs/b.c"));
  EXPECT_EQ(Settle("diff --git a/fs/a.c b/fs/b.c\nrename from fs/a.c\n"
                   "rename to fs/b.c\n"),
            Found(1, "fs/b.c"));
}

TEST_F(StripLevel, OfTwoNamesTheOneInTheBaseIsTaken) {
  StripLevelFinder finder(base_.get());
  EXPECT_EQ(SettleWith(&finder, Modify("fs/namei.c.orig", "fs/namei.c")),
            Found(0, "fs/namei.c"));
  Patch patch = Read(Modify("fs/namei.c", "fs/namei.c.new"));
  ASSERT_TRUE(StripPaths(0, base_.get(), &patch).ok());
  EXPECT_EQ(patch.files[0].new_path, "fs/namei.c");
}

TEST_F(StripLevel, OfTwoNamesTheShorterIsTakenWithoutABase) {
  Patch patch = Read(Modify("fs/namei.c.orig", "fs/namei.c"));
  ASSERT_TRUE(StripPaths(0, nullptr, &patch).ok());
  EXPECT_EQ(patch.files[0].old_path, "fs/namei.c");
}

TEST_F(StripLevel, MayBeGiven) {
  Patch patch = Read(Modify("a/fs//namei.c", "b/fs//namei.c"));
  ASSERT_TRUE(finder_.Settle(2, &patch).ok());
  EXPECT_EQ(patch.files[0].new_path, "namei.c");
}

TEST_F(StripLevel, RefusesPathsThatLeaveTheTree) {
  for (const char* name :
       {"a/../../etc/passwd", "/etc/passwd", "a/.git/config",
        "a/fs/../../../etc/passwd", "a/.GIT/hooks/post-checkout"}) {
    Patch patch = Read(Modify("a/fs/namei.c", name));
    absl::Status status = StripPaths(1, base_.get(), &patch);
    EXPECT_FALSE(status.ok()) << name;
    EXPECT_TRUE(
        absl::StartsWith(status.message(), "x.patch:1: patch x.patch: path \""))
        << status;
  }
}

TEST_F(StripLevel, RefusesNamesThatAreTooShort) {
  Patch patch = Read(Modify("a/x", "b/x"));
  EXPECT_EQ(StripPaths(2, nullptr, &patch).message(),
            "x.patch:1: patch x.patch: the path \"b/x\" has too few components "
            "to strip 2");
}

}  // namespace
}  // namespace patchgraph
