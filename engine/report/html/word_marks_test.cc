#include "engine/report/html/word_marks.h"

#include <random>
#include <string>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// "x = [hv(]1[)];": marked words in brackets, lines with "|" between them.
std::string Shown(const MarkedText& text) {
  std::string shown;
  for (const MarkedLine& line : text) {
    if (!shown.empty()) shown.push_back('|');
    for (const WordRun& run : line.runs) {
      shown.append(run.marked ? "[" + run.text + "]" : run.text);
    }
  }
  return shown;
}

std::string Unmarked(const MarkedText& text) {
  std::string plain;
  for (const MarkedLine& line : text) {
    for (const WordRun& run : line.runs) plain.append(run.text);
    plain.push_back('\n');
  }
  return plain;
}

TEST(WordMarksTest, MarkTheWordsThatDiffer) {
  const MarkedPair pair =
      MarkWords("keep\n\ttick(now, 1);\n", "keep\n\ttick(later, 1);\n");
  EXPECT_EQ(Shown(pair.before), "keep|\ttick([now], 1);");
  EXPECT_EQ(Shown(pair.after), "keep|\ttick([later], 1);");
  EXPECT_FALSE(pair.after[0].changed);
  EXPECT_TRUE(pair.after[1].changed);
}

TEST(WordMarksTest, NamesAreWhole) {
  const MarkedPair pair =
      MarkWords("a = tick_lock + b;\n", "a = tick_seq + b;\n");
  EXPECT_EQ(Shown(pair.after), "a = [tick_seq] + b;");
}

TEST(WordMarksTest, LinesWithLittleInCommonAreMarkedAsAWhole) {
  const MarkedPair pair =
      MarkWords("spin_lock(&first);\n", "return later(value, 17);\n");
  EXPECT_EQ(Shown(pair.before), "[spin_lock(&first);]");
  EXPECT_EQ(Shown(pair.after), "[return later(value, 17);]");
}

TEST(WordMarksTest, ATextThatIsNotThere) {
  const MarkedPair pair = MarkWords("", "one\ntwo\n");
  EXPECT_TRUE(pair.before.empty());
  EXPECT_EQ(Shown(pair.after), "[one]|[two]");
}

TEST(WordMarksTest, WhatEitherMarks) {
  const std::string base = "\ttick(now, 1);\n";
  const MarkedText united =
      UnitedMarks(MarkWords(base, "\ttick(later, 1);\n").before,
                  MarkWords(base, "\ttick(now, hv);\n").before);
  EXPECT_EQ(Shown(united), "\ttick([now], [1]);");
}

TEST(WordMarksTest, NoByteIsLost) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const auto text = [&random] {
    std::string made;
    for (int i = 0; i < 40; ++i) made.push_back("ab_ \t\n(\xC3"[random() % 8]);
    return made + "\n";
  };
  for (int i = 0; i < 500; ++i) {
    const std::string before = text();
    const std::string after = text();
    const MarkedPair pair = MarkWords(before, after);
    EXPECT_EQ(Unmarked(pair.before), before);
    EXPECT_EQ(Unmarked(pair.after), after);
    EXPECT_EQ(Unmarked(UnitedMarks(pair.before, pair.before)), before);
    for (const MarkedLine& line : MarkWords(before, before).after) {
      EXPECT_FALSE(line.changed);
    }
  }
}

}  // namespace
}  // namespace patchgraph
