#include "engine/forks/line_index.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(LineMeaningTest, SpaceDoesNotCount) {
  EXPECT_EQ(LineMeaning("\tif (timer_running(t))\r"),
            LineMeaning("if(timer_running( t ))"));
  EXPECT_NE(LineMeaning("if (timer_running(t))"),
            LineMeaning("if (timer_stopped(t))"));
}

TEST(LineMeaningTest, BracesAndShortWordsSayNothing) {
  EXPECT_EQ(LineMeaning("\t} else {"), 0u);
  EXPECT_EQ(LineMeaning(""), 0u);
  EXPECT_EQ(LineMeaning(" * * * * * * * * *"), 0u);
  EXPECT_NE(LineMeaning("return;"), 0u);
}

TEST(LineIndexTest, TellsWhichLinesOfWhichFiles) {
  LineIndex index;
  EXPECT_EQ(index.Add("first line\nsecond line\n}\nfirst line\n"), 0);
  EXPECT_EQ(index.Add("third line\nsecond line"), 1);
  EXPECT_EQ(index.lines(), 3);
  EXPECT_THAT(index.LinesOf(0), ElementsAre(0, 1));
  EXPECT_THAT(index.LinesOf(1), ElementsAre(1, 2));
  EXPECT_THAT(index.FilesWith(1), ElementsAre(0, 1));
  EXPECT_THAT(index.LinesIn("another line\n  third line\nsecond line\n"),
              ElementsAre(1, 2));
  EXPECT_THAT(index.LinesIn(""), IsEmpty());
}

TEST(SharedCountTest, CountsWhatIsInBoth) {
  EXPECT_EQ(SharedCount({1, 3, 5, 9}, {0, 3, 4, 5, 6}), 2);
  EXPECT_EQ(SharedCount({}, {1}), 0);
}

}  // namespace
}  // namespace patchgraph
