#include "engine/text/merge_text.h"

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

RenderOptions Labelled(ConflictStyle style = ConflictStyle::kMerge) {
  RenderOptions options;
  options.labels = {"ours", "base", "theirs"};
  options.style = style;
  return options;
}

TEST(RenderTest, MarksAConflict) {
  EXPECT_EQ(
      Render(Merge("a\nb\nc\n", "a\nour\nc\n", "a\ntheir\nc\n"), Labelled()),
      "a\n"
      "<<<<<<< ours\n"
      "our\n"
      "=======\n"
      "their\n"
      ">>>>>>> theirs\n"
      "c\n");
}

TEST(RenderTest, Diff3ShowsTheBaseAndDoesNotRefine) {
  EXPECT_EQ(Render(Merge("b\n", "same\nour\n", "same\ntheir\n"),
                   Labelled(ConflictStyle::kDiff3)),
            "<<<<<<< ours\n"
            "same\n"
            "our\n"
            "||||||| base\n"
            "b\n"
            "=======\n"
            "same\n"
            "their\n"
            ">>>>>>> theirs\n");
}

TEST(RenderTest, LabelsMayBeEmptyAndMarkersLonger) {
  RenderOptions options;
  options.marker_size = 3;
  EXPECT_EQ(Render(Merge("", "a\n", "b\n"), options), "<<<\na\n===\nb\n>>>\n");
}

TEST(RenderTest, ASideWithoutNewlineGetsOneBeforeTheMarker) {
  EXPECT_EQ(Render(Merge("a\nb\n", "a\nour", "a\ntheir"), Labelled()),
            "a\n<<<<<<< ours\nour\n=======\ntheir\n>>>>>>> theirs\n");
}

TEST(RenderTest, AMissingNewlineIsAChangeLikeAnother) {
  EXPECT_EQ(Render(Merge("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nd")),
            "A\nb\nc\nd");
}

TEST(RenderTest, MarkersEndInCrLfWhereTheLinesDo) {
  EXPECT_EQ(
      Render(Merge("a\r\nb\r\n", "a\r\nour\r\n", "a\r\ntheir"), Labelled()),
      "a\r\n<<<<<<< ours\r\nour\r\n=======\r\ntheir\r\n"
      ">>>>>>> theirs\r\n");
  // One LF is enough for LF.
  EXPECT_EQ(Render(Merge("", "our\r\n", "their\n")),
            "<<<<<<<\nour\r\n=======\ntheir\n>>>>>>>\n");
}

TEST(TakeTest, OneSideOfEachConflict) {
  const FileMerge merge = Merge("a\n1\n2\n3\n4\nb\n", "A\n1\n2\n3\n4\nour\n",
                                "a\n1\n2\n3\n4\ntheir\n");
  EXPECT_EQ(Take(merge, Side::kOurs), "A\n1\n2\n3\n4\nour\n");
  EXPECT_EQ(Take(merge, Side::kTheirs), "A\n1\n2\n3\n4\ntheir\n");
  EXPECT_EQ(Take(merge, Side::kBase), "A\n1\n2\n3\n4\nb\n");
}

TEST(TakeTest, BaseOfARefinedConflictIsTheWholeBase) {
  const FileMerge merge =
      Merge("old\n", "1\n2\n3\n4\nours\n", "1\n2\n3\n4\ntheirs\n");
  EXPECT_EQ(Take(merge, Side::kBase), "old\n");
}

TEST(TextWithTest, TextsStandInThePlaceOfRegions) {
  const FileMerge merge = Merge("a\n1\n2\n3\nb\n1\n2\n3\nc\n",
                                "a\n1\n2\n3\nour\n1\n2\n3\nours too\n",
                                "A\n1\n2\n3\ntheir\n1\n2\n3\ntheirs\n");
  RegionTexts texts;
  for (size_t i = 0; i < merge.met.size(); ++i) {
    if (merge.met[i].kind != MergeRegion::kConflict) continue;
    texts[static_cast<int>(i)] = "settled\n";
    break;
  }
  EXPECT_EQ(TextWith(merge, texts), "A\n1\n2\n3\nsettled\n1\n2\n3\nours too\n");
  EXPECT_EQ(TextWith(merge, {}), Take(merge, Side::kOurs));
  EXPECT_EQ(RenderWith(merge, texts, Labelled(ConflictStyle::kDiff3)),
            "A\n1\n2\n3\nsettled\n1\n2\n3\n<<<<<<< ours\nours too\n"
            "||||||| base\nc\n=======\ntheirs\n>>>>>>> theirs\n");
}

TEST(RenderWithTest, WhatBothSidesSayIsNotShownTwice) {
  const FileMerge merge = Merge("a\nx\nb\n", "new\nb\n", "new\nb\n");
  FileMerge met = merge;
  for (MergeRegion& region : met.met) region.kind = MergeRegion::kConflict;
  EXPECT_EQ(RenderWith(met, {}, Labelled()), "new\nb\n");
}

}  // namespace
}  // namespace patchgraph
