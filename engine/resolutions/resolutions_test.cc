// Learning a resolution and using it again, on texts small enough to read.

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/merge/test_trees.h"
#include "engine/merge/tree_merge.h"
#include "engine/resolutions/conflict_pieces.h"
#include "engine/resolutions/find_results.h"
#include "engine/resolutions/learn_resolutions.h"
#include "engine/resolutions/resolution.h"
#include "engine/resolutions/reuse_resolutions.h"
#include "engine/text/merge.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const ResolutionOrigin kOrigin = {"A U Thor <author@example.com>", 1144051200,
                                  "", "timer: wait"};

// What is remembered, in memory.
class Memory {
 public:
  void Keep(const std::vector<Resolution>& resolutions) {
    for (const Resolution& resolution : resolutions) {
      kept_[KeyOf(resolution.conflict)].push_back(resolution);
    }
  }
  ResolutionFinder finder() const {
    return
        [this](
            const std::string& key) -> absl::StatusOr<std::vector<Resolution>> {
          const auto found = kept_.find(key);
          if (found == kept_.end()) return std::vector<Resolution>();
          return found->second;
        };
  }

 private:
  std::map<std::string, std::vector<Resolution>> kept_;
};

ReusedText Reuse(const Memory& memory, const FileMerge& merge,
                 ReuseMode mode = ReuseMode::kAuto) {
  ReuseOptions options;
  options.mode = mode;
  options.labels = {"ours", "base", "theirs"};
  const auto reused = ReuseInText(merge, {"timer.c"}, memory.finder(), options);
  EXPECT_TRUE(reused.ok()) << reused.status();
  return reused.value_or(ReusedText());
}

struct Sides {
  std::string base;
  std::string ours;
  std::string theirs;
  FileMerge Merged() const { return Merge(base, ours, theirs); }
  Sides With(const std::string& from, const std::string& to) const {
    return {absl::StrReplaceAll(base, {{from, to}}),
            absl::StrReplaceAll(ours, {{from, to}}),
            absl::StrReplaceAll(theirs, {{from, to}})};
  }
};

// Five lines before the conflict and five after it, with `middle` in between.
std::string Around(const std::string& middle) {
  return "one\ntwo\nthree\nfour\nfive\n" + middle +
         "six\nseven\neight\nnine\nten\n";
}

const Sides kTimer = {Around("wait(1);\n"), Around("wait(2);\n"),
                      Around("pause(1);\n")};
const char kResolved[] = "pause(2);\n";

Memory LearnedFrom(const Sides& sides, const std::string& resolved) {
  const LearnedResolutions learned =
      LearnFromText(sides.Merged(), resolved, "timer.c", kOrigin);
  EXPECT_THAT(learned.not_learned, IsEmpty());
  Memory memory;
  memory.Keep(learned.learned);
  return memory;
}

Memory TimerMemory() { return LearnedFrom(kTimer, Around(kResolved)); }

TEST(Resolutions, AreKnownByTheConflictAndThreeLinesAround) {
  const ConflictPieces pieces = TakeApart(kTimer.Merged());
  ASSERT_THAT(pieces.conflicts, SizeIs(1));
  EXPECT_EQ(pieces.conflicts[0].base, "wait(1);\n");
  EXPECT_EQ(pieces.conflicts[0].ours, "wait(2);\n");
  EXPECT_EQ(pieces.conflicts[0].theirs, "pause(1);\n");
  EXPECT_EQ(pieces.conflicts[0].before, "three\nfour\nfive\n");
  EXPECT_EQ(pieces.conflicts[0].after, "six\nseven\neight\n");
}

TEST(Resolutions, TheKeyIsTheDigestThatTheDocumentGives) {
  ConflictIdentity conflict;
  conflict.base = "a\n";
  conflict.ours = "b\n";
  conflict.theirs = "c\n";
  conflict.before = "x\n";
  // printf '6:region,2:a\n,2:b\n,2:c\n,2:x\n,0:,' | sha256sum
  EXPECT_EQ(KeyOf(conflict),
            "29dbda463df2aa578e662a696a6d91c12540c25babf442aa5a5adca5fe985532");
}

TEST(Resolutions, NoByteCanMoveFromOnePartToTheNext) {
  ConflictIdentity a;
  a.ours = "x\ny\n";
  ConflictIdentity b;
  b.ours = "x\n";
  b.theirs = "y\n";
  EXPECT_NE(KeyOf(a), KeyOf(b));
}

