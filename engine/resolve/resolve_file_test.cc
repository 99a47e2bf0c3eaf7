#include "engine/resolve/resolve_file.h"

#include <gtest/gtest.h>

#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/resolve/test_conflict.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

ResolveOptions In(AutoMode mode, const std::string& path = "kernel/fan.c") {
  ResolveOptions options;
  options.mode = mode;
  options.path = path;
  return options;
}

TEST(AutoModeTest, HasNames) {
  EXPECT_EQ(AutoModeNamed("off"), AutoMode::kOff);
  EXPECT_EQ(AutoModeNamed("safe"), AutoMode::kSafe);
  EXPECT_EQ(AutoModeNamed("propose"), AutoMode::kPropose);
  EXPECT_EQ(AutoModeNamed("Safe"), absl::nullopt);
  EXPECT_EQ(AutoModeNamed(""), absl::nullopt);
}

TEST(ResolveFileTest, ProposalsAreOrderedAndDiffer) {
  const TestMerge test("a\nold\nz\n", "a\nours\nz\n", "a\ntheirs\nz\n");
  const ResolvedFile file = ResolveFile(test.merge, {}, In(AutoMode::kPropose));
  ASSERT_EQ(file.regions.size(), 1);
  const std::vector<Proposal>& proposals = file.regions[0].proposals;
  ASSERT_GE(proposals.size(), 5);
  double sum = 0;
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    sum += proposals[i].confidence;
    EXPECT_GT(proposals[i].confidence, 0);
    EXPECT_FALSE(proposals[i].resolver.empty());
    EXPECT_FALSE(proposals[i].reason.empty());
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_GE(proposals[j].confidence, proposals[i].confidence);
      EXPECT_NE(proposals[j].text, proposals[i].text);
    }
  }
  EXPECT_LT(sum, 1);
}

// Theirs made the change, ours took it over and went on: it is the newer form.
TEST(ResolveFileTest, TheOlderFormLoses) {
  const std::string base = "int a;\nint speed = 1;\nint z;\n";
  const std::string first = "int a;\nint speed = 2;\nint z;\n";
  const std::string second = "int a;\nint speed = 2;\nint low = 1;\nint z;\n";
  TestMerge test(base, second, first);
  test.histories.ours = {VersionAt(100, first, "fan: faster"),
                         VersionAt(300, second, "fan: a lower bound")};
  test.histories.theirs = {VersionAt(200, first, "fan: faster")};
  const ResolvedFile file =
      ResolveFile(test.merge, test.histories, In(AutoMode::kPropose));
  EXPECT_EQ(file.text, second);
  TestMerge turned(base, first, second);
  turned.histories.ours = test.histories.theirs;
  turned.histories.theirs = test.histories.ours;
  EXPECT_EQ(
      ResolveFile(turned.merge, turned.histories, In(AutoMode::kPropose)).text,
      second);
}

class RandomConflictTest : public testing::Test {
 protected:
  RandomConflictTest() : seed_(std::random_device()()), random_(seed_) {
    std::cout << "seed " << seed_ << "\n";
  }

  int Below(int n) {
    return std::uniform_int_distribution<>(0, n - 1)(random_);
  }

  // A text of lines that come again and again, so that sides meet.
  std::string SomeText() {
    static constexpr const char* kLines[] = {"{\n",
                                             "}\n",
                                             "\n",
                                             "\tint a = 1;\n",
                                             "\tint b = 2;\n",
                                             "#include <a.h>\n",
                                             "obj-y += a.o\n",
                                             "\treturn a;\n"};
    std::string text;
    for (int i = Below(30); i > 0; --i) text += kLines[Below(8)];
    return text;
  }
  std::string Changed(std::string text) {
    for (int i = Below(4); i >= 0; --i) {
      const std::size_t at = Below(static_cast<int>(text.size()) + 1);
      if (Below(2) == 0) {
        text.insert(at, Below(2) == 0 ? "\tc = 3;\n" : "x");
      } else {
        text.erase(at, Below(12));
      }
    }
    return text;
  }

