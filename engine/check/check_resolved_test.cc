// What becomes of a stack where resolvers may settle conflicts.

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/check/check.h"
#include "engine/check/check_test_stack.h"
#include "engine/check/move_content.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"
#include "engine/text/text_generator.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

const char kFile[] = "drivers/fan.c";
// Lines 1 to 30, of which the stack changes the fifth and the 20th.
constexpr char kFifth[] =
    "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n";
constexpr char kTwentieth[] =
    "@@ -17,7 +17,7 @@\n 17\n 18\n 19\n-20\n+twenty\n 21\n 22\n 23\n";
// No resolver looks at a text that has markers in it.
constexpr char kMarker[] = "<<<<<<< here";

CheckOptions Propose(bool squash = false) {
  CheckOptions options;
  options.resolve = AutoMode::kPropose;
  options.squash = squash;
  return options;
}

StackCheck Move(const StackOf& stack, const std::shared_ptr<const Tree>& onto,
                const CheckOptions& options) {
  auto check = Check(stack.stack(), onto, options);
  EXPECT_TRUE(check.ok()) << check.status();
  return *std::move(check);
}

std::string With(int number, const std::string& line,
                 const std::string& text = Numbers(1, 30)) {
  return absl::StrReplaceAll(text, {{absl::StrCat("\n", number, "\n"),
                                     absl::StrCat("\n", line, "\n")}});
}

StackOf Thirty() { return StackOf(TreeOf("1.0", {{kFile, Numbers(1, 30)}})); }

StackCheck MoveFifth(const std::string& onto, const CheckOptions& options) {
  return Move(Thirty().Edit("fifth.patch", kFile, kFifth),
              TreeOf("1.1", {{kFile, onto}}), options);
}

TEST(CheckResolved, NobodyIsAskedUnlessOneSaysSo) {
  const StackCheck check = MoveFifth(With(5, "V"), CheckOptions());
  EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict);
  EXPECT_EQ(check.conflicts.size(), 1u);
  EXPECT_TRUE(check.resolutions.empty());
}

TEST(CheckResolved, ASettledConflictIsNone) {
  const StackCheck check = MoveFifth(With(5, "V"), Propose());
  EXPECT_EQ(check.moved[0].verdict, Verdict::kResolved);
  EXPECT_EQ(check.moved[0].files[0].verdict, Verdict::kResolved);
  EXPECT_EQ(check.moved[0].files[0].hunks[0].verdict, Verdict::kResolved);
  EXPECT_EQ(check.moved[0].files[0].hunks[0].line, 2);
  EXPECT_TRUE(check.conflicts.empty());
  ASSERT_EQ(check.resolutions.size(), 1u);
  const RegionResolution& resolution = check.resolutions[0];
  EXPECT_TRUE(resolution.applied);
  EXPECT_EQ(resolution.path, kFile);
  EXPECT_EQ(resolution.stack, "stack");
  EXPECT_EQ(resolution.patch, "fifth.patch");
  EXPECT_EQ(resolution.region.ours.start, 5);
  EXPECT_EQ(resolution.region.ours.text, "V\n");
  EXPECT_EQ(resolution.region.theirs.text, "five\n");
  EXPECT_EQ(resolution.region.hunks, std::vector<int>{0});
  EXPECT_FALSE(resolution.proposal.resolver.empty());
  EXPECT_EQ(TextAt(*check.result, kFile),
            Numbers(1, 4) + resolution.proposal.text + Numbers(6, 30));
}

TEST(CheckResolved, WhatComesLaterMeetsTheResolvedText) {
  const auto stack =
      Thirty()
          .Edit("fifth.patch", kFile, kFifth)
          .Edit("more.patch", kFile,
                "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-five\n+5.0\n 6\n 7\n 8\n");
  const auto onto = TreeOf("1.1", {{kFile, With(5, "V")}});
  EXPECT_EQ(Move(stack, onto, CheckOptions()).moved[1].verdict,
            Verdict::kBlocked);
  const StackCheck check = Move(stack, onto, Propose());
  EXPECT_FALSE(IsLeftOut(check.moved[1].verdict));
  EXPECT_TRUE(check.conflicts.empty());
}

TEST(CheckResolved, WhatIsLeftStaysAConflict) {
  const auto stack =
      Thirty().Edit("both.patch", kFile, absl::StrCat(kFifth, kTwentieth));
  const StackCheck check =
      Move(stack, TreeOf("1.1", {{kFile, With(5, "V", With(20, kMarker))}}),
           Propose());
  const MovedFile& file = check.moved[0].files[0];
  EXPECT_EQ(file.verdict, Verdict::kConflict);
  // A text with markers in one place is not looked at anywhere.
  const Verdict fifth = file.hunks[0].verdict;
  EXPECT_EQ(file.hunks[1].verdict, Verdict::kConflict);
  ASSERT_EQ(check.conflicts.size(), 1u);
  EXPECT_EQ(check.conflicts[0].regions.size(),
            fifth == Verdict::kResolved ? 1u : 2u);
  EXPECT_EQ(check.resolutions.size(), fifth == Verdict::kResolved ? 1u : 0u);
}

