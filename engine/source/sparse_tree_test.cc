#include "engine/source/sparse_tree.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree.h"
#include "engine/source/directory_tree.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> Paths(const Series& series) {
  std::vector<std::string> paths;
  for (const FileChange& change : series.patches.front().files) {
    paths.push_back(change.new_path);
  }
  return paths;
}

absl::StatusOr<Series> Read(const std::string& directory,
                            absl::string_view at) {
  auto tree = DirectoryTree::Open(directory);
  if (!tree.ok()) return tree.status();
  return ReadSparseTree(**tree, at);
}

TEST(SparseTree, IsOnePatchOfWholeFiles) {
  TestFolder folder;
  folder.Write("xen-sparse/kernel/sched.c", "int a;\n");
  folder.Write("xen-sparse/kernel.h", "int b;\n");
  folder.Write("xen-sparse/run", "#!/bin/sh\n");
  folder.Run("chmod +x xen-sparse/run; ln -s kernel.h xen-sparse/link");
  auto series = Read(folder.At("xen-sparse"), "");
  ASSERT_TRUE(series.ok()) << series.status();
  EXPECT_EQ(series->name, "xen-sparse");
  ASSERT_EQ(series->patches.size(), 1u);
  const Patch& patch = series->patches.front();
  EXPECT_TRUE(patch.sparse);
  EXPECT_EQ(patch.source, folder.At("xen-sparse"));
  EXPECT_THAT(Paths(*series),
              ElementsAre("kernel.h", "kernel/sched.c", "link", "run"));
  for (const FileChange& change : patch.files) {
    EXPECT_EQ(change.old_path, change.new_path);
    EXPECT_THAT(change.hunks, IsEmpty());
    EXPECT_EQ(change.header, "");
  }
  EXPECT_EQ(**patch.files[1].replacement->blob.Read(), "int a;\n");
  EXPECT_EQ(patch.files[2].replacement->mode, FileMode::kSymlink);
  EXPECT_EQ(patch.files[3].replacement->mode, FileMode::kExecutable);
  EXPECT_THAT(series->notes, IsEmpty());
}

TEST(SparseTree, MayBeLaidUnderAFolder) {
  TestFolder folder;
  folder.Write("public/io/ring.h", "int a;\n");
  for (const char* at : {"include/xen/interface", "include/xen/interface/"}) {
    auto series = Read(folder.At("public"), at);
    ASSERT_TRUE(series.ok()) << series.status();
    EXPECT_THAT(Paths(*series), ElementsAre("include/xen/interface/io/ring.h"));
  }
  for (const char* outside : {"../x", "/usr", ".git/hooks", "a//b"}) {
    EXPECT_TRUE(
        absl::IsInvalidArgument(Read(folder.At("public"), outside).status()))
        << outside;
  }
}

TEST(SparseTree, LeavesOutWhatIsNoContent) {
  TestFolder folder;
  for (const char* path :
       {"a.c", "a.c~", "a.c.orig", "a.c.rej", ".#a.c", "#a.c#", ".a.c.swp",
        ".hg/store", ".svn/entries", "CVS/Root", ".git/config", "d/.svn/x",
        ".gitignore", "d/b.c"}) {
    folder.Write(path, "x");
  }
  auto series = Read(folder.path(), "");
  ASSERT_TRUE(series.ok()) << series.status();
  EXPECT_THAT(Paths(*series), ElementsAre(".gitignore", "a.c", "d/b.c"));
  EXPECT_THAT(series->notes,
              ElementsAre(absl::StrCat(
                  "sparse tree ", folder.path(),
                  ": left out 11 paths that are no content: #a.c#, .#a.c, "
                  ".a.c.swp and 8 more")));
}

TEST(SparseTree, NamesWhatNoTreeCanHold) {
  TestFolder folder;
  folder.Write("a.c", "x");
  folder.Write("d/.git", "gitdir: ../..");
  folder.Write("d/b.c", "x");
  folder.Run("mkfifo pipe");
  auto series = Read(folder.path(), "");
  ASSERT_TRUE(series.ok()) << series.status();
  EXPECT_THAT(Paths(*series), ElementsAre("a.c", "d/b.c"));
  EXPECT_THAT(series->notes,
              ElementsAre(HasSubstr(
                  "left out 2 paths that are no content: d/.git, pipe")));
}

TEST(SparseTree, NeedsFiles) {
  TestFolder folder;
  folder.Run("mkdir -p empty/folder");
  auto series = Read(folder.At("empty"), "");
  EXPECT_THAT(std::string(series.status().message()),
              HasSubstr("has no files"));
}

TEST(SparseTree, MayBeAFolderOfAGitRevision) {
  TestRepository git;
  git.Write("overlay/kernel/sched.c", "int a;\n");
  git.Commit("overlay");
  auto repository = GitRepository::Open(git.path());
  ASSERT_TRUE(repository.ok()) << repository.status();
  auto tree = OpenGitTree(**repository, "HEAD:overlay");
  ASSERT_TRUE(tree.ok()) << tree.status();
  auto series = ReadSparseTree(**tree, "");
  ASSERT_TRUE(series.ok()) << series.status();
  EXPECT_EQ(series->name, "HEAD:overlay");
  EXPECT_THAT(Paths(*series), ElementsAre("kernel/sched.c"));
}

}  // namespace
}  // namespace patchgraph
