#include "engine/resolve/textual/comment_only.h"

#include <string>

#include "engine/resolve/textual/comments.h"
#include "engine/resolve/textual/test_conflict.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const CommentOnly kResolver;

void ExpectBothWays(absl::string_view base, absl::string_view comments,
                    absl::string_view code, const std::string& expected,
                    absl::string_view path = "drivers/demo/demo.c") {
  EXPECT_THAT(Suggested(kResolver, base, comments, code, path),
              ElementsAre(expected));
  EXPECT_THAT(SuggestedSwapped(kResolver, base, comments, code, path),
              ElementsAre(expected));
}

TEST(CommentOnly, TheCommentIsCarriedToTheNewCode) {
  ExpectBothWays("top\n\tgo(a); /* fast */ stop(a);\nbottom\n",
                 "top\n\tgo(a); /* slowly */ stop(a);\nbottom\n",
                 "top\n\tgo(b); /* fast */ stop(a);\nbottom\n",
                 "carried: \tgo(b); /* slowly */ stop(a);\n");
}

TEST(CommentOnly, ALineOfItsOwnStandsBesideWhatWasChanged) {
  ExpectBothWays("top\n\tgo(a);\nbottom\n",
                 "top\n\t/* The card is off. */\n\tgo(a);\nbottom\n",
                 "top\n\trun(b, 1);\nbottom\n",
                 "beside: \t/* The card is off. */\n\trun(b, 1);\n");
}

TEST(CommentOnly, ACommentThatIsGoneWithItsCodeGivesWay) {
  ExpectBothWays("top\n\t/* Wait. */\n\tgo(a);\nbottom\n",
                 "top\n\t/* Wait for it. */\n\tgo(a);\nbottom\n",
                 "top\n\trun(b);\nbottom\n", "gives way: \trun(b);\n");
}

TEST(CommentOnly, SomeStandAndSomeDoNot) {
  ExpectBothWays(
      "top\n\t/* Wait. */\n\tgo(a);\n\tmid(a); /* now */\nbottom\n",
      "top\n\t/* Wait for it. */\n\tgo(a);\n\tmid(a); /* then */\nbottom\n",
      "top\n\trun(b);\n\tmid(a); /* now */\nbottom\n",
      "in part: \trun(b);\n\tmid(a); /* then */\n");
}

// The conflict begins and ends within one comment and the code behind it.
TEST(CommentOnly, AConflictThatBeginsWithinAComment) {
  ExpectBothWays("/*\n * One.\n * Two. */\nint a;\nbottom\n",
                 "/*\n * One.\n * Three. */\nint a;\nbottom\n",
                 "/*\n * One.\n * Two. */\nlong b;\nbottom\n",
                 "beside:  * Three. */\nlong b;\n");
}

TEST(CommentOnly, LinesOfAMakefile) {
  ExpectBothWays("top:\n# Lamp.\nobj-y += a.o\nend:\n",
                 "top:\n# The lamp.\nobj-y += a.o\nend:\n",
                 "top:\n# Lamp.\nobj-m += a.o b.o\nend:\n",
                 "beside: # The lamp.\nobj-m += a.o b.o\n", "demo/Makefile");
}

TEST(CommentOnly, NotWhereBothChangedCodeOrNoneDid) {
  EXPECT_THAT(Suggested(kResolver, "top\ngo(a); /* x */\nbottom\n",
                        "top\nrun(a); /* y */\nbottom\n",
                        "top\ngo(b); /* x */\nbottom\n"),
              IsEmpty());
  EXPECT_THAT(Suggested(kResolver, "top\n/* x */\nbottom\n",
                        "top\n/* y */\nbottom\n", "top\n/* z */\nbottom\n"),
              IsEmpty());
}

TEST(CommentOnly, NotWhereLayoutAloneWasChanged) {
  EXPECT_THAT(Suggested(kResolver, "top\ngo (a); /* x */\nbottom\n",
                        "top\ngo(a); /* x */\nbottom\n",
                        "top\nrun (a); /* x */\nbottom\n"),
              IsEmpty());
}

