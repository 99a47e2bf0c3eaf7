#include "engine/resolve/textual/carried_renames.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/resolve/textual/test_conflict.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const CarriedRenames kResolver;

TEST(CarriedRenames, TheOtherSidesLinesGetTheNewName) {
  const char* base = "top\nstart_card(irq);\nmid\nstart_card(port);\nbottom\n";
  const char* renamed =
      "top\ndemo_start(irq);\nmid\ndemo_start(port);\nbottom\n";
  const char* changed =
      "top\nif (irq)\n\tstart_card(irq, 0);\nmid\nstart_card(port);\nbottom\n";
  EXPECT_THAT(Suggested(kResolver, base, renamed, changed),
              ElementsAre("names alone: if (irq)\n\tdemo_start(irq, 0);\n"));
  EXPECT_THAT(SuggestedSwapped(kResolver, base, renamed, changed),
              ElementsAre("names alone: if (irq)\n\tdemo_start(irq, 0);\n"));
}

TEST(CarriedRenames, TheRestIsMerged) {
  EXPECT_THAT(
      Suggested(kResolver, "top\nint a = start_card(irq);\nbottom\n",
                "top\nlong a = demo_start(irq);\nbottom\n",
                "top\nint a = start_card(irq);\nstart_card(port);\nbottom\n"),
      ElementsAre("merged: long a = demo_start(irq);\ndemo_start(port);\n"));
}

TEST(CarriedRenames, ANameThatWasThereBeforeIsNoNewName) {
  EXPECT_THAT(
      Suggested(kResolver, "demo_start(0);\ntop\nstart_card(irq);\nbottom\n",
                "demo_start(0);\ntop\ndemo_start(irq);\nbottom\n",
                "demo_start(0);\ntop\nstart_card(irq, 1);\nbottom\n"),
      ElementsAre("replaced: demo_start(irq, 1);\n"));
}

TEST(CarriedRenames, NotWhereTheOldNameIsStillInUse) {
  EXPECT_THAT(
      Suggested(kResolver, "start_card(0);\ntop\nstart_card(irq);\nbottom\n",
                "start_card(0);\ntop\ndemo_start(irq);\nbottom\n",
                "start_card(0);\ntop\nstart_card(irq, 1);\nbottom\n"),
      IsEmpty());
}

TEST(CarriedRenames, NotWhereANameBecameTwo) {
  EXPECT_THAT(
      Suggested(kResolver,
                "start_card(0);\nmid\ntop\nstart_card(irq);\nbottom\n",
                "slow_start(0);\nmid\ntop\nfast_start(irq);\nbottom\n",
                "start_card(0);\nmid\ntop\nstart_card(irq, 1);\nbottom\n"),
      IsEmpty());
}

TEST(CarriedRenames, NotWhereTheOtherSideDoesNotUseIt) {
  EXPECT_THAT(
      Suggested(kResolver, "top\nstart_card(irq);\nbottom\n",
                "top\ndemo_start(irq);\nbottom\n", "top\nother();\nbottom\n"),
      IsEmpty());
}

// Each conflict looks through the whole file.
TEST(CarriedRenames, NotInALargeFileWithThousandsOfChanges) {
  for (const int lines : {10, 5000}) {
    SCOPED_TRACE(lines);
    std::string base;
    std::string ours;
    std::string theirs;
    const std::string comment(200, '-');
    for (int i = 0; i < lines; ++i) {
      const std::string rest = absl::StrCat("(", i, "); //", comment, "\n");
      absl::StrAppend(&base, "start_card", rest, i, "\n");
      absl::StrAppend(&ours, "demo_start", rest, i, "\n");
      absl::StrAppend(&theirs, "start_card(", i, ", 0);\n", i, "\n");
    }
    const TestConflict test(base, ours, theirs);
    ASSERT_EQ(test.size(), lines);
    EXPECT_EQ(kResolver.Resolve(test[0]).empty(), lines == 5000);
  }
}

TEST(CarriedRenames, PartsOfOtherNamesAreLeftAlone) {
  EXPECT_THAT(
      Suggested(kResolver, "top\nstart(irq);\nbottom\n",
                "top\nbegin(irq);\nbottom\n",
                "top\nif (irq)\n\tstart(irq) || restart(irq);\nbottom\n"),
      ElementsAre("names alone: if (irq)\n\tbegin(irq) || restart(irq);\n"));
}

}  // namespace
}  // namespace patchgraph
