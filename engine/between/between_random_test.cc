// Generated stacks on one base: what is found between them is what git's merge
// of the two would stop at.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/between/between_test_stacks.h"
#include "engine/text/merge.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// A stack that leads over `versions` of a file, whole files each.
StackOf StackOver(const std::shared_ptr<const Tree>& base,
                  const std::vector<std::string>& versions) {
  StackOf stack(base);
  for (size_t i = 0; i < versions.size(); ++i) {
    stack.Sparse(absl::StrCat("p", i), {{"a.c", versions[i]}});
  }
  return stack;
}

struct Range {
  int begin = 0;
  int end = 0;
  bool conflict = false;
  friend bool operator==(const Range& a, const Range& b) {
    return a.begin == b.begin && a.end == b.end && a.conflict == b.conflict;
  }
  friend std::ostream& operator<<(std::ostream& out, const Range& range) {
    return out << range.begin << "-" << range.end
               << (range.conflict ? " conflict" : " same");
  }
};

// By merging the two texts as git does.
std::vector<Range> MergedRanges(const std::string& base, const std::string& a,
                                const std::string& b) {
  std::vector<Range> ranges;
  const FileMerge merge = Merge(base, a, b);
  for (const MergeRegion& region : merge.met) {
    if (region.kind != MergeRegion::kConflict &&
        region.kind != MergeRegion::kBoth) {
      continue;
    }
    ranges.push_back(
        {region.base.begin, region.base.end,
         merge.ours.Range(region.ours) != merge.theirs.Range(region.theirs)});
  }
  return ranges;
}

TEST(BetweenRandom, CollisionsAreWhereGitWouldStop) {
  const std::uint64_t seed = TestSeed(20060819);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  TextGenerator generator(seed);
  int conflicts = 0;
  int same = 0;
  for (int round = 0; round < 3000; ++round) {
    if (round % 10 == 0) generator.Restock();
    const TextGenerator::Text text = generator.NewText();
    const std::string base_text = generator.Join(text);
    const auto base = TreeOf("base", {{"a.c", base_text}});
    const TextGenerator::Text common =
        generator.Edited(text, generator.Below(2));
    std::vector<std::vector<std::string>> versions(2);
    for (std::vector<std::string>& side : versions) {
      TextGenerator::Text now = common;
      for (int patch = generator.Below(3); patch >= 0; --patch) {
        now = generator.Edited(now, 1 + generator.Below(4));
        side.push_back(generator.Join(now));
      }
    }
    const std::string& a = versions[0].back();
    const std::string& b = versions[1].back();
    if (a == b || a == base_text || b == base_text) continue;
    const StacksUnderTest both(
        {StackOver(base, versions[0]), StackOver(base, versions[1])}, nullptr);
    std::vector<Range> found;
    for (const Collision& collision : both.between().collisions) {
      ASSERT_FALSE(collision.whole_file) << "round " << round;
      found.push_back(
          {collision.lines.begin, collision.lines.end, IsConflict(collision)});
      (IsConflict(collision) ? conflicts : same) += 1;
      // Both sides are named, and none by a patch that was taken back whole.
      ASSERT_FALSE(collision.a.hunks.empty());
      ASSERT_FALSE(collision.b.hunks.empty());
    }
    ASSERT_EQ(found, MergedRanges(base_text, a, b)) << "round " << round;
  }
  EXPECT_GT(conflicts, 1000);
  EXPECT_GT(same, 200);
}

}  // namespace
}  // namespace patchgraph
