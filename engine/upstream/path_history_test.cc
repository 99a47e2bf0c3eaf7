#include "engine/upstream/path_history.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_test_repository.h"
#include "engine/upstream/line_history.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::vector<std::string> LinesOfOutput(const std::string& text) {
  return absl::StrSplit(text, '\n', absl::SkipEmpty());
}

std::vector<std::string> Ids(const CommitRange& range,
                             const PathHistory& history) {
  std::vector<std::string> ids;
  for (const PathChangeNode& change : history.changes) {
    ids.push_back(range.commits[change.commit].id.Hex());
  }
  return ids;
}

std::vector<PathHistory> HistoriesOf(const TestRepository& folder,
                                     const std::vector<std::string>& paths,
                                     CommitRange* range) {
  const auto repository = GitRepository::Open(folder.path()).value();
  *range =
      ReadCommitRange(*repository, repository->ResolveCommit("base").value().id,
                      repository->ResolveCommit("HEAD").value().id)
          .value();
  return ReadPathHistories(*repository, *range, paths).value();
}

TEST(PathHistoryTest, FollowsARename) {
  TestRepository folder;
  std::string text;
  for (int i = 0; i < 30; ++i) absl::StrAppend(&text, "old line ", i, "\n");
  folder.Write("old.c", text);
  folder.Commit("base");
  folder.Git("tag base");
  folder.Write("old.c", "first\n" + text);
  const std::string first = folder.Commit("change under the old name");
  folder.Run("mkdir dir && mv old.c dir/new.c");
  folder.Write("dir/new.c", "first\nsecond\n" + text);
  const std::string second = folder.Commit("rename and change");
  CommitRange range;
  const auto histories = HistoriesOf(folder, {"dir/new.c"}, &range);
  EXPECT_EQ(Ids(range, histories[0]),
            (std::vector<std::string>{second, first}));
  EXPECT_EQ(histories[0].changes[0].parents[0].path, "old.c");
  EXPECT_EQ(histories[0].changes[0].parents[0].next, 1);
  EXPECT_EQ(histories[0].changes[1].parents[0].next, -1);
}

TEST(PathHistoryTest, ADeletedFileHasTheCommitThatDeletedIt) {
  TestRepository folder;
  folder.Write("gone.c", "text\n");
  folder.Write("other.c", "text\n");
  folder.Commit("base");
  folder.Git("tag base");
  folder.Write("other.c", "more\n");
  folder.Commit("elsewhere");
  folder.Run("rm gone.c");
  const std::string deleted = folder.Commit("delete");
  CommitRange range;
  const auto histories = HistoriesOf(folder, {"gone.c", "never.c"}, &range);
  EXPECT_EQ(Ids(range, histories[0]), std::vector<std::string>{deleted});
  EXPECT_FALSE(histories[0].changes[0].state.has_value());
  EXPECT_TRUE(histories[1].changes.empty());
}

TEST(PathHistoryTest, ASubmoduleIsNoFileThatMoved) {
  TestRepository folder;
  folder.Write("old.c", "text\n");
  folder.Write("other.c", "text\n");
  folder.Commit("base");
  folder.Git("tag base");
  folder.Run("rm old.c && mkdir module");
  folder.Git("update-index --add --cacheinfo 160000," + std::string(40, '3') +
             ",module");
  const std::string added = folder.Commit("a submodule");
  CommitRange range;
  const auto histories = HistoriesOf(folder, {"module"}, &range);
  EXPECT_EQ(Ids(range, histories[0]), std::vector<std::string>{added});
}

// A history with branches and merges. Lines are told apart by their numbers, so
// that no two programs can pair them differently.
class RandomHistory {
 public:
  // Commits that take lines away and put none there only with `deletions`.
  RandomHistory(unsigned seed, bool deletions)
      : random_(seed), deletions_(deletions) {
    for (const std::string& path : Paths()) {
      std::vector<std::string>& lines = lines_.emplace_back();
      for (int i = 0; i < 40; ++i) lines.push_back(NewLine());
      Write(path, lines);
    }
    folder_.Commit("base");
    folder_.Git("tag base");
  }

  static std::vector<std::string> Paths() {
    return {"a.c", "dir/b.c", "dir/deep/c.c", "dir/deep.c"};
  }

  void Grow(int commits, bool with_merges) {
    for (int i = 0; i < commits; ++i) {
      if (with_merges && i % 5 == 4) {
        // The branch changes one file, and here goes on with another.
        folder_.Git("checkout -q -b side");
        Change(0);
        Change(1);
        folder_.Git("checkout -q main");
        Change(2 + Pick(2));
        folder_.Git("merge -q --no-edit side");
        folder_.Git("branch -q -D side");
      } else {
        Change(Pick(4));
      }
    }
  }

  int Pick(int below) {
    return std::uniform_int_distribution<int>(0, below - 1)(random_);
  }

  const TestRepository& folder() const { return folder_; }
  const std::vector<std::string>& lines(int file) const { return lines_[file]; }

 private:
  std::string NewLine() { return absl::StrCat("line ", ++count_); }

