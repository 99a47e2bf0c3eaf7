#include "cli/landed.h"

#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/patchgraph.h"
#include "cli/streams.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Rows(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) absl::StrAppend(&text, "row ", i, "\n");
  return text;
}

// v1, and v2 with one of two patches.
class LandedCommandTest : public testing::Test {
 protected:
  LandedCommandTest() {
    git_.Write("table", Rows(1, 30));
    git_.Commit("base");
    git_.Git("tag v1");
    git_.Write("table", Rows(1, 9) + "ten rows\n" + Rows(11, 30));
    git_.Git("add -A");
    patches_.Write("ten.patch", git_.Git("diff --cached") + "\n");
    git_.Write("table", "a head\n" + Rows(1, 9) + "ten rows\n" + Rows(11, 30));
    git_.Commit("count ten rows");
    git_.Git("tag v2");
    git_.Git("checkout -q v1");
    git_.Write("table", Rows(1, 24) + "never taken\n" + Rows(26, 30));
    patches_.Write("own.patch", git_.Git("diff") + "\n");
    patches_.Write("series", "ten.patch\nown.patch\n");
  }

  int Run(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {
        "landed", absl::StrCat("quilt:", patches_.path(), "@v1"),
        "--repository", git_.path()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    out_.str("");
    err_.str("");
    CliStreams streams{out_, err_};
    return RunPatchgraph(arguments, streams);
  }

  TestRepository git_;
  TestFolder patches_;
  std::stringstream out_;
  std::stringstream err_;
};

TEST_F(LandedCommandTest, NamesTheCommitThatBroughtIt) {
  ASSERT_EQ(Run({"--onto", "v2"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("drop  ten.patch  in place, 1 of 1 edit"));
  EXPECT_THAT(out_.str(), HasSubstr(" count ten rows\n"));
  EXPECT_THAT(out_.str(), Not(HasSubstr("own.patch")));
  EXPECT_THAT(out_.str(),
              HasSubstr("1 patch can be dropped, 0 to look at, 1 not found."));
}

TEST_F(LandedCommandTest, ListsTheOthersIfAsked) {
  ASSERT_EQ(Run({"--onto", "v2", "-v"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("keep  own.patch  none"));
}

TEST_F(LandedCommandTest, AFolderIsATargetToo) {
  TestFolder target;
  target.Write("table", Rows(1, 9) + "ten rows\n" + Rows(11, 30));
  ASSERT_EQ(Run({"--onto", target.path()}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("by content alone"));
  EXPECT_THAT(out_.str(), HasSubstr("drop  ten.patch"));
}

TEST_F(LandedCommandTest, Json) {
  ASSERT_EQ(Run({"--onto", "v2", "--format", "json"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("\"evidence\": \"in place\""));
  EXPECT_THAT(out_.str(), HasSubstr("\"subject\": \"count ten rows\""));
  EXPECT_THAT(out_.str(), HasSubstr("\"others\": 1"));
  const std::string json = out_.str();
  ASSERT_EQ(Run({"--onto", "v2", "--json"}), 0) << err_.str();
  EXPECT_EQ(out_.str(), json);
}

TEST_F(LandedCommandTest, WantsATarget) {
  EXPECT_EQ(Run({}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--onto is missing"));
}

}  // namespace
}  // namespace patchgraph
