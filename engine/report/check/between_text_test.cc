#include "engine/report/check/between_text.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/report/check/check_text.h"
#include "engine/report/check/sample_report.h"
#include "engine/report/terminal_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

// Three stacks; `collisions` of each of two pairs, one of them the same in
// both.
CheckReport ThreeStacks(int collisions) {
  std::string text = R"textproto(
    stacks { name: "guest" base: "v1" }
    stacks { name: "rt" base: "v1" }
    stacks { name: "trace" base: "v2" }
    between {
      pairs {
        a: "guest"
        b: "rt"
        ground: "v1"
        conflicts: 7
        same: 1
        subsystems { name: "kernel" conflicts: 5 same: 1 }
        subsystems { name: "mm" conflicts: 2 }
      }
      pairs { a: "guest" b: "trace" ground: "" }
      pairs {
        a: "rt"
        b: "trace"
        ground: "v3"
        conflicts: 1
        subsystems { name: "mm" conflicts: 1 }
      }
      left_out {
        stack: "rt"
        ground: "v3"
        hunks: 2
        files: 1
        patches: "a.patch"
        patches: "b.patch"
      }
      order {
        steps { stack: "rt" conflicts: 0 }
        steps { stack: "guest" conflicts: 4 }
        steps { stack: "trace" conflicts: 1 }
        conflicts: 5
        exact: true
      }
      with_first {
        first: "guest"
        steps { stack: "guest" conflicts: 0 }
        steps { stack: "rt" conflicts: 8 }
        steps { stack: "trace" conflicts: 1 }
        conflicts: 9
        exact: true
      }
  )textproto";
  for (int i = 0; i < collisions; ++i) {
    absl::StrAppend(&text, R"textproto(
      collisions {
        kind: ")textproto",
                    i == 0 ? "same" : "overlap", R"textproto("
        path: "kernel/timer.c"
        message: "both change these lines, each in its own way"
        ground { start: 5 text: "wake(task);\n" }
        a {
          stack: "guest"
          hunks { patch: "a.patch" hunk: 1 }
          hunks { patch: "a.patch" hunk: 2 }
          hunks { patch: "b.patch" hunk: 1 }
          text { start: 6 text: "guest_wake(task);\n" }
        }
        b {
          stack: "rt"
          path: "kernel/hrtimer.c"
          hunks { patch: "c.patch" hunk: 0 }
          text { start: 7 text: "rt_wake(task);\n" }
        }
      })textproto");
  }
  return ParseReport(text + "}");
}

std::string Render(const CheckReport& report, int width, bool verbose = false) {
  TextStyle style;
  style.width = width;
  style.terminal = true;
  style.verbose = verbose;
  return RenderBetween(report, style);
}

TEST(RenderBetween, IsEmptyForASingleStack) {
  EXPECT_EQ(Render(SampleReport(), 80), "");
}

TEST(RenderBetween, HasARowForEachPair) {
  const std::string text = Render(ThreeStacks(2), 80);
  EXPECT_THAT(text, ContainsRegex("1  guest and rt +7 +1  v1\n"));
  EXPECT_THAT(text, ContainsRegex("2  guest and trace +- +-  different bases"));
  EXPECT_THAT(text, ContainsRegex("3  rt and trace +1 +0  v3\n"));
}

TEST(RenderBetween, HasAMatrixOfPairsBySubsystem) {
  const std::string text = Render(ThreeStacks(2), 80);
  EXPECT_THAT(text, ContainsRegex("subsystem +#1 +#3\n"));
  EXPECT_THAT(text, ContainsRegex("kernel +5 +[.]\n"));
  EXPECT_THAT(text, ContainsRegex("mm +2 +1\n"));
}

TEST(RenderBetween, SaysWhatWasNotCompared) {
  EXPECT_THAT(Render(ThreeStacks(2), 200),
              HasSubstr("Not compared: 2 hunks and 1 file's change as a whole "
                        "of rt (a.patch and b.patch), in conflict on v3 or "
                        "blocked there."));
}

TEST(RenderBetween, NamesThePatchesOfBothSides) {
  EXPECT_THAT(Render(ThreeStacks(2), 120),
              AllOf(HasSubstr("guest: a.patch, hunks 1 and 2 and b.patch, hunk "
                              "1 against rt: c.patch\n"),
                    HasSubstr("1 of 1  overlap  kernel/timer.c"),
                    HasSubstr("guest, line 6"),
                    HasSubstr("rt, kernel/hrtimer.c, line 7")));
}

TEST(RenderBetween, TheSameChangeIsListedApart) {
  EXPECT_THAT(Render(ThreeStacks(1), 80),
              AllOf(HasSubstr("The same change in both: take one\n"
                              "  kernel/timer.c, line 5\n"),
                    Not(HasSubstr("1 of 1"))));
}

TEST(RenderBetween, TellsTheOrderAndTheOthers) {
  EXPECT_THAT(Render(ThreeStacks(2), 80),
              AllOf(ContainsRegex("1  rt +0\n +2  guest +4\n +3  trace +1\n"),
                    HasSubstr("5 in all; no order has fewer."),
                    HasSubstr("    9 in all: guest, rt, trace\n")));
}

TEST(RenderBetween, FoldsManyUnlessVerbose) {
  const CheckReport report = ThreeStacks(100);
  EXPECT_THAT(Render(report, 80), HasSubstr("… 69 more: --verbose"));
  EXPECT_THAT(Render(report, 80, /*verbose=*/true),
              AllOf(HasSubstr("99 of 99  overlap"), Not(HasSubstr("more:"))));
}

TEST(RenderBetween, KeepsToTheWidth) {
  for (const int width : {60, 80, 120, 200}) {
    const std::string text = Render(ThreeStacks(3), width);
    for (const absl::string_view line : absl::StrSplit(text, '\n')) {
      EXPECT_LE(DisplayWidth(line), width) << line;
    }
  }
}

TEST(RenderBetween, HostileTextIsHarmless) {
  const std::string evil = "\x1b[2J\r\x07";
  CheckReport report = ThreeStacks(3);
  BetweenReport* between = report.mutable_between();
  for (StackPairReport& pair : *between->mutable_pairs()) {
    pair.set_a(evil);
    pair.set_b(evil);
    pair.set_ground(evil);
    for (PairSubsystemReport& row : *pair.mutable_subsystems()) {
      row.set_name(evil);
    }
  }
  for (CollisionReport& collision : *between->mutable_collisions()) {
    collision.set_path(evil);
    collision.set_message(evil);
    collision.set_detail(evil);
    for (CollisionSideReport* side :
         {collision.mutable_a(), collision.mutable_b()}) {
      side->set_stack(evil);
      side->set_path(evil);
      side->mutable_hunks(0)->set_patch(evil);
      side->mutable_text()->set_text(evil);
    }
  }
  LeftOutReport* left_out = between->mutable_left_out(0);
  left_out->set_stack(evil);
  left_out->set_ground(evil);
  left_out->set_patches(0, evil);
  for (MergeOrderReport* order :
       {between->mutable_order(), between->mutable_with_first(0)}) {
    order->set_first(evil);
    order->mutable_steps(0)->set_stack(evil);
  }
  TextStyle style;
  style.width = 80;
  const std::string text = RenderText(report, style);
  EXPECT_THAT(text, HasSubstr("^[[2J"));
  for (const char raw : evil.substr(0, 1) + "\r\x07") {
    EXPECT_EQ(text.find(raw), std::string::npos);
  }
}

}  // namespace
}  // namespace patchgraph
