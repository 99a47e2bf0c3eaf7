#include "engine/apply/place_hunk.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// " a|-b|+c" -> a hunk of three lines.
Hunk HunkOf(absl::string_view lines) {
  Hunk hunk;
  for (const absl::string_view line : absl::StrSplit(lines, '|')) {
    HunkLine added;
    added.kind = line[0] == '-'   ? HunkLine::Kind::kRemoved
                 : line[0] == '+' ? HunkLine::Kind::kAdded
                                  : HunkLine::Kind::kContext;
    added.text = absl::StrCat(line.substr(1), "\n");
    hunk.lines.push_back(added);
  }
  return hunk;
}

std::string File(absl::string_view lines) {
  std::string text;
  for (const absl::string_view line : absl::StrSplit(lines, '|')) {
    absl::StrAppend(&text, line, "\n");
  }
  return text;
}

// Looking at every line, and at those alone that are like the hunk's, comes to
// the same.
absl::optional<Placement> Place(const std::string& file, const Hunk& hunk,
                                int expected, PlaceOptions options = {}) {
  const Lines lines(file);
  auto place = PlaceHunk(lines, HunkText(hunk), expected, options);
  const LinePlaces places(lines);
  options.places = &places;
  const auto looked_up = PlaceHunk(lines, HunkText(hunk), expected, options);
  EXPECT_EQ(place.has_value(), looked_up.has_value());
  if (place.has_value() && looked_up.has_value()) {
    EXPECT_EQ(place->begin, looked_up->begin);
    EXPECT_EQ(place->fuzz, looked_up->fuzz);
    EXPECT_EQ(place->candidates, looked_up->candidates);
  }
  return place;
}

TEST(HunkText, CountsTheContextAtEitherEnd) {
  const Hunk hunk = HunkOf(" a| b|-c|+d| e|+f| g| h| i");
  const HunkText text(hunk);
  EXPECT_EQ(text.leading_context, 2);
  EXPECT_EQ(text.trailing_context, 3);
  EXPECT_EQ(text.before.size(), 7u);
  EXPECT_EQ(text.after.size(), 8u);
}

TEST(PlaceHunk, TakesThePlaceThatItNames) {
  const std::string file = File("x|a|b|c|x|a|b|c|x");
  const auto place = Place(file, HunkOf(" a|-b| c"), 5);
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->begin, 5);
  EXPECT_EQ(place->fuzz, 0);
}

TEST(PlaceHunk, TellsOfEveryPlaceThatFits) {
  const std::string file = File("x|a|b|c|x|a|b|c|x");
  const auto place = Place(file, HunkOf(" a|-b| c"), 2);
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->begin, 1);
  EXPECT_EQ(place->candidates, std::vector<int>({1, 5}));
}

TEST(PlaceHunk, DoesNotGoBackBehindTheHunkBefore) {
  const std::string file = File("x|a|b|c|x|a|b|c|x");
  const auto place = Place(file, HunkOf(" a|-b| c"), 1, {4, 0, nullptr});
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->begin, 5);
}

TEST(PlaceHunk, LeavesNoContextOutUnlessAsked) {
  const std::string file = File("x|A|b|c|x");
  EXPECT_FALSE(Place(file, HunkOf(" x| a|-b| c| x"), 0).has_value());
  const auto place = Place(file, HunkOf(" x| a|-b| c| x"), 0, {0, 2, nullptr});
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->fuzz, 2);
  EXPECT_EQ(place->begin, 0);
}

TEST(PlaceHunk, ContextCutShortBindsItToTheEndOfTheFile) {
  // One line of context before, none behind: it was the file's last line.
  const Hunk hunk = HunkOf(" a|-b");
  EXPECT_FALSE(Place(File("x|a|b|x"), hunk, 3).has_value());
  EXPECT_TRUE(Place(File("x|x|x|a|b"), hunk, 0).has_value());
  EXPECT_TRUE(Place(File("x|a|b|x"), hunk, 1).has_value());  // where it says
}

TEST(PlaceHunk, AHunkWithoutOldLinesGoesWhereItSays) {
  const auto place = Place(File("x|y"), HunkOf("+a"), 1);
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->begin, 1);
  EXPECT_FALSE(Place(File("x|y"), HunkOf("+a"), 7).has_value());
}

}  // namespace
}  // namespace patchgraph