TEST(Resolutions, AutoAppliesAndSaysWhoseItIs) {
  const ReusedText reused = Reuse(TimerMemory(), kTimer.Merged());
  EXPECT_EQ(reused.text, Around(kResolved));
  EXPECT_EQ(reused.open, 0);
  ASSERT_THAT(reused.proposals, SizeIs(1));
  EXPECT_TRUE(reused.proposals[0].applied);
  EXPECT_EQ(reused.proposals[0].line, 6);
  EXPECT_EQ(OriginWords(reused.proposals[0].resolution),
            "Resolution from A U Thor, 2006-04-03");
}

TEST(Resolutions, ProposeAppliesNothingUnlessAskedTo) {
  const Memory memory = TimerMemory();
  ReusedText reused = Reuse(memory, kTimer.Merged(), ReuseMode::kPropose);
  EXPECT_EQ(reused.text,
            Around("<<<<<<< ours\nwait(2);\n||||||| base\nwait(1);\n=======\n"
                   "pause(1);\n>>>>>>> theirs\n"));
  EXPECT_EQ(reused.open, 1);
  ASSERT_THAT(reused.proposals, SizeIs(1));
  EXPECT_FALSE(reused.proposals[0].applied);
  EXPECT_EQ(reused.proposals[0].doubt, "");

  ReuseOptions options;
  options.accepted = {IdOf(reused.proposals[0].resolution)};
  reused = *ReuseInText(kTimer.Merged(), {"timer.c"}, memory.finder(), options);
  EXPECT_EQ(reused.text, Around(kResolved));
}

TEST(Resolutions, OffLooksNothingUp) {
  const ReusedText reused =
      Reuse(TimerMemory(), kTimer.Merged(), ReuseMode::kOff);
  EXPECT_EQ(reused.open, 1);
  EXPECT_THAT(reused.proposals, IsEmpty());
}

TEST(Resolutions, AConflictElsewhereInTheFileDoesNotLoseIt) {
  const std::string far = "far 1\nfar 2\nfar 3\nfar 4\nfar 5\n";
  const Sides sides = {"a\n" + far + kTimer.base, "b\n" + far + kTimer.ours,
                       "c\n" + far + kTimer.theirs};
  const ReusedText reused = Reuse(TimerMemory(), sides.Merged());
  EXPECT_EQ(reused.conflicts, 2);
  EXPECT_EQ(reused.open, 1);
  EXPECT_EQ(reused.text,
            "<<<<<<< ours\nb\n||||||| base\na\n=======\nc\n>>>>>>> theirs\n" +
                far + Around(kResolved));
}

// Each of the four texts by itself.
TEST(Resolutions, AChangedTextIsAnotherConflict) {
  const std::vector<std::pair<std::string, Sides>> changed = {
      {"base", {Around("wait(9);\n"), kTimer.ours, kTimer.theirs}},
      {"ours", {kTimer.base, Around("wait(9);\n"), kTimer.theirs}},
      {"theirs", {kTimer.base, kTimer.ours, Around("pause(9);\n")}},
      {"the line before", kTimer.With("five", "FIVE")},
      {"three lines before", kTimer.With("three", "THREE")},
      {"three lines after", kTimer.With("eight", "EIGHT")},
  };
  for (const auto& [what, sides] : changed) {
    const ReusedText reused = Reuse(TimerMemory(), sides.Merged());
    EXPECT_EQ(reused.open, 1) << what;
    EXPECT_THAT(reused.proposals, IsEmpty()) << what;
  }
  EXPECT_EQ(Reuse(TimerMemory(), kTimer.With("two", "TWO").Merged()).open, 0)
      << "four lines away is elsewhere";
}

// A line around it that one side alone changed is part of its context.
TEST(Resolutions, ACleanChangeNextToItIsAnotherContext) {
  Sides sides = kTimer;
  sides.theirs = absl::StrReplaceAll(sides.theirs, {{"eight", "8"}});
  EXPECT_THAT(Reuse(TimerMemory(), sides.Merged()).proposals, IsEmpty());
}

