#include "engine/between/edit_sweep.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string WordsOf(const EditMeeting& meeting) {
  return absl::StrCat(meeting.a, ":", meeting.a_edits.begin, "-",
                      meeting.a_edits.end, " ", meeting.b, ":",
                      meeting.b_edits.begin, "-", meeting.b_edits.end, " at ",
                      meeting.lines.begin, "-", meeting.lines.end,
                      meeting.overlap ? " overlap" : " touch");
}

std::vector<std::string> Sweep(const std::vector<SweptEdit>& edits) {
  std::vector<std::string> words;
  for (const EditMeeting& meeting : FindMeetings(edits)) {
    words.push_back(WordsOf(meeting));
  }
  return words;
}

TEST(FindMeetings, ALineBetweenKeepsEditsApart) {
  EXPECT_THAT(Sweep({{{1, 3}, 0, 0}, {{4, 5}, 1, 0}}), IsEmpty());
  EXPECT_THAT(Sweep({{{3, 3}, 0, 0}, {{4, 4}, 1, 0}}), IsEmpty());
}

TEST(FindMeetings, OverlapAndTouch) {
  EXPECT_THAT(Sweep({{{1, 3}, 0, 0}, {{2, 5}, 1, 0}}),
              ElementsAre("0:0-1 1:0-1 at 1-5 overlap"));
  EXPECT_THAT(Sweep({{{1, 3}, 1, 0}, {{3, 5}, 0, 0}}),
              ElementsAre("0:0-1 1:0-1 at 1-5 touch"));
  EXPECT_THAT(Sweep({{{3, 3}, 0, 0}, {{3, 3}, 1, 0}}),
              ElementsAre("0:0-1 1:0-1 at 3-3 touch"));
  EXPECT_THAT(Sweep({{{1, 5}, 0, 0}, {{3, 3}, 1, 0}}),
              ElementsAre("0:0-1 1:0-1 at 1-5 overlap"));
}

TEST(FindMeetings, AChainIsOneMeeting) {
  EXPECT_THAT(Sweep({{{1, 4}, 0, 0}, {{6, 9}, 0, 1}, {{3, 7}, 1, 0}}),
              ElementsAre("0:0-2 1:0-1 at 1-9 overlap"));
}

TEST(FindMeetings, PairsAreApart) {
  EXPECT_THAT(
      Sweep({{{1, 2}, 0, 0}, {{1, 2}, 1, 0}, {{1, 2}, 2, 0}}),
      ElementsAre("0:0-1 1:0-1 at 1-2 overlap", "0:0-1 2:0-1 at 1-2 overlap",
                  "1:0-1 2:0-1 at 1-2 overlap"));
}

// The oracle: every edit of one stack is held against every edit of another,
// and what meets is put together until nothing changes.
bool Meet(LineRange a, LineRange b) {
  return a.begin <= b.end && b.begin <= a.end;
}

bool ShareALine(LineRange a, LineRange b) {
  // In half lines: a place between two lines is a point, a line is all between
  // its ends.
  const auto ends = [](LineRange range) {
    return range.empty()
               ? std::make_pair(2 * range.begin, 2 * range.begin)
               : std::make_pair(2 * range.begin + 1, 2 * range.end - 1);
  };
  const auto [a_begin, a_end] = ends(a);
  const auto [b_begin, b_end] = ends(b);
  if (a.empty() && b.empty()) return false;
  return std::max(a_begin, b_begin) <= std::min(a_end, b_end);
}

std::vector<std::string> BruteForce(const std::vector<SweptEdit>& edits,
                                    int stacks) {
  std::vector<EditMeeting> all;
  for (int a = 0; a < stacks; ++a) {
    for (int b = a + 1; b < stacks; ++b) {
      std::vector<EditMeeting> found;
      for (const SweptEdit& x : edits) {
        for (const SweptEdit& y : edits) {
          if (x.stack != a || y.stack != b || !Meet(x.lines, y.lines)) continue;
          found.push_back({a,
                           b,
                           {x.edit, x.edit + 1},
                           {y.edit, y.edit + 1},
                           {std::min(x.lines.begin, y.lines.begin),
                            std::max(x.lines.end, y.lines.end)},
                           ShareALine(x.lines, y.lines)});
        }
      }
      const auto share = [](LineRange x, LineRange y) {
        return x.begin < y.end && y.begin < x.end;
      };
      const auto join = [](LineRange* x, LineRange y) {
        x->begin = std::min(x->begin, y.begin);
        x->end = std::max(x->end, y.end);
      };
      for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < found.size() && !changed; ++i) {
          for (size_t j = i + 1; j < found.size() && !changed; ++j) {
            if (!share(found[i].a_edits, found[j].a_edits) &&
                !share(found[i].b_edits, found[j].b_edits)) {
              continue;
            }
            join(&found[i].a_edits, found[j].a_edits);
            join(&found[i].b_edits, found[j].b_edits);
            join(&found[i].lines, found[j].lines);
            found[i].overlap = found[i].overlap || found[j].overlap;
            found.erase(found.begin() + static_cast<std::ptrdiff_t>(j));
            changed = true;
          }
        }
      }
      all.insert(all.end(), found.begin(), found.end());
    }
  }
  std::vector<std::string> words;
  words.reserve(all.size());
  for (const EditMeeting& meeting : all) words.push_back(WordsOf(meeting));
  std::sort(words.begin(), words.end());
  return words;
}

// Edits of a file of `lines` lines, at least a line between any two.
void AddEdits(int stack, int lines, std::mt19937_64* random,
              std::vector<SweptEdit>* edits) {
  int number = 0;
  for (int at = static_cast<int>((*random)() % 4); at <= lines;) {
    const int size = static_cast<int>((*random)() % 4);
    const int end = std::min(lines, at + size);
    edits->push_back({{at, end}, stack, number++});
    at = end + 1 + static_cast<int>((*random)() % 5);
  }
}

TEST(FindMeetings, IsWhatComparingEveryPairFinds) {
  const std::uint64_t seed = TestSeed(20060815);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937_64 random(seed);
  int meetings = 0;
  for (int round = 0; round < 20000; ++round) {
    const int stacks = 2 + static_cast<int>(random() % 3);
    const int lines = 1 + static_cast<int>(random() % 40);
    std::vector<SweptEdit> edits;
    for (int stack = 0; stack < stacks; ++stack) {
      AddEdits(stack, lines, &random, &edits);
    }
    std::shuffle(edits.begin(), edits.end(), random);
    std::vector<std::string> swept = Sweep(edits);
    meetings += static_cast<int>(swept.size());
    std::sort(swept.begin(), swept.end());
    ASSERT_EQ(swept, BruteForce(edits, stacks)) << "round " << round;
  }
  EXPECT_GT(meetings, 20000);  // the generator still makes what this is about
}

}  // namespace
}  // namespace patchgraph
