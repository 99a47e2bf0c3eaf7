#include "engine/resolve/settle.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/resolve/measured.h"
#include "engine/resolve/resolve_file.h"
#include "engine/resolve/test_conflict.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

// Two conflicts with a clean change of ours between them.
constexpr char kBase[] = "a\nold\nb\nc\nd\ne\nf\nOLD\nz\n";
constexpr char kOurs[] = "a\nours\nb\nc\nD\ne\nf\nOURS\nz\n";
constexpr char kTheirs[] = "a\ntheirs\nb\nc\nd\ne\nf\nTHEIRS\nz\n";

RegionCandidates Region(int region, const std::vector<std::string>& texts) {
  RegionCandidates entry;
  entry.region = region;
  for (const std::string& text : texts) {
    entry.candidates.push_back({text, {{"test", text, "because"}}});
    entry.features.push_back({{text, 1}});
  }
  return entry;
}

class SettleTest : public testing::Test {
 protected:
  ResolvedFile In(AutoMode mode) {
    ResolveOptions options;
    options.mode = mode;
    options.labels = {"we", "base", "they"};
    return Settle(test_.merge, regions_, measured_, options);
  }

  const TestMerge test_{kBase, kOurs, kTheirs};
  std::vector<RegionCandidates> regions_ = {Region(1, {"theirs\n", "ours\n"}),
                                            Region(5, {"OURS\n", "THEIRS\n"})};
  Measured measured_{{}, {{"ours\n", 4}, {"OURS\n", 1}}, 0.9, {}};
};

TEST_F(SettleTest, SafeAppliesWhatHasEarnedIt) {
  const ResolvedFile file = In(AutoMode::kSafe);
  EXPECT_EQ(file.text,
            "a\nours\nb\nc\nD\ne\nf\n"
            "<<<<<<< we\nOURS\n||||||| base\nOLD\n=======\nTHEIRS\n>>>>>>> "
            "they\nz\n");
  EXPECT_EQ(file.open, 1);
  ASSERT_EQ(file.regions.size(), 2);
  EXPECT_TRUE(file.regions[0].applied);
  EXPECT_EQ(file.regions[0].line, 2);
  EXPECT_EQ(file.regions[0].proposals[0].tier, Tier::kApply);
  EXPECT_EQ(file.regions[0].proposals[0].resolver, "test");
  EXPECT_EQ(file.regions[0].proposals[0].reason, "because");
  EXPECT_EQ(file.regions[0].proposals[1].text, "theirs\n");
  EXPECT_FALSE(file.regions[1].applied);
  EXPECT_EQ(file.regions[1].proposals[0].text, "OURS\n");
  EXPECT_EQ(file.regions[1].proposals[0].tier, Tier::kPropose);
}

TEST_F(SettleTest, OfASureKindLessIsEnough) {
  measured_.apply_from = 0.99;
  EXPECT_EQ(In(AutoMode::kSafe).open, 2);
  // The chance of the second is below what a sure kind needs.
  measured_.sure = {"test (ours\n)", "test (OURS\n)"};
  const ResolvedFile file = In(AutoMode::kSafe);
  EXPECT_EQ(file.open, 1);
  EXPECT_TRUE(file.regions[0].applied);
  EXPECT_LT(file.regions[0].proposals[0].confidence, 0.99);
  EXPECT_FALSE(file.regions[1].applied);
}

TEST_F(SettleTest, WhatNeedsADecisionIsLeftToAPersonHoweverSureItIs) {
  ASSERT_TRUE(In(AutoMode::kSafe).regions[0].applied);
  // Said of another candidate than the surest.
  regions_[0].candidates.back().voices.front().needs_decision = true;
  const ResolvedFile file = In(AutoMode::kSafe);
  EXPECT_FALSE(file.regions[0].applied);
  EXPECT_EQ(file.regions[0].proposals[0].tier, Tier::kPropose);
  EXPECT_TRUE(In(AutoMode::kPropose).regions[0].applied);
}

