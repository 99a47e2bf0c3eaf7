#include "engine/resolve/history/step_by_step.h"

#include <algorithm>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/resolve/history/history_conflict.h"
#include "engine/resolve/history/piece_reader.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(StepByStepTest, ACommitThatBothHaveCancels) {
  const HistoryConflict conflict(
      "a\nb\nc\n", {{"pool: b2", "a\nb2\nc\n"}, {"pool: b3", "a\nb3\nc\n"}},
      {{"pool: two of b", "a\nb2\nc\n"}});
  EXPECT_EQ(conflict.First(StepByStep()), "b3\n[clean]");
}

TEST(StepByStepTest, AnAdaptedCommitCancels) {
  const HistoryConflict conflict(
      "a\nb\nc\n", {{"pool: lock b", "a\nlock b\nc\n"}},
      {{"[MM] pool: lock b", "a\nlocked(b)\nc\n"},
       {"pool: lock c too", "a\nlocked(b, c)\nc\n"}});
  EXPECT_EQ(conflict.First(StepByStep()), "locked(b, c)\n[adapted]");
}

TEST(StepByStepTest, OneCommitEachHasNoSmallerSteps) {
  EXPECT_EQ(HistoryConflict("a\nb\nc\n", {{"pool: b2", "a\nb2\nc\n"}},
                            {{"pool: b3", "a\nb3\nc\n"}})
                .First(StepByStep()),
            "");
}

TEST(StepByStepTest, AStepThatStaysInConflictIsTheEnd) {
  EXPECT_EQ(
      HistoryConflict("a\nb\nc\n",
                      {{"pool: b2", "a\nb2\nc\n"}, {"pool: b3", "a\nb3\nc\n"}},
                      {{"pool: b4", "a\nb4\nc\n"}})
          .First(StepByStep()),
      "");
}

TEST(StepByStepTest, WhatGrewOutOfAnOlderTextSaysSo) {
  HistoryConflict conflict(
      "a\nb\nc\n", {{"pool: b2", "a\nb2\nc\n"}, {"pool: b3", "a\nb3\nc\n"}},
      {{"pool: two of b", "a\nb2\nc\n"}});
  conflict.histories()->their_start =
      std::make_shared<const std::string>("a\nb0\nc\n");
  EXPECT_EQ(conflict.First(StepByStep()), "b3\n[older base]");
}

TEST(StepByStepTest, ALongWalkIsNotBegun) {
  std::vector<TestCommit> ours;
  std::vector<TestCommit> theirs;
  for (int i = 1; i <= 30; ++i) {
    ours.push_back({"ours", absl::StrCat("a\n", i, "\nc\n")});
    theirs.push_back({"theirs", absl::StrCat("a\n", i, "\nc\n")});
  }
  theirs.push_back({"theirs", "a\n100\nc\n"});
  EXPECT_EQ(HistoryConflict("a\nb\nc\n", ours, theirs).First(StepByStep()), "");
}

std::string TextOf(const std::vector<int>& lines) {
  std::string text = "begin\n";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    absl::StrAppend(&text, "line ", i, " is ", lines[i], "\n");
  }
  return text + "end\n";
}

// Both sides replay the same edits, each of a line of its own, one side in the
// other order and with edits behind them that change those lines again. What
// comes of all of them is known.
TEST(StepByStepTest, ReplayedEditsWithMoreBehindThem) {
  int fired = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 random(seed);
    const int size = 1 + static_cast<int>(random() % 4);
    std::vector<int> shared(size);
    for (int i = 0; i < size; ++i) shared[i] = i;
    std::vector<int> lines(size, 0);
    const std::string base = TextOf(lines);
    const auto replay = [&](std::vector<TestCommit>* side) {
      std::vector<int> now(size, 0);
      for (const int line : shared) {
        now[line] = line + 1;
        side->push_back({absl::StrCat("edit of ", line), TextOf(now)});
      }
      return now;
    };
    std::vector<TestCommit> ours;
    std::vector<TestCommit> theirs;
    std::vector<int> now = replay(&ours);
    std::shuffle(shared.begin(), shared.end(), random);
    replay(&theirs);
    const int more = 1 + static_cast<int>(random() % 3);
    for (int i = 0; i < more; ++i) {
      now[random() % size] = 100 + i;
      ours.push_back({absl::StrCat("more ", i), TextOf(now)});
    }
    const bool swap = random() % 2 == 0;
    if (swap) ours.swap(theirs);
    const HistoryConflict conflict(base, ours, theirs);
    const auto& side = swap ? conflict.merge().theirs : conflict.merge().ours;
    for (const Suggestion& found : conflict.AskedOf(StepByStep())) {
      ++fired;
      const MergeRegion* region = nullptr;
      for (const MergeRegion& next : conflict.merge().met) {
        if (next.kind != MergeRegion::kConflict) continue;
        region = &next;
        break;
      }
      ASSERT_NE(region, nullptr);
      EXPECT_EQ(found.text, side.Range(swap ? region->theirs : region->ours));
    }
  }
  std::cout << "fired in " << fired << " of 300, seeds 1 to 300\n";
  EXPECT_GT(fired, 100);
}

TEST(PieceReaderTest, LeavesOutVersionsThatLeaveThePieceAlone) {
  HistoryConflict conflict("a\nb\nc\nd\ne\nf\n",
                           {{"elsewhere", "a\nb\nc\nd\ne2\nf\n"},
                            {"here", "a\nb2\nc\nd\ne2\nf\n"},
                            {"above", "0\na\nb2\nc\nd\ne2\nf\n"}},
                           {{"theirs", "a\nb3\nc\nd\ne\nf\n"}});
  const PieceReader reader(conflict.merge(), *conflict.histories());
  for (std::size_t i = 0; i < conflict.merge().met.size(); ++i) {
    if (conflict.merge().met[i].kind != MergeRegion::kConflict) continue;
    const PieceHistory pieces = reader.Read(static_cast<int>(i));
    ASSERT_EQ(pieces.ours.versions.size(), 1);
    EXPECT_EQ(pieces.ours.versions[0].text, "b2\n");
    EXPECT_EQ(pieces.ours.versions[0].made->subject, "here");
    ASSERT_EQ(pieces.theirs.versions.size(), 1);
    EXPECT_EQ(pieces.theirs.versions[0].text, "b3\n");
    EXPECT_TRUE(pieces.ours.from_base);
    return;
  }
  FAIL() << "no conflict";
}

}  // namespace
}  // namespace patchgraph
