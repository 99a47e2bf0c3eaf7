#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "engine/merge/history_generator.h"
#include "engine/merge/merge_tree_oracle.h"
#include "engine/text/text_generator.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// PATCHGRAPH_CASES asks for more than the ordinary number.
int Cases(int usual) {
  int cases = 0;
  const char* wanted = std::getenv("PATCHGRAPH_CASES");
  return wanted != nullptr && absl::SimpleAtoi(wanted, &cases) ? cases : usual;
}

std::string Describe(const GeneratedHistory& history) {
  std::string text;
  for (const GeneratedCommit& commit : history) {
    absl::StrAppend(&text, commit.name, ":\n");
    for (const auto& [path, file] : commit.files) {
      absl::StrAppend(&text, "  ", path, " ", static_cast<int>(file.mode), " ",
                      file.blob.id().Hex().substr(0, 8), "\n");
    }
  }
  return text;
}

void CompareWithGit(const std::vector<GeneratedHistory>& histories) {
  MergeTreeOracle git;
  const auto verdicts = git.Ask(histories);
  ASSERT_EQ(verdicts.size(), histories.size());
  int clean = 0;
  int conflicts = 0;
  int git_failed = 0;
  int git_lost_files = 0;
  int differences = 0;
  std::map<std::string, int> events;
  for (size_t i = 0; i < histories.size(); ++i) {
    const auto ours = MergeHistoryOurselves(histories[i]);
    ASSERT_TRUE(ours.ok()) << ours.status() << "\n" << Describe(histories[i]);
    if (!verdicts[i].has_value()) {
      ++git_failed;
      continue;
    }
    ++(verdicts[i]->clean ? clean : conflicts);
    for (const std::string& message : verdicts[i]->messages) {
      ++events[message.substr(0, message.find(": "))];
    }
    if (ours->verdict == *verdicts[i]) continue;
    if (git.OnlyLosesFiles(*verdicts[i], *ours)) {
      ++git_lost_files;
      continue;
    }
    ++differences;
    if (differences > 5) continue;
    ADD_FAILURE() << "case " << i << "\n"
                  << Describe(histories[i])
                  << "ours: " << ours->verdict.ToString()
                  << "git: " << verdicts[i]->ToString();
  }
  std::printf(
      "%d clean, %d with conflicts, git failed on %d, lost files in %d; "
      "%d differ\n",
      clean, conflicts, git_failed, git_lost_files, differences);
  for (const auto& [event, count] : events) {
    std::printf("  %s: %d\n", event.c_str(), count);
  }
  for (const std::string& failure : git.failures()) {
    std::printf("git: %s\n", failure.c_str());
  }
  EXPECT_EQ(differences, 0);
  EXPECT_GT(clean, 0);
  EXPECT_GT(conflicts, 0);
  // git has faults of its own, but rarely.
  EXPECT_LT(git_failed + git_lost_files,
            static_cast<int>(histories.size()) / 100 + 2);
}

TEST(MergeTreesAtRandom, IsWhatGitMakesOfAFork) {
  HistoryGenerator generator(TestSeed(20060617));
  std::vector<GeneratedHistory> histories;
  for (int i = Cases(2000); i > 0; --i) {
    histories.push_back(generator.Fork(absl::StrCat("f", i)));
  }
  CompareWithGit(histories);
}

TEST(MergeTreesAtRandom, IsWhatGitMakesOfFolderRenames) {
  HistoryGenerator generator(TestSeed(20060619));
  std::vector<GeneratedHistory> histories;
  for (int i = Cases(1500); i > 0; --i) {
    histories.push_back(generator.FolderMoves(absl::StrCat("m", i)));
  }
  CompareWithGit(histories);
}

TEST(MergeTreesAtRandom, IsWhatGitMakesOfCrissCrossMerges) {
  HistoryGenerator generator(TestSeed(20060618));
  std::vector<GeneratedHistory> histories;
  for (int i = Cases(600); i > 0; --i) {
    histories.push_back(generator.CrissCross(absl::StrCat("x", i)));
  }
  CompareWithGit(histories);
}

}  // namespace
}  // namespace patchgraph
