#include "engine/model/repo_path.h"

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(CheckRepoPath, TakesOrdinaryPaths) {
  for (const char* path : {"Makefile", "arch/i386/Kconfig", ".gitignore",
                           "a/.github/b", "...", "a b", "\xe4.c"}) {
    EXPECT_TRUE(CheckRepoPath(path).ok()) << path;
  }
}

TEST(CheckRepoPath, RefusesWhatLeavesTheTree) {
  for (const char* path :
       {"", "/etc/passwd", "../../etc/passwd", "a/../b", "a/./b", "a//b", "a/",
        ".git/config", "a/.GIT/hooks/x"}) {
    EXPECT_FALSE(CheckRepoPath(path).ok()) << path;
  }
  EXPECT_FALSE(CheckRepoPath(absl::string_view("a\0b", 3)).ok());
}

TEST(RepoPath, TakesPathsApart) {
  EXPECT_EQ(ParentDirectory("a/b/c"), "a/b");
  EXPECT_EQ(ParentDirectory("a"), "");
  EXPECT_EQ(BaseName("a/b/c"), "c");
  EXPECT_EQ(BaseName("a"), "a");
  EXPECT_EQ(JoinPath("", "a"), "a");
  EXPECT_EQ(JoinPath("a/b", "c"), "a/b/c");
}

}  // namespace
}  // namespace patchgraph
