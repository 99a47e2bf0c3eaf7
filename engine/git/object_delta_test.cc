#include "engine/git/object_delta.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr size_t kNoLimit = size_t{1} << 30;

std::string Numbers(int from, int to) {
  std::string text;
  for (int i = from; i < to; ++i) {
    absl::StrAppend(&text, "line ", i, " of it\n");
  }
  return text;
}

TEST(ObjectDeltaTest, IsSmallWhereLittleDiffers) {
  const std::string old = Numbers(0, 1000);
  const std::string now =
      absl::StrCat(Numbers(0, 100), "new\n", Numbers(101, 600), "another\n",
                   Numbers(620, 1000));
  const std::string delta = MakeDelta(old, now);
  EXPECT_LT(delta.size(), 100);
  EXPECT_EQ(*ApplyDelta(old, delta, kNoLimit), now);
}

TEST(ObjectDeltaTest, EmptyAndEqualTexts) {
  for (const std::string& old :
       {std::string(), std::string("a\n"), Numbers(0, 99)}) {
    for (const std::string& now :
         {std::string(), std::string("a\n"), Numbers(0, 99)}) {
      EXPECT_EQ(*ApplyDelta(old, MakeDelta(old, now), kNoLimit), now);
    }
  }
}

TEST(ObjectDeltaTest, LargerThanOneCopy) {
  const std::string old = Numbers(0, 20000);
  const std::string now = absl::StrCat("first\n", old, "last\n");
  const std::string delta = MakeDelta(old, now);
  EXPECT_LT(delta.size(), 100);
  EXPECT_EQ(*ApplyDelta(old, delta, kNoLimit), now);
}

TEST(ObjectDeltaTest, AnyTwoTexts) {
  std::mt19937_64 random(20060403);
  for (int round = 0; round < 2000; ++round) {
    std::string texts[2];
    for (std::string& text : texts) {
      const int lines = static_cast<int>(random() % 40);
      for (int i = 0; i < lines; ++i) {
        // Few words, so that much repeats.
        for (int word = random() % 12; word > 0; --word) {
          text += "ab\0cdef\r"[random() % 8];
        }
        if (random() % 9 != 0) text += '\n';
        if (random() % 4 == 0) text += texts[0].substr(0, random() % 200);
      }
    }
    const std::string delta = MakeDelta(texts[0], texts[1]);
    const auto made = ApplyDelta(texts[0], delta, kNoLimit);
    ASSERT_TRUE(made.ok()) << made.status() << ", round " << round;
    ASSERT_EQ(*made, texts[1]) << "round " << round;
  }
}

}  // namespace
}  // namespace patchgraph
