#include "engine/git/git_tree.h"

#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_test_repository.h"
#include "engine/model/repo_path.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::shared_ptr<const GitTree> OpenOrDie(const std::string& path,
                                         absl::string_view revision) {
  auto repository = GitRepository::Open(path);
  EXPECT_TRUE(repository.ok()) << repository.status();
  auto tree = OpenGitTree(**repository, revision);
  EXPECT_TRUE(tree.ok()) << tree.status();
  return *tree;
}

// "mode id path" for every file, in our order.
void ListAll(const Tree& tree, const std::string& directory,
             std::map<std::string, std::string>& files) {
  auto nodes = tree.List(directory);
  ASSERT_TRUE(nodes.ok()) << nodes.status();
  std::string last;
  for (const NamedNode& named : *nodes) {
    EXPECT_LT(last, named.name);
    last = named.name;
    const std::string path = JoinPath(directory, named.name);
    if (named.node.is_directory) {
      ListAll(tree, path, files);
    } else {
      files[path] = absl::StrFormat("%06o %s", int(named.node.file.mode),
                                    named.node.file.blob.id().Hex());
    }
  }
}

// The same from `git ls-tree -r`.
std::map<std::string, std::string> LsTree(const TestRepository& git,
                                          const std::string& revision) {
  std::map<std::string, std::string> files;
  for (absl::string_view line : absl::StrSplit(
           git.Git("ls-tree -r -z " + revision), '\0', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> halves =
        absl::StrSplit(line, absl::MaxSplits('\t', 1));
    const std::vector<absl::string_view> words =
        absl::StrSplit(halves.first, ' ');
    files[std::string(halves.second)] = absl::StrCat(words[0], " ", words[2]);
  }
  return files;
}

void MakeKernel(TestRepository& git) {
  git.Write("Makefile", "all:\n");
  git.Write("kernel.h", "one\n");
  git.Write("kernel/sched.c", "int a;\n");
  git.Write("kernel-doc", "text\n");
  git.Write("arch/x/y/z/deep.c", std::string("bytes\0\r\n\xff", 9));
  git.Write("scripts/run", "#!/bin/sh\n");
  git.Write("a\tb \xe4", "odd name\n");
  git.Run("chmod +x scripts/run && ln -s ../Makefile arch/link");
  // The folder of a submodule that is not checked out.
  git.Run("mkdir sub");
  git.Git(
      "update-index --add --cacheinfo "
      "160000,1234567890123456789012345678901234567890,sub");
}

TEST(GitTree, ListsWhatGitLists) {
  TestRepository git;
  MakeKernel(git);
  git.Commit("kernel");
  for (const char* how : {"loose", "packed"}) {
    if (std::string(how) == "packed") git.Git("repack -q -a -d");
    const auto tree = OpenOrDie(git.path(), "HEAD");
    std::map<std::string, std::string> files;
    ListAll(*tree, "", files);
    EXPECT_EQ(files, LsTree(git, "HEAD")) << how;
  }
}

TEST(GitTree, FindsFilesAndFolders) {
  TestRepository git;
  MakeKernel(git);
  git.Commit("kernel");
  const auto tree = OpenOrDie(git.path(), "HEAD");
  EXPECT_EQ(tree->name(), "HEAD");
  EXPECT_EQ(tree->commit()->subject, "kernel");
  EXPECT_EQ((*tree->Find(""))->tree_id.Hex(), git.Git("rev-parse HEAD^{tree}"));
  EXPECT_EQ((*tree->Find("arch/x"))->tree_id.Hex(),
            git.Git("rev-parse HEAD:arch/x"));
  const auto deep = FindFile(*tree, "arch/x/y/z/deep.c");
  ASSERT_TRUE(deep.ok() && deep->has_value());
  EXPECT_EQ(**(*deep)->blob.Read(), std::string("bytes\0\r\n\xff", 9));
  EXPECT_EQ(*(*deep)->blob.Size(), 9u);
  EXPECT_EQ(**(*tree->Find("arch/link"))->file.blob.Read(), "../Makefile");
  for (const char* absent :
       {"Makefil", "Makefile/x", "arch/link/x", "arch/x/y/z/deep.c/q", "arch/",
        "/arch", "arch//x", ".", "..", "sub/x"}) {
    auto node = tree->Find(absent);
    ASSERT_TRUE(node.ok()) << absent << ": " << node.status();
    EXPECT_FALSE(node->has_value()) << absent;
  }
  for (const char* no_folder : {"Makefile", "nowhere", "arch/link"}) {
    EXPECT_TRUE(absl::IsNotFound(tree->List(no_folder).status())) << no_folder;
  }
  EXPECT_FALSE((*tree->Find("sub"))->file.blob.Read().ok());
}

TEST(GitTree, HasNoEmptyFolders) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit("kernel");
  const std::string empty = git.Run("git mktree < /dev/null | tr -d '\\n'");
  EXPECT_EQ(EmptyTreeId().Hex(), empty);
  const std::string tree =
      git.Run(absl::StrCat("(git ls-tree HEAD; printf '040000 tree ", empty,
                           "\tvoid\n') | git mktree | tr -d '\\n'"));
  const auto opened = OpenOrDie(git.path(), tree);
  EXPECT_FALSE((*opened->Find("void")).has_value());
  auto nodes = opened->List("");
  ASSERT_TRUE(nodes.ok()) << nodes.status();
  EXPECT_EQ(nodes->size(), 1u);
}

TEST(GitTree, IsAnyFolderOfARevision) {
  TestRepository git;
  MakeKernel(git);
  git.Commit("kernel");
  const auto tree = OpenOrDie(git.path(), "HEAD:arch/x");
  EXPECT_TRUE((*tree->Find("y/z/deep.c")).has_value());
  EXPECT_FALSE(tree->commit().has_value());
}

TEST(GitTree, OutlivesItsRepository) {
  TestRepository git;
  MakeKernel(git);
  git.Commit("kernel");
  Blob blob;
  {
    const auto tree = OpenOrDie(git.path(), "HEAD");
    blob = (*tree->Find("Makefile"))->file.blob;
  }
  auto bytes = blob.Read();
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  EXPECT_EQ(**bytes, "all:\n");
}

// Several threads read one tree at once, with nothing cached before.
TEST(GitTree, IsReadFromManyThreads) {
  TestRepository git;
  constexpr int kFiles = 200;
  for (int i = 0; i < kFiles; ++i) {
    git.Write(absl::StrCat("d", i % 7, "/e", i % 13, "/f", i),
              absl::StrCat(std::string(3000, 'x'), "\n", i, "\n"));
  }
  git.Commit("many");
  git.Git("repack -q -a -d");
  const auto tree = OpenOrDie(git.path(), "HEAD");
  std::vector<int> good(8, 0);
  std::vector<std::thread> threads;
  threads.reserve(good.size());
  for (int& count : good) {
    threads.emplace_back([&tree, &count] {
      for (int i = 0; i < kFiles; ++i) {
        auto file =
            FindFile(*tree, absl::StrCat("d", i % 7, "/e", i % 13, "/f", i));
        if (!file.ok() || !file->has_value()) continue;
        auto bytes = (*file)->blob.Read();
        if (bytes.ok() && HashBlob(**bytes) == (*file)->blob.id()) ++count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, std::vector<int>(8, kFiles));
}

}  // namespace
}  // namespace patchgraph
