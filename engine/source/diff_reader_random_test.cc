// Random files, compared by diff and by git: what they print is read, printed
// as it was, and says what became of each line.

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "engine/source/binary_patch.h"
#include "engine/source/diff_reader.h"
#include "engine/source/diff_writer.h"
#include "engine/source/reverse_patch.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// Lines that a reader by prefixes would stumble over.
std::string RandomLine(std::mt19937* random) {
  static const std::vector<std::string> kLines = {"\n",
                                                  " \n",
                                                  "-\n",
                                                  "-- \n",
                                                  "-- a/x\n",
                                                  "++ b/x\n",
                                                  "--- a/x\n",
                                                  "+++ b/x\n",
                                                  "@@ -1 +1 @@\n",
                                                  "diff --git a/x b/x\n",
                                                  "\\ No newline\n",
                                                  "\r\n",
                                                  "caf\xe9\r\n",
                                                  "}\n",
                                                  "\treturn;\n",
                                                  "From x\n",
                                                  "Index: x\n",
                                                  "\f\v\n",
                                                  "Only in x: y\n"};
  if ((*random)() % 3 == 0) return absl::StrCat((*random)() % 50, "\n");
  return kLines[(*random)() % kLines.size()];
}

std::string Join(const std::vector<std::string>& lines, bool without_end) {
  std::string text;
  for (const std::string& line : lines) text += line;
  if (without_end && text.size() > 1 && text[text.size() - 2] != '\n') {
    text.pop_back();
  }
  return text;
}

struct FilePair {
  std::string old_text;
  std::string new_text;
};

FilePair RandomPair(std::mt19937* random) {
  std::vector<std::string> lines((*random)() % 60);
  for (std::string& line : lines) line = RandomLine(random);
  std::vector<std::string> edited;
  for (const std::string& line : lines) {
    const unsigned what = (*random)() % 12;
    if (what == 0) continue;
    if (what == 1) edited.push_back(RandomLine(random));
    edited.push_back(what == 2 ? RandomLine(random) : line);
  }
  FilePair pair;
  pair.old_text = Join(lines, (*random)() % 3 == 0);
  pair.new_text = Join(edited, (*random)() % 3 == 0);
  return pair;
}

// The text with the hunks put in, which must stand exactly where they say.
std::string Apply(const std::string& text, const std::vector<Hunk>& hunks) {
  std::vector<std::string> old_lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    old_lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  std::string result;
  size_t next = 0;
  for (const Hunk& hunk : hunks) {
    const size_t start =
        hunk.old_count == 0 ? hunk.old_start : hunk.old_start - 1;
    while (next < start && next < old_lines.size()) {
      result += old_lines[next++];
    }
    for (const HunkLine& line : hunk.lines) {
      if (line.kind != HunkLine::Kind::kAdded) {
        if (next >= old_lines.size() || old_lines[next] != line.text) {
          return absl::StrCat("line ", next + 1, " is not as the hunk has it");
        }
        ++next;
      }
      if (line.kind != HunkLine::Kind::kRemoved) result += line.text;
    }
  }
  while (next < old_lines.size()) result += old_lines[next++];
  return result;
}

void ExpectDiff(const std::string& text, const FilePair& pair) {
  auto patch = ReadDiff(text, "x.patch", "x.patch");
  ASSERT_TRUE(patch.ok()) << patch.status() << "\n" << text;
  EXPECT_EQ(PrintPatch(*patch), text);
  if (pair.old_text == pair.new_text) {
    EXPECT_TRUE(patch->files.empty());
    return;
  }
  ASSERT_EQ(patch->files.size(), 1u) << text;
  EXPECT_EQ(Apply(pair.old_text, patch->files[0].hunks), pair.new_text) << text;
  EXPECT_EQ(Apply(pair.new_text, Reverse(*patch).files[0].hunks), pair.old_text)
      << text;
}

TEST(RandomDiffs, AreReadAsDiffAndGitMeanThem) {
  constexpr unsigned kSeeds = 150;
  TestFolder folder;
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 random(seed);
    const FilePair pair = RandomPair(&random);
    folder.Write("old/x", pair.old_text);
    folder.Write("new/x", pair.new_text);
    const std::string context = absl::StrCat(seed % 4);
    ExpectDiff(folder.Run("diff -a -U" + context + " old/x new/x || true"),
               pair);
    ExpectDiff(folder.Run("git diff --no-index --text -U" + context +
                          " old/x new/x || true"),
               pair);
  }
}

}  // namespace
}  // namespace patchgraph
