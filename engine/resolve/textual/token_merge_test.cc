#include "engine/resolve/textual/token_merge.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/resolve/textual/same_change.h"
#include "engine/resolve/textual/test_conflict.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const TokenMerge kResolver;

TEST(TokenMerge, EachSideChangedAWordOfItsOwn) {
  const char* base = "top\nret = probe(card, irq, port);\nbottom\n";
  const char* ours = "top\nret = probe(chip, irq, port);\nbottom\n";
  const char* theirs = "top\nret = probe(card, irq, base);\nbottom\n";
  EXPECT_THAT(Suggested(kResolver, base, ours, theirs),
              ElementsAre("apart: ret = probe(chip, irq, base);\n"));
  EXPECT_THAT(SuggestedSwapped(kResolver, base, ours, theirs),
              ElementsAre("apart: ret = probe(chip, irq, base);\n"));
}

TEST(TokenMerge, KeepsTheBytesBetween) {
  EXPECT_THAT(Suggested(kResolver, "top\na  =\tf( b ,c ) + d;\nbottom\n",
                        "top\nx  =\tf( b ,c ) + d;\nbottom\n",
                        "top\na  =\tf( b ,c ) + y;\nbottom\n"),
              ElementsAre("apart: x  =\tf( b ,c ) + y;\n"));
}

TEST(TokenMerge, SaysWhereAMergeOfLinesComesToTheSame) {
  EXPECT_THAT(Suggested(kResolver, "top\nint irq;\nint port;\nbottom\n",
                        "top\nlong irq;\nint port;\nbottom\n",
                        "top\nint irq;\nint base;\nbottom\n"),
              ElementsAre("apart, lines too: long irq;\nint base;\n"));
}

TEST(TokenMerge, WordsSideBySideTouch) {
  EXPECT_THAT(
      Suggested(kResolver, "top\nstatic int probe(struct card *c);\nbottom\n",
                "top\nstatic long probe(struct card *c);\nbottom\n",
                "top\nstatic int attach(struct card *c);\nbottom\n"),
      ElementsAre("touching: static long attach(struct card *c);\n"));
}

TEST(TokenMerge, NotWhereBothChangedOneWord) {
  EXPECT_THAT(Suggested(kResolver, "top\nint irq = first;\nbottom\n",
                        "top\nlong irq = second;\nbottom\n",
                        "top\nint irq = third;\nbottom\n"),
              IsEmpty());
}

TEST(TokenMerge, NotWhereBothAddAnArgumentAtOnePlace) {
  EXPECT_THAT(Suggested(kResolver, "top\nprobe(card);\nbottom\n",
                        "top\nprobe(card, irq);\nbottom\n",
                        "top\nprobe(card, port);\nbottom\n"),
              IsEmpty());
}

TEST(TokenMerge, LittleThatIsLeftOfTheBaseIsAKindOfItsOwn) {
  EXPECT_THAT(
      Suggested(kResolver, "top\nwhen_it(is_over, all_of, it, goes);\nbottom\n",
                "top\nfirst_of(the, new_world, it, goes);\nbottom\n",
                "top\nwhen_it(is_over, all_of, us, went, home);\nbottom\n"),
      ElementsAre("rewritten: first_of(the, new_world, us, went, home);\n"));
}

TEST(TokenMerge, KeepsCarriageReturnsAndAMissingLastNewline) {
  EXPECT_THAT(Suggested(kResolver, "top\r\nf(a, b, c)", "top\r\nf(x, b, c)",
                        "top\r\nf(a, b, y)"),
              ElementsAre("apart: f(x, b, y)"));
}

TEST(TokenMerge, BytesThatAreNoTextOfAnyKindGoThrough) {
  EXPECT_THAT(Suggested(kResolver, "top\nf(a, \xff\xfe, c);\nbottom\n",
                        "top\nf(x, \xff\xfe, c);\nbottom\n",
                        "top\nf(a, \xff\xfe, y);\nbottom\n"),
              ElementsAre("apart: f(x, \xff\xfe, y);\n"));
}

// A statement of calls with numbered arguments, some of which are replaced.
std::string Statement(const std::vector<std::string>& words) {
  return absl::StrCat("top\ncall(", absl::StrJoin(words, ", "), ");\nbottom\n");
}

TEST(TokenMerge, FindsEveryWordThatWasChangedApart) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 random(seed);
    std::vector<std::string> base;
    const int size = 6 + static_cast<int>(random() % 20);
    base.reserve(size);
    for (int i = 0; i < size; ++i) base.push_back(absl::StrCat("arg", i));
    std::vector<std::string> ours = base;
    std::vector<std::string> theirs = base;
    std::vector<std::string> both = base;
    // Every other word may change, so that one that nobody changed is between.
    int changed_by_us = 0;
    int changed_by_them = 0;
    for (int i = 0; i < size; i += 2) {
      const int who = static_cast<int>(random() % 3);
      if (who == 1) ours[i] = both[i] = absl::StrCat("our", ++changed_by_us);
      if (who == 2) {
        theirs[i] = both[i] = absl::StrCat("their", ++changed_by_them);
      }
    }
    if (changed_by_us == 0 || changed_by_them == 0) continue;
    const TestConflict test(Statement(base), Statement(ours),
                            Statement(theirs));
    ASSERT_EQ(test.size(), 1);
    const auto suggestions = kResolver.Resolve(test[0]);
    ASSERT_EQ(suggestions.size(), 1u);
    EXPECT_EQ(absl::StrCat("top\n", suggestions[0].text, "bottom\n"),
              Statement(both));
    EXPECT_EQ(suggestions[0].kind, "apart");

    // Merged with a side again, it stays what it is.
    const TestConflict again(Statement(base), Statement(both),
                             Statement(theirs));
    ASSERT_EQ(again.size(), 1);
    const auto same = SameChange().Resolve(again[0]);
    ASSERT_EQ(same.size(), 1u);
    EXPECT_EQ(same[0].text, suggestions[0].text);
  }
}

}  // namespace
}  // namespace patchgraph
