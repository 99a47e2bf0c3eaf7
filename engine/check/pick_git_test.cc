// Picked commits, with git as the judge: `git am` must take what is written,
// and come to what `git cherry-pick` comes to.

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/check/check_test_stack.h"
#include "engine/check/pick.h"
#include "engine/git/git_test_repository.h"
#include "engine/source/git_range.h"
#include "engine/source/series_writer.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using Random = std::mt19937_64;

Stack StackFrom(const TestRepository& repository) {
  const auto opened = GitRepository::Open(repository.path());
  EXPECT_TRUE(opened.ok()) << opened.status();
  auto range = ReadGitRange(**opened, {"base", "main"}, GitRangeOptions());
  EXPECT_TRUE(range.ok()) << range.status();
  Stack stack;
  stack.name = "stack";
  stack.base = range->base;
  stack.layers.push_back(std::move(range->series));
  return stack;
}

// The tree that `git am` makes of the written series on `base`.
std::string TreeOfMails(const TestRepository& repository,
                        const Series& series) {
  const TestFolder folder;
  EXPECT_TRUE(WriteSeries(series, folder.At("out")).ok());
  repository.Git("checkout -q -f --detach base");
  if (!series.patches.empty()) {
    repository.Git(
        absl::StrCat("am -q --keep-cr ", folder.path(), "/out/*.patch 2>&1"));
  }
  return repository.Git("rev-parse HEAD^{tree}");
}

// The tree that `git cherry-pick` makes; what conflicts is left out. The
// subjects of those are added to `conflicts`.
std::string TreeOfCherryPicks(const TestRepository& repository,
                              const Stack& stack,
                              const std::vector<int>& positions,
                              std::vector<bool>* conflicts) {
  repository.Git("checkout -q -f --detach base");
  for (const int position : positions) {
    const std::string& id = stack.layers[0].patches[position].source;
    const std::string status = repository.Git(
        absl::StrCat("cherry-pick --allow-empty --keep-redundant-commits ", id,
                     " >/dev/null 2>&1; echo $?"));
    conflicts->push_back(status != "0");
    if (status != "0") repository.Git("cherry-pick --abort");
  }
  return repository.Git("rev-parse HEAD^{tree}");
}

void ExpectAsGit(const TestRepository& repository, const Stack& stack,
                 const std::vector<int>& positions) {
  const auto picked = Pick(stack, positions, nullptr);
  ASSERT_TRUE(picked.ok()) << picked.status();
  std::vector<bool> conflicts;
  const std::string wanted =
      TreeOfCherryPicks(repository, stack, positions, &conflicts);
  std::vector<bool> left_out;
  for (const PickedPatch& patch : picked->patches) {
    left_out.push_back(patch.as == PickedAs::kLeftOut);
  }
  ASSERT_EQ(left_out, conflicts);
  ASSERT_EQ(TreeOfMails(repository, picked->series), wanted);
}

std::string RandomText(Random* random) {
  std::string text;
  for (int line = 0; line < 25; ++line) {
    absl::StrAppend(&text, (*random)() % 50, "\n");
  }
  return text;
}

std::string Changed(const std::string& text, Random* random) {
  std::string changed;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const int fate = static_cast<int>((*random)() % 30);
    if (fate == 0) continue;
    absl::StrAppend(&changed, line, "\n");
    if (fate == 1) absl::StrAppend(&changed, (*random)() % 50, "\n");
  }
  changed.pop_back();
  return changed;
}

