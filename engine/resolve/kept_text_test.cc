#include "engine/resolve/kept_text.h"

#include <gtest/gtest.h>

namespace patchgraph {
namespace {

TEST(KeptTextTest, ASideKeepsItsOwnChangeAndNotTheOther) {
  const KeptText lines("one\ntwo\n", "one\ntwo\nthree\nfour\n", "one\n",
                       TextUnit::kLine);
  const KeptShares ours = lines.SharesIn("one\ntwo\nthree\nfour\n");
  EXPECT_EQ(ours.added_by_ours, 1);
  EXPECT_EQ(ours.removed_by_theirs, 0);
  const KeptShares theirs = lines.SharesIn("one\n");
  EXPECT_EQ(theirs.added_by_ours, 0);
  EXPECT_EQ(theirs.removed_by_theirs, 1);
  EXPECT_EQ(theirs.added_by_theirs, 1);  // it added nothing
  const KeptShares both = lines.SharesIn("one\nthree\nfour\n");
  EXPECT_EQ(both.added_by_ours, 1);
  EXPECT_EQ(both.removed_by_theirs, 1);
}

TEST(KeptTextTest, PartsAreShares) {
  const KeptText lines("", "a\nb\nc\nd\n", "e\n", TextUnit::kLine);
  EXPECT_EQ(lines.SharesIn("a\ne\n").added_by_ours, 0.25);
}

TEST(KeptTextTest, WordsAreNamesAndOtherBytes) {
  const KeptText words("set_speed(fan, 3);\n", "set_speed(fan, LOW);\n",
                       "fan_set_speed(fan, 3);\n", TextUnit::kWord);
  const KeptShares both = words.SharesIn("fan_set_speed(fan, LOW);\n");
  EXPECT_EQ(both.added_by_ours, 1);
  EXPECT_EQ(both.added_by_theirs, 1);
  EXPECT_EQ(both.removed_by_ours, 1);
  EXPECT_EQ(both.removed_by_theirs, 1);
  EXPECT_EQ(both.from_nowhere, 0);
}

TEST(KeptTextTest, WhatNobodyWroteIsFromNowhereAndCopiesAreTwice) {
  const KeptText lines("a\n", "a\nb\n", "a\nc\n", TextUnit::kLine);
  EXPECT_EQ(lines.SharesIn("a\nb\nb\nx\n").from_nowhere, 0.25);
  EXPECT_EQ(lines.SharesIn("a\nb\nb\nx\n").twice, 0.25);
  EXPECT_EQ(lines.SharesIn("a\nb\nc\n").twice, 0);
}

TEST(KeptTextTest, SpaceAroundALineDoesNotCount) {
  const KeptText lines("", "\ta\n", "b\n", TextUnit::kLine);
  EXPECT_EQ(lines.SharesIn("  a\r\n\n").added_by_ours, 1);
}

TEST(KeptTextTest, NoTextAtAll) {
  const KeptText words("", "", "", TextUnit::kWord);
  EXPECT_EQ(words.SharesIn("").added_by_ours, 1);
  EXPECT_EQ(words.SharesIn("").from_nowhere, 0);
}

}  // namespace
}  // namespace patchgraph
