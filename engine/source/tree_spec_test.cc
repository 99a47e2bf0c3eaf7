#include "engine/source/tree_spec.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(ParseTreeSpec, TakesPrefixes) {
  EXPECT_EQ(ParseTreeSpec("git:v2.6.17").kind, TreeKind::kGit);
  EXPECT_EQ(ParseTreeSpec("git:v2.6.17").place, "v2.6.17");
  EXPECT_EQ(ParseTreeSpec("dir:linux").kind, TreeKind::kDirectory);
  EXPECT_EQ(ParseTreeSpec("tar:linux.tar").kind, TreeKind::kArchive);
  EXPECT_EQ(ParseTreeSpec("v2.6.17:mm").kind, absl::nullopt);
  EXPECT_EQ(ParseTreeSpec("v2.6.17:mm").place, "v2.6.17:mm");
}

class OpenTreeTest : public ::testing::Test {
 protected:
  OpenTreeTest() {
    git_.Write("where", "git\n");
    git_.Commit("kernel");
    git_.Git("tag v1");
    git_.Git("tag both");
    git_.Write("linux/where", "folder\n");
    git_.Write("both/where", "folder\n");
    git_.Write("packed/where", "archive\n");
    git_.Run("tar -C packed -czf linux.tar.gz where");
    context_.folder = git_.path();
    context_.repository = *GitRepository::Open(git_.path());
  }

  // What the file "where" in the tree says, or why there is no tree.
  std::string Where(absl::string_view name) {
    auto tree = OpenTree(ParseTreeSpec(name), context_);
    if (!tree.ok()) return std::string(tree.status().message());
    auto file = FindFile(**tree, "where");
    if (!file.ok() || !file->has_value()) return "no file";
    return **(*file)->blob.Read();
  }

  TestRepository git_;
  SourceContext context_;
};

TEST_F(OpenTreeTest, AFolderOrArchiveIsOpenedOnceWhereTheContextKeepsIt) {
  const auto open = [this](absl::string_view name) {
    return *OpenTree(ParseTreeSpec(name), context_);
  };
  EXPECT_NE(open("linux"), open("linux"));
  context_.opened = std::make_shared<OpenedTrees>();
  EXPECT_EQ(open("linux"), open("dir:linux"));
  EXPECT_EQ(open("linux.tar.gz"), open("tar:linux.tar.gz"));
  EXPECT_NE(open("linux"), open("both/../linux"));
  EXPECT_EQ(Where("linux.tar.gz"), "archive\n");
  EXPECT_FALSE(OpenTree(ParseTreeSpec("absent"), context_).ok());
}

TEST_F(OpenTreeTest, TakesWhatIsMeant) {
  EXPECT_EQ(Where("v1"), "git\n");
  EXPECT_EQ(Where("git:v1"), "git\n");
  EXPECT_EQ(Where("HEAD~0"), "git\n");
  EXPECT_EQ(Where("linux"), "folder\n");
  EXPECT_EQ(Where("./linux"), "folder\n");
  EXPECT_EQ(Where("dir:linux/"), "folder\n");
  EXPECT_EQ(Where(git_.At("linux")), "folder\n");
  EXPECT_EQ(Where("linux.tar.gz"), "archive\n");
  EXPECT_EQ(Where("tar:linux.tar.gz"), "archive\n");
}

TEST_F(OpenTreeTest, AsksWhichOfTwoIsMeant) {
  EXPECT_EQ(Where("both"),
            "\"both\" is both a git revision and a folder: write git:both or "
            "dir:both");
  EXPECT_EQ(Where("git:both"), "git\n");
  EXPECT_EQ(Where("dir:both"), "folder\n");
  EXPECT_EQ(Where("./both"), "folder\n");
}

TEST_F(OpenTreeTest, SaysThatNothingIsThere) {
  EXPECT_EQ(Where("v9"),
            absl::StrCat("v9 is no revision of repository ", git_.path(),
                         ", and no folder or archive"));
  EXPECT_EQ(Where("./v1"), "./v1 is no folder or archive");
  git_.Run("ln -s round circle && ln -s circle round");
  EXPECT_EQ(Where("circle"), absl::StrCat(git_.path(),
                                          "/circle: symlinks lead round in a "
                                          "circle"));
  EXPECT_THAT(Where("dir:v1"), HasSubstr("there is no folder"));
  EXPECT_THAT(Where("tar:v1"), HasSubstr("No such file"));
  EXPECT_THAT(Where("git:linux"), HasSubstr("linux is no revision"));
  EXPECT_EQ(Where("git:"), "the name of a tree is empty");
}

TEST_F(OpenTreeTest, NeedsNoRepositoryForFolders) {
  context_.repository = nullptr;
  EXPECT_EQ(Where("both"), "folder\n");
  EXPECT_THAT(Where("v1"), AllOf(HasSubstr("v1 is no folder or archive"),
                                 HasSubstr("no git repository")));
  EXPECT_THAT(Where("git:v1"), HasSubstr("no git repository"));
}

}  // namespace
}  // namespace patchgraph