// With the first patch left out nobody can say what the second should become.
TEST(CheckResolved, WhatWaitsIsNotGuessedAt) {
  const auto stack =
      Thirty()
          .Edit("marker.patch", kFile,
                absl::StrCat("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+", kMarker,
                             "\n 6\n 7\n 8\n"))
          .Edit("more.patch", kFile,
                absl::StrCat("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-", kMarker,
                             "\n+five\n 6\n 7\n 8\n"));
  const StackCheck check =
      Move(stack, TreeOf("1.1", {{kFile, With(5, "V")}}), Propose());
  EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict);
  EXPECT_EQ(check.moved[1].verdict, Verdict::kBlocked);
  EXPECT_TRUE(check.resolutions.empty());
  EXPECT_EQ(TextAt(*check.result, kFile), With(5, "V"));
}

TEST(CheckResolved, ADeletedFileIsForAPerson) {
  const StackCheck check =
      Move(Thirty().Edit("fifth.patch", kFile, kFifth),
           TreeOf("1.1", {{"Makefile", "obj-y := core.o\n"}}), Propose());
  EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict);
  EXPECT_TRUE(check.resolutions.empty());
}

TEST(CheckResolved, SafeTakesWhatHasEarnedItAndProposesTheRest) {
  CheckOptions options;
  options.resolve = AutoMode::kSafe;
  const StackCheck safe = MoveFifth(With(5, "V"), options);
  const StackCheck guess = MoveFifth(With(5, "V"), Propose());
  ASSERT_EQ(guess.resolutions.size(), 1u);
  ASSERT_EQ(safe.resolutions.size(), 1u);
  const bool sure = guess.resolutions[0].proposal.tier == Tier::kApply;
  EXPECT_EQ(safe.resolutions[0].applied, sure);
  EXPECT_EQ(safe.resolutions[0].proposal.text,
            guess.resolutions[0].proposal.text);
  EXPECT_EQ(safe.conflicts.empty(), sure);
}

TEST(CheckResolved, AsOneChange) {
  const auto stack = Thirty()
                         .Edit("fifth.patch", kFile, kFifth)
                         .Edit("twentieth.patch", kFile, kTwentieth);
  const StackCheck check =
      Move(stack, TreeOf("1.1", {{kFile, With(5, "V", With(20, "XX"))}}),
           Propose(/*squash=*/true));
  EXPECT_EQ(check.moved[0].verdict, Verdict::kResolved);
  EXPECT_TRUE(check.conflicts.empty());
  ASSERT_EQ(check.resolutions.size(), 2u);
  EXPECT_EQ(check.resolutions[0].path, kFile);
  EXPECT_FALSE(check.resolutions[0].patches.empty());
  EXPECT_EQ(TextAt(*check.result, kFile),
            Numbers(1, 4) + check.resolutions[0].proposal.text +
                Numbers(6, 19) + check.resolutions[1].proposal.text +
                Numbers(21, 30));
}

TEST(CheckResolved, AsOneChangeAFileIsSettledAsAWholeOrNotAtAll) {
  const auto stack = Thirty()
                         .Edit("fifth.patch", kFile, kFifth)
                         .Edit("twentieth.patch", kFile, kTwentieth);
  const auto onto = TreeOf("1.1", {{kFile, With(5, "V", With(20, kMarker))}});
  CheckOptions off;
  off.squash = true;
  const StackCheck git = Move(stack, onto, off);
  const StackCheck check = Move(stack, onto, Propose(/*squash=*/true));
  EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict);
  EXPECT_EQ(check.conflicts.size(), 1u);
  EXPECT_EQ(TextAt(*check.result, kFile), TextAt(*git.result, kFile));
  for (const RegionResolution& resolution : check.resolutions) {
    EXPECT_FALSE(resolution.applied);
  }
}

// What is settled is what merge-file would write, and nothing else changes.
TEST(CheckResolved, ATextIsThatOfTheResolvers) {
  const std::uint64_t seed = TestSeed(20060917);
  TextGenerator generator(seed);
  int settled = 0;
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round));
    if (round % 10 == 0) generator.Restock();
    const auto lines = generator.NewText();
    const std::string base = generator.Join(lines);
    const std::string ours = generator.Join(generator.Edited(lines, 3));
    const std::string theirs = generator.Join(generator.Edited(lines, 3));
    FileStep step;
    step.before = FileState{FileMode::kRegular, Blob::FromBytes(base)};
    step.after = FileState{FileMode::kRegular, Blob::FromBytes(theirs)};
    MoveContentOptions options;
    options.path = kFile;
    const FileState target = {FileMode::kRegular, Blob::FromBytes(ours)};
    const auto nothing = [](LineRange) { return absl::optional<HunkKey>(); };
    options.resolve = AutoMode::kOff;
    const auto off = MoveContent(step, target, options, nothing);
    options.resolve = AutoMode::kPropose;
    const auto moved = MoveContent(step, target, options, nothing);
    ASSERT_TRUE(off.ok() && moved.ok());
    if (!off->conflict.has_value()) {
      ASSERT_TRUE(moved->resolutions.empty());
      ASSERT_TRUE(off->result == moved->result);
      continue;
    }
    ResolveOptions resolve;
    resolve.mode = AutoMode::kPropose;
    resolve.path = kFile;
    const FileMerge merge = Merge(base, ours, theirs);
    const ResolvedFile resolved = ResolveFile(merge, FileHistories(), resolve);
    ASSERT_EQ(moved->conflict.has_value(), resolved.open > 0);
    if (resolved.open > 0) continue;
    ++settled;
    ASSERT_EQ(moved->verdict, Verdict::kResolved);
    ASSERT_EQ(**moved->result.blob.Read(), resolved.text);
  }
  EXPECT_GT(settled, 20);
}

