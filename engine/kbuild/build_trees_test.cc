#include "engine/kbuild/build_trees.h"

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::IsEmpty;

void Put(Overlay* tree, absl::string_view path, absl::string_view text,
         FileMode mode = FileMode::kRegular) {
  tree->Put(path, {mode, Blob::FromBytes(std::string(text))});
}

// A kernel of two files, and the same with ponies.
class BuildTreesTest : public ::testing::Test {
 protected:
  BuildTreesTest()
      : base_(std::make_shared<EmptyTree>(), "base"),
        patched_(std::make_shared<EmptyTree>(), "patched") {
    std::string pattern = ::testing::TempDir() + "/build_trees_XXXXXX";
    if (mkdtemp(pattern.data()) != nullptr) parent_ = pattern;
    for (Overlay* tree : {&base_, &patched_}) {
      Put(tree, "include/cow.h", "struct cow { int legs; };\n");
      Put(tree, "run", "#!/bin/sh\necho ran\n", FileMode::kExecutable);
      Put(tree, "link", "include/cow.h", FileMode::kSymlink);
    }
    Put(&base_, "cow.c",
        "#include \"include/cow.h\"\n"
        "int bad(void) { return missing; }\n"
        "int legs(struct cow *c) { return c->legs; }\n");
    Put(&patched_, "cow.c",
        "#include \"include/cow.h\"\n"
        "int more(struct cow *c) { return c->mane; }\n"
        "int bad(void) { return missing; }\n"
        "int legs(struct cow *c) { return c->legs; }\n");
    Put(&patched_, "pony.c", "#include \"pony.h\"\n");
    options_.parent = parent_;
    options_.files = {"cow.c", "pony.c"};
    options_.patch_at = [](absl::string_view path, int) {
      return std::string(path) + ".patch";
    };
  }
  ~BuildTreesTest() override {
    std::error_code ignored;
    EXPECT_TRUE(std::filesystem::is_empty(parent_)) << "not cleaned up";
    std::filesystem::remove_all(parent_, ignored);
  }

  absl::StatusOr<BuildComparison> Run(absl::string_view command) {
    options_.command = std::string(command);
    return BuildTrees(base_, patched_, options_);
  }

  Overlay base_;
  Overlay patched_;
  std::string parent_;
  BuildTreesOptions options_;
};

TEST_F(BuildTreesTest, ACompilerSaysWhatIsNew) {
  const auto built = Run("gcc -fsyntax-only $PATCHGRAPH_FILES");
  ASSERT_TRUE(built.ok()) << built.status();
  EXPECT_NE(built->base.exit_status, 0);
  ASSERT_EQ(built->diagnostics.size(), 2U) << built->patched.output;
  const NewDiagnostic& mane = built->diagnostics[0];
  EXPECT_EQ(mane.diagnostic.path, "cow.c");
  EXPECT_EQ(mane.diagnostic.line, 2);
  EXPECT_TRUE(absl::StrContains(mane.diagnostic.text, "mane"));
  ASSERT_TRUE(mane.edit.has_value());
  EXPECT_EQ(mane.edit->after_begin, 1);
  EXPECT_EQ(mane.patch, "cow.c.patch");
  EXPECT_EQ(built->diagnostics[1].diagnostic.path, "pony.c");
  EXPECT_EQ(built->diagnostics[1].patch, "pony.c.patch");
}

TEST_F(BuildTreesTest, TheTreesAreLaidOutAsTheyAre) {
  options_.config = "CONFIG_COW=y\n";
  for (const bool in_parallel : {false, true}) {
    options_.in_parallel = in_parallel;
    const auto built =
        Run("echo $PATCHGRAPH_TREE; ./run; cat .config link; "
            "tr '\\n' , < $PATCHGRAPH_FILE_LIST; echo; echo broke >> "
            "include/cow.h");
    ASSERT_TRUE(built.ok()) << built.status();
    EXPECT_EQ(built->base.output,
              "base\nran\nCONFIG_COW=y\nstruct cow { int legs; };\ncow.c,\n");
    EXPECT_EQ(built->patched.output,
              "patched\nran\nCONFIG_COW=y\nstruct cow { int legs; };\n"
              "cow.c,pony.c,\n");
    EXPECT_THAT(built->diagnostics, IsEmpty());
  }
}

TEST_F(BuildTreesTest, WhatTakesTooLongIsStoppedWithAllItStarted) {
  options_.time_limit = absl::Milliseconds(300);
  options_.in_parallel = true;
  const absl::Time start = absl::Now();
  const auto built = Run("trap '' TERM; sleep 60 & sleep 60; echo late");
  ASSERT_TRUE(built.ok()) << built.status();
  EXPECT_EQ(built->base.end, BuildEnd::kTimedOut);
  EXPECT_EQ(built->patched.end, BuildEnd::kTimedOut);
  EXPECT_LT(absl::Now() - start, absl::Seconds(30));
}

TEST_F(BuildTreesTest, ItCanBeCancelled) {
  std::atomic<bool> cancel{false};
  options_.cancel = &cancel;
  options_.progress = [&](const BuildProgress& progress) {
    if (progress.output == "started") cancel = true;
  };
  const auto built = Run("echo started; sleep 60");
  EXPECT_EQ(built.status().code(), absl::StatusCode::kCancelled);
  // Before anything is laid out, too.
  EXPECT_EQ(Run("true").status().code(), absl::StatusCode::kCancelled);
}

TEST_F(BuildTreesTest, WhatIsLeftRunningDoesNotHoldItUp) {
  const absl::Time start = absl::Now();
  const auto built = Run("sleep 60 & echo done; exit 3");
  ASSERT_TRUE(built.ok()) << built.status();
  EXPECT_EQ(built->base.output, "done\n");
  EXPECT_EQ(built->base.exit_status, 3);
  EXPECT_LT(absl::Now() - start, absl::Seconds(30));
}

TEST_F(BuildTreesTest, ALinkOutOfTheTreeIsRefused) {
  Put(&patched_, "include/out", "../../base/cow.c", FileMode::kSymlink);
  EXPECT_EQ(Run("true").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(BuildTreesTest, FoldersThatMayNotBeWrittenGoToo) {
  EXPECT_TRUE(Run("mkdir locked && touch locked/a && chmod 500 locked").ok());
}

}  // namespace
}  // namespace patchgraph
