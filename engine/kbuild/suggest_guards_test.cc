#include "engine/kbuild/suggest_guards.h"

#include <string>
#include <vector>

#include "engine/kbuild/guard_blocks.h"
#include "engine/kbuild/neutrality.h"
#include "engine/text/lines.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(GuardBlocks, DirectivesStandBetweenLinesThatStandForThemselves) {
  EXPECT_THAT(FreeBoundaries("int a;\nint b;\n"),
              ElementsAre(true, true, true));
}

TEST(GuardBlocks, NotWithinParenthesesCommentsStringsAndLongLines) {
  EXPECT_THAT(FreeBoundaries("f(a,\n  b);\n"), ElementsAre(true, false, true));
  EXPECT_THAT(FreeBoundaries("/* a\n b */\n"), ElementsAre(true, false, true));
  EXPECT_THAT(FreeBoundaries("#define A \\\n  b\n"),
              ElementsAre(true, false, true));
  EXPECT_THAT(FreeBoundaries("x = \"(\\\n\";\n"),
              ElementsAre(true, false, true));
}

TEST(GuardBlocks, NotBehindALastLineWithoutALineFeed) {
  EXPECT_THAT(FreeBoundaries("int a;\nint b;"), ElementsAre(true, true, false));
}

TEST(GuardBlocks, ParenthesesOfAlternativesCountOnce) {
  EXPECT_THAT(
      FreeBoundaries("#ifdef A\nif (a\n#else\nif (b\n#endif\n    )\nc();\n"),
      ElementsAre(true, true, false, true, false, false, true, true));
}

TEST(GuardBlocks, QuotesInAssemblerAreNoStrings) {
  EXPECT_THAT(FreeBoundaries("mov $'(', %eax\ndon't ( \nnop)\n"),
              ElementsAre(true, true, false, true));
}

TEST(GuardBlocks, WidensToAWholeStatement) {
  const std::string base = "a();\nf(x,\n  y);\nb();\n";
  const std::string patched = "a();\nf(x,\n  z);\nb();\n";
  EXPECT_THAT(GuardBlocks(Lines(base), Lines(patched), {{{2, 3, 2, 3}, true}}),
              ElementsAre(Edit{1, 3, 1, 3}));
}

TEST(GuardBlocks, JoinsEditsThatAreMetOnTheWay) {
  const std::string base = "f(x,\n  y,\n  1);\n";
  const std::string patched = "f(u,\n  y,\n  2);\n";
  EXPECT_THAT(GuardBlocks(Lines(base), Lines(patched),
                          {{{0, 1, 0, 1}, true}, {{2, 3, 2, 3}, true}}),
              ElementsAre(Edit{0, 3, 0, 3}));
}

TEST(GuardBlocks, LeavesOutWhatDoesNotReachAndWhatNeedsTooMuch) {
  const std::string base = "a();\n";
  EXPECT_THAT(
      GuardBlocks(Lines(base), Lines("b();\n"), {{{0, 1, 0, 1}, false}}),
      IsEmpty());
  std::string many = "f(\n";
  for (int i = 0; i < 40; ++i) many += "  1,\n";
  const std::string other = many + "  3);\n";
  many += "  2);\n";
  EXPECT_THAT(
      GuardBlocks(Lines(many), Lines(other), {{{41, 42, 41, 42}, true}}),
      IsEmpty());
}

}  // namespace
}  // namespace patchgraph
