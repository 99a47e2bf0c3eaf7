#include "engine/forms/patch_commit.h"

#include <string>

#include "engine/source/mbox.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kDiff[] = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-1\n+2\n";

PatchCommit CommitFrom(const std::string& head) {
  auto patch = ReadMail(head + kDiff, "test", "fix-timer.patch");
  EXPECT_TRUE(patch.ok()) << patch.status();
  return patch.ok() ? CommitOf(*patch) : PatchCommit();
}

TEST(CommitOf, Mail) {
  const PatchCommit commit = CommitFrom(
      "From 0123 Mon Sep 17 00:00:00 2001\n"
      "From: =?UTF-8?q?J=C3=B6rg?= <j@example.org>\n"
      "Date: Mon, 3 Apr 2006 10:00:00 +0200\n"
      "Message-Id: <1@example.org>\n"
      "Subject: [PATCH 2/7] timer: count\n"
      " ticks\n"
      "\n"
      "They were not counted.\n"
      "\n"
      "Signed-off-by: J\n"
      "---\n"
      " x | 2 +-\n"
      "\n");
  EXPECT_EQ(commit.author, "J\xc3\xb6rg <j@example.org>");
  EXPECT_EQ(commit.date, "1144051200 +0200");
  EXPECT_EQ(commit.message,
            "timer: count ticks\n\nThey were not counted.\n\n"
            "Signed-off-by: J\n");
}

TEST(CommitOf, AMailThatPassesAPatchOn) {
  const PatchCommit commit = CommitFrom(
      "From: Upper <u@example.org>\nSubject: a\n\n"
      "From: Author <a@example.org>\n\nText.\n---\n");
  EXPECT_EQ(commit.author, "Author <a@example.org>");
  EXPECT_EQ(commit.message, "a\n\nText.\n");
}

TEST(CommitOf, Debian) {
  const PatchCommit commit = CommitFrom(
      "Description: Count ticks\n"
      " They were not counted.\n"
      " .\n"
      " Now they are.\n"
      "Author: A <a@example.org>, B <b@example.org>\n"
      "Origin: upstream, https://example.org/1\n"
      "Bug-Debian: https://bugs.example.org/1\n"
      "Last-Update: 2010-03-29\n\n");
  EXPECT_EQ(commit.author, "A <a@example.org>");
  EXPECT_EQ(commit.date, "");
  EXPECT_EQ(commit.message,
            "Count ticks\n\nThey were not counted.\n\nNow they are.\n\n"
            "Origin: upstream, https://example.org/1\n"
            "Bug-Debian: https://bugs.example.org/1\n"
            "Last-Update: 2010-03-29\n");
}

TEST(CommitOf, Mercurial) {
  const PatchCommit commit = CommitFrom(
      "# HG changeset patch\n"
      "# User A <a@example.org>\n"
      "# Date 1144051200 -7200\n"
      "# Node ID 0123456789012345678901234567890123456789\n"
      "# Parent  0123456789012345678901234567890123456789\n"
      "Count ticks\n\nThey were not counted.\n\n");
  EXPECT_EQ(commit.author, "A <a@example.org>");
  EXPECT_EQ(commit.date, "1144051200 +0200");
  EXPECT_EQ(commit.message, "Count ticks\n\nThey were not counted.\n");
}

TEST(CommitOf, PlainWordsAndNone) {
  EXPECT_EQ(CommitFrom("Count ticks.\nBoth kinds.\n\n").message,
            "Count ticks.\n\nBoth kinds.\n");
  const PatchCommit none = CommitFrom("");
  EXPECT_EQ(none.message, "fix-timer.patch\n");
  EXPECT_EQ(none.author, "");
}

TEST(CommitOf, TextThatIsNoUtf8IsTakenForLatin) {
  const PatchCommit commit =
      CommitFrom("From: J\xf6rg <j@example.org>\nSubject: \xfc\n\n");
  EXPECT_EQ(commit.author, "J\xc3\xb6rg <j@example.org>");
  EXPECT_EQ(commit.message, "\xc3\xbc\n");
}

TEST(CommitDate, TheFormsOfPatches) {
  EXPECT_EQ(CommitDate("Mon, 3 Apr 2006 10:00:00 +0200"), "1144051200 +0200");
  EXPECT_EQ(CommitDate("Mon, 3 Apr 2006 10:00:00 +0200 (CEST)"),
            "1144051200 +0200");
  EXPECT_EQ(CommitDate("Mon, 3 Apr 2006 08:00:00 GMT"), "1144051200 +0000");
  EXPECT_EQ(CommitDate("3 Apr 2006 03:30:00 -0430"), "1144051200 -0430");
  EXPECT_EQ(CommitDate("Mon Apr 3 10:00:00 2006 +0200"), "1144051200 +0200");
  EXPECT_EQ(CommitDate("2006-04-03 10:00:00 +0200"), "1144051200 +0200");
  EXPECT_EQ(CommitDate("2006-04-03"), "1144022400 +0000");
  EXPECT_EQ(CommitDate("1144051200 -7200"), "1144051200 +0200");
  EXPECT_EQ(CommitDate("1144051200 0"), "1144051200 +0000");
  EXPECT_EQ(CommitDate("last spring"), absl::nullopt);
  EXPECT_EQ(CommitDate(""), absl::nullopt);
}

TEST(CommitAuthor, WithNameAndAddress) {
  EXPECT_EQ(CommitAuthor("A B <a@example.org>"), "A B <a@example.org>");
  EXPECT_EQ(CommitAuthor("\"A, B\" <a@example.org>"), "A, B <a@example.org>");
  EXPECT_EQ(CommitAuthor("a@example.org (A B)"), "A B <a@example.org>");
  EXPECT_EQ(CommitAuthor("a@example.org"), "a <a@example.org>");
  EXPECT_EQ(CommitAuthor("A B"), "A B <>");
  EXPECT_EQ(CommitAuthor("  "), "");
}

}  // namespace
}  // namespace patchgraph
