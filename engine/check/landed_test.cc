#include "engine/check/landed.h"

#include <string>

#include "engine/apply/compare_files.h"
#include "engine/text/merge.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

FileState FileOf(const std::string& text) {
  return {FileMode::kRegular, Blob::FromBytes(text)};
}

FileStep StepBetween(const std::string& before, const std::string& after) {
  FileStep step;
  step.old_path = step.new_path = "file";
  step.before = FileOf(before);
  step.after = FileOf(after);
  auto hunks = CompareFiles(step.before, step.after);
  EXPECT_TRUE(hunks.ok()) << hunks.status();
  step.hunks = *std::move(hunks);
  return step;
}

// One line to a letter.
std::string Letters(const std::string& letters) {
  std::string text;
  for (const char letter : letters) text += std::string(1, letter) + "\n";
  return text;
}

// The first hunk adds many lines. Without it the second is as many lines
// further up, and so is its context: both end within the shorter file.
TEST(WithoutLanded, TheOtherHunksMoveWithTheirContext) {
  const std::string before = Letters("abcdefghijklmnop");
  const std::string after = Letters("ab123456789cdefghijklmnoP");
  const FileStep step = StepBetween(before, after);
  ASSERT_EQ(step.hunks.size(), 2);
  const FileMerge merge = Merge(before, before, after);
  const FileStep rest = WithoutLanded(step, {LandedHunk{0, 1}}, merge);
  EXPECT_EQ(**rest.after->blob.Read(), Letters("abcdefghijklmnoP"));
  EXPECT_EQ(rest.hunks[0].verdict, Verdict::kUpstream);
  EXPECT_TRUE(rest.hunks[0].edits.empty());
  const HunkStep& second = rest.hunks[1];
  EXPECT_EQ(second.after_begin, 12);
  EXPECT_EQ(second.after_end, 16);
  EXPECT_EQ(second.edits[0].after(), (LineRange{15, 16}));
}

// What is left is what the diff of the two files says, hunk for hunk.
TEST(WithoutLanded, AgreesWithTheDiffOfWhatIsLeft) {
  const std::string before = Letters("abcdefghijklmnopqrstuvwxyz");
  const std::string after = Letters("aBcdefghi123jklmnoprstuvwxyZ");
  const FileStep step = StepBetween(before, after);
  ASSERT_EQ(step.hunks.size(), 4);
  const FileMerge merge = Merge(before, before, after);
  for (int gone = 0; gone < 4; ++gone) {
    const FileStep rest = WithoutLanded(step, {LandedHunk{gone, 1}}, merge);
    const FileStep expected = StepBetween(before, **rest.after->blob.Read());
    ASSERT_EQ(expected.hunks.size(), 3);
    for (int h = 0; h < 4; ++h) {
      if (h == gone) continue;
      const HunkStep& hunk = rest.hunks[h];
      const HunkStep& wanted = expected.hunks[h < gone ? h : h - 1];
      EXPECT_EQ(hunk.before_begin, wanted.before_begin) << gone << " " << h;
      EXPECT_EQ(hunk.before_end, wanted.before_end);
      EXPECT_EQ(hunk.after_begin, wanted.after_begin);
      EXPECT_EQ(hunk.after_end, wanted.after_end);
      EXPECT_EQ(hunk.edits, wanted.edits);
    }
  }
}

}  // namespace
}  // namespace patchgraph
