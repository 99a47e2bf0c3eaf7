#include "engine/source/diff_reader.h"

#include <string>

#include "engine/source/diff_writer.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Kind = FileChange::Kind;
using LineKind = HunkLine::Kind;

// Reads a text that must be good, and checks that it prints as it was.
Patch Read(absl::string_view text) {
  auto patch = ReadDiff(text, "series/x.patch", "x.patch");
  EXPECT_TRUE(patch.ok()) << patch.status();
  if (!patch.ok()) return Patch();
  EXPECT_EQ(PrintPatch(*patch), text);
  return *std::move(patch);
}

FileChange ReadOne(absl::string_view text) {
  Patch patch = Read(text);
  EXPECT_EQ(patch.files.size(), 1u);
  return patch.files.empty() ? FileChange() : patch.files[0];
}

TEST(ReadDiff, TakesAPlainDiffApart) {
  const Patch patch = Read(
      "Make the clock tick.\n"
      "diff -ruN old/clock.c new/clock.c\n"
      "--- old/clock.c\t2006-06-18 01:49:35.000000000 +0100\n"
      "+++ new/clock.c\t2006-06-19 09:10:11.000000000 +0100\n"
      "@@ -10,3 +10,4 @@ void tick(void)\n"
      " {\n"
      "-\told();\n"
      "+\tfirst();\n"
      "+\tsecond();\n"
      " }\n");
  EXPECT_EQ(patch.preamble, "Make the clock tick.\n");
  EXPECT_EQ(patch.subject, "Make the clock tick.");
  ASSERT_EQ(patch.files.size(), 1u);
  const FileChange& file = patch.files[0];
  EXPECT_EQ(file.kind, Kind::kModify);
  EXPECT_EQ(file.old_path, "old/clock.c");
  EXPECT_EQ(file.new_path, "new/clock.c");
  EXPECT_EQ(file.line_in_file, 3);
  ASSERT_EQ(file.hunks.size(), 1u);
  const Hunk& hunk = file.hunks[0];
  EXPECT_EQ(hunk.old_start, 10);
  EXPECT_EQ(hunk.old_count, 3);
  EXPECT_EQ(hunk.new_start, 10);
  EXPECT_EQ(hunk.new_count, 4);
  EXPECT_EQ(hunk.line_in_file, 5);
  ASSERT_EQ(hunk.lines.size(), 5u);
  EXPECT_EQ(hunk.lines[1].kind, LineKind::kRemoved);
  EXPECT_EQ(hunk.lines[1].text, "\told();\n");
  EXPECT_EQ(hunk.lines[2].kind, LineKind::kAdded);
}

TEST(ReadDiff, CountsLinesAndDoesNotLookAtThem) {
  const FileChange file = ReadOne(
      "--- a/x.sql\n"
      "+++ b/x.sql\n"
      "@@ -1,3 +1,3 @@\n"
      "--- a comment in SQL\n"
      "+++ another\n"
      " @@ -1 +1 @@\n"
      "-diff --git a/x b/x\n"
      "++++ b/x.sql\n");
  ASSERT_EQ(file.hunks.size(), 1u);
  ASSERT_EQ(file.hunks[0].lines.size(), 5u);
  EXPECT_EQ(file.hunks[0].lines[0].text, "-- a comment in SQL\n");
  EXPECT_EQ(file.hunks[0].lines[1].text, "++ another\n");
}

TEST(ReadDiff, TakesTheSignatureOfAMailForNoLine) {
  const Patch patch =
      Read("--- a/x\n+++ b/x\n@@ -3 +3 @@\n-old\n+new\n-- \n2.39.5\n\n");
  ASSERT_EQ(patch.files.size(), 1u);
  EXPECT_EQ(patch.files[0].hunks[0].old_count, 1);
  EXPECT_EQ(patch.files[0].hunks[0].lines.size(), 2u);
  EXPECT_EQ(patch.trailer, "-- \n2.39.5\n\n");
}

TEST(ReadDiff, KeepsBytesAsTheyAre) {
  std::string text =
      "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n"
      "-caf\xe9\r\n+nul?nul\r\n \xff\xfe\n";
  text[text.find('?')] = '\0';
  const FileChange file = ReadOne(text);
  EXPECT_EQ(file.hunks[0].lines[0].text, "caf\xe9\r\n");
  EXPECT_EQ(file.hunks[0].lines[1].text, std::string("nul\0nul\r\n", 9));
}

TEST(ReadDiff, KnowsLinesWithoutALineFeed) {
  const FileChange file = ReadOne(
      "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n same\n-old\n"
      "\\ No newline at end of file\n+new\n\\ No newline at end of file\n");
  const Hunk& hunk = file.hunks[0];
  EXPECT_EQ(hunk.lines[1].text, "old");
  EXPECT_EQ(hunk.lines[2].text, "new");
  EXPECT_EQ(hunk.no_newline_marker, "\\ No newline at end of file\n");
}

