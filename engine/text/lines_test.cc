#include "engine/text/lines.h"

#include <string>
#include <vector>

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

}  // namespace
}  // namespace patchgraph
