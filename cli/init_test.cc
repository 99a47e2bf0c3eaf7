#include "cli/init.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/project/project_file.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// Each test has a folder of its own to stand in.
class InitTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    streams_.directory = testing::TempDir() + "/init-" + test->name();
    std::filesystem::remove_all(streams_.directory);
    std::filesystem::create_directories(streams_.directory);
  }

  int Run(const std::vector<std::string>& arguments) {
    out_.str("");
    err_.str("");
    return RunInit(arguments, streams_);
  }

  std::string Place(const std::string& name) {
    return PathFrom(streams_, name);
  }

  std::ostringstream out_;
  std::ostringstream err_;
  CliStreams streams_{out_, err_};
};

TEST_F(InitTest, WritesAFileThatCanBeRead) {
  EXPECT_EQ(Run({"--base", "v1", "--onto", "v2", "--stack", "toy"}), 0);
  const absl::StatusOr<Project> project =
      ReadProjectFile(Place("patchgraph.textproto"));
  ASSERT_TRUE(project.ok()) << project.status();
  ASSERT_EQ(project->stacks.size(), 1u);
  EXPECT_EQ(project->stacks[0].name, "toy");
  EXPECT_EQ(project->stacks[0].base, "v1");
  EXPECT_EQ(project->onto, "v2");
  EXPECT_EQ(project->stacks[0].layers[0].place, "patches");
}

TEST_F(InitTest, NamesAreQuoted) {
  EXPECT_EQ(Run({"--base", "a\"b\\c", "--config", "p"}), 0);
  const absl::StatusOr<Project> project = ReadProjectFile(Place("p"));
  ASSERT_TRUE(project.ok()) << project.status();
  EXPECT_EQ(project->stacks[0].base, "a\"b\\c");
}

TEST_F(InitTest, FindsTheSeriesOfADebianPackage) {
  std::filesystem::create_directories(Place("debian/patches"));
  std::ofstream(Place("debian/patches/series")) << "a.patch\n";
  EXPECT_EQ(Run({}), 0);
  const absl::StatusOr<Project> project =
      ReadProjectFile(Place("patchgraph.textproto"));
  ASSERT_TRUE(project.ok()) << project.status();
  EXPECT_EQ(project->stacks[0].layers[0].place, "debian/patches");
}

TEST_F(InitTest, LeavesAFileAlone) {
  std::ofstream(Place("patchgraph.textproto")) << "mine";
  EXPECT_EQ(Run({}), 2);
  EXPECT_EQ(err_.str(), "patchgraph: patchgraph.textproto is there already\n");
  EXPECT_THAT(out_.str(), IsEmpty());
  std::ifstream file(Place("patchgraph.textproto"));
  std::string text;
  file >> text;
  EXPECT_EQ(text, "mine");
}

TEST_F(InitTest, SaysWhereItCannotWrite) {
  EXPECT_EQ(Run({"--config", "no/such/folder"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("cannot write no/such/folder: "));
}

TEST_F(InitTest, HelpHasAnExample) {
  EXPECT_EQ(Run({"--help"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("patchgraph init --base v6.1"));
}

}  // namespace
}  // namespace patchgraph
