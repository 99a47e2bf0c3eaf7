#include "engine/report/graph/graph_text.h"

#include <set>
#include <string>

#include "engine/graph/dependency.h"
#include "engine/report/graph/graph_text_parts.h"
#include "engine/report/graph/graph_words.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

GraphReasonReport Reason(DependencyReason reason) {
  GraphReasonReport report;
  report.set_reason(std::string(Name(reason)));
  report.set_kind(std::string(Name(KindOf(reason))));
  report.set_path("kernel/timer.c");
  report.set_start(12);
  report.set_lines(3);
  report.set_hunk(1);
  report.set_needs_hunk(1);
  return report;
}

TEST(GraphWords, EveryReasonHasWordsOfItsOwn) {
  std::set<std::string> words;
  for (const DependencyReason reason : AllDependencyReasons()) {
    const std::string said = ReasonWords(Reason(reason));
    EXPECT_THAT(said, HasSubstr("kernel/timer.c")) << Name(reason);
    EXPECT_TRUE(words.insert(said).second) << said;
  }
}

TEST(GraphWords, LinesAreOneSeveralOrAPlace) {
  GraphReasonReport reason = Reason(DependencyReason::kRewrites);
  EXPECT_EQ(ReasonWords(reason),
            "rewrites what it wrote at lines 12-14 of kernel/timer.c");
  reason.set_lines(1);
  EXPECT_EQ(ReasonWords(reason),
            "rewrites what it wrote at line 12 of kernel/timer.c");
  reason = Reason(DependencyReason::kTouches);
  reason.set_lines(0);
  EXPECT_EQ(ReasonWords(reason),
            "is next to what it changed after line 12 of kernel/timer.c");
  reason.set_start(0);
  EXPECT_EQ(ReasonWords(reason),
            "is next to what it changed at the start of kernel/timer.c");
}

TEST(GraphWords, AFileThatWasCopiedIsNotRenamed) {
  GraphReasonReport reason = Reason(DependencyReason::kMovesFile);
  reason.set_hunk(0);
  EXPECT_EQ(ReasonWords(reason),
            "renames or deletes kernel/timer.c, which it changed");
  reason.set_hunk(2);
  reason.set_needs_hunk(0);
  EXPECT_EQ(ReasonWords(reason), "changes kernel/timer.c, which it copied");
}

TEST(GraphWords, ASymbolIsNamedWithBothFiles) {
  GraphReasonReport reason = Reason(DependencyReason::kUses);
  reason.set_name("guest_halt");
  reason.set_needs_path("kernel/guest.c");
  EXPECT_EQ(ReasonWords(reason),
            "uses guest_halt in kernel/timer.c, which it defines in "
            "kernel/guest.c");
}

TEST(GraphWords, AnEdgeSaysTheSurestFirstAndTheSameOnce) {
  GraphEdgeReport edge;
  *edge.add_reasons() = Reason(DependencyReason::kNear);
  *edge.add_reasons() = Reason(DependencyReason::kRewrites);
  *edge.add_reasons() = Reason(DependencyReason::kRewrites);
  *edge.add_reasons() = Reason(DependencyReason::kTouches);
  EXPECT_EQ(EdgeWords(edge, 1),
            "rewrites what it wrote at lines 12-14 of kernel/timer.c; and 2 "
            "more");
  EXPECT_THAT(EdgeWords(edge, 3),
              AllOf(HasSubstr("; has in its context"), Not(HasSubstr("more"))));
}

GraphPatchReport* AddPatch(int number, const std::string& name, int round,
                           int island, StackGraphReport* stack) {
  GraphPatchReport* patch = stack->add_patches();
  patch->set_number(number);
  patch->set_name(name);
  patch->set_subject("what " + name + " does");
  patch->set_verdict("clean");
  patch->set_round(round);
  patch->set_island(island);
  return patch;
}

GraphReport OfPatches(int count) {
  GraphReport report;
  report.set_question("overview");
  report.add_kinds("content");
  StackGraphReport* stack = report.add_stacks();
  stack->set_name("guest");
  stack->set_base("v1");
  stack->set_patch_count(count);
  stack->set_round_count(1);
  stack->set_island_count(count);
  for (int i = 1; i <= count; ++i) {
    AddPatch(i, "p" + std::to_string(i), 1, i, stack);
  }
  return report;
}

std::string Rendered(const GraphReport& report, bool verbose = false) {
  TextStyle style;
  style.verbose = verbose;
  return RenderGraphText(report, style);
}

TEST(GraphText, AShortStackIsShownWhole) {
  const std::string text = Rendered(OfPatches(24));
  EXPECT_THAT(text, AllOf(HasSubstr("guest on v1: 24 patches, 1 round, 24"),
                          HasSubstr("  24  p24"), Not(HasSubstr("more"))));
}