TEST(ReadDiff, KnowsTheMarkerInOtherLanguages) {
  const FileChange file = ReadOne(
      "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n"
      "\\ Kein Zeilenumbruch am Dateiende.\n");
  EXPECT_EQ(file.hunks[0].lines[0].text, "old\n");
  EXPECT_EQ(file.hunks[0].lines[1].text, "new");
}

TEST(ReadDiff, TakesEmptyContextWithoutItsSpace) {
  const FileChange file =
      ReadOne("--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n a\n\n-b\n+c\n \n");
  EXPECT_TRUE(file.hunks[0].lines[1].without_marker);
  EXPECT_EQ(file.hunks[0].lines[1].text, "\n");
  EXPECT_FALSE(file.hunks[0].lines[4].without_marker);
}

TEST(ReadDiff, TakesATextThatEndsWithoutALineFeed) {
  const FileChange file = ReadOne("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new");
  EXPECT_EQ(file.hunks[0].lines[1].text, "new\n");
  EXPECT_EQ(Read("--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n-x\nbye").trailer, "bye");
}

TEST(ReadDiff, KnowsAbsentFilesByTheirDate) {
  const Patch patch = Read(
      "diff -ruN old/gone.c new/gone.c\n"
      "--- old/gone.c\t2006-06-18 01:49:35.000000000 +0200\n"
      "+++ new/gone.c\t1970-01-01 01:00:00.000000000 +0100\n"
      "@@ -1 +0,0 @@\n-x\n"
      "diff -ruN old/made.c new/made.c\n"
      "--- old/made.c\t1969-12-31 16:00:00.000000000 -0800\n"
      "+++ new/made.c\t2006-06-18 01:49:35.000000000 +0200\n"
      "@@ -0,0 +1 @@\n+x\n"
      "--- old/emptied.c\t2006-06-18 01:49:35.000000000 +0200\n"
      "+++ new/emptied.c\t2006-06-18 01:49:36.000000000 +0200\n"
      "@@ -1 +0,0 @@\n-x\n");
  ASSERT_EQ(patch.files.size(), 3u);
  EXPECT_EQ(patch.files[0].kind, Kind::kDelete);
  EXPECT_EQ(patch.files[0].new_path, "old/gone.c");
  EXPECT_EQ(patch.files[1].kind, Kind::kAdd);
  EXPECT_EQ(patch.files[1].old_path, "new/made.c");
  EXPECT_EQ(patch.files[2].kind, Kind::kModify);
}

TEST(ReadDiff, DoesNotBelieveAnOldDateOfAFileWithLines) {
  EXPECT_EQ(ReadOne("--- a/x\t1970-01-01 00:00:00.000000000 +0000\n"
                    "+++ b/x\t1970-01-01 00:00:00.000000000 +0000\n"
                    "@@ -1 +1 @@\n-x\n+y\n")
                .kind,
            Kind::kModify);
}

TEST(ReadDiff, PassesOverWhatDiffSaysOfFolders) {
  const Patch patch = Read(
      "Only in old: tags\n"
      "diff -ru old/a new/a\n--- old/a\t2006-06-18 01:49:35 +0000\n"
      "+++ new/a\t2006-06-18 01:49:36 +0000\n@@ -1 +1 @@\n-x\n+y\n"
      "Only in new: notes\n"
      "diff -ru old/b new/b\n--- old/b\t2006-06-18 01:49:35 +0000\n"
      "+++ new/b\t2006-06-18 01:49:36 +0000\n@@ -1 +1 @@\n-x\n+y\n"
      "Only in new: z\n");
  ASSERT_EQ(patch.files.size(), 2u);
  EXPECT_EQ(patch.preamble, "Only in old: tags\n");
  EXPECT_EQ(patch.files[1].line_in_file, 10);
  EXPECT_EQ(patch.trailer, "Only in new: z\n");
}