  void Write(const std::string& path, const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) absl::StrAppend(&text, line, "\n");
    folder_.Write(path, text);
  }

  void Change(int file) {
    std::vector<std::string>& lines = lines_[file];
    for (int edits = 1 + Pick(2); edits > 0; --edits) {
      const int at = Pick(static_cast<int>(lines.size()) - 4);
      const int gone = Pick(3);
      const int come = gone == 0 || !deletions_ ? 1 + Pick(2) : Pick(3);
      lines.erase(lines.begin() + at, lines.begin() + at + gone);
      for (int i = 0; i < come; ++i) {
        lines.insert(lines.begin() + at, NewLine());
      }
    }
    Write(Paths()[file], lines);
    folder_.Commit("change");
  }

  TestRepository folder_;
  std::mt19937 random_;
  bool deletions_;
  std::vector<std::vector<std::string>> lines_;
  int count_ = 0;
};

TEST(PathHistoryTest, ListsTheCommitsThatGitLogLists) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    RandomHistory history(seed, true);
    history.Grow(30, true);
    CommitRange range;
    const auto histories =
        HistoriesOf(history.folder(), RandomHistory::Paths(), &range);
    for (size_t i = 0; i < histories.size(); ++i) {
      std::vector<std::string> expected = LinesOfOutput(history.folder().Git(
          "log --format=%H base..HEAD -- " + RandomHistory::Paths()[i]));
      std::vector<std::string> found = Ids(range, histories[i]);
      std::sort(expected.begin(), expected.end());
      std::sort(found.begin(), found.end());
      EXPECT_EQ(found, expected) << RandomHistory::Paths()[i];
    }
  }
}

TEST(LineHistoryTest, FindsTheCommitsThatGitLogOfLinesFinds) {
  int compared = 0;
  for (unsigned seed = 1; seed <= 6; ++seed) {
    const bool deletions = seed % 2 == 0;
    RandomHistory history(seed, deletions);
    history.Grow(40, false);
    CommitRange range;
    const auto histories =
        HistoriesOf(history.folder(), RandomHistory::Paths(), &range);
    for (int i = 0; i < 12; ++i) {
      const int file = history.Pick(4);
      const int size = static_cast<int>(history.lines(file).size());
      const int begin = history.Pick(size - 6);
      const int end = begin + 1 + history.Pick(6);
      SCOPED_TRACE(absl::StrCat("seed ", seed, ", ",
                                RandomHistory::Paths()[file], " ", begin + 1,
                                ",", end));
      const auto changes = ChangesOfLines(histories[file], {begin, end});
      ASSERT_TRUE(changes.ok()) << changes.status();
      std::vector<std::string> found;
      for (const int change : *changes) {
        const int commit = histories[file].changes[change].commit;
        found.push_back(range.commits[commit].id.Hex());
      }
      const std::vector<std::string> expected =
          LinesOfOutput(history.folder().Git(
              absl::StrCat("log --no-patch --format=%H -L", begin + 1, ",", end,
                           ":", RandomHistory::Paths()[file], " base..HEAD")));
      if (!deletions) {
        EXPECT_EQ(found, expected);
      } else {
        // And those at the edge.
        for (const std::string& id : expected) {
          EXPECT_NE(std::find(found.begin(), found.end(), id), found.end())
              << id;
        }
      }
      compared += static_cast<int>(expected.size());
    }
  }
  EXPECT_GT(compared, 40);
}

// What blame finds of the lines that stand must be among what touched them.
TEST(LineHistoryTest, HasWhatBlameFindsInMergedHistories) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    RandomHistory history(seed, true);
    history.Grow(30, true);
    CommitRange range;
    const auto histories =
        HistoriesOf(history.folder(), RandomHistory::Paths(), &range);
    for (int line = 1; line <= 30; line += 3) {
      SCOPED_TRACE(absl::StrCat("seed ", seed, ", line ", line));
      const std::string blamed =
          history.folder()
              .Git(absl::StrCat("blame -l -s -L", line, ",", line,
                                " base..HEAD -- a.c"))
              .substr(0, 40);
      if (blamed.front() == '^') continue;
      const auto changes =
          ChangesOfLines(histories[0], {line - 1, line}).value();
      const bool has =
          std::any_of(changes.begin(), changes.end(), [&](int change) {
            const int commit = histories[0].changes[change].commit;
            return range.commits[commit].id.Hex() == blamed;
          });
      EXPECT_TRUE(has) << blamed;
    }
  }
}

TEST(LineHistoryTest, WhatTookLinesAwayIsFoundFromTheOtherEnd) {
  TestRepository folder;
  folder.Write("a.c", "one\ntwo\nthree\nfour\nfive\n");
  folder.Commit("base");
  folder.Git("tag base");
  folder.Write("a.c", "one\ntwo\nfour\nfive\n");
  const std::string took = folder.Commit("take three away");
  folder.Write("a.c", "one\nfour\nfive\n");
  folder.Commit("take two away");
  CommitRange range;
  const auto histories = HistoriesOf(folder, {"a.c"}, &range);
  const auto changes =
      ChangesSince(histories[0], "zero\none\ntwo\nthree\nfour\nfive\n", {3, 4})
          .value();
  ASSERT_FALSE(changes.empty());
  EXPECT_EQ(Ids(range, histories[0])[changes.back()], took);
}

}  // namespace
}  // namespace patchgraph
