#include "engine/resolutions/marked_conflicts.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;

Resolution Wait() {
  Resolution resolution;
  resolution.conflict.base = "wait(1);\n";
  resolution.conflict.ours = "wait(2);\n";
  resolution.conflict.theirs = "pause(1);\n";
  resolution.result = "pause(2);\n";
  return resolution;
}

const char kDiff3[] =
    "a\n=======\n<<<<<<< HEAD\nwait(2);\n||||||| base\nwait(1);\n=======\n"
    "pause(1);\n>>>>>>> topic\nb\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> topic\n";
const char kResolved[] =
    "a\n=======\npause(2);\nb\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> topic\n";

std::string Why(absl::string_view text, const Resolution& resolution) {
  return std::string(
      ReplaceMarkedConflict(text, resolution).status().message());
}

TEST(MarkedConflicts, OneIsReplacedAndTheOthersStay) {
  const auto replaced = ReplaceMarkedConflict(kDiff3, Wait());
  ASSERT_TRUE(replaced.ok()) << replaced.status();
  EXPECT_EQ(replaced->text, kResolved);
  EXPECT_EQ(replaced->line, 3);
}

TEST(MarkedConflicts, TheMergeStyleShowsNoBase) {
  const std::string merge_style =
      absl::StrReplaceAll(kDiff3, {{"||||||| base\nwait(1);\n", ""}});
  EXPECT_EQ(ReplaceMarkedConflict(merge_style, Wait())->text, kResolved);
}

TEST(MarkedConflicts, AnotherBaseOrSideIsAnotherConflict) {
  for (const char* line : {"wait(1);", "wait(2);", "pause(1);"}) {
    EXPECT_EQ(Why(absl::StrReplaceAll(kDiff3, {{line, "other();"}}), Wait()),
              "it has no such conflict");
  }
}

TEST(MarkedConflicts, SidesOfRerereComeInAnyOrder) {
  Resolution sides = Wait();
  sides.conflict = WithoutBase(sides.conflict);
  EXPECT_EQ(ReplaceMarkedConflict(kDiff3, sides)->text, kResolved);
}

TEST(MarkedConflicts, SaysWhyNot) {
  EXPECT_EQ(Why("a\n", Wait()), "it has no conflict markers");
  EXPECT_EQ(Why(absl::StrCat(kDiff3, kDiff3), Wait()),
            "it has that conflict more than once");
  for (const char* text :
       {"<<<<<<< a\n<<<<<<< b\n", "<<<<<<< a\nx\n", ">>>>>>> a\n",
        "<<<<<<< a\n=======\n||||||| c\n>>>>>>> b\n"}) {
    EXPECT_EQ(Why(text, Wait()), "its conflict markers are not in order");
  }
  Resolution file = Wait();
  file.conflict.scope = ConflictScope::kFile;
  EXPECT_EQ(Why(kDiff3, file), "it is about a file as a whole");
  Resolution unfinished = Wait();
  unfinished.result = "pause(2);";
  EXPECT_THAT(Why(kDiff3, unfinished), HasSubstr("run into the line after"));
}

// As git writes it at the end of a file, and with CRLF.
TEST(MarkedConflicts, ReadsWhatAMergeWrites) {
  Resolution resolution = Wait();
  resolution.conflict.base = "wait(1);";
  resolution.conflict.ours = "wait(2);";
  resolution.conflict.theirs = "pause(1);\r\n";
  resolution.result = "pause(2);";
  RenderOptions options;
  options.style = ConflictStyle::kDiff3;
  options.labels = {"HEAD", "parent of 1", "1"};
  const std::string marked = Render(
      Merge("a\r\nwait(1);", "a\r\nwait(2);", "a\r\npause(1);\r\n"), options);
  EXPECT_THAT(marked, HasSubstr("=======\r\n"));
  EXPECT_EQ(ReplaceMarkedConflict(marked, resolution)->text, "a\r\npause(2);");
}

// Lines of it taken out, put in twice, cut or swapped: it is replaced or not.
TEST(MarkedConflicts, NoTextCrashesIt) {
  std::mt19937_64 random(7);
  int replaced = 0;
  int refused = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string text = kDiff3;
    for (int edits = 1 + static_cast<int>(random() % 3); edits > 0; --edits) {
      const size_t from = random() % text.size();
      const std::string piece = text.substr(from, random() % 20);
      if (random() % 2 == 0) text.erase(from, piece.size());
      text.insert(random() % (text.size() + 1), piece);
    }
    ++(ReplaceMarkedConflict(text, Wait()).ok() ? replaced : refused);
  }
  EXPECT_GT(replaced, 100);
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace patchgraph
