#include "engine/apply/apply_patch.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/model/empty_tree.h"
#include "engine/source/diff_reader.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// Two files, a link and a program.
std::shared_ptr<const Tree> Base() {
  auto tree = std::make_shared<Overlay>(std::make_shared<EmptyTree>(), "1.0");
  const auto put = [&tree](const char* path, const char* text, FileMode mode) {
    tree->Put(path, {mode, Blob::FromBytes(text)});
  };
  put("mm/page.c", "one\ntwo\nthree\nfour\nfive\n", FileMode::kRegular);
  put("kernel/clock.c", "tick\ntock\n", FileMode::kRegular);
  put("include/asm", "asm-tiny", FileMode::kSymlink);
  put("scripts/build", "#!/bin/sh\n", FileMode::kExecutable);
  return tree;
}

// A patch whose paths are as in the tree.
Patch Read(absl::string_view name, absl::string_view text) {
  auto patch = ReadDiff(text, "test", name);
  EXPECT_TRUE(patch.ok()) << patch.status();
  return *patch;
}

std::string TextAt(const Tree& tree, absl::string_view path) {
  const auto file = FindFile(tree, path);
  return file->has_value() ? **(*file)->blob.Read() : "(none)";
}

class ApplyPatchTest : public testing::Test {
 protected:
  PatchStep Apply(absl::string_view name, absl::string_view text) {
    auto step = applier_.Apply(Read(name, text), "layer");
    EXPECT_TRUE(step.ok()) << step.status();
    return *step;
  }

  Overlay tree_{Base(), "1.0"};
  PatchApplier applier_{&tree_, 0};
};

constexpr char kEditPage[] =
    "--- mm/page.c\n+++ mm/page.c\n@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n";

TEST_F(ApplyPatchTest, ModifiesAFile) {
  const PatchStep step = Apply("edit.patch", kEditPage);
  EXPECT_EQ(step.verdict, Verdict::kClean);
  EXPECT_EQ(step.layer, "layer");
  EXPECT_EQ(TextAt(tree_, "mm/page.c"), "one\ntwo\n3\nfour\nfive\n");
  EXPECT_TRUE(applier_.conflicts().empty());
}

TEST_F(ApplyPatchTest, TakesAReversedPatchOut) {
  Apply("edit.patch", kEditPage);
  Patch patch = Read("edit.patch", kEditPage);
  patch.reversed = true;
  const auto step = applier_.Apply(patch, "layer");
  ASSERT_TRUE(step.ok()) << step.status();
  EXPECT_EQ(step->verdict, Verdict::kClean);
  EXPECT_EQ(TextAt(tree_, "mm/page.c"), "one\ntwo\nthree\nfour\nfive\n");
}

TEST_F(ApplyPatchTest, ASecondTimeItIsUpstream) {
  Apply("edit.patch", kEditPage);
  EXPECT_EQ(Apply("again.patch", kEditPage).verdict, Verdict::kUpstream);
}

TEST_F(ApplyPatchTest, AddsAndDeletes) {
  const PatchStep step = Apply(
      "swap.patch",
      "--- /dev/null\n+++ mm/slab.c\n@@ -0,0 +1 @@\n+slab\n"
      "--- kernel/clock.c\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-tick\n-tock\n");
  EXPECT_EQ(step.verdict, Verdict::kClean);
  EXPECT_EQ(TextAt(tree_, "mm/slab.c"), "slab\n");
  EXPECT_EQ(TextAt(tree_, "kernel/clock.c"), "(none)");
}

TEST_F(ApplyPatchTest, RenamesAndChangesMode) {
  const PatchStep step = Apply(
      "move.patch",
      "diff --git kernel/clock.c kernel/time.c\nsimilarity index 60%\n"
      "rename from kernel/clock.c\nrename to kernel/time.c\n"
      "--- kernel/clock.c\n+++ kernel/time.c\n@@ -1,2 +1,2 @@\n tick\n-tock\n"
      "+tack\n"
      "diff --git scripts/build scripts/build\nold mode 100755\n"
      "new mode 100644\n");
  EXPECT_EQ(step.verdict, Verdict::kClean);
  EXPECT_EQ(TextAt(tree_, "kernel/clock.c"), "(none)");
  EXPECT_EQ(TextAt(tree_, "kernel/time.c"), "tick\ntack\n");
  EXPECT_EQ((*FindFile(tree_, "scripts/build"))->mode, FileMode::kRegular);
}

