#include "engine/source/patch_mail.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kDiff[] =
    "diff --git a/x b/x\nnew file mode 100644\n"
    "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+1\n";

Patch Commit(const std::string& author, const std::string& subject,
             const std::string& body) {
  Patch patch;
  patch.source = std::string(40, 'a');
  patch.author = author;
  patch.date = "Mon, 3 Apr 2006 10:00:00 +0200";
  patch.subject = subject;
  patch.preamble = absl::StrCat(subject, "\n\n", body, "\n");
  return patch;
}

// What `git am` makes of the mail: author, date, subject and body.
std::string Taken(const Patch& patch) {
  TestRepository repository;
  repository.Commit("first");
  repository.Write("mail", MailPreamble(patch) + kDiff);
  repository.Git("am -q mail");
  return repository.Git("log -1 --format='%an <%ae>|%aD|%s|%b'");
}

std::string Expected(const Patch& patch, const std::string& body) {
  return absl::StrCat(patch.author, "|", patch.date, "|", patch.subject, "|",
                      body, "\n");
}

TEST(PatchMail, GitTakesTheMessage) {
  const Patch plain =
      Commit("A U Thor <a@example.org>", "lib: fix a leak", "Why.\n\nMore.");
  EXPECT_EQ(Taken(plain), Expected(plain, "Why.\n\nMore."));
  const Patch no_body = Commit("A U Thor <a@example.org>", "lib: fix", "");
  EXPECT_EQ(Taken(no_body) + "\n", Expected(no_body, ""));
}

TEST(PatchMail, LettersBeyondAscii) {
  const Patch patch = Commit("J\xc3\xb6rg M\xc3\xbcller <j@example.org>",
                             "d\xc3\xa9" + std::string(30, 'x') +
                                 " \xe2\x82\xac\xe2\x82\xac and on and on it "
                                 "goes \xe2\x82\xac",
                             "Gr\xc3\xbc\xc3\x9f"
                             "e");
  EXPECT_EQ(Taken(patch), Expected(patch,
                                   "Gr\xc3\xbc\xc3\x9f"
                                   "e"));
  // Not UTF-8, as commits of that time are: the letters are kept.
  Patch latin = Commit("J\xf6rg <j@example.org>", "d\xe9",
                       "Gr\xfc\xdf"
                       "e");
  EXPECT_EQ(Taken(latin),
            "J\xc3\xb6rg <j@example.org>|Mon, 3 Apr 2006 10:00:00 +0200|"
            "d\xc3\xa9|Gr\xc3\xbc\xc3\x9f"
            "e\n");
}

TEST(PatchMail, NamesWithPunctuation) {
  const Patch patch =
      Commit("Thor, A. (U) <a@example.org>", "net: =?x", "Body.");
  EXPECT_EQ(Taken(patch), Expected(patch, "Body."));
}

TEST(PatchMail, TextThatLooksLikeADiffOrAMail) {
  const Patch patch = Commit(
      "A U Thor <a@example.org>", "lib: fix",
      "From: Someone Else <s@example.org>\n\nSays:\n---\nand\n"
      "diff -u a b\nFrom x Mon Sep 17 00:00:00 2001\nIndex: x\n--- a/y\nend.");
  EXPECT_EQ(Taken(patch),
            Expected(patch,
                     "From: Someone Else <s@example.org>\n\nSays:\n ---\nand\n"
                     " diff -u a b\n From x Mon Sep 17 00:00:00 2001\n"
                     " Index: x\n --- a/y\nend."));
}

TEST(PatchMail, AMailThatIsNoLongerEncoded) {
  EXPECT_EQ(WithoutTransferEncoding(
                "From: a\nContent-Transfer-Encoding:\n quoted-printable\n"
                "Content-Type: multipart/mixed;\n boundary=x\nSubject: b\n\n"
                "Content-Transfer-Encoding: in the text\n---\n"),
            "From: a\nContent-Transfer-Encoding: 8bit\n"
            "Content-Type: text/plain; charset=UTF-8\nSubject: b\n\n"
            "Content-Transfer-Encoding: in the text\n---\n");
}

}  // namespace
}  // namespace patchgraph
