#include "engine/source/directory_tree.h"

#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::shared_ptr<const DirectoryTree> OpenOrDie(absl::string_view path) {
  auto tree = DirectoryTree::Open(path);
  EXPECT_TRUE(tree.ok()) << tree.status();
  return *tree;
}

std::vector<std::string> Names(const Tree& tree, absl::string_view directory) {
  auto nodes = tree.List(directory);
  EXPECT_TRUE(nodes.ok()) << nodes.status();
  std::vector<std::string> names;
  for (const NamedNode& named : *nodes) names.push_back(named.name);
  return names;
}

TEST(DirectoryTree, HoldsFilesAsGitWould) {
  TestRepository git;
  git.Write("Makefile", std::string("all:\0\r\n\xff", 8));
  git.Write("scripts/run", "#!/bin/sh\n");
  git.Write("empty", "");
  git.Run("chmod +x scripts/run; ln -s scripts folder; ln -s nowhere broken");
  git.Commit("all");
  const auto tree = OpenOrDie(git.path());
  for (const char* path :
       {"Makefile", "scripts/run", "empty", "folder", "broken"}) {
    const auto file = FindFile(*tree, path);
    ASSERT_TRUE(file.ok() && file->has_value()) << path;
    EXPECT_EQ(absl::StrFormat("%06o", static_cast<int>((*file)->mode)),
              git.Git(absl::StrCat("ls-tree HEAD ", path)).substr(0, 6))
        << path;
    EXPECT_EQ((*file)->blob.id().Hex(),
              git.Git(absl::StrCat("rev-parse HEAD:", path)));
  }
  EXPECT_EQ(**(*FindFile(*tree, "Makefile"))->blob.Read(),
            std::string("all:\0\r\n\xff", 8));
  EXPECT_EQ(**(*FindFile(*tree, "broken"))->blob.Read(), "nowhere");
  EXPECT_EQ(*(*FindFile(*tree, "Makefile"))->blob.Size(), 8u);
  EXPECT_THAT(Names(*tree, ""),
              ElementsAre("Makefile", "broken", "empty", "folder", "scripts"));
  EXPECT_THAT(Names(*tree, "scripts"), ElementsAre("run"));
}

TEST(DirectoryTree, LeavesOutWhatGitDoes) {
  TestFolder folder;
  folder.Write("a/file", "x");
  folder.Write(".git/config", "x");
  folder.Write("a/.GIT", "x");
  folder.Write(".gitignore", "x");
  folder.Run("mkdir -p no/files/below; mkfifo a/pipe");
  const auto tree = OpenOrDie(folder.path());
  EXPECT_THAT(Names(*tree, ""), ElementsAre(".gitignore", "a"));
  EXPECT_THAT(Names(*tree, "a"), ElementsAre("file"));
  for (const char* absent : {".git", ".git/config", "a/.GIT", "no", "no/files",
                             "a/pipe", "a/pipe/x", "zero"}) {
    auto node = tree->Find(absent);
    ASSERT_TRUE(node.ok()) << absent << ": " << node.status();
    EXPECT_FALSE(node->has_value()) << absent;
  }
  EXPECT_TRUE(absl::IsNotFound(tree->List("no").status()));
  EXPECT_TRUE(absl::IsNotFound(tree->List("a/file").status()));
}

TEST(DirectoryTree, NeverLeavesTheFolder) {
  TestFolder folder;
  folder.Write("secret", "x");
  folder.Write("tree/file", "x");
  folder.Run("ln -s .. tree/up; ln -s /etc tree/etc");
  const auto tree = OpenOrDie(folder.At("tree/"));
  EXPECT_EQ(tree->name(), folder.At("tree"));
  for (const char* outside : {"../secret", "up/secret", "etc/passwd", "/etc",
                              "./file", "up/tree/file"}) {
    auto node = tree->Find(outside);
    ASSERT_TRUE(node.ok()) << outside << ": " << node.status();
    EXPECT_FALSE(node->has_value()) << outside;
  }
}

TEST(DirectoryTree, ListsAnEmptyFolder) {
  TestFolder folder;
  EXPECT_THAT(Names(*OpenOrDie(folder.path()), ""), ElementsAre());
}

TEST(DirectoryTree, SaysThatAFileChanged) {
  TestFolder folder;
  folder.Write("file", "one");
  const auto tree = OpenOrDie(folder.path());
  const auto file = FindFile(*tree, "file");
  folder.Write("file", "two");
  auto bytes = (*file)->blob.Read();
  EXPECT_THAT(std::string(bytes.status().message()),
              HasSubstr("file was changed while it was being looked at"));
}

TEST(DirectoryTree, IsNotOpenedWhereThereIsNone) {
  TestFolder folder;
  folder.Write("file", "x");
  EXPECT_EQ(DirectoryTree::Open(folder.At("absent")).status().message(),
            absl::StrCat("there is no folder ", folder.At("absent")));
  EXPECT_EQ(DirectoryTree::Open(folder.At("file")).status().message(),
            absl::StrCat(folder.At("file"), " is no folder"));
}

// Root may read anything, so the test does without that power for a while.
class WithoutRootsEyes {
 public:
  WithoutRootsEyes() {
    Call(SYS_capget, before_);
    __user_cap_data_struct less[2] = {before_[0], before_[1]};
    less[0].effective &=
        ~((1U << CAP_DAC_OVERRIDE) | (1U << CAP_DAC_READ_SEARCH));
    Call(SYS_capset, less);
  }
  ~WithoutRootsEyes() { Call(SYS_capset, before_); }

 private:
  static void Call(int number, __user_cap_data_struct* data) {
    __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    EXPECT_EQ(syscall(number, &header, data), 0);
  }

  __user_cap_data_struct before_[2] = {};
};

TEST(DirectoryTree, NamesWhatCannotBeRead) {
  TestFolder folder;
  folder.Write("open/file", "x");
  folder.Write("closed/file", "x");
  folder.Write("locked", "x");
  folder.Run("chmod 0755 . open; chmod 0 closed locked");
  {
    const WithoutRootsEyes eyes;
    const auto tree = OpenOrDie(folder.path());
    for (const char* path : {"closed", "closed/file", "locked"}) {
      auto node = tree->Find(path);
      EXPECT_TRUE(absl::IsPermissionDenied(node.status())) << path;
      EXPECT_THAT(std::string(node.status().message()),
                  HasSubstr(folder.At(path)));
    }
    EXPECT_TRUE(absl::IsPermissionDenied(tree->List("").status()));
    EXPECT_TRUE(tree->Find("open/file").ok());
  }
  folder.Run("chmod 0700 closed");
}

}  // namespace
}  // namespace patchgraph
