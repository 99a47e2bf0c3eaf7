// A long range of commits, asked about more than once.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/patchgraph.h"
#include "cli/streams.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

class GraphCacheTest : public testing::Test {
 protected:
  // Commits that count up a line of one of five files each.
  GraphCacheTest() {
    git_.Write("other", "1\n");
    git_.Commit("base");
    git_.Git("tag v1");
    for (int i = 0; i < 120; ++i) {
      git_.Write(absl::StrCat("file", i % 5), absl::StrCat(i, "\n"));
      git_.Commit(absl::StrCat("change ", i));
    }
    git_.Git("tag v2");
  }

  // Standard output and the exit status.
  std::string Run(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"graph", "git:v1..v2", "--repository",
                                          git_.path()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::stringstream out;
    std::stringstream err;
    CliStreams streams{out, err};
    const int status = RunPatchgraph(arguments, streams);
    return absl::StrCat(out.str(), err.str(), "exit ", status, "\n");
  }

  std::string Kept() const { return git_.At(".git/patchgraph/graphs.db"); }

  TestRepository git_;
};

TEST_F(GraphCacheTest, TheSecondAnswerIsTheFirst) {
  const std::string first = Run({"--needs", "v2"});
  EXPECT_NE(first.find("23 patches to apply"), std::string::npos) << first;
  ASSERT_TRUE(std::filesystem::exists(Kept()));
  EXPECT_EQ(Run({"--needs", "v2"}), first);
  EXPECT_EQ(Run({"--needs", "v2", "--fresh"}), first);
  // Other questions too, and those that need the patches themselves.
  for (const std::vector<std::string>& question :
       {std::vector<std::string>{"--islands"},
        {"--cut", "v2~4"},
        {"--needed-by", "v2~9", "--json"},
        {"--order", "--onto", "v1"}}) {
    const std::string kept = Run(question);
    std::vector<std::string> again = question;
    again.emplace_back("--fresh");
    EXPECT_EQ(kept, Run(again));
  }
}

TEST_F(GraphCacheTest, ATagThatMovedIsAnotherRange) {
  const std::string first = Run({"--needs", "v2"});
  git_.Write("file4", "another\n");
  git_.Commit("one more");
  git_.Git("tag -f v2");
  const std::string second = Run({"--needs", "v2"});
  EXPECT_NE(second, first);
  EXPECT_NE(second.find("24 patches to apply"), std::string::npos) << second;
}

TEST_F(GraphCacheTest, ADamagedFileIsMadeAnew) {
  const std::string first = Run({"--needs", "v2"});
  std::ofstream(Kept(), std::ios::trunc) << "no database";
  EXPECT_EQ(Run({"--needs", "v2"}), first);
  EXPECT_GT(std::filesystem::file_size(Kept()), 1000);
  EXPECT_EQ(Run({"--needs", "v2"}), first);
}

TEST_F(GraphCacheTest, WhereNothingCanBeKeptTheAnswerIsTheSame) {
  std::ofstream(git_.At(".git/patchgraph")) << "a file, not a folder\n";
  const std::string first = Run({"--needs", "v2"});
  EXPECT_NE(first.find("23 patches to apply"), std::string::npos) << first;
  EXPECT_EQ(Run({"--needs", "v2"}), first);
}

}  // namespace
}  // namespace patchgraph
