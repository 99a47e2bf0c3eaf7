// Git's extended headers, read.

#include <string>

#include "engine/source/diff_reader.h"
#include "engine/source/diff_writer.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Kind = FileChange::Kind;

FileChange ReadOne(absl::string_view text) {
  auto patch = ReadDiff(text, "x.patch", "x.patch");
  EXPECT_TRUE(patch.ok()) << patch.status();
  if (!patch.ok()) return FileChange();
  EXPECT_EQ(PrintPatch(*patch), text);
  EXPECT_EQ(patch->files.size(), 1u);
  return patch->files.empty() ? FileChange() : patch->files[0];
}

TEST(ReadGitDiff, Modification) {
  const FileChange file = ReadOne(
      "diff --git a/x b/x\nindex 587be6b..975fbec 100755\n--- a/x\n+++ b/x\n"
      "@@ -1 +1 @@\n-x\n+y\n");
  EXPECT_EQ(file.kind, Kind::kModify);
  EXPECT_EQ(file.old_path, "a/x");
  EXPECT_EQ(file.new_path, "b/x");
  EXPECT_EQ(file.old_id, "587be6b");
  EXPECT_EQ(file.new_id, "975fbec");
  EXPECT_EQ(file.old_mode, FileMode::kExecutable);
  EXPECT_EQ(file.new_mode, FileMode::kExecutable);
}

TEST(ReadGitDiff, PrefixesInTheFirstLineAlone) {
  const FileChange file = ReadOne(
      "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n--- x\n+++ x\n"
      "@@ -1 +1 @@\n-x\n+y\n");
  EXPECT_EQ(file.old_path, "a/x");
  EXPECT_EQ(file.new_path, "b/x");
}

TEST(ReadGitDiff, NewEmptyFile) {
  const FileChange file = ReadOne(
      "diff --git a/x y b/x y\nnew file mode 100644\nindex 000000..e69de29\n");
  EXPECT_EQ(file.kind, Kind::kAdd);
  EXPECT_EQ(file.old_path, "b/x y");
  EXPECT_EQ(file.new_mode, FileMode::kRegular);
}

TEST(ReadGitDiff, NewSymlink) {
  const FileChange file = ReadOne(
      "diff --git a/asm b/asm\nnew file mode 120000\nindex 0000000..51c05ac\n"
      "--- /dev/null\n+++ b/asm\n@@ -0,0 +1 @@\n+asm-i386\n"
      "\\ No newline at end of file\n");
  EXPECT_EQ(file.new_mode, FileMode::kSymlink);
  EXPECT_EQ(file.hunks[0].lines[0].text, "asm-i386");
}

TEST(ReadGitDiff, DeletedFile) {
  const FileChange file = ReadOne(
      "diff --git a/x b/x\ndeleted file mode 100644\nindex 587be6b..0000000\n"
      "--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n");
  EXPECT_EQ(file.kind, Kind::kDelete);
  EXPECT_EQ(file.new_path, "a/x");
  EXPECT_FALSE(file.new_mode.has_value());
}

TEST(ReadGitDiff, ModeAlone) {
  const FileChange file =
      ReadOne("diff --git a/x b/x\nold mode 100644\nnew mode 100755\n");
  EXPECT_EQ(file.kind, Kind::kModify);
  EXPECT_EQ(file.old_mode, FileMode::kRegular);
  EXPECT_EQ(file.new_mode, FileMode::kExecutable);
}

TEST(ReadGitDiff, RenameHasItsPrefixesAsOtherNamesHave) {
  const FileChange file = ReadOne(
      "diff --git a/old name b/sub/new name\nsimilarity index 100%\n"
      "rename from old name\nrename to sub/new name\n");
  EXPECT_EQ(file.kind, Kind::kRename);
  EXPECT_EQ(file.old_path, "a/old name");
  EXPECT_EQ(file.new_path, "b/sub/new name");
}

TEST(ReadGitDiff, CopyWithHunks) {
  const FileChange file = ReadOne(
      "diff --git a/x b/y\nsimilarity index 90%\ncopy from x\ncopy to y\n"
      "index 587be6b..975fbec 100644\n--- a/x\n+++ b/y\n"
      "@@ -1 +1 @@\n-x\n+y\n");
  EXPECT_EQ(file.kind, Kind::kCopy);
  EXPECT_EQ(file.old_path, "a/x");
  EXPECT_EQ(file.new_path, "b/y");
}

TEST(ReadGitDiff, QuotedNames) {
  const FileChange file = ReadOne(
      "diff --git \"a/\\303\\244\\t\\\"x\" \"b/\\303\\244\\t\\\"x\"\n"
      "old mode 100644\nnew mode 100755\n");
  EXPECT_EQ(file.old_path, "a/\xc3\xa4\t\"x");
  EXPECT_EQ(file.new_path, "b/\xc3\xa4\t\"x");
}

TEST(ReadGitDiff, OneQuotedNameOfTwo) {
  const FileChange file = ReadOne(
      "diff --git a/plain name \"b/\\303\\244\"\nsimilarity index 100%\n"
      "rename from plain name\nrename to \"\\303\\244\"\n");
  EXPECT_EQ(file.old_path, "a/plain name");
  EXPECT_EQ(file.new_path, "b/\xc3\xa4");
}

TEST(ReadGitDiff, NamesWithSpacesThatCouldBeDividedElsewhere) {
  const FileChange file =
      ReadOne("diff --git a/x b/x b/x b/x\nold mode 100644\nnew mode 100755\n");
  EXPECT_EQ(file.old_path, "a/x b/x");
  EXPECT_EQ(file.new_path, "b/x b/x");
}

TEST(ReadGitDiff, BinaryWithoutData) {
  const FileChange file = ReadOne(
      "diff --git a/x.png b/x.png\nindex 587be6b..975fbec 100644\n"
      "Binary files a/x.png and b/x.png differ\n");
  ASSERT_TRUE(file.binary.has_value());
  EXPECT_FALSE(file.binary->forward.has_value());
}

TEST(ReadGitDiff, Submodule) {
  const FileChange file = ReadOne(
      "diff --git a/sub b/sub\nindex 587be6b..975fbec 160000\n--- a/sub\n"
      "+++ b/sub\n@@ -1 +1 @@\n-Subproject commit 587be6b\n"
      "+Subproject commit 975fbec\n");
  EXPECT_EQ(file.new_mode, FileMode::kSubmodule);
}

TEST(ReadGitDiff, AHeaderThatAnnouncesNothingIsPassedOver) {
  auto patch = ReadDiff(
      "diff --git a/x b/x\n"
      "diff --git a/y b/y\nold mode 100644\nnew mode 100755\n",
      "x.patch", "x.patch");
  ASSERT_TRUE(patch.ok()) << patch.status();
  ASSERT_EQ(patch->files.size(), 1u);
  EXPECT_EQ(patch->files[0].old_path, "a/y");
}

}  // namespace
}  // namespace patchgraph
