#include "engine/source/diff_writer.h"

#include <string>
#include <utility>

#include "engine/git/git_test_repository.h"
#include "engine/source/diff_reader.h"
#include "engine/source/reverse_patch.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Kind = FileChange::Kind;
using LineKind = HunkLine::Kind;

HunkLine Line(LineKind kind, std::string text) {
  HunkLine line;
  line.kind = kind;
  line.text = std::move(text);
  return line;
}

Hunk ReplaceFirstLine(std::string old_line, std::string new_line) {
  Hunk hunk;
  hunk.old_start = hunk.old_count = hunk.new_start = hunk.new_count = 1;
  hunk.lines = {Line(LineKind::kRemoved, std::move(old_line)),
                Line(LineKind::kAdded, std::move(new_line))};
  return hunk;
}

FileChange Change(Kind kind, std::string old_path, std::string new_path) {
  FileChange change;
  change.kind = kind;
  change.old_path = std::move(old_path);
  change.new_path = std::move(new_path);
  return change;
}

TEST(PrintPatch, WritesANewPatchAsGitWould) {
  Patch patch;
  patch.author = "A U Thor <author@example.com>";
  patch.date = "Thu, 1 Jun 2006 10:00:00 +0200";
  patch.subject = "Tick faster";
  FileChange modify = Change(Kind::kModify, "clock.c", "clock.c");
  modify.old_id = "587be6b";
  modify.new_id = "975fbec";
  modify.old_mode = modify.new_mode = FileMode::kRegular;
  modify.hunks = {ReplaceFirstLine("x\n", "y")};
  FileChange add = Change(Kind::kAdd, "new\tname", "new\tname");
  add.new_mode = FileMode::kExecutable;
  FileChange rename = Change(Kind::kRename, "old", "a b");
  patch.files = {modify, add, rename};
  EXPECT_EQ(PrintPatch(patch),
            "From: A U Thor <author@example.com>\n"
            "Date: Thu, 1 Jun 2006 10:00:00 +0200\n"
            "Subject: [PATCH] Tick faster\n"
            "\n"
            "---\n"
            "diff --git a/clock.c b/clock.c\n"
            "index 587be6b..975fbec 100644\n"
            "--- a/clock.c\n"
            "+++ b/clock.c\n"
            "@@ -1 +1 @@\n"
            "-x\n"
            "+y\n"
            "\\ No newline at end of file\n"
            "diff --git \"a/new\\tname\" \"b/new\\tname\"\n"
            "new file mode 100755\n"
            "diff --git a/old b/a b\n"
            "similarity index 100%\n"
            "rename from old\n"
            "rename to a b\n");
}

TEST(PrintPatch, GivesWhatReadDiffReadsAsTheSameValues) {
  Patch patch;
  patch.subject = "Tick";
  FileChange rename = Change(Kind::kRename, "old name", "sub/\xc3\xa4");
  rename.hunks = {ReplaceFirstLine("x\n", "y\n")};
  rename.old_mode = FileMode::kRegular;
  rename.new_mode = FileMode::kExecutable;
  patch.files = {rename};
  auto read = ReadDiff(PrintPatch(patch), "x.patch", "x.patch");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->subject, "Tick");
  ASSERT_EQ(read->files.size(), 1u);
  EXPECT_EQ(read->files[0].kind, Kind::kRename);
  EXPECT_EQ(read->files[0].old_path, "a/old name");
  EXPECT_EQ(read->files[0].new_path, "b/sub/\xc3\xa4");
  EXPECT_EQ(read->files[0].new_mode, FileMode::kExecutable);
  EXPECT_EQ(read->files[0].hunks[0].lines, rename.hunks[0].lines);
}

TEST(PrintPatch, WritesNoPrefixesAtLevelZero) {
  Patch patch;
  patch.strip = 0;
  patch.files = {Change(Kind::kDelete, "x", "x")};
  EXPECT_EQ(PrintPatch(patch), "diff --git x x\ndeleted file mode 100644\n");
}

