#include "engine/upstream/same_patches.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree_diff.h"
#include "engine/upstream/patch_id.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::shared_ptr<const GitRepository> Open(const TestRepository& folder) {
  return GitRepository::Open(folder.path()).value();
}

std::string Numbers(int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) absl::StrAppend(&text, "line ", i, "\n");
  return text;
}

ObjectId PatchIdOfCommit(const GitRepository& repository,
                         const std::string& revision) {
  const GitCommit commit = repository.ResolveCommit(revision).value();
  const GitCommit parent = repository.ReadCommit(commit.parents[0]).value();
  const auto changes =
      DiffGitTrees(repository.objects(), parent.tree, commit.tree).value();
  return PatchIdOf(changes).value();
}

TEST(PatchIdTest, LineNumbersAndWhiteSpaceDoNotCount) {
  TestRepository folder;
  folder.Write("a.c", Numbers(1, 30));
  const std::string base = folder.Commit("base");
  folder.Write("a.c", Numbers(1, 20) + "\tnew  line\n" + Numbers(21, 30));
  const std::string one = folder.Commit("one");
  folder.Git("checkout -q " + base);
  folder.Write("a.c", "top\n" + Numbers(1, 30));
  folder.Commit("moves all");
  folder.Write("a.c",
               "top\n" + Numbers(1, 20) + "    new line\n" + Numbers(21, 30));
  const std::string other = folder.Commit("other");
  const auto repository = Open(folder);
  EXPECT_EQ(PatchIdOfCommit(*repository, one),
            PatchIdOfCommit(*repository, other));
  EXPECT_NE(PatchIdOfCommit(*repository, other),
            PatchIdOfCommit(*repository, other + "~1"));
}

TEST(PatchIdTest, ARenameIsAFileThatGoesAndOneThatComes) {
  const FileState file = {FileMode::kRegular, Blob::FromBytes("text\n")};
  PatchStep step;
  step.files.emplace_back();
  step.files[0].kind = FileChange::Kind::kRename;
  step.files[0].old_path = "new.c";
  step.files[0].new_path = "before.c";
  step.files[0].before = step.files[0].after = file;
  const std::vector<ChangedFile> changes = ChangesOf(step);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].path, "before.c");
  EXPECT_FALSE(changes[0].before.has_value());
  EXPECT_EQ(changes[1].path, "new.c");
  EXPECT_FALSE(changes[1].after.has_value());
}

TEST(SamePatchesTest, FindsAPickOnAnotherBase) {
  TestRepository folder;
  folder.Write("a.c", Numbers(1, 30));
  folder.Write("b.c", Numbers(1, 30));
  const std::string base = folder.Commit("base");
  folder.Write("b.c", Numbers(1, 29));
  folder.Commit("upstream goes on");
  folder.Write("a.c", Numbers(1, 15) + "fix\n" + Numbers(16, 30));
  const std::string theirs = folder.Commit("the fix, as upstream has it");
  folder.Git("checkout -q " + base);
  folder.Write("a.c", Numbers(1, 15) + "fix\n" + Numbers(16, 30));
  folder.Commit("the fix");
  folder.Write("a.c", Numbers(1, 15) + "own\n" + Numbers(16, 30));
  const std::string own = folder.Commit("our own");
  const auto repository = Open(folder);
  const ObjectId from = repository->ResolveCommit(base)->id;
  const auto found = FindSamePatches(
      *repository,
      *repository->CommitsBetween(from, repository->ResolveCommit(theirs)->id),
      *repository->CommitsBetween(from, repository->ResolveCommit(own)->id));
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_EQ(found->size(), 2U);
  ASSERT_TRUE((*found)[0].has_value());
  EXPECT_EQ((*found)[0]->Hex(), theirs);
  EXPECT_FALSE((*found)[1].has_value());
}

// Commits of a few kinds of change, many of them the same change over again on
// another line: git says which are.
class PatchIdHistory {
 public:
  explicit PatchIdHistory(unsigned seed) : random_(seed) {}

  void Write(int commits) {
    for (const char* name : {"a.c", "b c.h", "dir/c.S"}) {
      folder_.Write(name, Numbers(1, 40));
    }
    folder_.Commit("base");
    folder_.Git("tag base");
    for (int i = 0; i < commits; ++i) {
      Change();
      folder_.Git("add -A");
      folder_.Git("commit -q --allow-empty -m change");
      folder_.Git(absl::StrCat("tag change", i));
      // Back again, so that the next one can be the same.
      if (Pick(3) != 0) folder_.Git("checkout -q --detach base");
    }
  }

  const TestRepository& folder() const { return folder_; }

 private:
  int Pick(int below) {
    return std::uniform_int_distribution<int>(0, below - 1)(random_);
  }

  void Change() {
    for (const std::string name : {"a.c", "b c.h", "dir/c.S"}) {
      if (Pick(3) != 0) continue;
      folder_.Run(absl::StrCat("rm -f '", name, "'"));
      const int kind = Pick(8);
      if (kind == 0) continue;
      if (kind == 1) {
        folder_.Run(absl::StrCat("mkdir -p dir && ln -s target", Pick(2), " '",
                                 name, "'"));
        continue;
      }
      folder_.Write(
          name, kind == 2 ? std::string("\0binary", 7) + std::to_string(Pick(3))
                          : Text());
      if (Pick(4) == 0) folder_.Run(absl::StrCat("chmod 755 '", name, "'"));
    }
  }

  std::string Text() {
    const int at = 15 * (1 + Pick(2));
    const char* lines[] = {"new\n", "\t new\n", "n e w\n", "other", "line 7\n"};
    return absl::StrCat(Pick(4) == 0 ? "top\n" : "", Numbers(1, at),
                        lines[Pick(5)], Numbers(at + 1, 40));
  }

  TestRepository folder_;
  std::mt19937 random_;
};

TEST(PatchIdOracleTest, PartsCommitsAsGitPatchIdDoes) {
  int equal_pairs = 0;
  for (unsigned seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    PatchIdHistory history(seed);
    history.Write(60);
    const auto repository = Open(history.folder());
    std::map<std::string, std::string> git_to_ours;
    std::map<std::string, std::string> ours_to_git;
    for (const absl::string_view line :
         absl::StrSplit(history.folder().Run(
                            "git log -p --no-renames --no-indent-heuristic "
                            "--diff-algorithm=myers --full-index --tags | "
                            "git patch-id --stable"),
                        '\n', absl::SkipEmpty())) {
      const std::vector<std::string> words = absl::StrSplit(line, ' ');
      const GitCommit commit = repository->ResolveCommit(words[1]).value();
      if (commit.parents.empty()) continue;
      const std::string ours = PatchIdOfCommit(*repository, words[1]).Hex();
      const auto [known, is_new] = git_to_ours.emplace(words[0], ours);
      equal_pairs += !is_new;
      EXPECT_EQ(known->second, ours) << "git says the same: " << line;
      const auto [back, is_ours_new] = ours_to_git.emplace(ours, words[0]);
      EXPECT_EQ(back->second, words[0]) << "git says not the same: " << line;
    }
    EXPECT_GT(git_to_ours.size(), 20U);
  }
  EXPECT_GT(equal_pairs, 10);
}

}  // namespace
}  // namespace patchgraph
