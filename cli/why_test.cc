#include "cli/why.h"

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

std::string Steps(const std::string& tenth, const std::string& thirtieth) {
  std::string text;
  for (int i = 1; i <= 40; ++i) {
    absl::StrAppend(&text,
                    i == 10   ? tenth
                    : i == 30 ? thirtieth
                              : absl::StrCat("step ", i),
                    "\n");
  }
  return text;
}

// Two patches on v1, each in conflict with a commit of its own on v2.
class WhyCommandTest : public testing::Test {
 protected:
  WhyCommandTest() {
    git_.Write("kernel/timer", Steps("ten", "thirty"));
    git_.Write("kernel/clock", "one\n");
    git_.Commit("base");
    git_.Git("tag v1");
    git_.Write("kernel/timer", Steps("upstream ten", "thirty"));
    git_.Commit("upstream says ten");
    git_.Write("kernel/clock", "two\n");
    git_.Commit("upstream sets the clock");
    git_.Git("tag v2");
    git_.Git("checkout -q v1");
    git_.Write("kernel/timer", Steps("our ten", "thirty"));
    patches_.Write("ten.patch", git_.Git("diff") + "\n");
    git_.Git("checkout -q -f v1");
    git_.Write("kernel/clock", "three\n");
    patches_.Write("clock.patch", git_.Git("diff") + "\n");
    patches_.Write("series", "ten.patch\nclock.patch\n");
  }

  int Run(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {
        "why", absl::StrCat("quilt:", patches_.path(), "@v1"), "--repository",
        git_.path()};
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

TEST_F(WhyCommandTest, ExplainsAllConflicts) {
  ASSERT_EQ(Run({"--onto", "v2"}), 0) << err_.str();
  EXPECT_THAT(out_.str(),
              HasSubstr("1 of 2  content  kernel/timer, ten.patch"));
  EXPECT_THAT(out_.str(), HasSubstr("upstream says ten"));
  EXPECT_THAT(out_.str(),
              HasSubstr("2 of 2  content  kernel/clock, clock.patch"));
  EXPECT_THAT(out_.str(), HasSubstr("upstream sets the clock"));
  EXPECT_THAT(out_.str(), HasSubstr("prerequisite"));
}

TEST_F(WhyCommandTest, ExplainsOneByItsNumberPathLineOrPatch) {
  for (const std::string name :
       {"2", "kernel/clock", "clock", "clock:1", "clock.patch"}) {
    ASSERT_EQ(Run({name, "--onto", "v2"}), 0) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("2 of 2")) << name;
    EXPECT_THAT(out_.str(), Not(HasSubstr("1 of 2"))) << name;
  }
}

TEST_F(WhyCommandTest, ANameThatFitsNone) {
  EXPECT_EQ(Run({"3", "--onto", "v2"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("no conflict is \"3\"; there are 2"));
  EXPECT_EQ(Run({"timer:30", "--onto", "v2"}), 2);
}

TEST_F(WhyCommandTest, Json) {
  ASSERT_EQ(Run({"1", "--onto", "v2", "--format", "json"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("\"role\": \"prerequisite\""));
  EXPECT_THAT(out_.str(), HasSubstr("\"side\": \"onto\""));
}

TEST_F(WhyCommandTest, NoConflictNoCause) {
  ASSERT_EQ(Run({"--onto", "v1"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("There is no conflict on v1"));
}

TEST_F(WhyCommandTest, WantsAHistory) {
  TestFolder target;
  target.Write("kernel/timer", Steps("another ten", "thirty"));
  target.Write("kernel/clock", "one\n");
  EXPECT_EQ(Run({"--onto", target.path()}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("only a history tells"));
}

}  // namespace
}  // namespace patchgraph
