#include "engine/git/picked_commits.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree.h"
#include "engine/model/empty_tree.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

class PickedCommitsTest : public testing::Test {
 protected:
  PickedCommitsTest() {
    Commit("base");
    git_.Git("tag v1");
  }

  // A commit that changes something, and its id.
  std::string Commit(const std::string& message) {
    git_.Write("file", absl::StrCat(++count_, "\n"));
    return git_.Commit(message);
  }

  // "" where there is none.
  std::string Find(const std::string& id) {
    const auto repository = GitRepository::Open(git_.path());
    EXPECT_TRUE(repository.ok());
    const auto base = OpenGitTree(**repository, "v1");
    const auto onto = OpenGitTree(**repository, "HEAD");
    EXPECT_TRUE(base.ok() && onto.ok());
    const auto picked = PickedCommits::Read(**repository, **base, **onto);
    EXPECT_TRUE(picked.ok()) << picked.status();
    const absl::optional<ObjectId> found = picked->Find(id);
    return found.has_value() ? found->Hex() : "";
  }

  TestRepository git_;
  int count_ = 0;
};

constexpr char kOne[] = "1111111111111111111111111111111111111111";
constexpr char kTwo[] = "2222222222222222222222222222222222222222";
constexpr char kThree[] = "3333333333333333333333333333333333333333";
constexpr char kFour[] = "4444444444444444444444444444444444444444";

TEST_F(PickedCommitsTest, FindsACommitThatIsThere) {
  const std::string id = Commit("timer: count");
  EXPECT_EQ(Find(id), id);
  EXPECT_EQ(Find(git_.Git("rev-parse v1")), "");  // the base has it too
  EXPECT_EQ(Find(kOne), "");
}

TEST_F(PickedCommitsTest, FindsWhatWasPicked) {
  const std::string one =
      Commit(absl::StrCat("a\n\n(cherry picked from commit ", kOne, ")"));
  const std::string two =
      Commit(absl::StrCat("b\n\ncommit ", kTwo, " upstream.\n\nWhy."));
  const std::string three =
      Commit(absl::StrCat("c\n\n[ Upstream commit ", kThree, " ]\n\nWhy."));
  EXPECT_EQ(Find(kOne), one);
  EXPECT_EQ(Find(kTwo), two);
  EXPECT_EQ(Find(kThree), three);
}

TEST_F(PickedCommitsTest, AMessageThatOnlyNamesACommitIsNoPick) {
  Commit(absl::StrCat("a\n\nFixes: ", kOne, " (\"timer\")\nSince commit ", kTwo,
                      " the timer is late."));
  EXPECT_EQ(Find(kOne), "");
  EXPECT_EQ(Find(kTwo), "");
}

TEST_F(PickedCommitsTest, ARevertedPickIsGone) {
  const std::string pick =
      Commit(absl::StrCat("a\n\n(cherry picked from commit ", kFour, ")"));
  EXPECT_EQ(Find(kFour), pick);
  Commit(absl::StrCat("Revert \"a\"\n\nThis reverts commit ", pick, "."));
  EXPECT_EQ(Find(kFour), "");
  EXPECT_EQ(Find(pick), "");
}

TEST_F(PickedCommitsTest, AFolderHasNoHistory) {
  const std::string id = Commit("timer: count");
  const auto repository = GitRepository::Open(git_.path());
  const auto base = OpenGitTree(**repository, "v1");
  const auto picked = PickedCommits::Read(**repository, **base, EmptyTree());
  ASSERT_TRUE(picked.ok());
  EXPECT_EQ(picked->Find(id), absl::nullopt);
}

}  // namespace
}  // namespace patchgraph
