#include "engine/report/graph/graph_report.h"

#include "engine/check/graph_test_stack.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Property;

// a <- b <- c by lines, c in the context of a as well; d uses a name of b's;
// e stands alone.
DependenciesOf Five() {
  DependenciesOf stack;
  for (const char* name : {"a", "b", "c", "d", "e"}) stack.Patch(name);
  stack.Need(1, 0).Need(2, 0, DependencyReason::kNear).Need(2, 1);
  stack.Need(3, 1, DependencyReason::kUses);
  return stack;
}

StackGraphReport Ask(const StackDependencies& stack, GraphQuestion question,
                     const std::vector<int>& patches = {},
                     const StackCheck* check = nullptr) {
  GraphFindings findings;
  findings.query = {question, DefaultKinds(question), patches};
  findings.dependencies = &stack;
  findings.check = check;
  const GraphReport report = MakeGraphReport({findings}, "");
  EXPECT_EQ(report.question(), Name(question));
  return report.stacks(0);
}

// A stack moved to a target, with these verdicts.
StackCheck MovedTo(const std::vector<Verdict>& verdicts) {
  StackCheck check;
  for (const Verdict verdict : verdicts) {
    check.patches.emplace_back();
    check.moved.emplace_back();
    check.moved.back().verdict = verdict;
  }
  return check;
}

testing::Matcher<ClosurePatch> Numbered(int number) {
  return Property(&ClosurePatch::number, number);
}

TEST(GraphReport, TheOverviewHasRoundsIslandsAndCounts) {
  const StackGraphReport report = Ask(Five().stack(), GraphQuestion::kOverview);
  EXPECT_EQ(report.patch_count(), 5);
  EXPECT_EQ(report.round_count(), 3);
  EXPECT_EQ(report.island_count(), 3);  // d's tie is a judgement
  EXPECT_EQ(report.pairs().content(), 2);
  EXPECT_EQ(report.pairs().context(), 1);
  EXPECT_EQ(report.pairs().symbol(), 1);
  const GraphPatchReport& c = report.patches(2);
  EXPECT_EQ(c.number(), 3);
  EXPECT_EQ(c.round(), 3);
  EXPECT_EQ(c.needs(), 2);
  EXPECT_EQ(report.patches(0).needed_by(), 2);
  EXPECT_EQ(report.patches(0).keystone().patches(), 2);
}

TEST(GraphReport, AnEdgeIsImpliedByAPathThatIsAsSure) {
  const StackGraphReport report = Ask(Five().stack(), GraphQuestion::kOverview);
  ASSERT_EQ(report.edges_size(), 3);
  EXPECT_EQ(report.edges(0).from(), 2);
  EXPECT_FALSE(report.edges(0).implied());
  EXPECT_EQ(report.edges(1).to(), 1);  // c needs a: b says so
  EXPECT_TRUE(report.edges(1).implied());
  EXPECT_FALSE(report.edges(2).implied());
}

TEST(GraphReport, AWeakerPathImpliesNothing) {
  DependenciesOf stack;
  stack.Patch("a").Patch("b").Patch("c");
  stack.Need(1, 0, DependencyReason::kNear).Need(2, 0);
  stack.Need(2, 1, DependencyReason::kNear);
  const StackGraphReport report = Ask(stack.stack(), GraphQuestion::kOverview);
  for (const GraphEdgeReport& edge : report.edges()) {
    EXPECT_FALSE(edge.implied()) << edge.from() << " -> " << edge.to();
  }
}

TEST(GraphReport, AReasonHasLinesFromOneAndHunksFromOne) {
  const GraphReasonReport reason =
      Ask(Five().stack(), GraphQuestion::kOverview).edges(0).reasons(0);
  EXPECT_EQ(reason.kind(), "content");
  EXPECT_EQ(reason.reason(), "rewrites");
  EXPECT_EQ(reason.path(), "f.c");
  EXPECT_EQ(reason.start(), 12);
  EXPECT_EQ(reason.lines(), 3);
  EXPECT_EQ(reason.hunk(), 1);
  EXPECT_EQ(reason.needs_hunk(), 1);
}

