#include "engine/report/graph/graph_dot.h"

#include "absl/strings/str_cat.h"
#include "engine/report/graph/dot_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

GraphPatchReport* AddPatch(const std::string& name, int island,
                           StackGraphReport* stack) {
  GraphPatchReport* patch = stack->add_patches();
  patch->set_number(stack->patches_size());
  patch->set_name(name);
  patch->set_verdict("clean");
  patch->set_island(island);
  stack->set_patch_count(stack->patches_size());
  return patch;
}

GraphEdgeReport* AddEdge(int from, int to, const std::string& kind,
                         StackGraphReport* stack) {
  GraphEdgeReport* edge = stack->add_edges();
  edge->set_from(from);
  edge->set_to(to);
  edge->set_from_name(stack->patches(from - 1).name());
  edge->set_to_name(stack->patches(to - 1).name());
  edge->add_kinds(kind);
  return edge;
}

// a <- b <- c, and `alone` patches besides.
GraphReport Three(int alone) {
  GraphReport report;
  StackGraphReport* stack = report.add_stacks();
  stack->set_name("guest");
  stack->set_base("v1");
  AddPatch("a", 1, stack)->set_needed_by(2);
  AddPatch("b", 1, stack);
  AddPatch("c", 1, stack);
  for (int i = 0; i < alone; ++i) {
    AddPatch(absl::StrCat("alone", i), 2 + i, stack);
  }
  AddEdge(2, 1, "content", stack);
  AddEdge(3, 2, "context", stack);
  AddEdge(3, 1, "content", stack)->set_implied(true);
  return report;
}

TEST(GraphDot, ANodeIsLabelledByItsFileNameAndTheTooltipHasTheFolders) {
  GraphReport report = Three(0);
  report.mutable_stacks(0)->mutable_patches(1)->set_name("features/all/b");
  EXPECT_THAT(ToDot(report), AllOf(HasSubstr("s1p2 [label=\"b\""),
                                   HasSubstr("2. features/all/b")));
}

TEST(GraphDot, DrawsWhatNoPathSays) {
  const std::string dot = ToDot(Three(0));
  EXPECT_THAT(dot, AllOf(HasSubstr("s1p1 -> s1p2 [color=\"#303030\""),
                         HasSubstr("s1p2 -> s1p3 [color=\"#909090\", "
                                   "style=dashed"),
                         Not(HasSubstr("s1p1 -> s1p3"))));
}

TEST(GraphDot, FoldsManyLonelyPatchesByVerdict) {
  GraphReport report = Three(20);
  for (int i = 3; i < 8; ++i) {
    report.mutable_stacks(0)->mutable_patches(i)->set_verdict("conflict");
  }
  const std::string dot = ToDot(report);
  EXPECT_THAT(dot, AllOf(HasSubstr("15 patches without ties\\nclean"),
                         HasSubstr("5 patches without ties\\nconflict"),
                         HasSubstr("alone19"),  // in the tooltip
                         Not(HasSubstr("s1p4 ["))));
  EXPECT_THAT(ToDot(Three(6)),
              AllOf(HasSubstr("s1p4 ["), Not(HasSubstr("without ties"))));
}

TEST(GraphDot, NothingIsFoldedWhereTheQuestionIsAboutSomePatches) {
  GraphReport report = Three(20);
  report.mutable_stacks(0)->set_patch_count(100);
  EXPECT_THAT(ToDot(report), Not(HasSubstr("without ties")));
}

TEST(GraphDot, KeystonesAndWhatWasAskedForStandOut) {
  GraphReport report = Three(0);
  report.mutable_stacks(0)->mutable_needs()->add_patches(3);
  const std::string dot = ToDot(report);
  EXPECT_THAT(dot, AllOf(HasSubstr("label=\"a\\n2 need it\""),
                         HasSubstr("penwidth=3"), HasSubstr("peripheries=2")));
}

TEST(GraphDot, AConflictThatNothingHangsOnIsNoKeystone) {
  GraphReport report = Three(0);
  StackGraphReport* stack = report.mutable_stacks(0);
  stack->mutable_patches(0)->set_needed_by(0);
  GraphPatchReport* patch = stack->mutable_patches(1);
  patch->mutable_keystone()->set_conflict_hunks(1);
  EXPECT_THAT(ToDot(report), Not(HasSubstr("penwidth")));
  patch->mutable_keystone()->set_patches(1);
  EXPECT_THAT(ToDot(report), HasSubstr("b\\n1 needs it, 1 in conflict"));
}

TEST(GraphDot, AFewLongChainsGoFromTopToBottom) {
  GraphReport report = Three(0);
  EXPECT_THAT(ToDot(report), HasSubstr("rankdir=LR"));
  StackGraphReport* stack = report.mutable_stacks(0);
  stack->set_round_count(30);
  stack->mutable_patches(0)->set_round(1);
  stack->mutable_patches(2)->set_round(12);
  EXPECT_THAT(ToDot(report), Not(HasSubstr("rankdir=LR")));
  report = Three(6);
  report.mutable_stacks(0)->mutable_patches(2)->set_round(12);
  EXPECT_THAT(ToDot(report), HasSubstr("rankdir=LR"));
}

TEST(GraphDot, ACommitGoesByItsSubject) {
  GraphReport report = Three(0);
  GraphPatchReport* patch = report.mutable_stacks(0)->mutable_patches(1);
  patch->set_name("0123456789ab");
  patch->set_source("0123456789abcdef0123456789abcdef01234567");
  patch->set_subject("timer: pause");
  EXPECT_THAT(ToDot(report),
              HasSubstr("label=\"timer: pause\\n0123456789ab\""));
}

TEST(GraphDot, TheLegendHasWhatOccurs) {
  const std::string dot = ToDot(Three(0));
  EXPECT_THAT(dot, AllOf(HasSubstr(">clean</TD>"),
                         HasSubstr(">content: cannot be applied without</TD>"),
                         HasSubstr(">context: "), Not(HasSubstr(">order: ")),
                         Not(HasSubstr(">conflict</TD>"))));
}

TEST(GraphDot, TextCannotLeaveItsQuotes) {
  EXPECT_EQ(DotEscape("a\"b\\"), "a\\\"b\\\\");
  EXPECT_EQ(DotEscape("\\N &lt; \x1b"), "\\\\N &amp;lt; ^[");
  // No line feed of the text's own: what it has is shown.
  EXPECT_EQ(DotEscape("a\nb"), "a^Jb");
}

}  // namespace
}  // namespace patchgraph
