#include "engine/text/diff.h"

#include <chrono>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/text/git_oracle.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {

void PrintTo(const Edit& edit, std::ostream* out) {
  *out << "[" << edit.before_begin << "," << edit.before_end << ")->["
       << edit.after_begin << "," << edit.after_end << ")";
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr DiffAlgorithm kBoth[] = {DiffAlgorithm::kHistogram,
                                   DiffAlgorithm::kMyers};

std::vector<Edit> DiffOf(absl::string_view before, absl::string_view after,
                         DiffAlgorithm algorithm, GitRelease git = {}) {
  DiffOptions options;
  options.algorithm = algorithm;
  options.git = git;
  return Diff(Lines(before), Lines(after), options);
}

TEST(DiffTest, EqualTextsHaveNoEdits) {
  for (const DiffAlgorithm algorithm : kBoth) {
    EXPECT_THAT(DiffOf("", "", algorithm), IsEmpty());
    EXPECT_THAT(DiffOf("a\nb\n", "a\nb\n", algorithm), IsEmpty());
  }
}

TEST(DiffTest, EmptyTexts) {
  for (const DiffAlgorithm algorithm : kBoth) {
    EXPECT_THAT(DiffOf("", "a\nb\n", algorithm), ElementsAre(Edit{0, 0, 0, 2}));
    EXPECT_THAT(DiffOf("a\nb\n", "", algorithm), ElementsAre(Edit{0, 2, 0, 0}));
  }
}

TEST(DiffTest, ALineIsAnotherWithoutItsNewline) {
  for (const DiffAlgorithm algorithm : kBoth) {
    EXPECT_THAT(DiffOf("a\nb\n", "a\nb", algorithm),
                ElementsAre(Edit{1, 2, 1, 2}));
    EXPECT_THAT(DiffOf("a\nb\n", "a\r\nb\n", algorithm),
                ElementsAre(Edit{0, 1, 0, 1}));
  }
}

TEST(DiffTest, NulsAreBytes) {
  const std::string before("a\0b\nc\n", 6);
  const std::string after("a\0d\nc\n", 6);
  for (const DiffAlgorithm algorithm : kBoth) {
    EXPECT_THAT(DiffOf(before, after, algorithm),
                ElementsAre(Edit{0, 1, 0, 1}));
  }
}

TEST(DiffTest, AnAddedBlockSlidesDown) {
  // Which of the two "}" is new? The later one.
  for (const DiffAlgorithm algorithm : kBoth) {
    EXPECT_THAT(DiffOf("f {\n}\nend\n", "f {\n}\ng {\n}\nend\n", algorithm),
                ElementsAre(Edit{2, 2, 2, 4}));
  }
}

TEST(DiffTest, AllLinesEqual) {
  std::string before;
  for (int i = 0; i < 200; ++i) before += "x\n";
  const std::string after = before.substr(0, 300);
  for (const DiffAlgorithm algorithm : kBoth) {
    EXPECT_THAT(DiffOf(before, after, algorithm),
                ElementsAre(Edit{150, 200, 150, 150}));
  }
}

TEST(DiffTest, HistogramKeepsRareLinesTogether) {
  // A function is put before another. Myers' shortest way is through the lines
  // they share; histogram diff sees that "b" only moved down.
  const std::string before = "{\n}\nb\n{\n}\n";
  const std::string after = "{\nx\n}\n{\n}\nb\n{\n}\n";
  EXPECT_THAT(DiffOf(before, after, DiffAlgorithm::kHistogram),
              ElementsAre(Edit{1, 1, 1, 4}));
}

// A generous limit for what takes some milliseconds, and would take hours if it
// went wrong.
constexpr std::chrono::seconds kNoHang(20);

TEST(DiffTest, LongTextsAreDiffedInTime) {
  std::string equal_lines;
  std::string numbered;
  std::string changed;
  std::string half_new;
  for (int i = 0; i < 100000; ++i) {
    equal_lines += "same\n";
    absl::StrAppend(&numbered, "line ", i, "\n");
    absl::StrAppend(&changed, "line ", i % 25000 == 7 ? -1 : i, "\n");
    absl::StrAppend(&half_new, i % 10 == 0 ? "same" : "other", "\n");
  }
  const auto start = std::chrono::steady_clock::now();
  for (const DiffAlgorithm algorithm : kBoth) {
    EXPECT_EQ(DiffOf(numbered, changed, algorithm).size(), 4u);
    EXPECT_THAT(DiffOf(equal_lines,
                       absl::string_view(equal_lines).substr(50000), algorithm),
                ElementsAre(Edit{90000, 100000, 90000, 90000}));
    EXPECT_FALSE(DiffOf(equal_lines, half_new, algorithm).empty());
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, kNoHang);
}

// Reads the edits off git's diff with unlimited context.
std::map<std::string, std::vector<Edit>> ParseFullDiff(
    const std::string& output) {
  std::map<std::string, std::vector<Edit>> edits;
  std::vector<Edit>* current = nullptr;
  int before = 0;
  int after = 0;
  bool in_edit = false;
  const auto change = [&](int removed, int added) {
    if (!in_edit) current->push_back({before, before, after, after});
    in_edit = true;
    current->back().before_end = before += removed;
    current->back().after_end = after += added;
  };
  bool in_hunk = false;
  for (const absl::string_view line : absl::StrSplit(output, '\n')) {
    if (absl::StartsWith(line, "diff --git ")) {
      current = &edits[std::string(line.substr(line.rfind('/') + 1))];
      in_hunk = in_edit = false;
    } else if (absl::StartsWith(line, "@@ ")) {
      in_hunk = true;
      before = after = 0;
    } else if (in_hunk && absl::StartsWith(line, "-")) {
      change(1, 0);
    } else if (in_hunk && absl::StartsWith(line, "+")) {
      change(0, 1);
    } else if (in_hunk && absl::StartsWith(line, " ")) {
      in_edit = false;
      ++before;
      ++after;
    }
  }
  return edits;
}

class DiffOracleTest : public ::testing::TestWithParam<DiffAlgorithm> {};

TEST_P(DiffOracleTest, EditsAreThoseOfGit) {
  TextGenerator generator(TestSeed(20060402));
  GitOracle::Files before;
  GitOracle::Files after;
  for (int i = 0; i < 3000; ++i) {
    generator.Restock();
    const TextGenerator::Text text = generator.NewText();
    const std::string name = absl::StrCat("case", i);
    before[name] = generator.Join(text);
    after[name] = generator.Join(
        generator.Below(10) == 0
            ? generator.NewText()
            : generator.Edited(text, generator.Below(generator.Below(30) + 1)));
  }
  GitOracle git;
  git.Commit("before", "", before);
  git.Commit("after", "", after);
  const DiffAlgorithm algorithm = GetParam();
  auto expected = ParseFullDiff(git.Run(absl::StrCat(
      "diff --text --no-color --no-renames --no-indent-heuristic -U1000000 "
      "--diff-algorithm=",
      algorithm == DiffAlgorithm::kHistogram ? "histogram" : "myers",
      " before after")));
  const GitRelease release = git.Release();
  ASSERT_GT(expected.size(), 1000u);
  for (const auto& [name, old_text] : before) {
    ASSERT_EQ(DiffOf(old_text, after[name], algorithm, release), expected[name])
        << name << "\nbefore:\n"
        << old_text << "after:\n"
        << after[name];
  }
}

INSTANTIATE_TEST_SUITE_P(Algorithms, DiffOracleTest, ::testing::ValuesIn(kBoth),
                         [](const auto& info) {
                           return info.param == DiffAlgorithm::kHistogram
                                      ? "Histogram"
                                      : "Myers";
                         });

}  // namespace
}  // namespace patchgraph
