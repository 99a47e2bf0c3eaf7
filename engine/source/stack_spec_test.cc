#include "engine/source/stack_spec.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::AllOf;

using ::testing::HasSubstr;

// Changes kernel/sched.c, in the words of a diff with `prefix` before it.
std::string Change(absl::string_view prefix) {
  return absl::StrCat("--- ", prefix, "kernel/sched.c\n+++ ", prefix,
                      "kernel/sched.c\n@@ -1 +1 @@\n-int a;\n+int b;\n");
}

class StackSpecTest : public ::testing::Test {
 protected:
  StackSpecTest() {
    git_.Write("kernel/sched.c", "int a;\n");
    git_.Commit("kernel");
    git_.Git("tag v1");
    git_.Write("kernel/sched.c", "int b;\n");
    git_.Commit("a change");
    git_.Git("tag v2");
    git_.Write("quilt/patches/series", "one.patch\n");
    git_.Write("quilt/patches/one.patch", Change("a/"));
    git_.Write("folder/one.patch", Change("a/"));
    git_.Write("one.diff", Change("a/"));
    git_.Write("box", absl::StrCat("From 1f2e Mon Sep 17 00:00:00 2001\n"
                                   "From: A <a@example.com>\nSubject: one\n\n",
                                   Change("a/")));
    git_.Write("overlay/kernel/new.c", "int c;\n");
    context_.folder = git_.path();
    context_.repository = *GitRepository::Open(git_.path());
  }

  SeriesSpec Parse(absl::string_view text) {
    auto spec = ParseSeriesSpec(text, context_);
    EXPECT_TRUE(spec.ok()) << spec.status();
    return *spec;
  }

  absl::StatusOr<Stack> Load(const std::vector<std::string>& series) {
    StackSpec spec;
    spec.name = "test";
    for (const std::string& text : series) spec.layers.push_back(Parse(text));
    return LoadStack(spec, context_);
  }

  std::string Message(const absl::StatusOr<Stack>& stack) {
    return std::string(stack.status().message());
  }

  TestRepository git_;
  SourceContext context_;
};

TEST_F(StackSpecTest, TakesNamesApart) {
  SeriesSpec spec = Parse("quilt:debian/patches@v2.6.17");
  EXPECT_EQ(spec.source, SeriesSource::kQuilt);
  EXPECT_EQ(spec.place, "debian/patches");
  EXPECT_EQ(spec.base, "v2.6.17");
  spec = Parse("debian/patches");
  EXPECT_EQ(spec.source, absl::nullopt);
  EXPECT_EQ(spec.base, "");
  spec = Parse("git:v1..HEAD@{1}");
  EXPECT_EQ(spec.place, "v1..HEAD@{1}");
  EXPECT_EQ(spec.base, "");
  EXPECT_EQ(Parse("git:@..v2").place, "@..v2");
  spec = Parse("git:v1..@");
  EXPECT_EQ(spec.place, "v1..@");
  spec = Parse("quilt:debian/patches@../linux-2.6.17");
  EXPECT_EQ(spec.place, "debian/patches");
  EXPECT_EQ(spec.base, "../linux-2.6.17");
  EXPECT_EQ(Parse("quilt:debian/patches@..").base, "..");
  spec = Parse("sparse:public:include/xen@tar:linux.tar.gz");
  EXPECT_EQ(spec.place, "public");
  EXPECT_EQ(spec.at, "include/xen");
  EXPECT_EQ(spec.base, "tar:linux.tar.gz");
  spec = Parse("sparse:git:v1:overlay");
  EXPECT_EQ(spec.place, "git:v1:overlay");
  EXPECT_EQ(spec.at, "");
  for (const char* empty : {"", "quilt:", "quilt:@v1", "diff:one@"}) {
    EXPECT_FALSE(ParseSeriesSpec(empty, context_).ok()) << empty;
  }
}

TEST_F(StackSpecTest, LeavesSignsToAPathThatHasThem) {
  git_.Write("me@home.diff", Change("a/"));
  git_.Write("a:b/new.c", "x");
  EXPECT_EQ(Parse("diff:me@home.diff").place, "me@home.diff");
  EXPECT_EQ(Parse("sparse:a:b").place, "a:b");
  EXPECT_EQ(Parse("sparse:a:b").at, "");
}

TEST_F(StackSpecTest, NamesLayersByTheirPath) {
  const auto name = [this](absl::string_view text) {
    return DefaultName(Parse(text));
  };
  EXPECT_EQ(name("dir:xen/patches/linux-2.6.16"), "linux-2.6.16");
  EXPECT_EQ(name("sparse:xen/linux-2.6-xen-sparse/"), "linux-2.6-xen-sparse");
  EXPECT_EQ(name("quilt:debian/patches"), "debian/patches");
  EXPECT_EQ(name("quilt:debian/patches/series"), "debian/patches");
  EXPECT_EQ(name("quilt:patches"), "patches");
  EXPECT_EQ(name("quilt:series"), "series");
  EXPECT_EQ(name("git:v1..topic/x"), "v1..topic/x");
}