TEST_F(SettleTest, ProposeAppliesTheBestOfAll) {
  const ResolvedFile file = In(AutoMode::kPropose);
  EXPECT_EQ(file.text, "a\nours\nb\nc\nD\ne\nf\nOURS\nz\n");
  EXPECT_EQ(file.open, 0);
}

TEST_F(SettleTest, OffLeavesTheFileAsGitDoes) {
  const ResolvedFile file = In(AutoMode::kOff);
  RenderOptions render;
  render.style = ConflictStyle::kDiff3;
  render.labels = {"we", "base", "they"};
  EXPECT_EQ(file.text, Render(test_.merge, render));
  EXPECT_EQ(file.open, 2);
}

TEST_F(SettleTest, AConflictThatNobodyKnowsStaysOpen) {
  regions_.pop_back();
  const ResolvedFile file = In(AutoMode::kPropose);
  EXPECT_EQ(file.open, 1);
  EXPECT_TRUE(file.regions[1].proposals.empty());
  EXPECT_TRUE(LikeliestTexts(test_.merge, file, 3).empty());
}

TEST_F(SettleTest, TheLikeliestTextsOfAFile) {
  const ResolvedFile file = In(AutoMode::kSafe);
  const std::vector<std::string> texts = LikeliestTexts(test_.merge, file, 9);
  const std::vector<std::string> all = {
      "a\nours\nb\nc\nD\ne\nf\nOURS\nz\n",
      "a\nours\nb\nc\nD\ne\nf\nTHEIRS\nz\n",
      "a\ntheirs\nb\nc\nD\ne\nf\nOURS\nz\n",
      "a\ntheirs\nb\nc\nD\ne\nf\nTHEIRS\nz\n"};
  EXPECT_EQ(texts, all);
  EXPECT_EQ(LikeliestTexts(test_.merge, file, 2).size(), 2);
}

// The chance of the whole is then too small for a number.
TEST(LikeliestTextsTest, OfThousandsOfConflicts) {
  const int conflicts = 2000;
  std::string base, ours, theirs;
  for (int i = 0; i < conflicts; ++i) {
    absl::StrAppend(&base, "base ", i, "\n", i, "\n");
    absl::StrAppend(&ours, "ours ", i, "\n", i, "\n");
    absl::StrAppend(&theirs, "theirs ", i, "\n", i, "\n");
  }
  const TestMerge test(base, ours, theirs);
  ResolvedFile file;
  for (std::size_t i = 0; i < test.merge.met.size(); ++i) {
    if (test.merge.met[i].kind != MergeRegion::kConflict) continue;
    ResolvedRegion& region = file.regions.emplace_back();
    region.region = static_cast<int>(i);
    region.proposals.resize(2);
    const int number = static_cast<int>(file.regions.size()) - 1;
    region.proposals[0].text = absl::StrCat("ours ", number, "\n");
    region.proposals[0].confidence = 0.5;
    region.proposals[1].text = absl::StrCat("theirs ", number, "\n");
    region.proposals[1].confidence = number == 1500 ? 0.3 : 0.2;
  }
  ASSERT_EQ(file.regions.size(), conflicts);
  const std::vector<std::string> texts = LikeliestTexts(test.merge, file, 3);
  ASSERT_EQ(texts.size(), 3);
  EXPECT_EQ(texts[0], ours);
  const auto with_theirs = [&](int number) {
    return absl::StrReplaceAll(ours, {{absl::StrCat("ours ", number, "\n"),
                                       absl::StrCat("theirs ", number, "\n")}});
  };
  EXPECT_EQ(texts[1], with_theirs(1500));
  EXPECT_EQ(texts[2], with_theirs(0));
}

// Different edits that come to one text are a conflict of the diffs, and none
// to git.
TEST(FindCandidatesTest, SidesThatAgreeAreNoConflict) {
  const TestMerge test("a\nx\nb\nx\nc\n", "a\nx\nc\n", "a\nx\nc\n");
  EXPECT_TRUE(FindCandidates(test.merge, {}, "fan.c").empty());
  ResolveOptions options;
  options.mode = AutoMode::kOff;
  EXPECT_EQ(Settle(test.merge, {}, {}, options).text, "a\nx\nc\n");
}

}  // namespace
}  // namespace patchgraph
