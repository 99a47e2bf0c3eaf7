#include "engine/check/pick.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/check/check_test_stack.h"
#include "engine/git/git_test_repository.h"
#include "engine/source/diff_writer.h"
#include "engine/source/series_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;

// Adds a line `text` behind line `line` of Numbers(1, 30).
std::string AddBehind(int line, const std::string& text) {
  return absl::StrCat("@@ -", line - 2, ",6 +", line - 2, ",7 @@ section\n ",
                      line - 2, "\n ", line - 1, "\n ", line, "\n+", text,
                      "\n ", line + 1, "\n ", line + 2, "\n ", line + 3, "\n");
}

std::vector<std::string> Outcomes(const Picked& picked) {
  std::vector<std::string> outcomes;
  for (const PickedPatch& patch : picked.patches) {
    outcomes.push_back(absl::StrCat(patch.name, ": ", Name(patch.as)));
  }
  return outcomes;
}

// What patch(1) makes of the files with the written series, without fuzz.
Files Patched(const Files& files, const Series& series) {
  const TestFolder folder;
  folder.Run("mkdir tree");
  for (const auto& [path, text] : files) folder.Write("tree/" + path, text);
  EXPECT_TRUE(WriteSeries(series, folder.At("out")).ok());
  folder.Run(
      "while read -r name options; do"
      " (cd tree && patch -s -F0 --no-backup-if-mismatch ${options:--p1}"
      " < ../out/$name) || exit 1; done < out/series");
  EXPECT_EQ(folder.Run("find tree -name '*.orig' -o -name '*.rej'"), "");
  Files patched;
  for (const auto& [path, text] : files) {
    patched[path] = folder.Run("cat 'tree/" + path + "'");
  }
  return patched;
}

class PickTest : public testing::Test {
 protected:
  PickTest() : stack_(TreeOf("base", files_)) {}

  void Add(const std::string& name, const std::string& text) {
    stack_.Add(name, text);
    texts_[name] = text;
  }
  // A mail with one hunk on file `path`.
  void Mail(const std::string& name, const std::string& path,
            const std::string& hunks) {
    Add(name,
        absl::StrCat("From: A <a@b.c>\nSubject: ", name, "\n\nWhy.\n---\n",
                     "--- ", path, "\t2006-04-03\n+++ ", path, "\t2006-04-04\n",
                     hunks, "-- \nend\n"));
  }
  Picked PickOnto(const std::vector<int>& positions,
                  const std::shared_ptr<const Tree>& onto) {
    auto picked = Pick(stack_.stack(), positions, onto);
    EXPECT_TRUE(picked.ok()) << picked.status();
    return picked.ok() ? *std::move(picked) : Picked();
  }
  // patch(1) must come to the same text.
  void ExpectApplies(Picked picked, const Files& files) {
    for (Patch& patch : picked.series.patches) patch.strip = 0;
    for (const auto& [path, text] : Patched(files, picked.series)) {
      EXPECT_EQ(text, TextAt(*picked.result, path));
    }
  }

  Files files_ = {{"a", Numbers(1, 30)},
                  {"b", Numbers(1, 30)},
                  {"fall.c", "int fall(void) \n" + Numbers(1, 30)}};
  StackOf stack_;
  Files texts_;
};

TEST_F(PickTest, APatchThatFitsKeepsItsBytes) {
  Mail("one", "a", AddBehind(5, "x"));
  Mail("two", "a", AddBehind(20, "y"));
  Mail("three", "b", AddBehind(9, "z"));
  const Picked picked = PickOnto({0, 2}, nullptr);
  EXPECT_THAT(Outcomes(picked),
              ElementsAre("one: original", "three: original"));
  EXPECT_EQ(PrintPatch(picked.series.patches[1]), texts_["three"]);
  ExpectApplies(picked, files_);
}

TEST_F(PickTest, OtherLinesChangeTheNumbersAlone) {
  Mail("one", "a", AddBehind(5, "x"));
  Mail("two", "a",
       "@@ -19,6 +19,7 @@ section\n 18\n 19\n 20\n+y\n 21\n 22\n 23\n");
  const Picked picked = PickOnto({1}, nullptr);
  EXPECT_THAT(Outcomes(picked), ElementsAre("two: other lines"));
  std::string wanted = texts_["two"];
  wanted.replace(wanted.find("-19,6 +19,7"), 11, "-18,6 +18,7");
  EXPECT_EQ(PrintPatch(picked.series.patches[0]), wanted);
  ExpectApplies(picked, files_);
}

TEST_F(PickTest, OtherContextKeepsTheMessageAndTheHeader) {
  Mail("one", "a", AddBehind(5, "x"));
  Mail("two", "a", "@@ -6,7 +6,7 @@\n x\n 6\n 7\n-8\n+eight\n 9\n 10\n 11\n");
  const Picked picked = PickOnto({1}, nullptr);
  EXPECT_THAT(Outcomes(picked), ElementsAre("two: other context"));
  EXPECT_EQ(PrintPatch(picked.series.patches[0]),
            "From: A <a@b.c>\nSubject: two\n\nWhy.\n---\n"
            "--- a\t2006-04-03\n+++ a\t2006-04-04\n"
            "@@ -5,7 +5,7 @@\n 5\n 6\n 7\n-8\n+eight\n 9\n 10\n 11\n"
            "-- \nend\n");
  ExpectApplies(picked, files_);
}

