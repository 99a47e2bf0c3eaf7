#include "testdata/bench/region_truth.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;

constexpr char kBase[] = "a\nold\nb\nc\nd\ne\nf\nOLD\ng\nh\ni\nj\n";
constexpr char kOurs[] = "a\nours\nb\nc\nd\ne\nf\nOURS\ng\nh\ni\nj\n";
constexpr char kTheirs[] = "a\ntheirs\nb\nc\nd\ne\nf\nTHEIRS\ng\nh\ni\nj\n";

std::vector<absl::optional<std::string>> TruthOf(const std::string& result) {
  const FileMerge merge = Merge(kBase, kOurs, kTheirs);
  std::vector<int> conflicts;
  for (std::size_t i = 0; i < merge.met.size(); ++i) {
    if (merge.met[i].kind == MergeRegion::kConflict) {
      conflicts.push_back(static_cast<int>(i));
    }
  }
  return RegionTruth(merge, conflicts, result);
}

const absl::optional<std::string> kUnknown;

TEST(RegionTruthTest, BetweenTheCleanTexts) {
  EXPECT_THAT(TruthOf("a\nours\nb\nc\nd\ne\nf\nnew\nTHEIRS\ng\nh\ni\nj\n"),
              ElementsAre("ours\n", "new\nTHEIRS\n"));
}

TEST(RegionTruthTest, NothingMayBeWhatAPersonPutThere) {
  EXPECT_THAT(TruthOf("a\nb\nc\nd\ne\nf\nOURS\ng\nh\ni\nj\n"),
              ElementsAre("", "OURS\n"));
}

// The person changed "h", which is next to the second conflict.
TEST(RegionTruthTest, UnknownNextToACleanLineThatAPersonChanged) {
  EXPECT_THAT(TruthOf("a\nours\nb\nc\nd\ne\nf\nOURS\ng\nH\ni\nj\n"),
              ElementsAre("ours\n", kUnknown));
}

// "j" is further away.
TEST(RegionTruthTest, KnownFurtherAway) {
  EXPECT_THAT(TruthOf("a\nours\nb\nc\nd\ne\nf\nOURS\ng\nh\ni\nJ\n"),
              ElementsAre("ours\n", "OURS\n"));
}

TEST(RegionTruthTest, AnotherFileAltogether) {
  EXPECT_THAT(TruthOf("x\ny\nz\n"), ElementsAre(kUnknown, kUnknown));
}

}  // namespace
}  // namespace patchgraph
