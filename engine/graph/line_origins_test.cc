#include "engine/graph/line_origins.h"

#include <random>
#include <set>
#include <vector>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Origins = std::set<int>;

TEST(LineOrigins, NothingWasChangedYet) {
  EXPECT_EQ(LineOrigins(5).Touching({0, 5}), Origins());
}

TEST(LineOrigins, KnowsWhoWroteALine) {
  LineOrigins file(5);
  file.Apply({{1, 2, 1, 3}}, {7});  // line 1 becomes lines 1 and 2
  EXPECT_EQ(file.Writing({0, 1}), Origins());
  EXPECT_EQ(file.Writing({1, 2}), Origins({7}));
  EXPECT_EQ(file.Writing({2, 3}), Origins({7}));
  EXPECT_EQ(file.Writing({3, 6}), Origins());
  file.Apply({{2, 3, 2, 3}}, {8});
  EXPECT_EQ(file.Writing({0, 6}), Origins({7, 8}));
}

TEST(LineOrigins, KnowsWhoTookLinesAway) {
  LineOrigins file(5);
  file.Apply({{2, 4, 2, 2}}, {7});  // a b | e
  EXPECT_EQ(file.Writing({0, 3}), Origins());
  EXPECT_EQ(file.Touching({0, 1}), Origins());
  EXPECT_EQ(file.Touching({1, 2}), Origins({7}));  // b: touches the gap
  EXPECT_EQ(file.Touching({2, 3}), Origins({7}));  // e
  EXPECT_EQ(file.Touching({2, 2}), Origins({7}));  // an insertion there
}

TEST(LineOrigins, AMarkMovesWithTheLinesAroundIt) {
  LineOrigins file(6);
  file.Apply({{3, 4, 3, 3}}, {7});
  file.Apply({{0, 0, 0, 2}}, {8});
  EXPECT_EQ(file.Touching({3, 4}), Origins());
  EXPECT_EQ(file.Touching({5, 5}), Origins({7}));
}

TEST(LineOrigins, MarksOfOldStayOrGo) {
  for (const auto old_marks :
       {LineOrigins::OldMarks::kStay, LineOrigins::OldMarks::kGo}) {
    LineOrigins file(6, LineOrigins::kBase, old_marks);
    file.Apply({{3, 4, 3, 3}}, {7});  // a b c | e f
    file.Apply({{2, 3, 2, 2}}, {8});  // a b | e f
    EXPECT_EQ(file.Touching({2, 2}), old_marks == LineOrigins::OldMarks::kStay
                                         ? Origins({7, 8})
                                         : Origins({8}));
  }
}

// The slow way: one number a line, nothing for gaps.
class Slow {
 public:
  explicit Slow(int lines) : lines_(lines, -1) {}

  void Apply(const std::vector<Edit>& edits, const std::vector<int>& origins) {
    for (int i = static_cast<int>(edits.size()) - 1; i >= 0; --i) {
      const Edit& e = edits[i];
      lines_.erase(lines_.begin() + e.before_begin,
                   lines_.begin() + e.before_end);
      lines_.insert(lines_.begin() + e.before_begin, e.after().size(),
                    origins[i]);
    }
  }

  Origins Writing(LineRange range) const {
    Origins result;
    for (int i = range.begin; i < range.end; ++i) {
      if (lines_[i] >= 0) result.insert(lines_[i]);
    }
    return result;
  }

 private:
  std::vector<int> lines_;
};

TEST(LineOrigins, AgreesWithOneNumberALine) {
  const unsigned seed = 20061026;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    int lines = static_cast<int>(random() % 20);
    LineOrigins fast(lines);
    Slow slow(lines);
    for (int version = 0; version < 6; ++version) {
      std::vector<Edit> edits;
      std::vector<int> origins;
      int at = 0;
      int shift = 0;
      while (true) {
        at += static_cast<int>(random() % 6);
        const int removed = static_cast<int>(random() % 3);
        const int added = static_cast<int>(random() % 3);
        if (at + removed > lines) break;
        if (removed + added > 0) {
          edits.push_back({at, at + removed, at + shift, at + shift + added});
          origins.push_back(version * 10 + static_cast<int>(edits.size()));
          shift += added - removed;
        }
        at += removed + 1;
      }
      fast.Apply(edits, origins);
      slow.Apply(edits, origins);
      lines += shift;
      for (int begin = 0; begin <= lines; ++begin) {
        for (int end = begin; end <= lines; ++end) {
          ASSERT_EQ(fast.Writing({begin, end}), slow.Writing({begin, end}))
              << "round " << round << " version " << version;
        }
      }
    }
  }
}

}  // namespace
}  // namespace patchgraph