TEST(ReadDiff, ReadsMercurial) {
  const Patch patch = Read(
      "# HG changeset patch\n# User A U Thor <author@example.com>\n"
      "# Date 1148653571 -3600\n# Node ID 0123456789ab\n# Parent  ba98\n"
      "Tick faster.\n\nIt was slow.\n\n"
      "diff -r ba98 -r 0123 clock.c\n"
      "--- a/clock.c\tFri May 26 14:22:10 2006 +0100\n"
      "+++ b/clock.c\tFri May 26 15:26:11 2006 +0100\n"
      "@@ -1,1 +1,1 @@\n-x\n+y\n"
      "diff -r ba98 -r 0123 new.c\n"
      "--- /dev/null\tThu Jan 01 00:00:00 1970 +0000\n"
      "+++ b/new.c\tFri May 26 15:26:11 2006 +0100\n"
      "@@ -0,0 +1,1 @@\n+y\n"
      "diff -r ba98 -r 0123 gone.c\n"
      "--- a/gone.c\tFri May 26 14:22:10 2006 +0100\n"
      "+++ /dev/null\tThu Jan 01 00:00:00 1970 +0000\n"
      "@@ -1,1 +0,0 @@\n-y\n"
      "diff -r ba98 -r 0123 logo.png\n"
      "Binary file logo.png has changed\n");
  EXPECT_EQ(patch.author, "A U Thor <author@example.com>");
  EXPECT_EQ(patch.date, "1148653571 -3600");
  EXPECT_EQ(patch.subject, "Tick faster.");
  ASSERT_EQ(patch.files.size(), 4u);
  EXPECT_EQ(patch.files[0].kind, Kind::kModify);
  EXPECT_EQ(patch.files[1].kind, Kind::kAdd);
  EXPECT_EQ(patch.files[1].old_path, "b/new.c");
  EXPECT_EQ(patch.files[2].kind, Kind::kDelete);
  EXPECT_EQ(patch.files[3].old_path, "a/logo.png");
  EXPECT_TRUE(patch.files[3].binary.has_value());
}

TEST(ReadDiff, ReadsSubversion) {
  const Patch patch = Read(
      "Index: src/clock.c\n"
      "===================================================================\n"
      "--- src/clock.c\t(revision 7)\n"
      "+++ src/clock.c\t(working copy)\n"
      "@@ -1 +1 @@\n-x\n+y\n"
      "\nProperty changes on: src/clock.c\n"
      "___________________________________________________________________\n"
      "Added: svn:executable\n## -0,0 +1 ##\n+*\n"
      "\\ No newline at end of property\n"
      "Index: logo.png\n"
      "===================================================================\n"
      "Cannot display: file marked as a binary type.\n"
      "svn:mime-type = image/png\n");
  ASSERT_EQ(patch.files.size(), 2u);
  EXPECT_EQ(patch.preamble, "");
  EXPECT_EQ(patch.files[0].old_path, "src/clock.c");
  EXPECT_EQ(patch.files[1].old_path, "logo.png");
  EXPECT_TRUE(patch.files[1].binary.has_value());
}

TEST(ReadDiff, KnowsADateWithoutATab) {
  const FileChange file = ReadOne(
      "--- old/my file.c 2006-06-18 01:49:35\n+++ new/my file.c (revision 3)\n"
      "@@ -1 +1 @@\n-x\n+y\n");
  EXPECT_EQ(file.old_path, "old/my file.c");
  EXPECT_EQ(file.new_path, "new/my file.c");
}

TEST(ReadDiff, ReadsBinaryNotices) {
  const Patch patch = Read(
      "Binary files old/a and b.png and new/a and b.png differ\n"
      "Files old/x and new/x differ\n");
  ASSERT_EQ(patch.files.size(), 2u);
  EXPECT_EQ(patch.files[0].old_path, "old/a and b.png");
  EXPECT_EQ(patch.files[0].new_path, "new/a and b.png");
  EXPECT_FALSE(patch.files[0].binary->forward.has_value());
  EXPECT_EQ(patch.files[1].new_path, "new/x");
}

TEST(ReadDiff, ATextWithoutADiffIsAnEmptyPatch) {
  const Patch patch = Read("Just a note.\n--- nothing\n+++ at all\nhere\n");
  EXPECT_TRUE(patch.files.empty());
  EXPECT_TRUE(Read("").files.empty());
}

TEST(ReadDiff, KeepsMailFields) {
  const Patch patch = Read(
      "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
      "From: Passing On <relay@example.com>\n"
      "Date: Thu, 1 Jun 2006 10:00:00 +0200\n"
      "Subject: [PATCH v2 3/7] [NET]: a subject that\n goes on\n"
      "\n"
      "From: =?UTF-8?q?J=C3=B6rg?= <j@example.com>\n\nWhy.\n---\n x | 2 +-\n\n"
      "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n"
      "@@ -1 +1 @@\n-x\n+y\n");
  EXPECT_EQ(patch.subject, "[NET]: a subject that goes on");
  EXPECT_EQ(patch.author, "J\xc3\xb6rg <j@example.com>");
  EXPECT_EQ(patch.date, "Thu, 1 Jun 2006 10:00:00 +0200");
}

TEST(ReadDiff, KeepsDebianFields) {
  const Patch patch = Read(
      "Description: Keep the clock\n ticking.\nAuthor: A <a@example.com>\n"
      "Last-Update: 2006-06-18\n---\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-x\n+y\n");
  EXPECT_EQ(patch.subject, "Keep the clock ticking.");
  EXPECT_EQ(patch.author, "A <a@example.com>");
}

}  // namespace
}  // namespace patchgraph
