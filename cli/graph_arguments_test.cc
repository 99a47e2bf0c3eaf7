#include "cli/graph_arguments.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class GraphArgumentsTest : public testing::Test {
 protected:
  absl::optional<int> Parse(const std::vector<std::string>& arguments) {
    parsed_ = GraphArguments();
    return ParseGraphArguments(arguments, CliStreams{out_, err_}, &parsed_);
  }

  std::ostringstream out_;
  std::ostringstream err_;
  GraphArguments parsed_;
};

TEST_F(GraphArgumentsTest, WithoutAQuestionItIsAnOverview) {
  EXPECT_FALSE(Parse({"xen"}).has_value());
  EXPECT_EQ(parsed_.question, GraphQuestion::kOverview);
  EXPECT_THAT(parsed_.input.stacks, ElementsAre("xen"));
  EXPECT_EQ(parsed_.format, GraphFormat::kText);
  EXPECT_TRUE(parsed_.kinds.Has(DependencyKind::kContext));
  EXPECT_FALSE(parsed_.kinds.Has(DependencyKind::kSymbol));
}

TEST_F(GraphArgumentsTest, QuestionsTakeTheirPatches) {
  EXPECT_FALSE(Parse({"--needs", "a", "--needs", "b", "xen"}).has_value());
  EXPECT_EQ(parsed_.question, GraphQuestion::kNeeds);
  EXPECT_THAT(parsed_.patches, ElementsAre("a", "b"));
  EXPECT_THAT(parsed_.input.stacks, ElementsAre("xen"));
  EXPECT_TRUE(parsed_.kinds.Has(DependencyKind::kBuild));

  EXPECT_FALSE(Parse({"xen", "--why", "a", "b", "--json"}).has_value());
  EXPECT_EQ(parsed_.question, GraphQuestion::kWhy);
  EXPECT_THAT(parsed_.patches, ElementsAre("a", "b"));
  EXPECT_EQ(parsed_.format, GraphFormat::kJson);

  EXPECT_FALSE(Parse({"--cut=a", "--squash"}).has_value());
  EXPECT_EQ(parsed_.question, GraphQuestion::kCut);
  EXPECT_FALSE(parsed_.kinds.Has(DependencyKind::kContext));
}

TEST_F(GraphArgumentsTest, KindsAreChosen) {
  EXPECT_FALSE(Parse({"--order", "--kinds", "content,build"}).has_value());
  EXPECT_EQ(parsed_.question, GraphQuestion::kOrder);
  EXPECT_TRUE(parsed_.kinds.Has(DependencyKind::kContent));
  EXPECT_TRUE(parsed_.kinds.Has(DependencyKind::kBuild));
  EXPECT_FALSE(parsed_.kinds.Has(DependencyKind::kOrder));
}

TEST_F(GraphArgumentsTest, HelpHasExamples) {
  EXPECT_EQ(Parse({"--help"}), absl::optional<int>(0));
  EXPECT_THAT(out_.str(),
              AllOf(HasSubstr("patchgraph graph xen --needs smp-alts.patch"),
                    HasSubstr("--why PATCH PATCH"), HasSubstr("--onto TREE"),
                    HasSubstr("Exit status")));
}

TEST_F(GraphArgumentsTest, WrongUsageIsOneClearLine) {
  struct Case {
    std::vector<std::string> arguments;
    std::string part;
  };
  const std::vector<Case> cases = {
      {{"--need", "a"}, "no option --need; did you mean --needs"},
      {{"--kinds", "contents"}, "did you mean content or context?"},
      {{"--kinds", "order,,build"}, "there is no kind \"\""},
      {{"--format", "png"}, "only text, json, dot and svg"},
      {{"--format", "dot", "--json"}, "--json"},
      {{"--needs", "a", "--cut", "b"}, "--cut"},
      {{"--keystones", "--squash"}, "--squash"},
      {{"--why", "a"}, "--why"},
      {{"-q", "-o", "f"}, "--output"},
  };
  for (const Case& test : cases) {
    err_.str("");
    EXPECT_EQ(Parse(test.arguments), absl::optional<int>(2)) << test.part;
    EXPECT_THAT(err_.str(),
                AllOf(StartsWith("patchgraph: graph: "), HasSubstr(test.part)));
    EXPECT_EQ(err_.str().find('\n'), err_.str().size() - 1);
  }
  EXPECT_THAT(out_.str(), IsEmpty());
}

}  // namespace
}  // namespace patchgraph
