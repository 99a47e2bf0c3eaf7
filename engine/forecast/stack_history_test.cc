#include "engine/forecast/stack_history.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/check/check.h"
#include "engine/forecast/folder_pace.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree.h"
#include "engine/source/stack_spec.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;

std::string Lines20(int changed, const std::string& how) {
  std::string text;
  for (int i = 1; i <= 20; ++i) {
    absl::StrAppend(&text, "line ", i, i == changed ? how : "", "\n");
  }
  return text;
}

// Releases v1.1 to v1.5 of three files, and a stack on v1.3 that changes line
// 10 of two of them.
class StackHistoryTest : public testing::Test {
 protected:
  void SetUp() override {
    Release("v1.1", Lines20(0, ""), Lines20(0, ""));
    Release("v1.2", Lines20(10, " of two"), Lines20(0, ""));
    Release("v1.3", Lines20(10, " of three"), Lines20(3, " of three"));
    repository_.Git("checkout -q -b stack");
    repository_.Write("mm/swap.c", Lines20(10, " of the stack"));
    repository_.Write("kernel/fork.c", Lines20(10, " of the stack"));
    repository_.Commit("stack");
    repository_.Git("checkout -q -b upstream v1.3");
  }

  void Release(const std::string& name, const std::string& swap,
               const std::string& fork) {
    repository_.Write("mm/swap.c", swap);
    repository_.Write("kernel/fork.c", fork);
    repository_.Write("version", name);
    Tag(name);
  }

  void Tag(const std::string& name) {
    repository_.Commit(name);
    repository_.Git("tag " + name);
  }

  // "v1.1": "." no change, "c" changed, a number the regions in conflict, "-"
  // not there; one letter a step.
  std::vector<std::string> Read(const std::string& target) {
    const auto repository = GitRepository::Open(repository_.path());
    EXPECT_TRUE(repository.ok()) << repository.status();
    SourceContext context;
    context.repository = *repository;
    StackSpec spec;
    spec.name = "stack";
    spec.base = "v1.3";
    spec.layers = {*ParseSeriesSpec("git:v1.3..stack", context)};
    const auto stack = LoadStack(spec, context);
    EXPECT_TRUE(stack.ok()) << stack.status();
    const auto check = Check(*stack, nullptr, {});
    EXPECT_TRUE(check.ok()) << check.status();
    const auto onto = OpenGitTree(**repository, target);
    EXPECT_TRUE(onto.ok()) << onto.status();
    timeline_ = *ReadTimeline(**repository, *onto, 9);
    const auto files =
        ReadStackHistory(*stack->base, check->patches, {}, timeline_);
    EXPECT_TRUE(files.ok()) << files.status();
    paces_ = *ReadFolderPaces((*repository)->objects(), timeline_);
    std::vector<std::string> told;
    for (const FileHistory& file : *files) {
      std::string text = absl::StrCat(file.path, " ");
      for (const FileStepCount& step : file.steps) {
        absl::StrAppend(&text, !step.there        ? "-"
                               : step.regions > 0 ? absl::StrCat(step.regions)
                               : step.changed     ? "c"
                                                  : ".");
      }
      if (!file.on_target) absl::StrAppend(&text, " gone");
      told.push_back(text);
    }
    return told;
  }

  TestRepository repository_;
  Timeline timeline_;
  std::vector<FolderPace> paces_;
};

TEST_F(StackHistoryTest, CarriesTheStackBack) {
  EXPECT_THAT(Read("v1.3"), ElementsAre("kernel/fork.c .c", "mm/swap.c 11"));
}

TEST_F(StackHistoryTest, AndForwards) {
  Release("v1.4", Lines20(10, " of four"), Lines20(3, " of three"));
  Release("v1.5", Lines20(10, " of four"), Lines20(10, " of five"));
  EXPECT_THAT(Read("v1.5"),
              ElementsAre("kernel/fork.c .c.1", "mm/swap.c 111."));
}

TEST_F(StackHistoryTest, FollowsARename) {
  repository_.Git("mv mm/swap.c mm/swapfile.c");
  Tag("v1.4");
  repository_.Write("mm/swapfile.c", Lines20(10, " of five"));
  Tag("v1.5");
  EXPECT_THAT(Read("v1.5"),
              ElementsAre("kernel/fork.c .c..", "mm/swapfile.c 11.1"));
}

TEST_F(StackHistoryTest, ADeletedFileIsInConflictOnce) {
  repository_.Git("rm -q mm/swap.c");
  Tag("v1.4");
  Release("v1.5", "", Lines20(0, ""));
  repository_.Git("rm -q mm/swap.c");
  Tag("v1.6");
  EXPECT_EQ(Read("v1.6")[1].substr(0, 13), "mm/swap.c 111");
}

TEST_F(StackHistoryTest, WhatHasLandedIsNotExpected) {
  Release("v1.4", Lines20(10, " of the stack"), Lines20(3, " of three"));
  EXPECT_EQ(Read("v1.4")[1], "mm/swap.c 11c gone");
}

// A target behind the last release is no step to learn from.
TEST_F(StackHistoryTest, ATargetThatIsNoRelease) {
  repository_.Write("mm/swap.c", Lines20(10, " of now"));
  repository_.Commit("now");
  EXPECT_THAT(Read("HEAD"), ElementsAre("kernel/fork.c .c", "mm/swap.c 11"));
  EXPECT_EQ(timeline_.trees.size(), 4u);
}

TEST_F(StackHistoryTest, PacesOfFolders) {
  repository_.Git("rm -q kernel/fork.c");
  repository_.Write("kernel/exit.c", "1\n");
  Tag("v1.4");
  Read("v1.4");
  std::vector<std::string> told;
  for (const FolderPace& pace : paces_) {
    std::string text = pace.folder;
    for (const PaceStep& step : pace.steps) {
      absl::StrAppend(&text, " ", step.changed, "/", step.files);
    }
    told.push_back(text);
  }
  EXPECT_THAT(told, ElementsAre(" 1/1 1/1 0/1", "/ 2/3 3/3 1/3",
                                "kernel 0/1 1/1 1/1", "mm 1/1 1/1 0/1"));
}

}  // namespace
}  // namespace patchgraph
