#include "engine/resolve/textual/same_change.h"

#include "engine/resolve/textual/test_conflict.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const SameChange kResolver;

TEST(SameChange, BothCameToOneTextByDifferentEdits) {
  const char* base = "top\na\nb\na\nbottom\n";
  const TestConflict whole(base, "top\na\nbottom\n", "top\na\nbottom\n");
  EXPECT_EQ(whole.size(), 0);
  // Only a conflict that a merge found gets here, so it is made by hand.
  Conflict conflict;
  conflict.base = "a\nb\n";
  conflict.ours = conflict.theirs = "c\n";
  const auto suggestions = kResolver.Resolve(conflict);
  ASSERT_EQ(suggestions.size(), 1u);
  EXPECT_EQ(suggestions[0].text, "c\n");
  EXPECT_EQ(suggestions[0].kind, "same");
}

TEST(SameChange, OneSideHasAllEditsOfTheOther) {
  const char* base = "top\nint irq;\nint port;\nbottom\n";
  const char* less = "top\nunsigned irq;\nint port;\nbottom\n";
  const char* more = "top\nunsigned irq;\nlong port;\nbottom\n";
  EXPECT_THAT(Suggested(kResolver, base, less, more),
              ElementsAre("lines: unsigned irq;\nlong port;\n"));
  EXPECT_THAT(SuggestedSwapped(kResolver, base, less, more),
              ElementsAre("lines: unsigned irq;\nlong port;\n"));
}

TEST(SameChange, WhatOneAddsIsPartOfWhatTheOtherAdds) {
  const char* base = "top\nbottom\n";
  EXPECT_THAT(Suggested(kResolver, base, "top\none();\nbottom\n",
                        "top\none();\ntwo();\nbottom\n"),
              ElementsAre("lines: one();\ntwo();\n"));
}

TEST(SameChange, NotWhereTheLargerSideLacksAnEdit) {
  // It changes more, but the type of the first it left.
  EXPECT_THAT(Suggested(kResolver, "top\nint irq;\nint port;\nbottom\n",
                        "top\nunsigned irq;\nint port;\nbottom\n",
                        "top\nint irq2;\nlong port;\nbottom\n"),
              IsEmpty());
  // The same lines in another order are another change.
  EXPECT_THAT(
      Suggested(kResolver, "top\nbottom\n", "top\none();\ntwo();\nbottom\n",
                "top\ntwo();\nzero();\none();\nbottom\n"),
      IsEmpty());
}

TEST(SameChange, TakingAwayIsAKindOfItsOwn) {
  const char* base = "top\na();\nb();\nc();\nbottom\n";
  EXPECT_THAT(
      Suggested(kResolver, base, "top\na();\nc();\nbottom\n", "top\nbottom\n"),
      ElementsAre("taken away: "));
  EXPECT_THAT(Suggested(kResolver, base, "top\na();\nc();\nbottom\n",
                        "top\na();\nother();\nbottom\n"),
              ElementsAre("replaced: other();\n"));
}

TEST(SameChange, EditsOfWordsAreContainedToo) {
  const char* base = "top\nret = probe(card, irq, port);\nbottom\n";
  EXPECT_THAT(
      Suggested(kResolver, base, "top\nret = probe(chip, irq, port);\nbottom\n",
                "top\nret = probe(chip, irq, base);\nbottom\n"),
      ElementsAre("words: ret = probe(chip, irq, base);\n"));
}

TEST(SameChange, LayoutsOfOneTextAreBothGiven) {
  const char* base = "top\nold(a);\nbottom\n";
  EXPECT_THAT(Suggested(kResolver, base, "top\nfresh(a, b);\nbottom\n",
                        "top\nfresh(a,\n      b);\nbottom\n"),
              ElementsAre("layout, ours: fresh(a, b);\n",
                          "layout, theirs: fresh(a,\n      b);\n"));
}

TEST(SameChange, NotWhereOneSideIsLayoutAlone) {
  EXPECT_THAT(Suggested(kResolver, "top\nold(a);\nbottom\n",
                        "top\n\told(a);\nbottom\n", "top\nnewer(a);\nbottom\n"),
              IsEmpty());
}

TEST(SameChange, KeepsCarriageReturnsAndAMissingLastNewline) {
  EXPECT_THAT(
      Suggested(kResolver, "top\r\na\r\nb", "top\r\nA\r\nb", "top\r\nA\r\nB"),
      ElementsAre("lines: A\r\nB"));
}

}  // namespace
}  // namespace patchgraph
