#include "engine/between/written_lines.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "5-7>5-6 0,2": lines 5 to 6 became line 5, by hunks 0 and 2.
std::vector<std::string> Words(const WrittenLines& written) {
  std::vector<std::string> words;
  for (const WrittenPart& part : written.Parts()) {
    std::string hunks;
    for (const HunkKey& hunk : part.hunks) {
      absl::StrAppend(&hunks, hunks.empty() ? "" : ",", hunk.patch);
    }
    words.push_back(absl::StrCat(part.before.begin, "-", part.before.end, ">",
                                 part.after.begin, "-", part.after.end, " ",
                                 hunks));
  }
  return words;
}

HunkKey Patch(int number) { return {number, 0, 0}; }

TEST(WrittenLines, NothingIsWrittenAtFirst) {
  EXPECT_THAT(Words(WrittenLines(10)), IsEmpty());
  EXPECT_THAT(Words(WrittenLines(0)), IsEmpty());
}

TEST(WrittenLines, EditsApart) {
  WrittenLines written(10);
  written.Apply({{2, 4, 2, 3}, {7, 7, 6, 8}}, {Patch(0), Patch(1)});
  EXPECT_THAT(Words(written), ElementsAre("2-4>2-3 0", "7-7>6-8 1"));
}

TEST(WrittenLines, EditsThatTouchAreOnePart) {
  WrittenLines written(10);
  written.Apply({{2, 4, 2, 3}, {4, 5, 3, 4}}, {Patch(0), Patch(1)});
  EXPECT_THAT(Words(written), ElementsAre("2-5>2-4 0,1"));
}

TEST(WrittenLines, ALaterEditJoinsTwo) {
  WrittenLines written(10);
  written.Apply({{1, 2, 1, 2}, {5, 6, 5, 6}}, {Patch(0), Patch(1)});
  written.Apply({{2, 5, 2, 3}}, {Patch(2)});
  EXPECT_THAT(Words(written), ElementsAre("1-6>1-4 0,1,2"));
}

TEST(WrittenLines, WhoseLinesWereTakenAwayIsStillNamed) {
  WrittenLines written(10);
  written.Apply({{5, 5, 5, 8}}, {Patch(0)});
  written.Apply({{5, 8, 5, 5}}, {Patch(1)});
  EXPECT_THAT(Words(written), ElementsAre("5-5>5-5 0,1"));
}

TEST(WrittenLines, DeletionsAtTheEnds) {
  WrittenLines written(10);
  written.Apply({{0, 2, 0, 0}, {9, 10, 7, 7}}, {Patch(0), Patch(1)});
  EXPECT_THAT(Words(written), ElementsAre("0-2>0-0 0", "9-10>7-7 1"));
}

TEST(WrittenLines, AWholeFileTakesThePlaceOfAll) {
  WrittenLines written(10);
  written.Apply({{2, 4, 2, 3}}, {Patch(0)});
  written.ReplaceAll(3, Patch(1));
  EXPECT_THAT(Words(written), ElementsAre("0-10>0-3 0,1"));
  WrittenLines added(0);
  added.ReplaceAll(5, Patch(0));
  EXPECT_THAT(Words(added), ElementsAre("0-0>0-5 0"));
}

}  // namespace
}  // namespace patchgraph