TEST_F(PickTest, OtherContextNamesTheFunctionAgain) {
  Mail("one", "fall.c",
       "@@ -4,6 +4,7 @@ int fall(void)\n 3\n 4\n 5\n+x\n 6\n 7\n 8\n");
  Mail(
      "two", "fall.c",
      "@@ -7,7 +7,7 @@ int fall(void)\n x\n 6\n 7\n-8\n+eight\n 9\n 10\n 11\n");
  const Picked picked = PickOnto({1}, nullptr);
  EXPECT_THAT(Outcomes(picked), ElementsAre("two: other context"));
  EXPECT_THAT(
      PrintPatch(picked.series.patches[0]),
      testing::HasSubstr("@@ -6,7 +6,7 @@ int fall(void)\n 5\n 6\n 7\n-8\n"));
}

TEST_F(PickTest, WhatIsThereAlreadyIsNotWritten) {
  Mail("one", "a", AddBehind(5, "x"));
  Mail("both", "b", AddBehind(9, "z") + AddBehind(20, "w"));
  Files onto = files_;
  onto["a"] = Numbers(1, 5) + "x\n" + Numbers(6, 30);
  onto["b"] = Numbers(1, 20) + "w\n" + Numbers(21, 30);
  const Picked picked = PickOnto({0, 1}, TreeOf("onto", onto));
  EXPECT_THAT(Outcomes(picked),
              ElementsAre("one: nothing", "both: other context"));
  EXPECT_EQ(picked.patches[0].verdict, Verdict::kUpstream);
  EXPECT_EQ(picked.patches[0].written, -1);
  ExpectApplies(picked, onto);
}

TEST_F(PickTest, AConflictLeavesTheWholePatchOut) {
  Mail("one", "a", AddBehind(5, "x"));
  Add("two",
      "--- a\n+++ a\n@@ -5,4 +5,4 @@\n 5\n-x\n+y\n 6\n 7\n"
      "--- b\n+++ b\n" +
          AddBehind(20, "two"));
  Mail("three", "b", "@@ -20,4 +20,4 @@\n 20\n-two\n+three\n 21\n 22\n");
  Mail("four", "b", AddBehind(5, "four"));
  const Picked picked = PickOnto({1, 2, 3}, nullptr);
  EXPECT_THAT(Outcomes(picked), ElementsAre("two: left out", "three: left out",
                                            "four: original"));
  EXPECT_EQ(picked.patches[1].verdict, Verdict::kBlocked);
  ASSERT_FALSE(picked.conflicts.empty());
  EXPECT_EQ(picked.conflicts[0].path, "a");
  EXPECT_EQ(TextAt(*picked.result, "b"),
            Numbers(1, 5) + "four\n" + Numbers(6, 30));
  ExpectApplies(picked, files_);
}

TEST_F(PickTest, AFileThatTheTargetHasElsewhere) {
  Mail("one", "a", AddBehind(5, "x"));
  const Files onto = {{"c", Numbers(1, 30)}, {"b", Numbers(1, 30)}};
  const Picked picked = PickOnto({0}, TreeOf("onto", onto));
  EXPECT_THAT(Outcomes(picked), ElementsAre("one: other context"));
  EXPECT_EQ(TextAt(*picked.result, "c"),
            Numbers(1, 5) + "x\n" + Numbers(6, 30));
  for (const auto& [path, text] : Patched(onto, picked.series)) {
    EXPECT_EQ(text, TextAt(*picked.result, path));
  }
}

TEST_F(PickTest, PatchesThatAreTakenOut) {
  Mail("one", "b", AddBehind(5, "x"));
  Stack stack = stack_.stack();
  StackOf reversed(TreeOf(
      "base", {{"b", Numbers(1, 2) + Numbers(1, 5) + "x\n" + Numbers(6, 30)}}));
  reversed.Add("one", texts_["one"]);
  stack = reversed.stack();
  stack.layers[0].patches[0].reversed = true;
  const auto picked = Pick(stack, {0}, nullptr);
  ASSERT_TRUE(picked.ok()) << picked.status();
  EXPECT_THAT(Outcomes(*picked), ElementsAre("one: other lines"));
  EXPECT_FALSE(picked->series.patches[0].reversed);
  EXPECT_EQ(TextAt(*picked->result, "b"), Numbers(1, 2) + Numbers(1, 30));
}

TEST_F(PickTest, ASparseTreeBecomesAPatch) {
  stack_.Sparse("laid", {{"a", Numbers(1, 5) + "x\n" + Numbers(6, 30)}});
  const Picked picked = PickOnto({0}, nullptr);
  EXPECT_THAT(Outcomes(picked), ElementsAre("laid: original"));
  for (const auto& [path, text] : Patched(files_, picked.series)) {
    EXPECT_EQ(text, TextAt(*picked.result, path));
  }
}

TEST_F(PickTest, PositionsMustBeThereAndInOrder) {
  Mail("one", "a", AddBehind(5, "x"));
  Mail("two", "a", AddBehind(20, "y"));
  for (const std::vector<int>& positions :
       {std::vector<int>{1, 0}, {0, 0}, {2}, {-1}}) {
    EXPECT_EQ(Pick(stack_.stack(), positions, nullptr).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  EXPECT_TRUE(PickOnto({}, nullptr).series.patches.empty());
}

}  // namespace
}  // namespace patchgraph
