#include "engine/git/git_commit.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(FormatMailDate, IsTheCommittersTime) {
  EXPECT_EQ(FormatMailDate(0, 0), "Thu, 1 Jan 1970 00:00:00 +0000");
  EXPECT_EQ(FormatMailDate(1144051200, 120), "Mon, 3 Apr 2006 10:00:00 +0200");
  EXPECT_EQ(FormatMailDate(1144051200, -210), "Mon, 3 Apr 2006 04:30:00 -0330");
}

TEST(FormatMailDate, AgreesWithAbseil) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  std::uniform_int_distribution<int64_t> seconds(-4'000'000'000, 9'000'000'000);
  std::uniform_int_distribution<int> offsets(-12 * 60, 14 * 60);
  for (int i = 0; i < 1000; ++i) {
    const absl::Time time = absl::FromUnixSeconds(seconds(random));
    const int offset = offsets(random);
    const absl::TimeZone zone = absl::FixedTimeZone(offset * 60);
    const std::string date = FormatMailDate(absl::ToUnixSeconds(time), offset);
    EXPECT_THAT(date,
                testing::StartsWith(absl::FormatTime("%a, ", time, zone)));
    EXPECT_THAT(date, testing::HasSubstr(
                          absl::FormatTime(" %b %Y %H:%M:%S ", time, zone)));
    absl::Time again;
    std::string error;
    ASSERT_TRUE(
        absl::ParseTime("%a, %d %b %Y %H:%M:%S %z", date, &again, &error))
        << date << ": " << error;
    EXPECT_EQ(again, time) << date;
    EXPECT_EQ(FormatDay(absl::ToUnixSeconds(time), offset),
              absl::FormatTime("%Y-%m-%d", time, zone));
  }
}

TEST(FormatDay, IsTheCommittersDay) {
  EXPECT_EQ(FormatDay(1144051200, 0), "2006-04-03");
  EXPECT_EQ(FormatDay(1144051200, -12 * 60), "2006-04-02");
}

TEST(SubjectOf, IsTheFirstParagraph) {
  EXPECT_EQ(SubjectOf("one\n\nmore\n"), "one");
  EXPECT_EQ(SubjectOf("\n\n a title \nin two lines\n\nmore"),
            "a title in two lines");
  EXPECT_EQ(SubjectOf(""), "");
}

}  // namespace
}  // namespace patchgraph
