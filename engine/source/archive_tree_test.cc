#include "engine/source/archive_tree.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "engine/model/repo_path.h"
#include "engine/source/directory_tree.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

absl::StatusOr<std::shared_ptr<const ArchiveTree>> Open(
    absl::string_view path) {
  return ArchiveTree::Open(path, ArchiveLimits());
}

std::string Message(
    const absl::StatusOr<std::shared_ptr<const ArchiveTree>>& result) {
  return std::string(result.status().message());
}

// Every file, with its mode and id.
void ListAll(const Tree& tree, const std::string& directory,
             std::vector<std::string>& files) {
  auto nodes = tree.List(directory);
  ASSERT_TRUE(nodes.ok()) << nodes.status();
  for (const NamedNode& named : *nodes) {
    const std::string path = JoinPath(directory, named.name);
    if (named.node.is_directory) {
      EXPECT_TRUE((*tree.Find(path))->is_directory);
      ListAll(tree, path, files);
    } else {
      EXPECT_EQ((*tree.Find(path))->file, named.node.file);
      files.push_back(absl::StrCat(static_cast<int>(named.node.file.mode), " ",
                                   named.node.file.blob.id().Hex(), " ", path));
    }
  }
}

std::vector<std::string> FilesOf(const Tree& tree) {
  std::vector<std::string> files;
  ListAll(tree, "", files);
  return files;
}

void MakeKernel(const TestFolder& folder) {
  folder.Write("linux-1/Makefile", "all:\n");
  folder.Write("linux-1/kernel/sched.c", std::string("bytes\0\r\n\xff", 9));
  folder.Write("linux-1/kernel-doc", "text\n");
  folder.Write("linux-1/kernel.h", "");
  folder.Write(absl::StrCat("linux-1/", std::string(120, 'd'), "/",
                            std::string(150, 'f')),
               "long\n");
  folder.Write("linux-1/odd \xe4\n name", "odd\n");
  folder.Write("linux-1/big", std::string(700000, 'x'));
  folder.Run(
      "cd linux-1 && chmod +x Makefile && ln -s kernel/sched.c link && "
      "ln Makefile hard && mkfifo pipe && mkdir empty");
}

// Of every form that tar makes, what is read is what was packed.
TEST(ArchiveTree, HoldsWhatTheFolderHolds) {
  TestFolder folder;
  MakeKernel(folder);
  const auto packed = DirectoryTree::Open(folder.At("linux-1"));
  ASSERT_TRUE(packed.ok()) << packed.status();
  const std::vector<std::string> files = FilesOf(**packed);
  for (const char* how :
       {"tar -cf", "tar -czf", "tar -cjf", "tar -cJf", "tar --format=pax -cf",
        "tar --format=gnu -cf", "tar --format=gnu -cJf"}) {
    folder.Run(absl::StrCat(how, " packed linux-1"));
    auto tree = Open(folder.At("packed"));
    ASSERT_TRUE(tree.ok()) << how << ": " << tree.status();
    EXPECT_EQ(FilesOf(**tree), files) << how;
    EXPECT_EQ((*tree)->name(), folder.At("packed"));
  }
  folder.Run("tar -C linux-1 -cf packed .");
  auto tree = Open(folder.At("packed"));
  ASSERT_TRUE(tree.ok()) << tree.status();
  EXPECT_EQ(FilesOf(**tree), files) << "without a leading folder";
}

TEST(ArchiveTree, HoldsWhatGitArchives) {
  TestRepository git;
  git.Write("kernel/sched.c", "int a;\n");
  git.Write("run", "#!/bin/sh\n");
  git.Run("chmod +x run");
  git.Commit("kernel");
  git.Git("archive --prefix=linux/ -o packed.tar HEAD");
  git.Git("archive --prefix=linux/ -o packed.zip HEAD");
  for (const char* name : {"packed.tar", "packed.zip"}) {
    auto tree = Open(git.At(name));
    ASSERT_TRUE(tree.ok()) << tree.status();
    EXPECT_EQ((*tree)->size(), 2u);
    EXPECT_EQ((*(*tree)->Find("run"))->file.mode, FileMode::kExecutable);
    EXPECT_EQ((*(*tree)->Find("kernel/sched.c"))->file.blob.id().Hex(),
              git.Git("rev-parse HEAD:kernel/sched.c"));
  }
}

TEST(ArchiveTree, FindsNothingWhereNothingIs) {
  TestFolder folder;
  MakeKernel(folder);
  folder.Run("tar -cf packed linux-1");
  auto tree = Open(folder.At("packed"));
  ASSERT_TRUE(tree.ok()) << tree.status();
  for (const char* absent : {"linux-1", "kern", "Makefile/x", "link/x", "empty",
                             "pipe", "kernel/", "/kernel", ".."}) {
    EXPECT_FALSE((*(*tree)->Find(absent)).has_value()) << absent;
  }
  EXPECT_TRUE((*(*tree)->Find(""))->is_directory);
  EXPECT_TRUE(absl::IsNotFound((*tree)->List("Makefile").status()));
}

