#include "engine/git/git_commit.h"

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(FormatMailDate, IsTheCommittersTime) {
  EXPECT_EQ(FormatMailDate(0, 0), "Thu, 1 Jan 1970 00:00:00 +0000");
  EXPECT_EQ(FormatMailDate(1144051200, 120), "Mon, 3 Apr 2006 10:00:00 +0200");
  EXPECT_EQ(FormatMailDate(1144051200, -210), "Mon, 3 Apr 2006 04:30:00 -0330");
}

TEST(FormatDay, IsTheCommittersDay) {
  EXPECT_EQ(FormatDay(1144051200, 0), "2006-04-03");
  EXPECT_EQ(FormatDay(1144051200, -12 * 60), "2006-04-02");
}

TEST(SubjectOf, IsTheFirstParagraph) {
  EXPECT_EQ(SubjectOf("one\n\nmore\n"), "one");
  EXPECT_EQ(SubjectOf("\n\n a title \nin two lines\n\nmore"),
            "a title in two lines");
  EXPECT_EQ(SubjectOf(""), "");
}

}  // namespace
}  // namespace patchgraph
