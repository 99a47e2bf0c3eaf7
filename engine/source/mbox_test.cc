#include "engine/source/mbox.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/git/git_test_repository.h"
#include "engine/source/diff_writer.h"
#include "engine/source/mbox_encoding.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kFrom[] =
    "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n";
constexpr char kDiff[] =
    "diff --git a/x b/x\nindex 587be6b..975fbec 100644\n--- a/x\n+++ b/x\n"
    "@@ -1 +1 @@\n-x=1\n+y=2\n";

std::string Mail(absl::string_view fields, absl::string_view body) {
  return absl::StrCat(kFrom,
                      "From: A <a@example.com>\n"
                      "Date: Thu, 1 Jun 2006 10:00:00 +0200\n"
                      "Subject: [PATCH] Fix it\n",
                      fields, "\n", body);
}

Patch Read(absl::string_view mail) {
  auto patch = ReadMail(mail, "in.mbox", "1");
  EXPECT_TRUE(patch.ok()) << patch.status();
  if (!patch.ok()) return Patch();
  EXPECT_EQ(PrintPatch(*patch), mail);
  return *std::move(patch);
}

// The patch holds `kDiff`, however it was packed.
void ExpectTheDiff(const Patch& patch) {
  EXPECT_EQ(patch.subject, "Fix it");
  EXPECT_EQ(patch.author, "A <a@example.com>");
  ASSERT_EQ(patch.files.size(), 1u);
  ASSERT_EQ(patch.files[0].hunks.size(), 1u);
  EXPECT_EQ(patch.files[0].hunks[0].lines[1].text, "y=2\n");
}

TEST(IsFromLine, KnowsTheLinesThatStartMails) {
  EXPECT_TRUE(IsFromLine(kFrom));
  EXPECT_TRUE(IsFromLine("From a@example.com Thu Jun  1 10:00:00 2006\r\n"));
  EXPECT_TRUE(IsFromLine("From MAILER-DAEMON Thu Jun  1 10:00 EST 2006\n"));
  EXPECT_FALSE(IsFromLine("From: A <a@example.com>\n"));
  EXPECT_FALSE(IsFromLine("From here on it is slower than in 2001\n"));
  EXPECT_FALSE(IsFromLine(absl::StrCat(">", kFrom)));
}

TEST(SplitMbox, LosesNothing) {
  const std::string first = absl::StrCat("\n", kFrom, "a\n>From 1\n");
  const std::string second = absl::StrCat(kFrom, "b\nFrom nowhere\n");
  EXPECT_EQ(SplitMbox(first + second),
            (std::vector<absl::string_view>{first, second}));
  EXPECT_TRUE(SplitMbox("").empty());
}

TEST(ReadMail, LeavesPlainMailsAlone) {
  const Patch patch = Read(Mail("", absl::StrCat("Why.\n---\n\n", kDiff)));
  ExpectTheDiff(patch);
  EXPECT_EQ(patch.encoded, "");
}

TEST(ReadMail, DecodesQuotedPrintable) {
  const Patch patch =
      Read(Mail("Content-Transfer-Encoding: quoted-printable\n",
                absl::StrReplaceAll(
                    absl::StrCat("Why, J=C3=B6rg.=20\n---\n",
                                 absl::StrReplaceAll(kDiff, {{"=", "=3D"}})),
                    {{"index 587be6b", "index=\n 587be6b"}})));
  ExpectTheDiff(patch);
  EXPECT_TRUE(absl::StrContains(patch.preamble, "Why, J\xc3\xb6rg. \n"));
  EXPECT_EQ(patch.files[0].old_id, "587be6b");
}

TEST(ReadMail, DecodesBase64) {
  TestFolder folder;
  folder.Write("diff", kDiff);
  const std::string body = folder.Run("base64 diff");
  ExpectTheDiff(
      Read(Mail("Content-Type: text/plain; charset=utf-8\n"
                "Content-Transfer-Encoding: base64\n",
                body)));
}

TEST(ReadMail, FindsThePatchInAMultipartMail) {
  ExpectTheDiff(Read(Mail(
      "Content-Type: multipart/mixed;\n boundary=\"=_1\"\n",
      absl::StrCat("This is MIME.\n--=_1\nContent-Type: text/plain\n\nWhy.\n"
                   "--=_1\nContent-Type: image/png\n"
                   "Content-Transfer-Encoding: base64\n\nAAAA\n"
                   "--=_1\nContent-Type: text/x-patch\n\n",
                   kDiff, "--=_1--\nend\n"))));
}

TEST(ReadMail, TakesTheNetworksLineEndsOff) {
  const std::string mail = absl::StrReplaceAll(
      Mail("", absl::StrCat("Why.\n---\n", kDiff)), {{"\n", "\r\n"}});
  const Patch patch = Read(mail);
  ExpectTheDiff(patch);
  EXPECT_EQ(patch.encoded, mail);
}