  const unsigned seed_;
  std::mt19937 random_;
};

TEST_F(RandomConflictTest, CleanTextStaysAndTheResultIsStable) {
  for (int round = 0; round < 300; ++round) {
    const std::string base = SomeText();
    const TestMerge test(base, Changed(base), Changed(base));
    const ResolvedFile safe = ResolveFile(test.merge, {}, In(AutoMode::kSafe));
    const ResolvedFile best =
        ResolveFile(test.merge, {}, In(AutoMode::kPropose));
    // Nothing was in conflict: the file is git's.
    if (test.merge.clean()) {
      EXPECT_EQ(safe.text, Render(test.merge));
      EXPECT_EQ(best.text, Render(test.merge));
      EXPECT_TRUE(best.regions.empty());
    }
    EXPECT_EQ(best.open, 0);
    EXPECT_FALSE(absl::StrContains(best.text, "<<<<<<<"));
    EXPECT_EQ(ResolveFile(test.merge, {}, In(AutoMode::kPropose)).text,
              best.text);
    // What is merged with the result again has nothing left to settle.
    const TestMerge again(base, best.text, best.text);
    const ResolvedFile twice =
        ResolveFile(again.merge, {}, In(AutoMode::kPropose));
    EXPECT_EQ(twice.text, best.text);
    EXPECT_TRUE(twice.regions.empty());
    const std::vector<std::string> likeliest =
        LikeliestTexts(test.merge, best, 3);
    ASSERT_FALSE(likeliest.empty());
    EXPECT_EQ(likeliest.front(), best.text);
  }
}

// Each side changes its own word of one line: both changes together are the
// answer.
TEST_F(RandomConflictTest, ChangesOfDifferentWordsGoTogether) {
  for (int round = 0; round < 50; ++round) {
    const std::string head = "static int probe(struct fan *fan)\n{\n";
    const std::string tail = "\tfan_start(fan);\n\treturn 0;\n}\n";
    const auto call = [&](const std::string& name, int speed) {
      return absl::StrCat(head, "\t", name, "(fan, FAN_MODE_QUIET, ", speed,
                          ", fan->flags);\n", tail);
    };
    const int speed = 10 + Below(90);
    const TestMerge test(call("set_speed", 1), call("fan_set_speed", 1),
                         call("set_speed", speed));
    const ResolvedFile file =
        ResolveFile(test.merge, {}, In(AutoMode::kPropose));
    EXPECT_EQ(file.text, call("fan_set_speed", speed));
  }
}

TEST_F(RandomConflictTest, BytesThatAreNoTextAreLeftAlone) {
  for (int round = 0; round < 100; ++round) {
    const auto noise = [&] {
      std::string bytes;
      for (int i = 0; i < 60; ++i) {
        bytes += Below(6) == 0 ? '\n' : static_cast<char>(Below(256));
      }
      return bytes;
    };
    const std::string nul(1, '\0');
    const TestMerge test(absl::StrCat("a\n", noise(), nul, "\nz\n"),
                         absl::StrCat("a\n", noise(), nul, "\nz\n"),
                         absl::StrCat("a\n", noise(), nul, "\nz\n"));
    const ResolvedFile file =
        ResolveFile(test.merge, {}, In(AutoMode::kPropose));
    for (const ResolvedRegion& region : file.regions) {
      const MergeRegion& met = test.merge.met[region.region];
      if (absl::StrContains(test.merge.ours.Range(met.ours), '\0')) {
        EXPECT_FALSE(region.applied);
      }
    }
  }
}

