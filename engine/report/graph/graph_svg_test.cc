#include "engine/report/graph/graph_svg.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

// For the address sanitizer's leak checker: what Graphviz and the font library
// behind it never free is not ours to free.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libgvc\nleak:libfontconfig\nleak:libglib\nleak:libpango\n";
}

namespace patchgraph {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char kHostile[] = "a\"b\\n&lt;<script>\x1b[31m";

GraphPatchReport* AddPatch(const std::string& name, StackGraphReport* stack) {
  GraphPatchReport* patch = stack->add_patches();
  patch->set_number(stack->patches_size());
  patch->set_name(name);
  patch->set_verdict("clean");
  stack->set_patch_count(stack->patches_size());
  return patch;
}

// b needs a; and `alone` patches besides.
GraphReport Graph(int alone) {
  GraphReport report;
  StackGraphReport* stack = report.add_stacks();
  stack->set_name("guest");
  stack->set_base("v1");
  AddPatch("a", stack);
  AddPatch("b", stack);
  for (int i = 0; i < alone; ++i) AddPatch(absl::StrCat("alone", i), stack);
  GraphEdgeReport* edge = stack->add_edges();
  edge->set_from(2);
  edge->set_to(1);
  edge->add_kinds("content");
  return report;
}

// The letters between ">" and "</text>", all of them together.
std::string LettersOf(const std::string& svg) {
  std::string letters;
  for (size_t end = 0; (end = svg.find("</text>", end)) != std::string::npos;
       ++end) {
    const size_t begin = svg.rfind('>', end);
    letters.append(svg, begin + 1, end - begin - 1);
    letters.push_back('\n');
  }
  return letters;
}

TEST(GraphSvg, IsAPictureOfTheGraph) {
  const auto svg = ToSvg(Graph(20));
  ASSERT_TRUE(svg.ok()) << svg.status();
  EXPECT_THAT(*svg, AllOf(HasSubstr("<svg "), HasSubstr("</svg>")));
  EXPECT_THAT(LettersOf(*svg), AllOf(HasSubstr("20 patches without ties"),
                                     HasSubstr("\na\n"), HasSubstr("\nb\n")));
}

TEST(GraphSvg, ForeignTextIsTextThere) {
  GraphReport report = Graph(0);
  StackGraphReport* stack = report.mutable_stacks(0);
  stack->set_name(kHostile);
  stack->mutable_patches(0)->set_name(kHostile);
  stack->mutable_patches(1)->set_subject(kHostile);
  stack->mutable_edges(0)->set_from_name("]]>--><script>");
  stack->mutable_edges(0)->set_to_name(kHostile);
  const auto svg = ToSvg(report);
  ASSERT_TRUE(svg.ok()) << svg.status();
  EXPECT_THAT(*svg, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("\x1b")),
                          Not(HasSubstr("-->&lt;script"))));
  EXPECT_THAT(LettersOf(*svg),
              HasSubstr("a&quot;b\\n&amp;lt;&lt;script&gt;^[[31m"));
}

TEST(GraphSvg, TheSameGraphGivesTheSamePicture) {
  EXPECT_EQ(*ToSvg(Graph(5)), *ToSvg(Graph(5)));
}

TEST(GraphSvg, AnEmptyGraphIsAPictureToo) {
  EXPECT_TRUE(ToSvg(GraphReport()).ok());
}

}  // namespace
}  // namespace patchgraph
