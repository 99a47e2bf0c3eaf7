#include "cli/project/project_file.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kPatch[] =
    "--- a/kernel.c\n+++ b/kernel.c\n@@ -1 +1 @@\n-int a;\n+int b;\n";

// The complaint about a text that is not a sound project.
std::string Complaint(absl::string_view text) {
  auto project = ParseProject(text, "p.textproto");
  EXPECT_TRUE(absl::IsInvalidArgument(project.status())) << project.status();
  return std::string(project.status().message());
}

TEST(ParseProject, TakesAWholeProject) {
  auto project = ParseProject(R"(
    repository: "linux"
    stack {
      name: "xen"
      base: "v2.6.16"
      layer { dir: "xen/patches/linux-2.6.16" strip: 1 }
      layer { sparse: "xen/linux-2.6-xen-sparse" }
      layer { sparse: "xen/include/public" at: "include/xen/interface" }
    }
    stack {
      name: "ubuntu"
      layer { git: "v2.6.17..ubuntu" linear: true name: "ours" }
    }
    onto: "v2.6.17"
  )",
                              "some/where/patchgraph.textproto");
  ASSERT_TRUE(project.ok()) << project.status();
  EXPECT_EQ(project->folder, "some/where");
  EXPECT_EQ(project->repository, "linux");
  EXPECT_EQ(project->repository_origin, "some/where/patchgraph.textproto:2:5");
  EXPECT_EQ(project->onto, "v2.6.17");
  EXPECT_EQ(project->onto_origin, "some/where/patchgraph.textproto:14:5");
  ASSERT_EQ(project->stacks.size(), 2u);
  const StackSpec& xen = project->stacks[0];
  EXPECT_EQ(xen.name, "xen");
  EXPECT_EQ(xen.base, "v2.6.16");
  ASSERT_EQ(xen.layers.size(), 3u);
  EXPECT_EQ(xen.layers[0].source, SeriesSource::kDirectory);
  EXPECT_EQ(xen.layers[0].place, "xen/patches/linux-2.6.16");
  EXPECT_EQ(xen.layers[0].strip, 1);
  EXPECT_EQ(xen.layers[0].origin, "some/where/patchgraph.textproto:6:7");
  EXPECT_EQ(xen.layers[2].at, "include/xen/interface");
  const SeriesSpec& range = project->stacks[1].layers[0];
  EXPECT_EQ(range.source, SeriesSource::kGit);
  EXPECT_TRUE(range.linear);
  EXPECT_EQ(range.name, "ours");
}

TEST(ParseProject, TakesFlavours) {
  const auto project = ParseProject(
      "flavour { name: \"686\" defconfig: \"arch/i386/defconfig\" }\n"
      "flavour { name: \"k7\" defconfig: \"k7\" architecture: \"i386\" }\n",
      "patchgraph.textproto");
  ASSERT_TRUE(project.ok()) << project.status();
  ASSERT_EQ(project->flavours.size(), 2u);
  EXPECT_EQ(project->flavours[0].defconfig, "arch/i386/defconfig");
  EXPECT_EQ(project->flavours[1].architecture, "i386");
  EXPECT_EQ(project->flavours[1].origin, "patchgraph.textproto:2:1");
}

TEST(ParseProject, RefusesFlavoursThatMakeNoSense) {
  const auto project = ParseProject(
      "flavour { name: \"686\" }\n"
      "flavour { name: \"686\" defconfig: \"a\" }\n",
      "p");
  EXPECT_EQ(project.status().message(),
            "p:1:1: flavour \"686\" needs a defconfig\n"
            "p:2:1: there is a flavour \"686\" already, at p:1:1");
}

TEST(ParseProject, SaysWhereTheTextIsWrong) {
  EXPECT_THAT(Complaint("stack {\n  nmae: \"xen\"\n}\n"),
              AllOf(HasSubstr("p.textproto:2:"), HasSubstr("nmae")));
  EXPECT_THAT(Complaint("stack { name: \"xen\"\n"),
              HasSubstr("p.textproto:2:1: "));
  EXPECT_THAT(Complaint("onto: 17\n"), HasSubstr("p.textproto:1:7: "));
  EXPECT_THAT(Complaint("onto: \"a\"\nonto: \"b\"\n"),
              HasSubstr("p.textproto:2:"));
  EXPECT_THAT(
      Complaint("stack {\n name: \"x\" base: \"b\"\n"
                " layer { dir: \"a\" quilt: \"b\" }\n}\n"),
      AllOf(HasSubstr("p.textproto:3:"), HasSubstr("dir"), HasSubstr("quilt")));
  EXPECT_THAT(Complaint(absl::string_view("\0\xff\xfe", 3)),
              HasSubstr("p.textproto:1:"));
}