// Each kind, by its prefix and by looking at it.
TEST_F(StackSpecTest, ReadsEveryKind) {
  for (const char* series :
       {"quilt:quilt/patches", "quilt/patches", "dir:folder", "folder",
        "diff:one.diff", "one.diff", "mbox:box", "box", "git:v1..v2",
        "v1..v2"}) {
    auto stack = Load({absl::StrCat(series, "@v1")});
    ASSERT_TRUE(stack.ok()) << series << ": " << stack.status();
    ASSERT_EQ(stack->layers.size(), 1u);
    ASSERT_EQ(stack->layers[0].patches.size(), 1u) << series;
    const FileChange& change = stack->layers[0].patches[0].files.at(0);
    EXPECT_EQ(change.new_path, "kernel/sched.c") << series;
    EXPECT_EQ(stack->base->name(), "v1") << series;
  }
  for (const char* series : {"sparse:overlay", "overlay"}) {
    auto stack = Load({absl::StrCat(series, "@v1")});
    ASSERT_TRUE(stack.ok()) << series << ": " << stack.status();
    EXPECT_TRUE(stack->layers[0].patches.at(0).sparse);
    EXPECT_EQ(stack->layers[0].name, "overlay");
  }
  auto stack = Load({"sparse:overlay:drivers@v1"});
  ASSERT_TRUE(stack.ok()) << stack.status();
  EXPECT_EQ(stack->layers[0].patches.at(0).files.at(0).new_path,
            "drivers/kernel/new.c");
}

TEST_F(StackSpecTest, TakesARangesOwnBase) {
  auto stack = Load({"v1..v2", "sparse:overlay"});
  ASSERT_TRUE(stack.ok()) << stack.status();
  EXPECT_EQ(stack->base->name(), "v1");
  EXPECT_EQ(stack->layers.size(), 2u);
}

// The second layer is written without a folder in front, which shows only in
// the file that the first one adds.
TEST_F(StackSpecTest, ARangeIsKnownByItsCommits) {
  const auto identity = [this](const std::string& series, bool linear) {
    StackSpec spec;
    spec.name = "fixes";
    spec.layers.push_back(Parse(series));
    spec.layers.back().linear = linear;
    return IdentityOf(spec, context_);
  };
  const auto known = identity("v1..v2", false);
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ(identity("v1..v2", false), known);
  EXPECT_EQ(identity("git:v1..v2", false), known);
  EXPECT_NE(identity("v1..v2", true), known);
  // A tag that is moved is another range.
  git_.Write("kernel/sched.c", "int c;\n");
  git_.Commit("another change");
  git_.Git("tag -f v2");
  context_.repository = *GitRepository::Open(git_.path());
  ASSERT_TRUE(identity("v1..v2", false).has_value());
  EXPECT_NE(identity("v1..v2", false), known);
  // Files may change without a trace; a base may be anything.
  EXPECT_EQ(identity("quilt:quilt/patches@v1", false), absl::nullopt);
  EXPECT_EQ(identity("git:v1..v2@v1", false), absl::nullopt);
  EXPECT_EQ(identity("git:v1..v3", false), absl::nullopt);
}

TEST_F(StackSpecTest, LooksAtEarlierLayersForTheLevel) {
  git_.Write("later.diff",
             "--- kernel/new.c\n+++ kernel/new.c\n@@ -1 +1 @@\n-int c;\n"
             "+int d;\n");
  auto stack = Load({"sparse:overlay@v1", "later.diff"});
  ASSERT_TRUE(stack.ok()) << stack.status();
  EXPECT_EQ(stack->layers[1].patches.at(0).strip, 0);
  EXPECT_EQ(stack->layers[1].patches.at(0).files.at(0).new_path,
            "kernel/new.c");
}

TEST_F(StackSpecTest, SaysWhatIsWrong) {
  EXPECT_THAT(Message(Load({"folder"})), HasSubstr("has no base"));
  EXPECT_THAT(Message(Load({})), HasSubstr("has no layers"));
  EXPECT_THAT(
      Message(Load({"folder@v9"})),
      AllOf(HasSubstr("base of stack test"), HasSubstr("v9 is no revision")));
  EXPECT_THAT(
      Message(Load({"folder@v1", "dir:folder"})),
      AllOf(HasSubstr("two layers named \"folder\""), HasSubstr("`name`")));
  EXPECT_THAT(Message(Load({"folder@v1", "one.diff@v2"})),
              AllOf(HasSubstr("one.diff is on v2"), HasSubstr("on v1")));
  EXPECT_THAT(Message(Load({"absent@v1"})),
              HasSubstr("there is no file or folder absent"));
  git_.Run("ln -s circle circle");
  EXPECT_THAT(Message(Load({"circle@v1"})),
              HasSubstr("symlinks lead round in a circle"));
  EXPECT_THAT(Message(Load({"git:v1@v1"})), HasSubstr("is no range"));
  EXPECT_THAT(Message(Load({"sparse:absent@v1"})), HasSubstr("absent"));
  git_.Write("v1..v2", Change("a/"));
  EXPECT_THAT(Message(Load({"v1..v2"})), HasSubstr("both a path and a range"));
}

TEST_F(StackSpecTest, SaysWhereItWasWritten) {
  StackSpec spec;
  spec.name = "test";
  spec.base = "v1";
  spec.layers.push_back(Parse("dir:absent"));
  spec.layers.back().origin = "project:7:3";
  EXPECT_THAT(Message(LoadStack(spec, context_)),
              ::testing::StartsWith("project:7:3: "));
  spec.base = "v9";
  spec.origin = "project:5:1";
  EXPECT_THAT(Message(LoadStack(spec, context_)),
              ::testing::StartsWith("project:5:1: "));
}

TEST_F(StackSpecTest, NeedsARepositoryForRangesOnly) {
  context_.repository = nullptr;
  EXPECT_THAT(Message(Load({"v1..v2"})), HasSubstr("no git repository"));
  auto stack = Load({"folder@dir:overlay"});
  EXPECT_TRUE(stack.ok()) << stack.status();
}

}  // namespace
}  // namespace patchgraph
