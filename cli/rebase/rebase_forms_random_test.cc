// Generated histories through every form, judged by git and patch(1).

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "cli/rebase/rebase_forms_fixture.h"
#include "engine/text/text_generator.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Random = std::mt19937_64;

std::string RandomFile(Random* random) {
  std::string text;
  for (int line = 0; line < 30; ++line) {
    absl::StrAppend(&text, (*random)() % 40, "\n");
  }
  return text;
}

std::string RandomEdit(const std::string& text, Random* random) {
  std::string edited;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const auto fate = (*random)() % 25;
    if (fate == 0 || line.empty()) continue;
    absl::StrAppend(&edited, line, "\n");
    if (fate == 1) absl::StrAppend(&edited, "new ", (*random)() % 40, "\n");
  }
  return edited.empty() ? "1\n" : edited;
}

// The words with a folder's path for "@/".
std::string In(const std::string& words, const std::string& folder) {
  return absl::StrReplaceAll(words, {{"@/", folder + "/"}});
}

class RoundTripTest : public RebaseFormsTest {
 protected:
  void CommitRandom(Random* random) {
    std::vector<std::string> paths = absl::StrSplit(git_.Git("ls-files"), '\n');
    for (int edits = 1 + static_cast<int>((*random)() % 3); edits > 0;
         --edits) {
      const std::string& path = paths[(*random)() % paths.size()];
      switch ((*random)() % 8) {
        case 0:
          git_.Write(absl::StrCat("d", (*random)() % 3, "/n", (*random)() % 90),
                     RandomFile(random));
          break;
        case 1:
          if (paths.size() > 3) git_.Run("rm -f " + path);
          break;
        case 2:
          git_.Run(absl::StrCat("test ! -e ", path, " || chmod +x ", path));
          break;
        default:
          git_.Write(path,
                     RandomEdit(git_.Run("git show HEAD:" + path), random));
      }
    }
    // Never nothing: a commit without a change is no patch.
    git_.Write("counter", absl::StrCat((*random)(), "\n"));
    git_.Commit(absl::StrCat("commit ", (*random)() % 1000,
                             "\n\nBody with \xc3\xb6.\n"));
  }
};

TEST_F(RoundTripTest, EveryFormIntoEveryOther) {
  const std::uint64_t seed = TestSeed(20060320);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  Random random(seed);
  git_.Git("config core.fileMode true");
  for (int round = 0; round < 6; ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round));
    git_.Run("git checkout -q -f work && git reset -q --hard v1");
    const int commits = 2 + static_cast<int>(random() % 5);
    for (int i = 0; i < commits; ++i) CommitRandom(&random);
    const std::string tree = TreeOf("work");
    const std::string trees = git_.Git("log --format=%T v1..work");
    const std::string said = git_.Git("log --format='%an %ae %ad %B' v1..work");
    git_.Git("checkout -q --detach v1");
    git_.Run("git branch -D -q b1 b2 b3 2>&1; true");
    const TestFolder folder;
    const std::string& out = folder.path();

    ASSERT_EQ(Rebase(In("git:v1..work --as quilt:@/q", out)), 0) << err_.str();
    ASSERT_EQ(Rebase(In("quilt:@/q@v1 --as mbox:@/m1", out)), 0) << err_.str();
    ASSERT_EQ(Rebase(In("mbox:@/m1@v1 --as git:b1", out)), 0) << err_.str();
    EXPECT_EQ(git_.Git("log --format=%T v1..b1"), trees);
    EXPECT_EQ(git_.Git("log --format='%an %ae %ad %B' v1..b1"), said);
    ASSERT_EQ(Rebase(In("git:v1..b1 --as mbox:@/m2", out)), 0) << err_.str();
    ASSERT_EQ(Rebase(In("mbox:@/m2@v1 --as quilt:@/q2", out)), 0) << err_.str();
    ASSERT_EQ(Rebase(In("quilt:@/q2@v1 --as git:b2", out)), 0) << err_.str();
    EXPECT_EQ(git_.Git("log --format=%T v1..b2"), trees);
    ASSERT_EQ(Rebase(In("quilt:@/q2@v1 --as diff:@/one", out)), 0)
        << err_.str();
    ASSERT_EQ(Rebase(In("diff:@/one@v1 --as git:b3", out)), 0) << err_.str();
    EXPECT_EQ(TreeOf("b3"), tree);

    // The judges.
    git_.Git("am -q --keep-cr " + out + "/m1");
    EXPECT_EQ(git_.Git("log --format=%T v1..HEAD"), trees);
    git_.Git("checkout -q --detach v1");
    git_.Git("am -q --keep-cr " + out + "/m2");
    EXPECT_EQ(git_.Git("log --format=%T v1..HEAD"), trees);
    git_.Git("checkout -q --detach v1");
    git_.Git("apply --index " + out + "/one");
    EXPECT_EQ(git_.Git("write-tree"), tree);
  }
}

TEST_F(RoundTripTest, MovedInAnyFormItIsWhatGitMakesOfIt) {
  const std::uint64_t seed = TestSeed(20060618);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  Random random(seed);
  int clean = 0;
  int conflicts = 0;
  for (int round = 0; round < 14; ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round));
    git_.Run("git checkout -q -f work && git reset -q --hard v1");
    for (int i = 0; i < 3; ++i) {
      const int line = 1 + static_cast<int>(random() % 60);
      Edit("file", absl::StrCat("line ", line, "\n"),
           absl::StrCat("line ", line, "\nmore ", i, "\n"));
      git_.Commit(absl::StrCat("commit ", i));
    }
    git_.Run(
        "git branch -D -q moved 2>&1; git checkout -q --detach work; true");
    const TestFolder folder;
    const std::string& out = folder.path();
    const bool git_is_clean =
        git_.Run(
            "git rebase -q --onto v2 v1 >/dev/null 2>&1 && echo yes || "
            "git rebase --abort") == "yes\n";
    const std::string tree = TreeOf("HEAD");
    git_.Git("checkout -q -f --detach v1");
    ASSERT_EQ(Rebase(In("git:v1..work --as quilt:@/q", out)), 0) << err_.str();
    ASSERT_EQ(Rebase(In("git:v1..work --as mbox:@/m", out)), 0) << err_.str();
    const int status = Rebase(In("quilt:@/q@v1 --onto v2", out));
    ASSERT_EQ(status, git_is_clean ? 0 : 1) << out_.str() << err_.str();
    ASSERT_EQ(Rebase(In("mbox:@/m@v1 --onto v2", out)), status);
    ++(git_is_clean ? clean : conflicts);
    if (!git_is_clean) continue;
    EXPECT_EQ(TreeOfPatches(out + "/q", "v2"), tree);
    git_.Git("checkout -q -f --detach v2");
    git_.Git("am -q " + out + "/m");
    EXPECT_EQ(TreeOf("HEAD"), tree);
    ASSERT_EQ(Rebase("git:v1..work --onto v2 --as git:moved"), 0);
    EXPECT_EQ(TreeOf("moved"), tree);
  }
  EXPECT_GT(clean, 3);
  EXPECT_GT(conflicts, 0);
}

}  // namespace
}  // namespace patchgraph