TEST(GraphReport, NeedsGoFromTheSurestToTheBoldest) {
  DependenciesOf stack = Five();
  stack.Need(2, 4, DependencyReason::kNear);
  stack.Need(2, 3, DependencyReason::kAsksSymbol);
  const StackGraphReport report =
      Ask(stack.stack(), GraphQuestion::kNeeds, {2});
  const ClosureReport& needs = report.needs();
  EXPECT_THAT(needs.patches(), ElementsAre(3));
  ASSERT_EQ(needs.levels_size(), 3);
  EXPECT_EQ(needs.levels(0).name(), "apply");
  EXPECT_THAT(needs.levels(0).patches(), ElementsAre(Numbered(1), Numbered(2)));
  EXPECT_THAT(needs.levels(0).series(), ElementsAre(1, 2, 3));
  EXPECT_THAT(needs.levels(0).patches(1).by(), ElementsAre(3));
  EXPECT_THAT(needs.levels(1).patches(), ElementsAre(Numbered(5)));
  EXPECT_THAT(needs.levels(2).patches(), ElementsAre(Numbered(4)));
  EXPECT_THAT(needs.levels(2).series(), ElementsAre(1, 2, 3, 4, 5));
}

TEST(GraphReport, WhatTheTargetHasIsLeftOutWithWhatOnlyItNeeds) {
  const StackCheck check =
      MovedTo({Verdict::kConflict, Verdict::kUpstream, Verdict::kClean,
               Verdict::kClean, Verdict::kClean});
  DependenciesOf stack = Five();
  stack.stack().dependencies.erase(stack.stack().dependencies.begin() + 1);
  const StackGraphReport report =
      Ask(stack.stack(), GraphQuestion::kNeeds, {2}, &check);
  EXPECT_THAT(report.needs().levels(2).series(), ElementsAre(3));
  EXPECT_THAT(report.needs().upstream(), ElementsAre(Numbered(2)));
  EXPECT_EQ(report.patches(0).verdict(), "upstream");
}

TEST(GraphReport, NeededByGoesTheOtherWay) {
  const StackGraphReport report =
      Ask(Five().stack(), GraphQuestion::kNeededBy, {0});
  const ClosureReport& needed_by = report.needed_by();
  EXPECT_THAT(needed_by.levels(0).patches(),
              ElementsAre(Numbered(2), Numbered(3)));
  EXPECT_THAT(needed_by.levels(0).patches(1).by(), ElementsAre(2));
  EXPECT_THAT(needed_by.levels(1).patches(), IsEmpty());
  EXPECT_THAT(needed_by.levels(2).patches(), ElementsAre(Numbered(4)));
}

TEST(GraphReport, OnlyWhatTheQuestionIsAboutIsInIt) {
  const StackGraphReport report =
      Ask(Five().stack(), GraphQuestion::kNeeds, {1});
  ASSERT_EQ(report.patches_size(), 2);
  EXPECT_EQ(report.patches(1).name(), "b");
  EXPECT_EQ(report.edges_size(), 1);
  EXPECT_EQ(report.patch_count(), 5);
}

TEST(GraphReport, WhyPrefersTheSurestPath) {
  const StackGraphReport report =
      Ask(Five().stack(), GraphQuestion::kWhy, {0, 2});
  EXPECT_EQ(report.why().later(), 3);
  EXPECT_EQ(report.why().earlier(), 1);
  EXPECT_THAT(report.why().path(), ElementsAre(3, 2, 1));
}

TEST(GraphReport, WhyWithoutAPathSaysWhatTheyShare) {
  const StackGraphReport report =
      Ask(Five().stack(), GraphQuestion::kWhy, {3, 2});
  EXPECT_THAT(report.why().path(), IsEmpty());
  EXPECT_THAT(report.why().shared_files(), ElementsAre("f.c"));
  EXPECT_THAT(report.why().both_need(), ElementsAre(1, 2));
  EXPECT_THAT(report.why().need_both(), IsEmpty());
}