TEST(CommentOnly, NotWhatOnlyLooksLikeAComment) {
  // In a literal.
  EXPECT_THAT(Suggested(kResolver, "top\nf(\"/* x */\", a);\nbottom\n",
                        "top\nf(\"/* y */\", a);\nbottom\n",
                        "top\nf(\"/* x */\", b);\nbottom\n"),
              IsEmpty());
  // A setting, in a file that is a list of them.
  EXPECT_THAT(Suggested(kResolver, "a=1\n# B is not set\nc=1\n",
                        "a=1\n# D is not set\nc=1\n", "a=1\nB=y\nc=1\n",
                        "demo_defconfig"),
              IsEmpty());
  // Of C only: in an assembler's file # is the preprocessor's.
  EXPECT_THAT(Suggested(kResolver, "a\n#if X\nb\nc\n", "a\n#if Y\nb\nc\n",
                        "a\n#if X\nd\nc\n", "demo/entry.S"),
              IsEmpty());
  // Code that one side has put between the ends of a comment.
  EXPECT_THAT(Suggested(kResolver, "a\ngo(a);\nb\n", "a\n/* go(a); */\nb\n",
                        "a\ngo(c);\nb\n"),
              IsEmpty());
}

TEST(CommentOnly, NotWhereACommentIsLeftOpen) {
  EXPECT_THAT(Suggested(kResolver, "a\n/* x */\ngo(a);\nb\n*/\n",
                        "a\n/* y */\ngo(a); /*\nb\n*/\n",
                        "a\n/* x */\ngo(c);\nb\n*/\n"),
              IsEmpty());
}

TEST(CommentOnly, MergingTheResultAgainChangesNothing) {
  const std::string base = "top\n\tgo(a); /* fast */\nbottom\n";
  const std::string code = "top\n\tgo(b); /* fast */\nbottom\n";
  const std::string merged = "top\n\tgo(b); /* slowly */\nbottom\n";
  EXPECT_TRUE(Merge(code, merged, code).clean());
  // With the comments' side once more nothing is left to be carried.
  const TestConflict again(base, merged,
                           "top\n\tgo(a); /* slowly */\nbottom\n");
  ASSERT_EQ(again.size(), 1);
  const auto suggested = kResolver.Resolve(again[0]);
  ASSERT_EQ(suggested.size(), 1);
  EXPECT_EQ(suggested[0].text, "\tgo(b); /* slowly */\n");
}

TEST(CommentOnly, KeepsCarriageReturnsAndAMissingLastNewline) {
  ExpectBothWays("top\r\ngo(a); // x\r\nend", "top\r\ngo(a); // y\r\nend",
                 "top\r\ngo(b); // x\r\nend", "carried: go(b); // y\r\n");
  ExpectBothWays("top\ngo(a); /* x */", "top\ngo(a); /* y */",
                 "top\ngo(b); /* x */", "carried: go(b); /* y */");
}

TEST(Comments, StyleByName) {
  EXPECT_EQ(CommentStyleOf("drivers/demo/demo.c"), CommentStyle::kBlock);
  EXPECT_EQ(CommentStyleOf("drivers/demo/Kconfig"), CommentStyle::kHash);
  EXPECT_EQ(CommentStyleOf("Documentation/demo.txt"), CommentStyle::kNone);
  EXPECT_EQ(CommentStyleOf("arch/demo/defconfig"), CommentStyle::kNone);
}

TEST(Comments, TokensLeaveNothingOut) {
  const std::string text =
      "#error don't /* a */\nchar c = '\"'; // b \"\nputs(\"\\\"/*\"); /* open";
  const Lines tokens = TokensAndComments(text);
  std::string joined;
  int comments = 0;
  for (int i = 0; i < tokens.size(); ++i) {
    joined += std::string(tokens[i]);
    comments += IsComment(CommentStyle::kBlock, tokens[i]);
  }
  EXPECT_EQ(joined, text);
  EXPECT_EQ(comments, 3);
  EXPECT_TRUE(EndsInComment(tokens));
}

}  // namespace
}  // namespace patchgraph