// What a commit holds of every kind, for tests that let git apply and undo it.
class GitPatch : public testing::Test {
 protected:
  GitPatch() {
    repository_.Run(
        "printf 'one\\ntwo\\nthree\\n' > modified; printf 'x' > 'no newline';"
        "printf '1\\n2\\n3\\n4\\n5\\n6\\n' > renamed; echo run > tool;"
        "echo gone > gone; ln -s modified link;"
        "head -c 3000 /dev/zero | tr '\\0' 'z' > data.bin;"
        "printf '\\0\\1\\2' >> data.bin");
    repository_.Commit("old");
    repository_.Run(
        "printf 'one\\n2\\n2b\\nthree\\n' > modified;"
        "printf 'y' > 'no newline'; git mv renamed 'sub name';"
        "sed -i s/3/drei/ 'sub name'; chmod +x tool; rm gone link;"
        "ln -s tool link; echo new > \"$(printf 'n\\303\\244w')\";"
        "printf '\\3' >> data.bin; printf '\\0fresh' > fresh.bin");
    repository_.Commit("new");
    text_ = repository_.Run("git diff --binary -M HEAD~ HEAD");
  }

  // The tree that git makes of a commit and a patch.
  std::string TreeAfter(const std::string& commit, const std::string& text) {
    repository_.Git("read-tree " + commit);
    repository_.Write("patch", text);
    repository_.Run("git apply --cached patch");
    return repository_.Git("write-tree");
  }

  // `text_` read, its paths stripped, so that it can be written anew.
  Patch ReadText() {
    auto patch = ReadDiff(text_, "patch", "patch");
    EXPECT_TRUE(patch.ok()) << patch.status();
    if (!patch.ok()) return Patch();
    EXPECT_EQ(PrintPatch(*patch), text_);
    EXPECT_EQ(patch->files.size(), 9u);
    for (FileChange& file : patch->files) {
      file.old_path.erase(0, 2);
      file.new_path.erase(0, 2);
    }
    patch->strip = 1;
    return *std::move(patch);
  }

  TestRepository repository_;
  std::string text_;
};

TEST_F(GitPatch, WrittenAnewMeansTheSame) {
  Patch patch = ReadText();
  for (FileChange& file : patch.files) {
    file.header.clear();
    if (file.binary.has_value()) file.binary->raw.clear();
    for (Hunk& hunk : file.hunks) hunk.header.clear();
  }
  EXPECT_EQ(TreeAfter("HEAD~", PrintPatch(patch)),
            repository_.Git("rev-parse HEAD^{tree}"));
}

TEST_F(GitPatch, ReversedUndoesIt) {
  EXPECT_EQ(TreeAfter("HEAD", PrintPatch(Reverse(ReadText()))),
            repository_.Git("rev-parse HEAD~^{tree}"));
}

TEST_F(GitPatch, ReversedTwiceDoesIt) {
  EXPECT_EQ(TreeAfter("HEAD~", PrintPatch(Reverse(Reverse(ReadText())))),
            repository_.Git("rev-parse HEAD^{tree}"));
}

TEST(Reverse, KeepsTheSectionOfAHunk) {
  auto patch = ReadDiff(
      "--- a/x\n+++ b/x\n@@ -7 +8,2 @@ int main(void)\n-a\n+b\n+c\n", "x", "x");
  ASSERT_TRUE(patch.ok());
  const Patch reversed = Reverse(*patch);
  EXPECT_TRUE(reversed.reversed);
  const Hunk& hunk = reversed.files[0].hunks[0];
  EXPECT_EQ(hunk.header, "@@ -8,2 +7 @@ int main(void)\n");
  EXPECT_EQ(hunk.lines[0].text, "b\n");
  EXPECT_EQ(hunk.lines[0].kind, LineKind::kRemoved);
  EXPECT_EQ(hunk.lines[2].text, "a\n");
  EXPECT_EQ(hunk.lines[2].kind, LineKind::kAdded);
}

TEST(Reverse, OfACopyDeletesIt) {
  Patch patch;
  patch.files = {Change(Kind::kCopy, "x", "y")};
  const FileChange undone = Reverse(patch).files[0];
  EXPECT_EQ(undone.kind, Kind::kDelete);
  EXPECT_EQ(undone.old_path, "y");
  EXPECT_EQ(undone.new_path, "y");
}

}  // namespace
}  // namespace patchgraph
