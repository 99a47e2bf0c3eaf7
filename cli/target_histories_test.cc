#include "cli/target_histories.h"

#include <memory>
#include <string>
#include <utility>

#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree.h"
#include "engine/text/merge.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kBase[] = "one\ntwo\n";
constexpr char kTarget[] = "one\n2.0\n";
constexpr char kPatched[] = "one\nzwei\n";

// A file that two commits take from v1 to v2.
class TargetHistoriesTest : public testing::Test {
 protected:
  TargetHistoriesTest() {
    git_.Write("fan.c", kBase);
    git_.Commit("base");
    git_.Git("tag v1");
    git_.Write("fan.c", "one\n2\n");
    git_.Commit("fan: a number");
    git_.Write("fan.c", kTarget);
    git_.Commit("fan: a finer one");
    git_.Git("tag v2");
    auto opened = GitRepository::Open(git_.path());
    EXPECT_TRUE(opened.ok()) << opened.status();
    repository_ = *std::move(opened);
  }

  std::shared_ptr<const Tree> TreeAt(const std::string& revision) {
    auto tree = OpenGitTree(*repository_, revision);
    EXPECT_TRUE(tree.ok()) << tree.status();
    return *tree;
  }

  FileHistories Ask(const std::string& base, const std::string& onto,
                    const std::string& base_text, const std::string& ours) {
    const HistoriesOf histories =
        TargetHistories(repository_, TreeAt(base), TreeAt(onto));
    return histories("fan.c", Merge(base_text, ours, kPatched));
  }

  TestRepository git_;
  std::shared_ptr<const GitRepository> repository_;
};

TEST_F(TargetHistoriesTest, AreTheCommitsFromTheBaseToTheTarget) {
  const FileHistories histories = Ask("v1", "v2", kBase, kTarget);
  ASSERT_EQ(histories.ours.size(), 2u);
  EXPECT_EQ(histories.ours[0].subject, "fan: a number");
  EXPECT_EQ(*histories.ours[1].text, kTarget);
  EXPECT_TRUE(histories.theirs.empty());
}

TEST_F(TargetHistoriesTest, AreNotThoseOfAnotherText) {
  EXPECT_TRUE(Ask("v1", "v2", "one\nTWO\n", kTarget).ours.empty());
  EXPECT_TRUE(Ask("v1", "v2", kBase, "one\n2.1\n").ours.empty());
}

TEST_F(TargetHistoriesTest, AreNotTakenFromAnOlderTarget) {
  EXPECT_TRUE(Ask("v2", "v1", kTarget, kBase).ours.empty());
}

TEST_F(TargetHistoriesTest, NeedTwoCommits) {
  EXPECT_EQ(TargetHistories(repository_, TreeAt("v1"), TreeAt("v2^{tree}")),
            nullptr);
  EXPECT_EQ(TargetHistories(nullptr, TreeAt("v1"), TreeAt("v2")), nullptr);
  EXPECT_EQ(TargetHistories(repository_, TreeAt("v1"), nullptr), nullptr);
}

}  // namespace
}  // namespace patchgraph
