#include "cli/rebase/rebase_kind.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(IsAboutForms, StackThenRevisionThenPath) {
  TestRepository git;
  git.Write("patches/series", "");
  git.Write("both", "");
  git.Write("patchgraph.textproto",
            "stack { name: \"vendor\" base: \"main\" layer { quilt: "
            "\"patches\" } }\n");
  git.Commit("base");
  git.Git("branch both");
  git.Git("branch vendor");
  const auto is_about_forms = [&git](const std::string& words) {
    std::stringstream out;
    CliStreams streams{out, out};
    streams.directory = git.path();
    RebaseArguments parsed;
    const std::vector<std::string> arguments =
        absl::StrSplit(words, ' ', absl::SkipEmpty());
    EXPECT_FALSE(ParseRebaseArguments(arguments, streams, &parsed).has_value())
        << out.str();
    return IsAboutForms(parsed, streams);
  };
  EXPECT_TRUE(is_about_forms("vendor"));
  EXPECT_TRUE(is_about_forms("quilt:anywhere@main"));
  EXPECT_TRUE(is_about_forms("git:a..b"));
  EXPECT_TRUE(is_about_forms("patches --onto main"));
  EXPECT_TRUE(is_about_forms("patches@main --onto main"));
  EXPECT_TRUE(is_about_forms("--as git:b"));
  EXPECT_FALSE(is_about_forms("both"));
  EXPECT_FALSE(is_about_forms("main"));
  EXPECT_FALSE(is_about_forms("main vendor"));
  EXPECT_FALSE(is_about_forms(""));
  EXPECT_FALSE(is_about_forms("--continue"));
  EXPECT_FALSE(is_about_forms("nowhere"));
}

TEST(IsAboutForms, NoRepository) {
  const std::string folder = testing::TempDir() + "/no-repository";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::stringstream out;
  CliStreams streams{out, out};
  streams.directory = folder;
  RebaseArguments parsed;
  EXPECT_FALSE(ParseRebaseArguments({"vendr"}, streams, &parsed).has_value());
  EXPECT_FALSE(IsAboutForms(parsed, streams));
  std::ofstream(folder + "/patchgraph.textproto") << "";
  EXPECT_TRUE(IsAboutForms(parsed, streams));
}

}  // namespace
}  // namespace patchgraph
