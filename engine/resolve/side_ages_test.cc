#include "engine/resolve/side_ages.h"

#include <gtest/gtest.h>

#include "engine/resolve/test_conflict.h"

namespace patchgraph {
namespace {

constexpr char kBase[] = "head\nspeed = 1;\ntail\n";
constexpr char kOurs[] = "head\nspeed = 2;\ntail\n";
constexpr char kTheirs[] = "head\nspeed = 3;\ntail\n";

TEST(SideAgesTest, ASideIsAsOldAsTheFirstVersionWithItsLines) {
  TestMerge merge(kBase, kOurs, kTheirs);
  merge.histories.ours = {VersionAt(100, "head\nspeed = 9;\ntail\n"),
                          VersionAt(200, kOurs),
                          VersionAt(900, std::string(kOurs) + "more\n")};
  merge.histories.theirs = {VersionAt(150, kTheirs)};
  const SideAges ages = AgesOf(merge.Conflict());
  EXPECT_TRUE(ages.known);
  EXPECT_EQ(ages.ours_newer_by, 50);
  EXPECT_EQ(ages.our_commits, 2);
  EXPECT_EQ(ages.their_commits, 1);
}

TEST(SideAgesTest, WithoutHistoriesNothingIsKnown) {
  const TestMerge merge(kBase, kOurs, kTheirs);
  EXPECT_FALSE(AgesOf(merge.Conflict()).known);
}

TEST(SideAgesTest, AVersionWithOtherLinesIsNoAge) {
  TestMerge merge(kBase, kOurs, kTheirs);
  merge.histories.ours = {VersionAt(100, kBase)};
  merge.histories.theirs = {VersionAt(150, kTheirs)};
  EXPECT_FALSE(AgesOf(merge.Conflict()).known);
}

TEST(SideAgesTest, ADeletionIsFoundByItsNeighbours) {
  TestMerge merge(kBase, "head\ntail\n", kTheirs);
  merge.histories.ours = {VersionAt(100, "head\nspeed = 9;\ntail\n"),
                          VersionAt(300, "head\ntail\n")};
  merge.histories.theirs = {VersionAt(150, kTheirs)};
  EXPECT_EQ(AgesOf(merge.Conflict()).ours_newer_by, 150);
}

}  // namespace
}  // namespace patchgraph