// Folders are kept where files lie beside them.
TEST(ArchiveTree, TakesOffOnlyAFolderThatAllShare) {
  TestFolder folder;
  folder.Write("a/one", "1");
  folder.Write("b/two", "2");
  folder.Run("tar -cf packed a b");
  auto tree = Open(folder.At("packed"));
  ASSERT_TRUE(tree.ok()) << tree.status();
  EXPECT_TRUE((*(*tree)->Find("a/one")).has_value());
  EXPECT_TRUE((*(*tree)->Find("b/two")).has_value());
}

TEST(ArchiveTree, RefusesPathsThatLeaveTheTree) {
  TestFolder folder;
  folder.Write("file", "x");
  for (const char* path : {"../file", "/etc/passwd", "a/../../file",
                           ".git/config", "a/.git/hooks/x"}) {
    folder.Run(absl::StrCat("tar -P --transform='s,^file$,", path,
                            ",' -cf packed file"));
    auto tree = Open(folder.At("packed"));
    EXPECT_TRUE(absl::IsInvalidArgument(tree.status())) << path;
    EXPECT_THAT(Message(tree),
                AllOf(HasSubstr(folder.At("packed")), HasSubstr(path)));
  }
}

TEST(ArchiveTree, RefusesAFileBelowAFile) {
  TestFolder folder;
  folder.Write("a", "x");
  folder.Write("z", "x");
  folder.Run("tar -cf packed a z; tar --transform='s,z,a/b,' -rf packed z");
  EXPECT_THAT(Message(Open(folder.At("packed"))),
              HasSubstr("a/b lies below a, which is a file"));
}

TEST(ArchiveTree, SaysThatAnArchiveIsCutShort) {
  TestFolder folder;
  MakeKernel(folder);
  for (const char* how : {"tar -cf", "tar -czf", "tar -cjf", "tar -cJf"}) {
    folder.Run(absl::StrCat(how,
                            " packed linux-1; size=$(stat -c %s packed); "
                            "head -c $((size / 2)) packed > half"));
    auto tree = Open(folder.At("half"));
    EXPECT_TRUE(absl::IsDataLoss(tree.status())) << how << tree.status();
    EXPECT_THAT(Message(tree), HasSubstr("is cut short or garbled")) << how;
  }
}

TEST(ArchiveTree, SaysWhatIsNoArchive) {
  TestFolder folder;
  folder.Write("text", "This is a letter, not an archive.\n");
  folder.Write("empty", "");
  EXPECT_THAT(Message(Open(folder.At("text"))),
              HasSubstr("is no tar or zip archive"));
  EXPECT_FALSE(Open(folder.At("empty")).ok());
  EXPECT_FALSE(Open(folder.path()).ok());
  auto absent = Open(folder.At("absent"));
  EXPECT_TRUE(absl::IsNotFound(absent.status())) << absent.status();
  EXPECT_THAT(Message(absent), HasSubstr("No such file"));
  folder.Run("mkdir void; tar -cf packed void");
  EXPECT_THAT(Message(Open(folder.At("packed"))), HasSubstr("has no files"));
}

TEST(ArchiveTree, HasALimit) {
  TestFolder folder;
  folder.Write("big", std::string(100000, 'x'));
  folder.Run("tar -czf packed big");
  ArchiveLimits limits;
  limits.total_bytes = 99999;
  auto tree = ArchiveTree::Open(folder.At("packed"), limits);
  EXPECT_TRUE(absl::IsResourceExhausted(tree.status())) << tree.status();
  limits.total_bytes = 100000;
  EXPECT_TRUE(ArchiveTree::Open(folder.At("packed"), limits).ok());
}

// Whatever the bytes: an answer, and no crash.
TEST(ArchiveTree, SurvivesBrokenBytes) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  TestFolder folder;
  folder.Write("d/a", "one\n");
  folder.Write("d/b", "two\n");
  folder.Run("ln -s a d/link; tar -cf packed d");
  const std::string good = folder.Run("cat packed");
  int refused = 0;
  for (int round = 0; round < 500; ++round) {
    std::string bytes = good.substr(0, random() % (good.size() + 1));
    for (unsigned edits = random() % 20; edits > 0 && !bytes.empty(); --edits) {
      bytes[random() % std::min<size_t>(bytes.size(), 3000)] =
          static_cast<char>(random());
    }
    folder.Write("broken", bytes);
    auto tree = Open(folder.At("broken"));
    if (tree.ok()) {
      FilesOf(**tree);
    } else {
      EXPECT_NE(Message(tree), "");
      ++refused;
    }
  }
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace patchgraph