TEST(Resolutions, WhatTheKeyAloneFindsIsNotBelieved) {
  Resolution other =
      LearnFromText(kTimer.Merged(), Around(kResolved), "timer.c", kOrigin)
          .learned[0];
  other.conflict.base = "something else\n";
  const ResolutionFinder liar = [&other](const std::string&) {
    return absl::StatusOr<std::vector<Resolution>>(std::vector{other});
  };
  ReuseOptions options;
  options.mode = ReuseMode::kAuto;
  const auto reused = ReuseInText(kTimer.Merged(), {"timer.c"}, liar, options);
  EXPECT_EQ(reused->open, 1);
  EXPECT_THAT(reused->proposals, IsEmpty());
}

TEST(Resolutions, OneForAnotherFileIsProposed) {
  ReuseOptions options;
  options.mode = ReuseMode::kAuto;
  const Memory memory = TimerMemory();
  const auto reused = ReuseInText(kTimer.Merged(), {"clock.c", "watch.c"},
                                  memory.finder(), options);
  EXPECT_EQ(reused->open, 1);
  EXPECT_EQ(reused->proposals.at(0).doubt, "it was made for timer.c");
  EXPECT_EQ(ReuseInText(kTimer.Merged(), {"clock.c", "timer.c"},
                        memory.finder(), options)
                ->open,
            0)
      << "a file that one side renamed is the same file";
}

TEST(Resolutions, OfTwoForOneConflictNeitherIsApplied) {
  Memory memory = TimerMemory();
  memory.Keep(
      LearnFromText(kTimer.Merged(), Around("halt();\n"), "timer.c", kOrigin)
          .learned);
  const ReusedText reused = Reuse(memory, kTimer.Merged());
  EXPECT_EQ(reused.open, 1);
  ASSERT_THAT(reused.proposals, SizeIs(2));
  EXPECT_EQ(reused.proposals[1].doubt,
            "2 resolutions of this conflict are remembered");
}

// Thrice the same function, with nothing else around: context cannot tell.
TEST(Resolutions, AConflictThatStandsTwiceIsProposed) {
  const Sides twice = {kTimer.base + kTimer.base, kTimer.ours + kTimer.ours,
                       kTimer.theirs + kTimer.theirs};
  const Memory memory =
      LearnedFrom(twice, Around(kResolved) + Around(kResolved));
  const ReusedText reused = Reuse(memory, twice.Merged());
  EXPECT_EQ(reused.open, 2);
  for (const ProposedResolution& proposal : reused.proposals) {
    EXPECT_FALSE(proposal.applied);
  }
  EXPECT_THAT(reused.proposals[0].doubt, HasSubstr("twice"));

  const LearnedResolutions contradiction =
      LearnFromText(twice.Merged(), Around(kResolved) + Around("halt();\n"),
                    "timer.c", kOrigin);
  EXPECT_THAT(contradiction.learned, IsEmpty());
  ASSERT_THAT(contradiction.not_learned, SizeIs(2));
  EXPECT_THAT(contradiction.not_learned[1].why, HasSubstr("in two ways"));
}

TEST(Resolutions, ContextTellsTwoOfAKind) {
  const Sides other = kTimer.With("four", "vier");
  const Sides both = {kTimer.base + other.base, kTimer.ours + other.ours,
                      kTimer.theirs + other.theirs};
  const std::string resolved =
      Around(kResolved) +
      absl::StrReplaceAll(Around("halt();\n"), {{"four", "vier"}});
  const ReusedText reused = Reuse(LearnedFrom(both, resolved), both.Merged());
  EXPECT_EQ(reused.open, 0);
  EXPECT_EQ(reused.text, resolved);
}

TEST(Resolutions, EmptyTextsAreTextsToo) {
  // Ours takes the line out, theirs changes it; the person takes it out.
  const Sides sides = {kTimer.base, Around(""), kTimer.theirs};
  EXPECT_EQ(Reuse(LearnedFrom(sides, Around("")), sides.Merged()).text,
            Around(""));
  // Both add, where the base has nothing.
  const Sides added = {Around(""), Around("a\n"), Around("b\n")};
  EXPECT_EQ(Reuse(LearnedFrom(added, Around("a\nb\n")), added.Merged()).text,
            Around("a\nb\n"));
  // A file that both sides add.
  const Sides whole = {"", "a\n", "b\n"};
  EXPECT_EQ(Reuse(LearnedFrom(whole, ""), whole.Merged()).open, 0);
}