TEST(PickGit, RandomSubsetsOfRandomHistories) {
  const std::uint64_t seed = TestSeed(20061123);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  Random random(seed);
  int left_out = 0;
  for (int round = 0; round < 12; ++round) {
    TestRepository repository;
    Files files;
    for (int file = 0; file < 3; ++file) {
      files[absl::StrCat("dir/f", file)] = RandomText(&random);
    }
    for (const auto& [path, text] : files) repository.Write(path, text);
    repository.Commit("base");
    repository.Git("tag base");
    for (int commit = 0; commit < 6; ++commit) {
      for (auto& [path, text] : files) {
        if (random() % 2 == 0) continue;
        text = Changed(text, &random);
        repository.Write(path, text);
      }
      repository.Commit(absl::StrCat("commit ", commit));
    }
    const Stack stack = StackFrom(repository);
    for (int subset = 0; subset < 4; ++subset) {
      std::vector<int> positions;
      for (int at = 0; at < 6; ++at) {
        if (random() % 2 == 0) positions.push_back(at);
      }
      SCOPED_TRACE(absl::StrCat("round ", round, " subset ", subset));
      ASSERT_NO_FATAL_FAILURE(ExpectAsGit(repository, stack, positions));
      const auto picked = Pick(stack, positions, nullptr);
      for (const PickedPatch& patch : picked->patches) {
        left_out += patch.as == PickedAs::kLeftOut ? 1 : 0;
      }
    }
  }
  EXPECT_GT(left_out, 5);  // the generator still makes conflicts
}

TEST(PickGit, EverythingThatAFileCanBe) {
  TestRepository repository;
  repository.Write("text", Numbers(1, 20));
  repository.Write("crlf", "1\r\n2\r\n3\r\n");
  repository.Write("open", "1\n2");
  repository.Write("binary", std::string("a\0b\n", 4));
  repository.Write("old name", Numbers(1, 20));
  repository.Write("script", "echo\n");
  repository.Write("gone", "1\n");
  repository.Write("becomes", "a file\n");
  repository.Commit("base");
  repository.Git("tag base");
  repository.Write("other", "1\n");
  repository.Commit("not picked");
  repository.Write("crlf", "1\r\ntwo\r\n3\r\n");
  repository.Commit("crlf");
  repository.Write("open", "1\ntwo");
  repository.Commit("no newline");
  repository.Write("open", "1\ntwo\n");
  repository.Commit("a newline");
  repository.Write("binary",
                   std::string("a\0b\xff\n\r\n", 7) + std::string(3000, 'x'));
  repository.Write("new binary", std::string("\0", 1));
  repository.Commit("binary");
  repository.Run("mv 'old name' 'n\xc3\xa4w'; chmod +x script; rm gone");
  repository.Commit("names and modes");
  repository.Run("rm becomes; ln -s target becomes; : > empty; ln -s a link");
  repository.Commit("links");
  repository.Run("rm link empty 'new binary'; ln -s b link");
  repository.Commit("links again");
  repository.Write("other", "2\n");
  repository.Commit("needs what is not picked");
  const Stack stack = StackFrom(repository);
  const auto picked = Pick(stack, {1, 2, 3, 4, 5, 6, 7, 8}, nullptr);
  ASSERT_TRUE(picked.ok()) << picked.status();
  std::vector<std::string> as;
  for (const PickedPatch& patch : picked->patches) {
    as.emplace_back(Name(patch.as));
  }
  EXPECT_THAT(as, ElementsAre("original", "original", "original", "original",
                              "original", "original", "original", "left out"));
  EXPECT_THAT(SeriesFileNames(picked->series),
              ElementsAre("0001-crlf.patch", "0002-no-newline.patch",
                          "0003-a-newline.patch", "0004-binary.patch",
                          "0005-names-and-modes.patch", "0006-links.patch",
                          "0007-links-again.patch"));
  ExpectAsGit(repository, stack, {1, 2, 3, 4, 5, 6, 7, 8});
  ExpectAsGit(repository, stack, {3});
  ExpectAsGit(repository, stack, {0, 5, 8});
}

TEST(PickGit, TheMessageComesThrough) {
  TestRepository repository;
  repository.Write("x", "1\n");
  repository.Commit("base");
  repository.Git("tag base");
  repository.Write("x", "2\n");
  repository.Commit("lib: J\xc3\xb6rg'\"'\"'s fix\n\nWhy.\n\nSigned-off-by: A");
  const Stack stack = StackFrom(repository);
  const auto picked = Pick(stack, {0}, nullptr);
  ASSERT_TRUE(picked.ok()) << picked.status();
  TreeOfMails(repository, picked->series);
  const std::string format = "log -1 --format='%an %ae %aD%n%B' ";
  EXPECT_EQ(repository.Git(format + "HEAD"), repository.Git(format + "main"));
}

}  // namespace
}  // namespace patchgraph
