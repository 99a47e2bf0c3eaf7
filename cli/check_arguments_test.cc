#include "cli/check_arguments.h"

#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class CheckArgumentsTest : public testing::Test {
 protected:
  absl::optional<int> Parse(const std::vector<std::string>& arguments) {
    return ParseCheckArguments(arguments, CliStreams{out_, err_}, &parsed_);
  }

  std::ostringstream out_;
  std::ostringstream err_;
  CheckArguments parsed_;
};

TEST_F(CheckArgumentsTest, AreReadInAnyOrder) {
  EXPECT_FALSE(Parse({"--without", "a.patch", "xen", "--onto=v2", "--squash",
                      "--without", "b.patch", "quilt:p@v1", "--fuzz", "2",
                      "--json", "--strip", "0", "--auto=safe"})
                   .has_value());
  EXPECT_THAT(parsed_.input.stacks, ElementsAre("xen", "quilt:p@v1"));
  EXPECT_THAT(parsed_.input.without, ElementsAre("a.patch", "b.patch"));
  EXPECT_EQ(parsed_.input.onto, "v2");
  EXPECT_TRUE(parsed_.squash);
  EXPECT_TRUE(parsed_.json);
  EXPECT_EQ(parsed_.resolve, "safe");
  EXPECT_EQ(parsed_.input.fuzz, 2);
  EXPECT_EQ(parsed_.input.strip, 0);
}

TEST_F(CheckArgumentsTest, NothingIsAllRight) {
  EXPECT_FALSE(Parse({}).has_value());
  EXPECT_THAT(parsed_.input.stacks, IsEmpty());
  EXPECT_EQ(parsed_.input.strip, -1);
}

TEST_F(CheckArgumentsTest, HelpHasAnExample) {
  EXPECT_EQ(Parse({"--help"}), absl::optional<int>(0));
  EXPECT_THAT(out_.str(),
              AllOf(HasSubstr("patchgraph check xen --onto v2.6.17"),
                    HasSubstr("Usage: patchgraph check [OPTIONS]"),
                    HasSubstr("--without PATCH "), HasSubstr("Exit status")));
  EXPECT_THAT(err_.str(), IsEmpty());
}

// Each is one line that names the option and the value.
TEST_F(CheckArgumentsTest, WrongUsageIsOneClearLine) {
  struct Case {
    std::vector<std::string> arguments;
    std::string part;
  };
  const std::vector<Case> cases = {
      {{"--ontoo", "v2"}, "no option --ontoo; did you mean --onto?"},
      {{"--fuzz", "many"}, "many"},
      {{"--fuzz", "-1"}, "--fuzz"},
      {{"--strip", "9999"}, "--strip"},
      {{"--onto"}, "--onto"},
      {{"--json", "--quiet"}, "--quiet"},
      {{"--auto", "maybe"}, "--auto"},
      {{"--onto", "v2", "--base-only"}, "--base-only"},
      {{"a", "--fuzz", "1", "--fuzz", "2"}, "--fuzz"},
  };
  for (const Case& test : cases) {
    out_.str("");
    err_.str("");
    EXPECT_EQ(Parse(test.arguments), absl::optional<int>(2)) << test.part;
    EXPECT_THAT(out_.str(), IsEmpty());
    EXPECT_THAT(err_.str(),
                AllOf(StartsWith("patchgraph: check: "), HasSubstr(test.part)));
    EXPECT_EQ(err_.str().find('\n'), err_.str().size() - 1) << err_.str();
  }
}

}  // namespace
}  // namespace patchgraph