// A commit names the mode even where it changes the content alone.
TEST_F(ApplyPatchTest, WhatHasNoLinesIsChangedAsAWhole) {
  Patch patch;
  FileChange change;
  change.old_path = change.new_path = "include/asm";
  change.old_mode = change.new_mode = FileMode::kSymlink;
  change.original = FileState{FileMode::kSymlink, Blob::FromBytes("asm-tiny")};
  change.replacement = FileState{FileMode::kSymlink, Blob::FromBytes("asm-x")};
  patch.files.push_back(change);
  const auto step = applier_.Apply(patch, "layer");
  ASSERT_TRUE(step.ok()) << step.status();
  EXPECT_EQ(step->verdict, Verdict::kClean);
  EXPECT_EQ(step->files[0].message, "");
  EXPECT_EQ(TextAt(tree_, "include/asm"), "asm-x");
}

TEST_F(ApplyPatchTest, AConflictIsKeptAndTheRestGoesOn) {
  const PatchStep step = Apply(
      "both.patch",
      absl::StrCat("--- kernel/clock.c\n+++ kernel/clock.c\n@@ -1,2 +1,2 @@\n"
                   " tick\n-tuck\n+tack\n",
                   kEditPage));
  EXPECT_EQ(step.verdict, Verdict::kConflict);
  EXPECT_EQ(step.files[0].verdict, Verdict::kConflict);
  EXPECT_EQ(step.files[1].verdict, Verdict::kClean);
  ASSERT_EQ(applier_.conflicts().size(), 1u);
  EXPECT_EQ(applier_.conflicts()[0].kind, ConflictKind::kContent);
  EXPECT_EQ(applier_.conflicts()[0].path, "kernel/clock.c");
  EXPECT_EQ(TextAt(tree_, "mm/page.c"), "one\ntwo\n3\nfour\nfive\n");
}

TEST_F(ApplyPatchTest, WhatNeedsAConflictIsBlocked) {
  Apply("first.patch",
        "--- mm/page.c\n+++ mm/page.c\n@@ -1,3 +1,4 @@\n one\n TWO\n"
        "+between\n three\n");
  const PatchStep second =
      Apply("second.patch",
            "--- mm/page.c\n+++ mm/page.c\n@@ -2,3 +2,3 @@\n two\n-between\n"
            "+in between\n three\n");
  EXPECT_EQ(second.verdict, Verdict::kBlocked);
  ASSERT_TRUE(second.files[0].hunks[0].blocked_by.has_value());
  EXPECT_EQ(*second.files[0].hunks[0].blocked_by, (HunkKey{0, 0, 0}));
  EXPECT_EQ(applier_.conflicts().size(), 1u);
}

TEST_F(ApplyPatchTest, AMissingFileBlocksWhatFollows) {
  static constexpr char kEdit[] =
      "--- mm/none.c\n+++ mm/none.c\n@@ -1 +1 @@\n-a\n+b\n";
  EXPECT_EQ(Apply("first.patch", kEdit).verdict, Verdict::kConflict);
  const PatchStep second = Apply("second.patch", kEdit);
  EXPECT_EQ(second.verdict, Verdict::kBlocked);
  EXPECT_EQ(second.files[0].blocked_by->patch, 0);
}

TEST_F(ApplyPatchTest, DoesNotDeleteLinesThatThePatchDoesNotKnow) {
  const PatchStep step =
      Apply("delete.patch",
            "--- kernel/clock.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-tick\n");
  EXPECT_EQ(step.verdict, Verdict::kConflict);
  EXPECT_EQ(applier_.conflicts()[0].kind, ConflictKind::kDeleteModify);
  EXPECT_EQ(TextAt(tree_, "kernel/clock.c"), "tick\ntock\n");
}

TEST_F(ApplyPatchTest, RefusesToWriteThroughALink) {
  const auto step = applier_.Apply(
      Read("sly.patch",
           "--- /dev/null\n+++ include/asm/x.h\n@@ -0,0 +1 @@\n+x\n"),
      "layer");
  EXPECT_EQ(step.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(step.status().message(),
            "test:1: patch sly.patch: the path include/asm/x.h goes through "
            "the symlink include/asm of 1.0");
}

TEST_F(ApplyPatchTest, AFileCannotBeAFolder) {
  const PatchStep step = Apply(
      "odd.patch", "--- /dev/null\n+++ mm/page.c/x.h\n@@ -0,0 +1 @@\n+x\n");
  EXPECT_EQ(step.verdict, Verdict::kConflict);
  EXPECT_EQ(applier_.conflicts()[0].kind, ConflictKind::kDirectory);
}

}  // namespace
}  // namespace patchgraph