TEST(ParseProject, ThePolicyMayBeInTheFileItself) {
  const auto project =
      ParseProject("policy {\n  tag { name: \"ours\" path: \"ours/.*\" }\n}\n",
                   "p.textproto");
  ASSERT_TRUE(project.ok()) << project.status();
  ASSERT_TRUE(project->policy.has_value());
  EXPECT_EQ(project->policy->TagsOf({"ours/a.c", {}, "", {}}),
            std::vector<std::string>{"ours"});
  EXPECT_EQ(Complaint("rules: \"r\"\npolicy { }\n"),
            "p.textproto:1:1: the rules are in a file and in `policy`, at "
            "p.textproto:2:1; leave one of them out");
  EXPECT_THAT(Complaint("policy {\n limit { name: \"a\" figure: \"brakes\" "
                        "at_most: 0 }\n}\n"),
              HasSubstr("p.textproto:2:20: there is no figure \"brakes\""));
  EXPECT_THAT(Complaint("policy { limti { } }\n"),
              HasSubstr("unknown field `limti` in a policy; did you mean "
                        "`limit`?"));
}

TEST(ParseProject, ComplainsInOurWords) {
  EXPECT_EQ(Complaint("stack {\n  bass: \"v1\"\n}\n"),
            "p.textproto:2:7: unknown field `bass` in a stack; did you mean "
            "`base`?");
  EXPECT_EQ(Complaint("zzzzzzzz: 1\n"),
            "p.textproto:1:9: unknown field `zzzzzzzz` in this file; there are "
            "repository, stack, onto, rules, flavour, policy, db");
  EXPECT_EQ(Complaint("onto: v2\n"),
            "p.textproto:1:7: expected a string in quotes, found v2");
  EXPECT_EQ(Complaint("onto: \"a\"\nonto: \"b\"\n"),
            "p.textproto:2:5: `onto` is written twice");
  EXPECT_EQ(Complaint("stack {\n  name: \"x\"\n"),
            "p.textproto:3:1: expected the name of a field, or the end of a "
            "block, found the end of the file");
  EXPECT_EQ(Complaint("onto \"v2\"\n"),
            "p.textproto:1:6: expected \":\", found \"v2\"");
  EXPECT_EQ(Complaint("onto: \"v2\n"),
            "p.textproto:1:10: the string has no closing quote on its line");
  const auto complaint_about = [](absl::string_view layer) {
    return Complaint(absl::StrCat("stack { name: \"x\" base: \"b\"\nlayer { ",
                                  layer, " } }"));
  };
  EXPECT_EQ(complaint_about("dir: \"a\" quilt: \"b\""),
            "p.textproto:2:23: a layer has one source, but here are `dir` and "
            "`quilt`");
  EXPECT_EQ(complaint_about("dir: \"a\" strip: \"1\""),
            "p.textproto:2:25: expected a number, found \"1\"");
  EXPECT_EQ(complaint_about("git: \"a..b\" linear: maybe"),
            "p.textproto:2:35: `linear` is true or false");
}

TEST(ParseProject, RefusesStacksThatMakeNoSense) {
  EXPECT_EQ(Complaint("stack { name: \"x\" base: \"b\" layer { dir: \"a\" } }\n"
                      "stack { name: \"x\" base: \"b\" layer { dir: \"a\" } }"),
            "p.textproto:2:1: there is a stack \"x\" already, at "
            "p.textproto:1:1");
  EXPECT_EQ(Complaint("stack {\n name: \"x\" base: \"b\"\n"
                      " layer { dir: \"a/patches-x\" }\n"
                      " layer { quilt: \"b/patches-x/\" }\n}"),
            "p.textproto:4:2: there is a layer \"patches-x\" already, at "
            "p.textproto:3:2; give one of them another `name`");
  EXPECT_EQ(Complaint("stack { name: \"x\" base: \"b\" layer { at: \"c\" } }"),
            "p.textproto:1:29: a layer needs one of dir, quilt, mbox, git, "
            "diff, dpatch and sparse\n"
            "p.textproto:1:37: `at` is for sparse trees only");
  EXPECT_EQ(Complaint("stack { base: \"b\" layer { dir: \"a\" } }"),
            "p.textproto:1:1: a stack needs a name");
  EXPECT_THAT(Complaint("stack { name: \"x\" layer { dir: \"a\" } }"),
              HasSubstr("p.textproto:1:1: stack \"x\" needs a base"));
  EXPECT_EQ(Complaint("stack { name: \"x\" base: \"b\" }"),
            "p.textproto:1:1: stack \"x\" needs a layer");
  EXPECT_EQ(Complaint("stack { name: \"x\" base: \"b\" layer { dir: \"\" } }"),
            "p.textproto:1:29: the layer's dir is empty");
}

TEST(ParseProject, RefusesOptionsThatMakeNoSense) {
  const auto complaint_about = [](absl::string_view layer) {
    return Complaint(absl::StrCat("stack { name: \"x\" base: \"b\"\nlayer { ",
                                  layer, " } }"));
  };
  EXPECT_EQ(complaint_about("dir: \"a\" at: \"b\""),
            "p.textproto:2:18: `at` is for sparse trees only");
  EXPECT_EQ(complaint_about("dir: \"a\" linear: true"),
            "p.textproto:2:18: `linear` is for a range of commits only");
  EXPECT_EQ(complaint_about("git: \"a..b\" strip: 1"),
            "p.textproto:2:21: `strip` is for patches only");
  EXPECT_EQ(complaint_about("dir: \"a\" strip: -1"),
            "p.textproto:2:18: `strip` is less than 0");
  EXPECT_THAT(complaint_about("sparse: \"a\" at: \"../b\""),
              AllOf(HasSubstr("p.textproto:2:21: "), HasSubstr("../b")));
}

