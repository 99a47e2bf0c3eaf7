#include "engine/report/terminal_text.h"

#include <random>
#include <string>

#include "engine/report/text_style.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;

TEST(Visible, ShowsWhatATerminalWouldActOn) {
  EXPECT_EQ(Visible("\x1b[31mred"), "^[[31mred");
  EXPECT_EQ(Visible("a\rb\nc\td\x7f"), "a^Mb^Jc^Id^?");
  EXPECT_EQ(Visible(std::string("\0", 1)), "^@");
  EXPECT_EQ(Visible("\xC2\x9B"
                    "31m"),
            "<U+009B>31m");  // one-byte CSI
  const std::string right_to_left = {'\xE2', '\x80', '\xAE'};
  EXPECT_EQ(Visible(right_to_left + "evil"), "<U+202E>evil");
  EXPECT_EQ(Visible("M\xFCller"), "M\xEF\xBF\xBDller");
  EXPECT_EQ(Visible("M\xC3\xBCller"), "M\xC3\xBCller");
}

TEST(Visible, NoBytesGetThroughToTheTerminal) {
  const unsigned seed = 1606;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 20, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    for (const std::string& shown : {Visible(bytes), VisibleLine(bytes)}) {
      for (const char c : shown) {
        EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
            << testing::PrintToString(bytes);
      }
      EXPECT_EQ(shown.find("\xC2\x9B"), std::string::npos);
    }
  }
}

TEST(VisibleLine, ExpandsTabs) {
  EXPECT_EQ(VisibleLine("\tif (x)\n"), "        if (x)");
  EXPECT_EQ(VisibleLine("abc\td\n"), "abc     d");
  EXPECT_EQ(VisibleLine("12345678\t9"), "12345678        9");
  EXPECT_EQ(VisibleLine("dos\r\n"), "dos^M");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("\xC3\xBC"), 1);
  EXPECT_EQ(DisplayWidth("u\xCC\x88"), 1);  // with a combining mark
  EXPECT_EQ(DisplayWidth("\xE6\x97\xA5\xE6\x9C\xAC"), 4);  // two wide letters
}

TEST(Cut, KeepsToTheWidth) {
  EXPECT_EQ(CutEnd("linux-2.6", 9), "linux-2.6");
  EXPECT_EQ(CutEnd("linux-2.6", 6), "linux…");
  EXPECT_EQ(CutBeginning("arch/i386/Kconfig", 8), "…Kconfig");
  EXPECT_EQ(CutEnd("\xE6\x97\xA5\xE6\x9C\xAC", 3), "\xE6\x97\xA5…");
  EXPECT_EQ(CutEnd("abc", 0), "");
}

TEST(CutIntoRows, LosesNothing) {
  EXPECT_THAT(CutIntoRows("abcdefg", 3), ElementsAre("abc", "def", "g"));
  EXPECT_THAT(CutIntoRows("", 3), ElementsAre(""));
  EXPECT_THAT(CutIntoRows("\xE6\x97\xA5\xE6\x9C\xAC", 1),
              ElementsAre("\xE6\x97\xA5", "\xE6\x9C\xAC"));
}

TEST(WrapWords, BreaksBetweenWords) {
  EXPECT_THAT(WrapWords("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(WrapWords("a-very-long-word b", 5),
              ElementsAre("a-very-long-word", "b"));
  EXPECT_THAT(WrapWords("", 5), ElementsAre());
  EXPECT_EQ(Paragraph("one two three", 9, 2), "  one two\n  three\n");
}

TEST(Paint, ColoursOnlyWhenAsked) {
  TextStyle style;
  EXPECT_EQ(Paint("conflict", Ink::kBad, style), "conflict");
  style.colour = true;
  EXPECT_EQ(Paint("conflict", Ink::kBad, style), "\x1b[1;31mconflict\x1b[0m");
  EXPECT_EQ(Paint("plain", Ink::kPlain, style), "plain");
}

}  // namespace
}  // namespace patchgraph
