#include "engine/text/lines.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/text/line_table.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Split(absl::string_view text) {
  const Lines lines(text);
  std::vector<std::string> split;
  split.reserve(lines.size());
  for (int i = 0; i < lines.size(); ++i) split.emplace_back(lines[i]);
  return split;
}

TEST(LinesTest, LinesKeepTheirNewline) {
  EXPECT_THAT(Split("one\ntwo\n"), ElementsAre("one\n", "two\n"));
}

TEST(LinesTest, TheLastMayLackIt) {
  EXPECT_THAT(Split("one\ntwo"), ElementsAre("one\n", "two"));
}

TEST(LinesTest, EmptyTextHasNoLines) {
  EXPECT_TRUE(Lines("").empty());
  EXPECT_TRUE(Lines().empty());
  EXPECT_EQ(Lines().Range({0, 0}), "");
}

TEST(LinesTest, EmptyLinesCount) {
  EXPECT_THAT(Split("\n\n"), ElementsAre("\n", "\n"));
}

TEST(LinesTest, CarriageReturnsAndNulsAreOrdinaryBytes) {
  const std::string text("a\r\nb\rc\0d\n", 9);
  EXPECT_THAT(Split(text), ElementsAre("a\r\n", std::string("b\rc\0d\n", 6)));
}

TEST(LinesTest, RangeIsTheBytesOfItsLines) {
  const Lines lines("one\ntwo\nthree");
  EXPECT_EQ(lines.Range({1, 3}), "two\nthree");
  EXPECT_EQ(lines.Range({3, 3}), "");
}

TEST(LineTableTest, EqualLinesHaveEqualIds) {
  LineTable table;
  EXPECT_THAT(table.Intern("a\nb\na\n").ids, ElementsAre(0, 1, 0));
  // Without its newline it is another line.
  EXPECT_THAT(table.Intern("b\nc\na").ids, ElementsAre(1, 2, 3));
  EXPECT_EQ(table.size(), 4);
}

TEST(LineTableTest, ATextLikeAnotherIsInternedAsIfAlone) {
  // Few lines of few letters, so that what is common begins and ends within
  // lines, at the ends, and in the middle of what repeats.
  std::mt19937_64 random(20060402);
  const auto make = [&random] {
    std::string text;
    for (int i = static_cast<int>(random() % 30); i > 0; --i) {
      text += "aab\n\n"[random() % 5];
    }
    return text;
  };
  for (int round = 0; round < 20000; ++round) {
    const std::string front = make();
    const std::string back = make();
    const std::string old = absl::StrCat(front, make(), back);
    const std::string text =
        random() % 8 == 0 ? old : absl::StrCat(front, make(), back);
    LineTable table;
    const InternedLines like = table.Intern(old);
    const InternedLines shared = table.InternLike(text, like);
    const InternedLines alone = table.Intern(text);
    ASSERT_EQ(shared.ids, alone.ids) << "round " << round;
    ASSERT_EQ(shared.lines.size(), alone.lines.size()) << "round " << round;
    for (int i = 0; i < alone.lines.size(); ++i) {
      ASSERT_EQ(shared.lines[i], alone.lines[i]) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace patchgraph