TEST(GraphReport, OrderPutsTogetherWhatDoesNotNeedEachOther) {
  const OrderReport order = Ask(Five().stack(), GraphQuestion::kOrder).order();
  ASSERT_EQ(order.rounds_size(), 3);
  EXPECT_THAT(order.rounds(0).patches(), ElementsAre(1, 4, 5));
  EXPECT_THAT(order.rounds(2).patches(), ElementsAre(3));
}

TEST(GraphReport, IslandsNameTheTiesThatDoNotCount) {
  const IslandsReport islands =
      Ask(Five().stack(), GraphQuestion::kIslands).islands();
  ASSERT_EQ(islands.islands_size(), 3);
  EXPECT_THAT(islands.islands(0).patches(), ElementsAre(1, 2, 3));
  EXPECT_THAT(islands.islands(0).tied_to(), ElementsAre(2));
  EXPECT_THAT(islands.islands(2).tied_to(), IsEmpty());
}

TEST(GraphReport, KeystonesLeaveOutWhatNothingHangsOnAndListSparseTreesApart) {
  DependenciesOf stack = Five();
  stack.Sparse("tree", 1).Patch("f");
  stack.Need(5, 4).Need(6, 5);
  const KeystonesReport keystones =
      Ask(stack.stack(), GraphQuestion::kKeystones).keystones();
  EXPECT_THAT(keystones.patches(), ElementsAre(1, 2, 5));
  EXPECT_THAT(keystones.sparse(), ElementsAre(6));
}

TEST(GraphReport, CutNamesWhatFallsAndWhatChanges) {
  DependenciesOf stack = Five();
  Cut cut;
  cut.fallen.patches = {1, 2};
  cut.fallen.sparse_hunks.assign(5, 0);
  cut.hunks = 2;
  cut.before = ConflictFigures{{"f.c", "g.c"}, 3};
  cut.after = ConflictFigures{{"g.c", "h.c"}, 2};
  GraphFindings findings;
  findings.query = {
      GraphQuestion::kCut, DefaultKinds(GraphQuestion::kCut), {1}};
  findings.dependencies = &stack.stack();
  findings.cut = &cut;
  findings.cut_squashed = true;
  const CutReport report = MakeGraphReport({findings}, "onto").stacks(0).cut();
  EXPECT_THAT(report.falls(), ElementsAre(Numbered(3)));
  EXPECT_THAT(report.falls(0).by(), ElementsAre(2));
  EXPECT_EQ(report.patch_count(), 2);
  EXPECT_EQ(report.before().files(), 2);
  EXPECT_EQ(report.after().regions(), 2);
  EXPECT_THAT(report.decided(), ElementsAre("f.c"));
  EXPECT_THAT(report.added(), ElementsAre("h.c"));
  EXPECT_TRUE(report.squash());
}

TEST(GraphReport, AllTextIsUtf8) {
  DependenciesOf stack;
  stack.Patch("caf\xe9.patch");
  stack.stack().left_out.push_back({{0, 0, 0}, "\xff.c", "no \xfe"});
  const StackGraphReport report = Ask(stack.stack(), GraphQuestion::kOverview);
  EXPECT_EQ(report.patches(0).name(), "caf\xef\xbf\xbd.patch");
  EXPECT_EQ(report.left_out(0).path(), "\xef\xbf\xbd.c");
  EXPECT_EQ(report.left_out(0).hunk(), 1);
}

TEST(GraphReport, AnEmptyStackHasAnAnswerToo) {
  const StackDependencies none;
  for (const GraphQuestion question :
       {GraphQuestion::kOverview, GraphQuestion::kOrder,
        GraphQuestion::kKeystones, GraphQuestion::kIslands}) {
    const StackGraphReport report = Ask(none, question);
    EXPECT_EQ(report.patch_count(), 0);
    EXPECT_EQ(report.round_count(), 0);
  }
}

}  // namespace
}  // namespace patchgraph
