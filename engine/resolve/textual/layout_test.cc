#include <string>

#include "engine/resolve/textual/layout_merge.h"
#include "engine/resolve/textual/layout_only.h"
#include "engine/resolve/textual/test_conflict.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const LayoutOnly kOnly;
const LayoutMerge kMerge;

TEST(LayoutOnly, TheSideThatSaysSomethingIsTaken) {
  const char* base = "top\nif (x) go(a);\nbottom\n";
  const char* layout = "top\nif (x)\n\tgo(a);\nbottom\n";
  const char* change = "top\nwhile (y) stay(b);\nbottom\n";
  EXPECT_THAT(Suggested(kOnly, base, layout, change),
              ElementsAre("collides: while (y) stay(b);\n"));
  EXPECT_THAT(SuggestedSwapped(kOnly, base, layout, change),
              ElementsAre("collides: while (y) stay(b);\n"));
}

TEST(LayoutOnly, WhereAMergeKeepsBothItIsAKindOfItsOwn) {
  EXPECT_THAT(
      Suggested(kOnly, "top\ngo (a, b, c);\nbottom\n",
                "top\ngo(a, b, c);\nbottom\n", "top\ngo (a, b, d);\nbottom\n"),
      ElementsAre("mergeable: go (a, b, d);\n"));
}

TEST(LayoutOnly, NotWhereBothOrNoneAreLayoutAlone) {
  EXPECT_THAT(Suggested(kOnly, "top\ngo (a);\nbottom\n",
                        "top\ngo(a);\nbottom\n", "top\ngo( a );\nbottom\n"),
              IsEmpty());
  EXPECT_THAT(Suggested(kOnly, "top\ngo (a);\nbottom\n",
                        "top\nrun(a);\nbottom\n", "top\nfly(a);\nbottom\n"),
              IsEmpty());
}

TEST(LayoutOnly, NotWhereLayoutIsMeaning) {
  EXPECT_THAT(
      Suggested(kOnly, "all:\n\techo a\nend:\n", "all:\n  echo a\nend:\n",
                "all:\n\techo b\nend:\n", "demo/Makefile"),
      IsEmpty());
}

TEST(LayoutOnly, NotWhereThereWasNothing) {
  EXPECT_THAT(Suggested(kOnly, "top\nbottom\n", "top\n\nbottom\n",
                        "top\ngo();\nbottom\n"),
              IsEmpty());
}

TEST(LayoutMerge, WordsOfTheOneAndLayoutOfTheOther) {
  const char* base = "top\nret = probe(card, irq, port);\nbottom\n";
  const char* layout =
      "top\nret = probe(card,\n            irq, port);\nbottom\n";
  const char* change = "top\nret = probe(card, irq, base);\nbottom\n";
  const char* merged = ": ret = probe(card,\n            irq, base);\n";
  EXPECT_THAT(Suggested(kMerge, base, layout, change), ElementsAre(merged));
  EXPECT_THAT(SuggestedSwapped(kMerge, base, layout, change),
              ElementsAre(merged));
}

TEST(LayoutMerge, ANewLineMovesInWithTheOthers) {
  const char* base = "top\n\tstart(card);\nbottom\n";
  const char* moved = "top\n\t\tstart(card);\nbottom\n";
  const char* longer =
      "top\n\tstart(card);\n\tif (fast)\n\t\tspin();\nbottom\n";
  EXPECT_THAT(Suggested(kMerge, base, moved, longer),
              ElementsAre(": \t\tstart(card);\n\t\tif (fast)\n"
                          "\t\t\tspin();\n"));
  EXPECT_THAT(SuggestedSwapped(kMerge, base, moved, longer),
              ElementsAre(": \t\tstart(card);\n\t\tif (fast)\n"
                          "\t\t\tspin();\n"));
}

// Each new line has only the one far above to go by.
TEST(LayoutMerge, AHundredThousandNewLinesMoveToo) {
  const int lines = 100000;
  std::string added;
  std::string moved;
  for (int i = 0; i < lines; ++i) {
    added += "\n;";
    moved += "\n ;";
  }
  EXPECT_THAT(Suggested(kMerge, "top\ngo;\nbottom\n", "top\n go;\nbottom\n",
                        "top\ngo;" + added + "\nbottom\n"),
              ElementsAre(":  go;" + moved + "\n"));
}

TEST(LayoutMerge, NotWhereBothLaidOutOnePlace) {
  EXPECT_THAT(Suggested(kMerge, "top\nf(a, b);\nbottom\n",
                        "top\nf(a,  b);\nbottom\n", "top\ng(a,b);\nbottom\n"),
              IsEmpty());
}

TEST(LayoutMerge, NotWhereBothChangedOneWord) {
  EXPECT_THAT(Suggested(kMerge, "top\nf(a);\nbottom\n", "top\ng(a);\nbottom\n",
                        "top\nh( a );\nbottom\n"),
              IsEmpty());
}

TEST(LayoutMerge, KeepsCarriageReturnsAndAMissingLastNewline) {
  EXPECT_THAT(
      Suggested(kMerge, "top\r\nf(a, b, c);\r\nend",
                "top\r\nf(a, b,\r\n  c);\r\nend", "top\r\nf(x, b, c);\r\nend"),
      ElementsAre(": f(x, b,\r\n  c);\r\n"));
  EXPECT_THAT(Suggested(kMerge, "top\nf(a, b, c)", "top\nf(a, b,\n  c)",
                        "top\nf(x, b, c)"),
              ElementsAre(": f(x, b,\n  c)"));
}

}  // namespace
}  // namespace patchgraph