TEST(ReadMail, ChangedPatchesPrintDecoded) {
  Patch patch = Read(Mail("Content-Transfer-Encoding: quoted-printable\n",
                          absl::StrReplaceAll(kDiff, {{"=", "=3D"}})));
  patch.encoded.clear();
  EXPECT_TRUE(absl::EndsWith(PrintPatch(patch), absl::StrCat("\n\n", kDiff)));
}

TEST(ReadMbox, NamesPatchesAsFormatPatchDoes) {
  auto patches = ReadMbox(
      absl::StrCat(Mail("", absl::StrCat(kDiff, "-- \n2.39\n\n")), kFrom,
                   "Subject: [PATCH 2/2] net: (e100) stop, now.\n\n", kDiff),
      "in.mbox");
  ASSERT_TRUE(patches.ok()) << patches.status();
  ASSERT_EQ(patches->size(), 2u);
  EXPECT_EQ((*patches)[0].name, "0001-Fix-it");
  EXPECT_EQ((*patches)[1].name, "0002-net-e100-stop-now");
  EXPECT_EQ((*patches)[1].files[0].line_in_file, 19);
}

TEST(ReadMbox, CountsThePatchesAlone) {
  auto patches =
      ReadMbox(absl::StrCat(Mail("", "Two patches.\n"), Mail("", kDiff),
                            Mail("", "> Two?\n"), Mail("", kDiff)),
               "in.mbox");
  ASSERT_TRUE(patches.ok()) << patches.status();
  ASSERT_EQ(patches->size(), 4u);
  EXPECT_EQ((*patches)[0].name, "0000-Fix-it");
  EXPECT_EQ((*patches)[1].name, "0001-Fix-it");
  EXPECT_TRUE((*patches)[2].files.empty());
  EXPECT_EQ((*patches)[3].name, "0002-Fix-it");
}

TEST(IsMail, GoesByTheHeaders) {
  EXPECT_TRUE(IsMail(kFrom));
  EXPECT_TRUE(IsMail("Subject: x\nFrom: Ada <ada@cairn.example>\n\ny\n"));
  EXPECT_FALSE(IsMail("From here on it is blocked.\n"));
  EXPECT_FALSE(IsMail("Description: x\n\nFrom: Ada\n"));
  EXPECT_FALSE(IsMail(""));
}

TEST(ReadMbox, ErrorsHaveTheMailboxsLines) {
  auto patches = ReadMbox(
      absl::StrCat(Mail("", kDiff), Mail("", absl::StrCat(kDiff, "+z\n"))),
      "in.mbox");
  ASSERT_FALSE(patches.ok());
  EXPECT_TRUE(absl::StartsWith(patches.status().message(),
                               "in.mbox:25: patch 0002, hunk 1: expected the "
                               "end of the hunk"))
      << patches.status();
}

// Git writes the mails; each has the change it was made of.
TEST(ReadMbox, ReadsWhatFormatPatchWrites) {
  TestRepository repository;
  repository.Write("x", "1\n");
  repository.Commit("base");
  for (int i = 0; i < 3; ++i) {
    repository.Write("x", absl::StrCat("From me at 10:00 in 2006, ", i, "\n"));
    repository.Commit(absl::StrCat("Step ", i, ": J\xc3\xb6rg"));
  }
  const std::string text =
      repository.Run("git format-patch --stdout HEAD~3..HEAD");
  auto patches = ReadMbox(text, "in.mbox");
  ASSERT_TRUE(patches.ok()) << patches.status();
  ASSERT_EQ(patches->size(), 3u);
  std::string printed;
  for (int i = 0; i < 3; ++i) {
    const Patch& patch = (*patches)[i];
    EXPECT_EQ(patch.subject, absl::StrCat("Step ", i, ": J\xc3\xb6rg"));
    EXPECT_EQ(patch.author, "A U Thor <author@example.com>");
    EXPECT_EQ(patch.files.size(), 1u);
    absl::StrAppend(&printed, PrintPatch(patch));
  }
  EXPECT_EQ(printed, text);
}

TEST(DecodeHeaderWords, JoinsWordsAndLeavesTheRest) {
  EXPECT_EQ(DecodeHeaderWords("a =?utf-8?q?b=C3=A4_c?= =?UTF-8?B?ZA==?= e"),
            "a b\xc3\xa4 cd e");
  EXPECT_EQ(DecodeHeaderWords("=?iso-8859-1?q?J=F6rg?= <j@x>"),
            "J\xc3\xb6rg <j@x>");
  EXPECT_EQ(DecodeHeaderWords("=?koi8-r?q?=F6?= =?x =?utf-8?q?open"),
            "=?koi8-r?q?=F6?= =?x =?utf-8?q?open");
}

}  // namespace
}  // namespace patchgraph
