// Files that change together, with processes that are killed in between.

#include "engine/forms/file_swap.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

class FileSwapTest : public testing::Test {
 protected:
  FileSwapTest() { Reset(); }

  void Reset() const {
    folder_.Run("rm -rf work && mkdir work .hidden 2>/dev/null; true");
    folder_.Write("work/a.patch", "old a\n");
    folder_.Write("work/b.patch", "old b\n");
    folder_.Write("work/sub/gone", "gone\n");
    folder_.Write("work/series", "a.patch\nb.patch\n");
    folder_.Run("chmod 640 work/a.patch; chmod 755 work/b.patch");
  }

  FileSwap Swap() const {
    FileSwap swap(folder_.At("work"));
    swap.Rewrite(folder_.At("work/a.patch"), "new a\n");
    swap.Rewrite(folder_.At("work/b.patch"), std::string(5000, 'b') + "\n");
    swap.Remove(folder_.At("work/sub/gone"), folder_.At("work"));
    swap.Write(folder_.At("work/new/c"), "c\n", FileMode::kExecutable);
    swap.Write(folder_.At("work/link"), "series", FileMode::kSymlink);
    swap.Rewrite(folder_.At("work/series"), "a.patch\n");
    return swap;
  }

  // Names, modes and content of all there is, the work folder included.
  std::string State() const {
    return folder_.Run(
        "find . -mindepth 1 -not -path './.hidden*' | LC_ALL=C sort | while "
        "read f; do stat -c '%n %A' $f; if [ -h $f ]; then readlink $f; elif "
        "[ -f $f ]; then md5sum < $f; fi; done");
  }

  // Runs it in a process that is killed before change number `change` of the
  // file system. True if it was.
  bool CommitAndKill(int change) const {
    const pid_t child = fork();
    if (child == 0) {
      int left = change;
      const absl::Status status = Swap().Commit([&left] {
        if (left-- == 0) _exit(9);
      });
      _exit(status.ok() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_NE(WEXITSTATUS(status), 1);
    return WEXITSTATUS(status) == 9;
  }

  TestFolder folder_;
};

TEST_F(FileSwapTest, AllOfItAtOnce) {
  ASSERT_TRUE(Swap().Commit().ok());
  EXPECT_EQ(folder_.Run("cat work/a.patch work/series work/new/c"),
            "new a\na.patch\nc\n");
  EXPECT_EQ(folder_.Run("readlink work/link"), "series\n");
  EXPECT_EQ(folder_.Run("ls work"), "a.patch\nb.patch\nlink\nnew\nseries\n");
  // What a file's permissions were, they are.
  EXPECT_EQ(folder_.Run("stat -c %a work/a.patch work/b.patch work/new/c"),
            "640\n755\n755\n");
}

TEST_F(FileSwapTest, KilledBeforeAnyChangeItIsAsBeforeOrCanBeFinished) {
  const std::string before = State();
  ASSERT_TRUE(Swap().Commit().ok());
  const std::string after = State();
  ASSERT_NE(before, after);
  int as_before = 0;
  int finished = 0;
  for (int change = 0;; ++change) {
    SCOPED_TRACE(absl::StrCat("killed before change ", change));
    Reset();
    ASSERT_EQ(State(), before);
    if (!CommitAndKill(change)) break;
    const auto finish = FinishFileSwap(folder_.At("work"));
    ASSERT_TRUE(finish.ok()) << finish.status();
    ASSERT_EQ(State(), *finish ? after : before);
    ++(*finish ? finished : as_before);
    // And there is nothing more to finish.
    const auto again = FinishFileSwap(folder_.At("work"));
    ASSERT_TRUE(again.ok() && !*again);
  }
  EXPECT_GE(as_before, 7);
  EXPECT_GE(finished, 7);
}

TEST_F(FileSwapTest, AFullDiskChangesNothing) {
  const std::string before = State();
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100, 100};
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(absl::IsUnavailable(Swap().Commit()) ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(State(), before);
}

TEST_F(FileSwapTest, SymlinksToFilesAreFollowed) {
  folder_.Run("mkdir else; mv work/a.patch else; ln -s ../else/a.patch work");
  FileSwap swap(folder_.At("work"));
  swap.Rewrite(folder_.At("work/a.patch"), "new a\n");
  ASSERT_TRUE(swap.Commit().ok());
  EXPECT_EQ(folder_.Run("readlink work/a.patch; cat else/a.patch"),
            "../else/a.patch\nnew a\n");
}

TEST_F(FileSwapTest, OneAtATime) {
  folder_.Run("mkdir .work.patchgraph");
  const std::string before = State();
  EXPECT_TRUE(absl::IsFailedPrecondition(Swap().Commit()));
  EXPECT_EQ(State(), before);
}

TEST_F(FileSwapTest, AFolderGivesWayToAFile) {
  FileSwap swap(folder_.At("work"));
  swap.Remove(folder_.At("work/sub/gone"), folder_.At("work"));
  swap.Write(folder_.At("work/sub"), "a file\n", FileMode::kRegular);
  ASSERT_TRUE(swap.Commit().ok());
  EXPECT_EQ(folder_.Run("cat work/sub"), "a file\n");
}

}  // namespace
}  // namespace patchgraph
