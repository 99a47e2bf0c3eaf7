#include "engine/graph/line_seeker.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(LineSeeker, FindsEveryLineFromEveryOther) {
  std::mt19937_64 random(20061122);
  SCOPED_TRACE("seed 20061122");
  for (int round = 0; round < 100; ++round) {
    std::string text;
    const int lines = static_cast<int>(random() % 30);
    for (int i = 0; i < lines; ++i) {
      text.append(random() % 12,
                  static_cast<char>(random() % 3 == 0 ? 138 : 11));
      if (i + 1 < lines || random() % 2 == 0) text.push_back('\n');
    }
    const Lines all(text);
    LineSeeker seeker(text);
    for (int i = 0; i < 50; ++i) {
      const int line = static_cast<int>(random() % (all.size() + 1));
      ASSERT_EQ(seeker.OffsetOf(line), all.Range({0, line}).size())
          << "line " << line << " of " << all.size();
    }
  }
}

TEST(LineSeeker, RangesOfLines) {
  LineSeeker seeker("0\n1\n2\n3\n4\n5");
  EXPECT_EQ(seeker.Range({3, 5}), "3\n4\n");
  EXPECT_EQ(seeker.Range({5, 6}), "5");
  EXPECT_EQ(seeker.Range({0, 1}), "0\n");
  EXPECT_EQ(seeker.Range({4, 4}), "");
}

}  // namespace
}  // namespace patchgraph