TEST(Resolutions, LineEndsAreBytes) {
  const Sides crlf = kTimer.With("\n", "\r\n");
  const std::string resolved =
      absl::StrReplaceAll(Around(kResolved), {{"\n", "\r\n"}});
  EXPECT_EQ(Reuse(LearnedFrom(crlf, resolved), crlf.Merged()).text, resolved);
  EXPECT_THAT(Reuse(TimerMemory(), crlf.Merged()).proposals, IsEmpty())
      << "CRLF is another text than LF";
  const LearnedResolutions converted =
      LearnFromText(crlf.Merged(), Around(kResolved), "timer.c", kOrigin);
  EXPECT_THAT(converted.learned, IsEmpty());
  EXPECT_EQ(converted.not_learned.at(0).why, "the lines before it were edited");
}

TEST(Resolutions, AFileMayEndWithoutALineFeed) {
  const Sides end = {"one\ntwo\nx", "one\ntwo\ny", "one\ntwo\nz\n"};
  for (const char* resolved :
       {"one\ntwo\nyz", "one\ntwo\nyz\n", "one\ntwo\n"}) {
    EXPECT_EQ(Reuse(LearnedFrom(end, resolved), end.Merged()).text, resolved);
  }
}

TEST(Resolutions, NulsAndOddBytesAreKept) {
  const std::string odd("\x00\xff\x1b[2J\n", 7);
  EXPECT_EQ(Reuse(LearnedFrom(kTimer, Around(odd)), kTimer.Merged()).text,
            Around(odd));
}

TEST(Learning, AnEditElsewhereDoesNotHinder) {
  const std::string resolved =
      absl::StrReplaceAll(Around(kResolved), {{"ten\n", "ten\neleven\n"}});
  const LearnedResolutions learned =
      LearnFromText(kTimer.Merged(), resolved, "timer.c", kOrigin);
  ASSERT_THAT(learned.learned, SizeIs(1));
  EXPECT_EQ(learned.learned[0].result, kResolved);
}

TEST(Learning, AnEditNextToItDoes) {
  for (const auto& [line, why] : std::map<std::string, std::string>{
           {"five\n", "the lines before it were edited"},
           {"six\n", "the lines after it were edited"}}) {
    const LearnedResolutions learned =
        LearnFromText(kTimer.Merged(),
                      absl::StrReplaceAll(Around(kResolved), {{line, "!\n"}}),
                      "timer.c", kOrigin);
    EXPECT_THAT(learned.learned, IsEmpty());
    ASSERT_THAT(learned.not_learned, SizeIs(1));
    EXPECT_EQ(learned.not_learned[0].conflict, 1);
    EXPECT_EQ(learned.not_learned[0].why, why);
  }
}

TEST(Learning, MarkersThatWereLeftAreNoResolution) {
  const LearnedResolutions learned = LearnFromText(
      kTimer.Merged(), Around("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n"),
      "timer.c", kOrigin);
  EXPECT_THAT(learned.learned, IsEmpty());
  EXPECT_EQ(learned.not_learned.at(0).why,
            "its result has conflict markers in it");
}

TEST(FindResults, IsNotFooledByAResultThatRepeatsWhatFollows) {
  const auto found = FindResults({"a\n", "}\n", "z\n"}, "a\nx\n}\ny\n}\nz\n");
  ASSERT_THAT(found, SizeIs(2));
  // The first "}" or the second may be the one between the conflicts.
  EXPECT_FALSE(found[0].text.has_value());
  EXPECT_FALSE(found[1].text.has_value());
  EXPECT_THAT(found[0].why_not, HasSubstr("twice"));

  const auto one = FindResults({"a\n", "}\nz\n"}, "a\nx\n}\nz\n}\nz\n");
  ASSERT_THAT(one, SizeIs(1));
  EXPECT_EQ(one[0].text, "x\n}\nz\n");
}

TEST(FindResults, LinesAreWholeLines) {
  // "b" stands in "ab" and at the beginning of "bc", but is no line of either.
  EXPECT_FALSE(FindResults({"a\n", "b"}, "ab").at(0).text.has_value());
  EXPECT_FALSE(FindResults({"", "b\n"}, "xab\n").at(0).text.has_value());
  EXPECT_EQ(FindResults({"", "b\n"}, "x\nb\n").at(0).text, "x\n");
}

