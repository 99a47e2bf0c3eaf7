#include "engine/text/merge.h"

#include <deque>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/text/diff.h"
#include "engine/text/merge_text.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;

// "conflict 1-2 1-3 1-2": kind and the ranges of base, ours and theirs.
std::vector<std::string> Described(absl::Span<const MergeRegion> regions) {
  constexpr const char* kNames[] = {"unchanged", "ours", "theirs", "both",
                                    "conflict"};
  const auto range = [](const LineRange& lines) {
    return absl::StrCat(" ", lines.begin, "-", lines.end);
  };
  std::vector<std::string> described;
  for (const MergeRegion& region : regions) {
    described.push_back(absl::StrCat(kNames[region.kind], range(region.base),
                                     range(region.ours), range(region.theirs)));
  }
  return described;
}

TEST(MergeTest, ChangesOfOneSideAreClean) {
  const FileMerge merge = Merge("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\n");
  EXPECT_TRUE(merge.clean());
  EXPECT_THAT(Described(merge.refined),
              ElementsAre("ours 0-1 0-1 0-1", "unchanged 1-3 1-3 1-3",
                          "theirs 3-4 3-4 3-3"));
  EXPECT_EQ(merge.met, merge.refined);
}

TEST(MergeTest, ChangesThatTouchConflict) {
  const FileMerge merge = Merge("a\nb\nc\n", "A\nb\nc\n", "a\nB\nc\n");
  EXPECT_EQ(merge.conflicts(), 1);
  EXPECT_THAT(Described(merge.met),
              ElementsAre("conflict 0-2 0-2 0-2", "unchanged 2-3 2-3 2-3"));
}

TEST(MergeTest, TheSameChangeOnBothSidesIsClean) {
  const FileMerge merge = Merge("a\nb\n", "x\ny\nb\n", "x\ny\nb\n");
  EXPECT_TRUE(merge.clean(ConflictStyle::kDiff3));
  EXPECT_THAT(Described(merge.met),
              ElementsAre("both 0-1 0-2 0-2", "unchanged 1-2 2-3 2-3"));
}

TEST(MergeTest, OneEditMayMeetSeveral) {
  const FileMerge merge = Merge("a\nb\nc\nd\ne\n", "A\nb\nC\nd\ne\n", "z\ne\n");
  EXPECT_THAT(Described(merge.met),
              ElementsAre("conflict 0-4 0-4 0-1", "unchanged 4-5 4-5 1-2"));
}

TEST(MergeTest, WhatBothSidesSayIsTakenOutOfAConflict) {
  const FileMerge merge =
      Merge("old\n", "1\n2\n3\n4\nours\n", "1\n2\n3\n4\ntheirs\n");
  EXPECT_THAT(Described(merge.met), ElementsAre("conflict 0-1 0-5 0-5"));
  EXPECT_THAT(Described(merge.refined),
              ElementsAre("both 0-0 0-4 0-4", "conflict 0-1 4-5 4-5"));
  EXPECT_EQ(merge.refined[1].met, (LineRange{0, 1}));
  EXPECT_EQ(merge.refined[0].met, (LineRange{0, 1}));
}

TEST(MergeTest, NearConflictsAreJoined) {
  const FileMerge merge =
      Merge("a\n1\n2\n3\nb\n", "A\n1\n2\n3\nB\n", "x\n1\n2\n3\ny\n");
  EXPECT_EQ(merge.conflicts(ConflictStyle::kDiff3), 2);
  EXPECT_THAT(Described(merge.refined), ElementsAre("conflict 0-5 0-5 0-5"));
  EXPECT_EQ(merge.refined[0].met, (LineRange{0, 5}));
}

TEST(MergeTest, FourLinesKeepConflictsApart) {
  const FileMerge merge =
      Merge("a\n1\n2\n3\n4\nb\n", "A\n1\n2\n3\n4\nB\n", "x\n1\n2\n3\n4\ny\n");
  EXPECT_EQ(merge.conflicts(), 2);
}

TEST(MergeTest, AChangeOfOneSideKeepsConflictsApart) {
  const FileMerge merge =
      Merge("a\n1\n2\n3\nb\n", "A\n1\n2\n3\nB\n", "x\n1\ntwo\n3\ny\n");
  EXPECT_EQ(merge.conflicts(), 2);
}

TEST(MergeTest, AConflictMayVanish) {
  // Both come to the same text; ours by one edit, theirs by two.
  const FileMerge merge = Merge("a\nb\na\n", "b\nb\n", "b\nb\n");
  EXPECT_TRUE(merge.clean());
}