TEST(OddFilesTest, MarkersInTheTextAreNotTouched) {
  const std::string left = "<<<<<<< a\none\n=======\ntwo\n>>>>>>> b\n";
  const TestMerge test(absl::StrCat("a\n", left, "z\n"),
                       absl::StrCat("a\nours\n", left, "z\n"),
                       absl::StrCat("a\n", "<<<<<<< a\none\n", "z\n"));
  for (AutoMode mode : {AutoMode::kSafe, AutoMode::kPropose}) {
    const ResolvedFile file = ResolveFile(test.merge, {}, In(mode));
    for (const ResolvedRegion& region : file.regions) {
      const MergeRegion& met = test.merge.met[region.region];
      if (absl::StrContains(test.merge.base.Range(met.base), "<<<<<<<")) {
        EXPECT_FALSE(region.applied);
      }
    }
  }
}

// A side in CRLF and one in LF: what is put in keeps one of the two as it is.
TEST(OddFilesTest, LineEndsOfBothKinds) {
  const std::string base = "a\r\nint speed = 1;\r\nz\r\n";
  const TestMerge test(base, "a\r\nint speed = 2;\r\nz\r\n",
                       "a\nint speed = 3;\nz\n");
  const ResolvedFile file = ResolveFile(test.merge, {}, In(AutoMode::kSafe));
  EXPECT_EQ(file.open, static_cast<int>(file.regions.size()));
}

TEST(OddFilesTest, WithoutANewlineAtTheEnd) {
  const TestMerge test("a\nold", "a\nours", "a\ntheirs");
  const ResolvedFile file = ResolveFile(test.merge, {}, In(AutoMode::kPropose));
  EXPECT_EQ(file.open, 0);
  EXPECT_NE(file.text.back(), '\n');
}

TEST(OddFilesTest, EmptyFiles) {
  const TestMerge test("", "", "");
  EXPECT_EQ(ResolveFile(test.merge, {}, In(AutoMode::kPropose)).text, "");
  const TestMerge added("", "ours\n", "theirs\n");
  EXPECT_EQ(ResolveFile(added.merge, {}, In(AutoMode::kPropose)).open, 0);
}

TEST(OddFilesTest, ALineOfMegabytesIsLeftAlone) {
  const std::string line(3 << 20, 'x');
  const TestMerge test(absl::StrCat("a\n", line, "\nz\n"),
                       absl::StrCat("a\n", line, "o\nz\n"),
                       absl::StrCat("a\n", line, "t\nz\n"));
  EXPECT_EQ(ResolveFile(test.merge, {}, In(AutoMode::kPropose)).open, 1);
}

TEST(OddFilesTest, AHundredThousandLines) {
  std::string base, ours, theirs;
  int conflicts = 0;
  for (int i = 0; i < 100000; ++i) {
    const std::string line = absl::StrCat("\tint v", i, " = ", i % 7, ";\n");
    base += line;
    const bool both = i % 5000 == 100;
    conflicts += both;
    ours += both ? absl::StrCat("\tlong v", i, " = ", i % 7, ";\n") : line;
    theirs += both ? absl::StrCat("\tint v", i, " = 9;\n") : line;
  }
  const TestMerge test(base, ours, theirs);
  const ResolvedFile file = ResolveFile(test.merge, {}, In(AutoMode::kPropose));
  EXPECT_EQ(file.regions.size(), conflicts);
  EXPECT_EQ(file.open, 0);
  EXPECT_TRUE(absl::StrContains(file.text, "\tlong v100 = 9;\n"));
}

// One conflict of everything: it may be left open, but it must end.
TEST(OddFilesTest, AHundredThousandLinesInOneConflict) {
  std::string base, ours, theirs;
  for (int i = 0; i < 100000; ++i) {
    absl::StrAppend(&base, "int a", i, ";\n");
    absl::StrAppend(&ours, "int b", i, ";\n");
    absl::StrAppend(&theirs, "int c", i, ";\n");
  }
  const TestMerge test(base, ours, theirs);
  EXPECT_EQ(ResolveFile(test.merge, {}, In(AutoMode::kSafe)).open, 1);
}

}  // namespace
}  // namespace patchgraph