// The merge of one file `f` that the three trees have, or do not.
TreeMerge MergeOf(const Files& base, const Files& ours, const Files& theirs) {
  const auto merge =
      MergeTrees(*MakeTree(base), *MakeTree(ours), *MakeTree(theirs));
  EXPECT_TRUE(merge.ok()) << merge.status();
  EXPECT_FALSE(merge->clean);
  return *merge;
}

std::vector<ReusedFile> RoundTrip(const TreeMerge& merge,
                                  const absl::optional<FileState>& resolved) {
  const auto learned = LearnResolutions(
      merge,
      [&resolved](const std::string&) {
        return absl::StatusOr<absl::optional<FileState>>(resolved);
      },
      kOrigin);
  EXPECT_TRUE(learned.ok()) << learned.status();
  EXPECT_THAT(learned->learned, SizeIs(1));
  Memory memory;
  memory.Keep(learned->learned);
  ReuseOptions options;
  options.mode = ReuseMode::kAuto;
  return *ReuseInFiles(merge, memory.finder(), options);
}

const std::string kBinary("\0binary", 7);

TEST(WholeFiles, AreKnownByTheirThreeSides) {
  struct Case {
    const char* what;
    Files base, ours, theirs;
  };
  const Case cases[] = {
      {"modify/delete", {{"f", Text("a\n")}}, {}, {{"f", Text("b\n")}}},
      {"delete/modify", {{"f", Text("a\n")}}, {{"f", Text("b\n")}}, {}},
      {"binary",
       {{"f", Text(kBinary)}},
       {{"f", Text(kBinary + "1")}},
       {{"f", Text(kBinary + "2")}}},
      {"binary add/add",
       {},
       {{"f", Text(kBinary + "1")}},
       {{"f", Text(kBinary + "2")}}},
      {"modes", {}, {{"f", Text("a\n")}}, {{"f", Program("a\n")}}},
  };
  for (const Case& c : cases) {
    const TreeMerge merge = MergeOf(c.base, c.ours, c.theirs);
    for (const absl::optional<FileState>& resolved :
         {absl::make_optional(Program("resolved\n")),
          absl::optional<FileState>()}) {
      const auto files = RoundTrip(merge, resolved);
      ASSERT_THAT(files, SizeIs(1)) << c.what;
      EXPECT_EQ(files[0].open, 0) << c.what;
      EXPECT_TRUE(files[0].file == resolved) << c.what;
      EXPECT_EQ(files[0].proposals.at(0).conflict, 0);
    }
  }
}

TEST(WholeFiles, AnotherBlobIsAnotherConflict) {
  const Files base = {{"f", Text("a\n")}};
  const auto learned = LearnResolutions(
      MergeOf(base, {}, {{"f", Text("b\n")}}),
      [](const std::string&) {
        return absl::StatusOr<absl::optional<FileState>>(absl::nullopt);
      },
      kOrigin);
  Memory memory;
  memory.Keep(learned->learned);
  ReuseOptions options;
  options.mode = ReuseMode::kAuto;
  const auto files = ReuseInFiles(MergeOf(base, {}, {{"f", Text("c\n")}}),
                                  memory.finder(), options);
  EXPECT_EQ(files->at(0).open, 1);
  EXPECT_THAT(files->at(0).proposals, IsEmpty());
  EXPECT_EQ(files->at(0).file, Text("c\n")) << "as the merge left it";
}

TEST(WholeFiles, LinesOfATreeMergeRoundTrip) {
  const TreeMerge merge =
      MergeOf({{"f", Program(kTimer.base)}}, {{"f", Program(kTimer.ours)}},
              {{"f", Program(kTimer.theirs)}});
  const auto files = RoundTrip(merge, Program(Around(kResolved)));
  ASSERT_THAT(files, SizeIs(1));
  EXPECT_EQ(files[0].open, 0);
  EXPECT_EQ(files[0].file, Program(Around(kResolved)));
}

TEST(WholeFiles, LinesDoNotSettleAModeThatIsInConflictToo) {
  const TreeMerge merge =
      MergeOf({}, {{"f", Text("a\n")}}, {{"f", Program("b\n")}});
  const auto files = RoundTrip(merge, Text("ab\n"));
  ASSERT_THAT(files, SizeIs(1));
  EXPECT_EQ(files[0].open, 1);
}

}  // namespace
}  // namespace patchgraph