TEST(MergeTest, EmptyTexts) {
  EXPECT_THAT(Merge("", "", "").met, ElementsAre());
  EXPECT_THAT(Described(Merge("", "a\n", "").met),
              ElementsAre("ours 0-0 0-1 0-0"));
  EXPECT_THAT(Described(Merge("", "a\n", "b\n").met),
              ElementsAre("conflict 0-0 0-1 0-1"));
  EXPECT_THAT(Described(Merge("a\n", "", "b\n").met),
              ElementsAre("conflict 0-1 0-0 0-1"));
}

TEST(MergeTest, ADiffServesManyMerges) {
  LineTable table;
  const InternedLines base = table.Intern("a\nb\nc\nd\n");
  const InternedLines upstream = table.Intern("a\nb\nc\nD\n");
  const std::vector<Edit> upstream_edits = Diff(base.ids, upstream.ids);
  for (const char* text : {"A\nb\nc\nd\n", "a\nb\nc\nx\n", ""}) {
    const InternedLines patched = table.Intern(text);
    EXPECT_EQ(Merge(base, upstream, patched, upstream_edits,
                    Diff(base.ids, patched.ids))
                  .refined,
              Merge(base.lines.text(), upstream.lines.text(), text).refined);
  }
}

TEST(MergeTest, TrivialWhereTwoAreEqual) {
  EXPECT_EQ(TrivialMerge<std::string>("a", "a", "b"), Side::kTheirs);
  EXPECT_EQ(TrivialMerge<std::string>("a", "b", "a"), Side::kOurs);
  EXPECT_EQ(TrivialMerge<std::string>("a", "b", "b"), Side::kOurs);
  EXPECT_EQ(TrivialMerge<std::string>("a", "b", "c"), absl::nullopt);
}

TEST(RegionsMeetingTest, FindsWhatARangeOfTheBaseEndedIn) {
  const FileMerge merge = Merge("a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\nnew\n",
                                "x\nb\nC\nd\ne\nother\n");
  ASSERT_THAT(Described(merge.met),
              ElementsAre("conflict 0-1 0-1 0-1", "unchanged 1-2 1-2 1-2",
                          "theirs 2-3 2-3 2-3", "unchanged 3-5 3-5 3-5",
                          "conflict 5-5 5-6 5-6"));
  const auto meeting = [&](LineRange base) {
    return Described(RegionsMeeting(merge.met, base));
  };
  EXPECT_THAT(meeting({0, 2}),
              ElementsAre("conflict 0-1 0-1 0-1", "unchanged 1-2 1-2 1-2"));
  EXPECT_THAT(meeting({2, 3}), ElementsAre("theirs 2-3 2-3 2-3"));
  EXPECT_THAT(meeting({4, 4}), ElementsAre("unchanged 3-5 3-5 3-5"));
  // Lines added at the end meet the conflict there, which has no base lines.
  EXPECT_THAT(meeting({5, 5}),
              ElementsAre("unchanged 3-5 3-5 3-5", "conflict 5-5 5-6 5-6"));
  EXPECT_THAT(meeting({6, 9}), ElementsAre());
}

TEST(VersionMergerTest, IsAsGoodAsMergingAlone) {
  const std::uint64_t seed = TestSeed(20060405);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  TextGenerator generator(seed);
  for (int round = 0; round < 100; ++round) {
    generator.Restock();
    std::deque<std::string> texts;
    const auto keep = [&](const TextGenerator::Text& text) {
      texts.push_back(generator.Join(text));
      return absl::string_view(texts.back());
    };
    TextGenerator::Text base = generator.NewText();
    absl::string_view ours = keep(generator.Edited(base, 5));
    VersionMerger merger;
    for (int version = 0; version < 8; ++version) {
      TextGenerator::Text theirs = generator.Edited(base, 2);
      const absl::string_view base_text = keep(base);
      const absl::string_view theirs_text = keep(theirs);
      const FileMerge merge = merger.Merge(base_text, ours, theirs_text);
      const FileMerge alone = Merge(base_text, ours, theirs_text);
      ASSERT_EQ(merge.met, alone.met) << "round " << round;
      ASSERT_EQ(merge.refined, alone.refined) << "round " << round;
      texts.push_back(Take(merge, Side::kOurs));
      ours = texts.back();
      base = std::move(theirs);
    }
  }
}

}  // namespace
}  // namespace patchgraph
