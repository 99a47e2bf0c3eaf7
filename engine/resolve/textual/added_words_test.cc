#include "engine/resolve/textual/added_words.h"

#include "engine/resolve/textual/test_conflict.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const AddedWords kResolver;

TEST(AddedWords, ObjectsOfOneTarget) {
  EXPECT_THAT(
      Suggested(kResolver, "top:\ndemo-objs := bus.o card.o\nend:\n",
                "top:\ndemo-objs := bus.o card.o lamp.o\nend:\n",
                "top:\ndemo-objs := bus.o card.o fan.o\nend:\n",
                "drivers/demo/Makefile"),
      ElementsAre("ours first: demo-objs := bus.o card.o lamp.o fan.o\n",
                  "theirs first: demo-objs := bus.o card.o fan.o lamp.o\n"));
}

TEST(AddedWords, FlagsAndValues) {
  EXPECT_THAT(Suggested(kResolver, "top\nflags = UP | FAST;\nbottom\n",
                        "top\nflags = UP | FAST | SAFE;\nbottom\n",
                        "top\nflags = UP | FAST | WIDE;\nbottom\n"),
              ElementsAre("ours first: flags = UP | FAST | SAFE | WIDE;\n",
                          "theirs first: flags = UP | FAST | WIDE | SAFE;\n"));
  EXPECT_THAT(Suggested(kResolver, "top\nint bus, card;\nbottom\n",
                        "top\nint bus, card, lamp;\nbottom\n",
                        "top\nint bus, card, fan;\nbottom\n"),
              ElementsAre("ours first: int bus, card, lamp, fan;\n",
                          "theirs first: int bus, card, fan, lamp;\n"));
}

TEST(AddedWords, EditsBesideAreMadeAsWell) {
  EXPECT_THAT(Suggested(kResolver, "top\nint bus, card;\nbottom\n",
                        "top\nlong bus, card, lamp;\nbottom\n",
                        "top\nint bus, card, fan;\nbottom\n"),
              ElementsAre("ours first: long bus, card, lamp, fan;\n",
                          "theirs first: long bus, card, fan, lamp;\n"));
}

TEST(AddedWords, NotWhereWordsAreNoList) {
  // Words of a program, not of a makefile.
  EXPECT_THAT(Suggested(kResolver, "top\nrun card\nbottom\n",
                        "top\nrun card fast\nbottom\n",
                        "top\nrun card slow\nbottom\n", "demo/run.txt"),
              IsEmpty());
  // One adds in front of a separator, the other behind one.
  EXPECT_THAT(Suggested(kResolver, "top\nf(a);\nbottom\n",
                        "top\nf(a, b);\nbottom\n", "top\nf(a + c);\nbottom\n"),
              IsEmpty());
}

TEST(AddedWords, NotWhereBothAddTheSameOrTakeSomethingAway) {
  EXPECT_THAT(Suggested(kResolver, "top:\nx := a.o\nend:\n",
                        "top:\nx := a.o b.o\nend:\n",
                        "top:\nx := a.o  b.o\nend:\n", "demo/Makefile"),
              IsEmpty());
  EXPECT_THAT(Suggested(kResolver, "top\nint bus, card;\nbottom\n",
                        "top\nint bus, lamp;\nbottom\n",
                        "top\nint bus, fan;\nbottom\n"),
              IsEmpty());
}

TEST(AddedWords, NotAcrossLines) {
  EXPECT_THAT(Suggested(kResolver, "top\nint bus;\nbottom\n",
                        "top\nint bus,\n    lamp;\nbottom\n",
                        "top\nint bus,\n    fan;\nbottom\n"),
              IsEmpty());
}

}  // namespace
}  // namespace patchgraph