TEST(FindProjectFile, LooksUpwards) {
  TestFolder folder;
  folder.Write("a/b/c/file", "x");
  EXPECT_EQ(FindProjectFile(folder.At("a/b/c")), absl::nullopt);
  folder.Write("a/patchgraph.textproto", "");
  EXPECT_EQ(FindProjectFile(folder.At("a")),
            folder.At("a/patchgraph.textproto"));
  EXPECT_EQ(FindProjectFile(folder.At("a/b/c")),
            folder.At("a/b/c/../../patchgraph.textproto"));
  EXPECT_EQ(FindProjectFile(folder.At("absent")), absl::nullopt);
}

TEST(ReadProjectFile, SaysThatThereIsNone) {
  TestFolder folder;
  auto project = ReadProjectFile(folder.At("patchgraph.textproto"));
  EXPECT_THAT(std::string(project.status().message()),
              HasSubstr(folder.At("patchgraph.textproto")));
}

class LoadStackTest : public ::testing::Test {
 protected:
  LoadStackTest() {
    git_.Write("linux/kernel.c", "int a;\n");
    git_.Commit("kernel");
    git_.Write("patches/one.patch", kPatch);
    git_.Write("overlay/new.c", "int c;\n");
  }

  // Loads the stack "xen" of a project file with this text.
  absl::StatusOr<Stack> Load(absl::string_view text,
                             absl::string_view name = "xen") {
    git_.Write("project/patchgraph.textproto", text);
    auto project = ReadProjectFile(git_.At("project/patchgraph.textproto"));
    if (!project.ok()) return project.status();
    auto context = OpenContext(*project, git_.path());
    if (!context.ok()) return context.status();
    return LoadStack(*project, name, *context);
  }

  std::string Message(const absl::StatusOr<Stack>& stack) {
    return std::string(stack.status().message());
  }

  TestRepository git_;
};

TEST_F(LoadStackTest, ReadsEveryLayerRelativeToTheFile) {
  auto stack = Load(R"(
    repository: ".."
    stack {
      name: "xen"
      base: "HEAD:linux"
      layer { dir: "../patches" }
      layer { sparse: "../overlay" at: "drivers" }
    }
  )");
  ASSERT_TRUE(stack.ok()) << stack.status();
  EXPECT_EQ(stack->name, "xen");
  EXPECT_TRUE((*stack->base->Find("kernel.c")).has_value());
  ASSERT_EQ(stack->layers.size(), 2u);
  EXPECT_EQ(stack->layers[0].patches.at(0).files.at(0).new_path, "kernel.c");
  EXPECT_EQ(stack->layers[1].name, "overlay");
  EXPECT_EQ(stack->layers[1].patches.at(0).files.at(0).new_path,
            "drivers/new.c");
}

TEST_F(LoadStackTest, StandsInARepositoryByDefault) {
  EXPECT_TRUE(Load("stack { name: \"xen\" base: \"HEAD:linux\"\n"
                   " layer { dir: \"../patches\" } }")
                  .ok());
}

TEST_F(LoadStackTest, SaysWhereItNamesWhatIsNotThere) {
  const std::string file = git_.At("project/patchgraph.textproto");
  EXPECT_THAT(
      Message(Load("stack {\n name: \"xen\" base: \"HEAD:linux\"\n"
                   " layer { dir: \"../absent\" }\n}")),
      AllOf(HasSubstr(absl::StrCat(file, ":3:2: ")), HasSubstr("absent")));
  EXPECT_THAT(Message(Load("\nstack { name: \"xen\" base: \"v9\"\n"
                           " layer { dir: \"../patches\" } }")),
              AllOf(HasSubstr(absl::StrCat(file, ":2:1: ")),
                    HasSubstr("v9 is no revision")));
  EXPECT_THAT(Message(Load("\n\nrepository: \"nowhere\"")),
              AllOf(HasSubstr(absl::StrCat(file, ":3:1: ")),
                    HasSubstr("no git repository")));
}

TEST_F(LoadStackTest, NamesTheNearestStack) {
  EXPECT_THAT(Message(Load("stack { name: \"xen-3\" base: \"HEAD:linux\"\n"
                           " layer { dir: \"../patches\" } }",
                           "xen-2")),
              AllOf(HasSubstr("has no stack \"xen-2\""), HasSubstr("xen-3")));
  EXPECT_THAT(Message(Load("stack { name: \"guest\" base: \"HEAD:linux\"\n"
                           " layer { dir: \"../patches\" } }",
                           "xen-2")),
              HasSubstr("has no stack \"xen-2\"; there is guest"));
}

}  // namespace
}  // namespace patchgraph