const char kNew[] = "drivers/new.c";
constexpr char kAdds[] = "@@ -0,0 +1,3 @@\n+1\n+2\n+3\n";

// The stack adds a file of three lines, and goes on with it.
StackOf Adds() {
  return Thirty()
      .Add("new.patch", absl::StrCat("--- /dev/null\n+++ ", kNew, "\n", kAdds))
      .Edit("more.patch", kNew, "@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n");
}

std::shared_ptr<Overlay> WithNew(const std::string& text) {
  return TreeOf("1.1", {{kFile, Numbers(1, 30)}, {kNew, text}});
}

// As git merges such files: there is no base, or an empty one.
TEST(CheckResolved, AFileThatBothAddIsSettledWithoutABase) {
  const auto onto = WithNew(Numbers(1, 5));
  const StackCheck off = Move(Adds(), onto, CheckOptions());
  ASSERT_EQ(off.conflicts.size(), 1u);
  EXPECT_EQ(off.conflicts[0].kind, ConflictKind::kAddAdd);
  EXPECT_EQ(off.moved[0].verdict, Verdict::kConflict);
  EXPECT_TRUE(off.resolutions.empty());

  const StackCheck check = Move(Adds(), onto, Propose());
  EXPECT_TRUE(check.conflicts.empty());
  EXPECT_EQ(check.moved[0].verdict, Verdict::kResolved);
  EXPECT_EQ(check.moved[0].files[0].path, kNew);
  EXPECT_EQ(check.moved[0].files[0].hunks[0].verdict, Verdict::kResolved);
  EXPECT_FALSE(IsLeftOut(check.moved[1].verdict));
  ASSERT_EQ(check.resolutions.size(), 1u);
  const RegionResolution& resolution = check.resolutions[0];
  EXPECT_TRUE(resolution.applied);
  EXPECT_EQ(resolution.path, kNew);
  EXPECT_EQ(resolution.patch, "new.patch");
  EXPECT_EQ(resolution.region.base.text, "");
  EXPECT_EQ(resolution.region.hunks, std::vector<int>{0});
  // One side has all that the other has.
  EXPECT_EQ(resolution.proposal.resolver, "same-change");
  EXPECT_EQ(resolution.proposal.text, Numbers(1, 5));
  EXPECT_EQ(TextAt(*check.result, kNew), Numbers(0, 5));
}

TEST(CheckResolved, WhatResolversAreNotSureOfIsProposedForAFileThatBothAdd) {
  CheckOptions safe;
  safe.resolve = AutoMode::kSafe;
  const auto onto = WithNew("one\ntwo\nthree\n");
  const StackCheck check = Move(Adds(), onto, safe);
  ASSERT_EQ(check.conflicts.size(), 1u);
  EXPECT_FALSE(check.conflicts[0].regions.empty());
  EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict);
  EXPECT_EQ(TextAt(*check.result, kNew), "one\ntwo\nthree\n");
  ASSERT_EQ(check.resolutions.size(), 1u);
  EXPECT_FALSE(check.resolutions[0].applied);
}

TEST(CheckResolved, AFileThatBothAddAndThatIsMoreThanLinesIsForAPerson) {
  const auto is_left = [](const std::shared_ptr<const Tree>& onto) {
    for (const bool squash : {false, true}) {
      const StackCheck check = Move(Adds(), onto, Propose(squash));
      EXPECT_FALSE(check.conflicts.empty()) << squash;
      EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict) << squash;
    }
  };
  is_left(WithNew(std::string("1\n\0\n", 4)));
  const auto onto = WithNew("");
  onto->Put(kNew, {FileMode::kExecutable, Blob::FromBytes(Numbers(1, 5))});
  is_left(onto);
}

TEST(CheckResolved, AFileThatBothAddAsOneChange) {
  const StackCheck check =
      Move(Adds(), WithNew(Numbers(0, 5)), Propose(/*squash=*/true));
  EXPECT_TRUE(check.conflicts.empty());
  EXPECT_EQ(check.moved[0].verdict, Verdict::kResolved);
  EXPECT_EQ(TextAt(*check.result, kNew), Numbers(0, 5));
}

}  // namespace
}  // namespace patchgraph
