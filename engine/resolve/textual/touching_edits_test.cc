#include "engine/resolve/textual/touching_edits.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "engine/resolve/textual/test_conflict.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const TouchingEdits kResolver;

// Both orders of the sides give the same.
void ExpectBothWays(const char* base, const char* ours, const char* theirs,
                    const std::string& suggestion) {
  EXPECT_THAT(Suggested(kResolver, base, ours, theirs),
              ElementsAre(suggestion));
  EXPECT_THAT(SuggestedSwapped(kResolver, base, ours, theirs),
              ElementsAre(suggestion));
}

TEST(TouchingEdits, EachSideChangedALineOfItsOwn) {
  ExpectBothWays("top\nint irq;\nint port;\nbottom\n",
                 "top\nunsigned irq;\nint port;\nbottom\n",
                 "top\nint irq;\nlong port;\nbottom\n",
                 "changed beside changed: unsigned irq;\nlong port;\n");
}

TEST(TouchingEdits, DeletedBesideChanged) {
  ExpectBothWays("top\nint irq;\nint port;\nbottom\n",
                 "top\nint port;\nbottom\n",
                 "top\nint irq;\nlong port;\nbottom\n",
                 "deleted beside changed: long port;\n");
}

TEST(TouchingEdits, AddedBesideChanged) {
  ExpectBothWays("top\nint port = 1;\nbottom\n", "top\nint port = 2;\nbottom\n",
                 "top\nint port = 1;\nchar *label;\nbottom\n",
                 "added beside changed: int port = 2;\nchar *label;\n");
}

TEST(TouchingEdits, AddedBesideDeletedAndRewritten) {
  ExpectBothWays("top\nold();\nbottom\n", "top\nbottom\n",
                 "top\nold();\nfresh();\nbottom\n",
                 "added beside deleted: fresh();\n");
  ExpectBothWays("top\nold();\nbottom\n", "top\nwhile (x) y++;\nbottom\n",
                 "top\nold();\nfresh();\nbottom\n",
                 "added beside rewritten: while (x) y++;\nfresh();\n");
}

TEST(TouchingEdits, BlankLinesAreAKindOfTheirOwn) {
  ExpectBothWays("top\nint a;\nbottom\n", "top\n\nint a;\nbottom\n",
                 "top\nlong a;\nbottom\n", "blanks: \nlong a;\n");
}

TEST(TouchingEdits, ALineThatBothBringIsSeen) {
  // Each side added the check in a place of its own.
  ExpectBothWays(
      "top\nstart(card);\nbottom\n",
      "top\nif (!card) return;\nstart(card);\nbottom\n",
      "top\nif(!card) return;\nbegin(card);\nbottom\n",
      "twice: if (!card) return;\nif(!card) return;\nbegin(card);\n");
}

TEST(TouchingEdits, NotWhereBothChangedOneLine) {
  EXPECT_THAT(Suggested(kResolver, "top\nint irq;\nint port;\nbottom\n",
                        "top\nlong irq;\nint port;\nbottom\n",
                        "top\nunsigned irq;\nlong port;\nbottom\n"),
              IsEmpty());
}

TEST(TouchingEdits, NotWhereBothAddAtOnePlace) {
  EXPECT_THAT(Suggested(kResolver, "top\nbottom\n", "top\none();\nbottom\n",
                        "top\ntwo();\nbottom\n"),
              IsEmpty());
}

TEST(TouchingEdits, NotWhereOneAddsWithinWhatTheOtherReplaced) {
  EXPECT_THAT(
      Suggested(kResolver, "top\na();\nb();\nbottom\n",
                "top\na();\nmid();\nb();\nbottom\n", "top\nother();\nbottom\n"),
      IsEmpty());
}

TEST(TouchingEdits, NotWhereOneSideIsTheResult) {
  EXPECT_THAT(Suggested(kResolver, "top\nint irq;\nint port;\nbottom\n",
                        "top\nunsigned irq;\nint port;\nbottom\n",
                        "top\nunsigned irq;\nlong port;\nbottom\n"),
              IsEmpty());
}

TEST(TouchingEdits, KeepsCarriageReturnsAndAMissingLastNewline) {
  EXPECT_THAT(Suggested(kResolver, "top\r\nint a;\r\nint b;",
                        "top\r\nlong a;\r\nint b;", "top\r\nint a;\r\nlong b;"),
              ElementsAre("changed beside changed: long a;\r\nlong b;"));
}

TEST(TouchingEdits, IsQuickOnAHundredThousandLines) {
  std::string base;
  std::string ours;
  std::string theirs;
  for (int i = 0; i < 100000; ++i) {
    const std::string line = absl::StrCat("int field", i, ";\n");
    const std::string other = absl::StrCat("long field", i, ";\n");
    absl::StrAppend(&base, line);
    absl::StrAppend(&ours, i % 2 == 0 ? other : line);
    absl::StrAppend(&theirs, i % 2 == 1 ? other : line);
  }
  Conflict conflict;
  conflict.base = base;
  conflict.ours = ours;
  conflict.theirs = theirs;
  const absl::Time begin = absl::Now();
  const auto suggestions = kResolver.Resolve(conflict);
  EXPECT_LT(absl::Now() - begin, absl::Seconds(2));
  ASSERT_EQ(suggestions.size(), 1u);
  EXPECT_EQ(suggestions[0].kind, "many");
  EXPECT_EQ(suggestions[0].text.find("int"), std::string::npos);
}

}  // namespace
}  // namespace patchgraph