TEST(GraphText, WhatIsSaidOfAnotherPatchLeavesItsFoldersOut) {
  GraphReport report = OfPatches(4);
  StackGraphReport* stack = report.mutable_stacks(0);
  const char* names[] = {"features/all/0009-move-headers.patch",
                         "features/all/0010-use-headers.patch",
                         "arm/timer.patch", "x86/timer.patch"};
  for (int i = 0; i < 4; ++i) stack->mutable_patches(i)->set_name(names[i]);
  for (const int from : {2, 4}) {
    GraphEdgeReport* edge = stack->add_edges();
    edge->set_from(from);
    edge->set_to(from - 1);
    edge->add_kinds("content");
  }
  EXPECT_THAT(Rendered(report),
              AllOf(HasSubstr("  1  features/all/0009-move-headers.patch"),
                    HasSubstr("needs 0009-move-headers.patch (content)"),
                    HasSubstr("needs arm/timer.patch (content)")));
  EXPECT_THAT(ShortNames(*stack),
              testing::ElementsAre(testing::Pair(1, "0009-move-headers.patch"),
                                   testing::Pair(2, "0010-use-headers.patch"),
                                   testing::Pair(3, "arm/timer.patch"),
                                   testing::Pair(4, "x86/timer.patch")));
}

TEST(GraphText, ALongStackIsFoldedUnlessVerbose) {
  EXPECT_THAT(Rendered(OfPatches(600)),
              AllOf(HasSubstr("Patches by round: 600."), Not(HasSubstr("p8"))));
  GraphReport order = OfPatches(600);
  order.mutable_stacks(0)->mutable_order();
  EXPECT_THAT(Rendered(order),
              AllOf(HasSubstr("Round 1: 600 patches"), HasSubstr("    8  p8 "),
                    Not(HasSubstr(" p9 ")), HasSubstr("and 592 more")));
  EXPECT_THAT(Rendered(OfPatches(600), /*verbose=*/true),
              AllOf(HasSubstr("  600  p600"), Not(HasSubstr("more"))));
}

TEST(GraphText, NothingInItActsOnATerminal) {
  // U+202E, in pieces: else it would turn this line around.
  const std::string right_to_left = std::string("\xe2\x80") + "\xae";
  GraphReport report = OfPatches(2);
  StackGraphReport* stack = report.mutable_stacks(0);
  stack->set_name("\x1b[31mred");
  stack->mutable_patches(0)->set_name("a\x1b]0;title\x07");
  stack->mutable_patches(0)->set_subject(right_to_left + "txet");
  GraphLeftOutReport* left_out = stack->add_left_out();
  left_out->set_path("\x1b[2J.c");
  EXPECT_THAT(Rendered(report),
              AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x07")),
                    Not(HasSubstr(right_to_left)), HasSubstr("^[[31mred")));
}

TEST(GraphText, LinesKeepToTheWidth) {
  GraphReport report = OfPatches(3);
  StackGraphReport* stack = report.mutable_stacks(0);
  stack->mutable_patches(0)->set_subject(std::string(200, 'x'));
  report.set_question("needs");
  ClosureLevel* level = stack->mutable_needs()->add_levels();
  level->set_name("apply");
  ClosurePatch* needed = level->add_patches();
  needed->set_number(1);
  needed->add_by(2);
  stack->mutable_needs()->add_patches(2);
  GraphEdgeReport* edge = stack->add_edges();
  edge->set_from(2);
  edge->set_to(1);
  for (const DependencyReason reason : AllDependencyReasons()) {
    *edge->add_reasons() = Reason(reason);
  }
  const std::string text = Rendered(report);
  size_t begin = 0;
  for (size_t end = 0; (end = text.find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    // The "…" of a subject that was cut takes three bytes and one column.
    EXPECT_LE(end - begin, 82U) << text.substr(begin, end - begin);
  }
}

// A row of a sparse tree says so, as it has no subject.
TEST(GraphText, ASparseTreeStaysWithAFewHunksGone) {
  GraphReport report = OfPatches(2);
  StackGraphReport* stack = report.mutable_stacks(0);
  stack->mutable_patches(1)->set_sparse(true);
  CutReport* cut = stack->mutable_cut();
  cut->add_patches(1);
  cut->set_patch_count(1);
  cut->set_hunk_count(4);
  ClosurePatch* falls = cut->add_falls();
  falls->set_number(2);
  falls->set_sparse_hunks(6);
  EXPECT_THAT(Rendered(report),
              AllOf(HasSubstr("sparse tree\n"),
                    HasSubstr("with 6 hunks; as a whole a sparse tree stays"),
                    HasSubstr("1 patch of 2 goes, with 4 hunks."),
                    Not(HasSubstr("In conflict"))));
}

TEST(GraphText, WhatIsLeftOutElsewhereIsOnlyCounted) {
  GraphReport report = OfPatches(2);
  StackGraphReport* stack = report.mutable_stacks(0);
  stack->set_patch_count(9);
  stack->mutable_needs()->add_patches(1);
  for (const int patch : {1, 7, 8}) {
    GraphLeftOutReport* left_out = stack->add_left_out();
    left_out->set_patch(patch);
    left_out->set_name("p" + std::to_string(patch));
    left_out->set_path("f.c");
    left_out->set_hunk(3);
    left_out->set_message("no such line");
  }
  EXPECT_THAT(
      Rendered(report),
      AllOf(HasSubstr("p1, f.c, hunk 3: no such line\n"), Not(HasSubstr("p7")),
            HasSubstr("2 parts of other patches do not apply to v1"),
            HasSubstr("as far as the part that applies can tell")));
}

}  // namespace
}  // namespace patchgraph
