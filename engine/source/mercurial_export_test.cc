#include "engine/source/mercurial_export.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/source/diff_writer.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// `node` is the line of the node id, or empty.
std::string Changeset(absl::string_view node, absl::string_view subject,
                      absl::string_view path) {
  return absl::StrCat("# HG changeset patch\n# User Ada <ada@cairn.example>\n",
                      "# Date 1139217120 -3600\n", node, subject,
                      "\n\ndiff --git a/", path, " b/", path, "\n--- a/", path,
                      "\n+++ b/", path, "\n@@ -1 +1 @@\n-x\n+y\n");
}

TEST(ReadMercurialExport, EveryChangesetIsAPatch) {
  const std::string first = Changeset(
      "# Node ID 0123456789abcdef0123456789abcdef01234567\n# Parent  0\n",
      "net: stop", "net.c");
  const std::string text =
      absl::StrCat("exported for review\n", first, "\n",
                   Changeset("", "timer: (short) wait!", "timer.c"));
  auto patches = ReadMercurialExport(text, "in.hg");
  ASSERT_TRUE(patches.ok()) << patches.status();
  ASSERT_EQ(patches->size(), 2u);
  const Patch& net = (*patches)[0];
  EXPECT_EQ(net.name, "0123456789ab");
  EXPECT_EQ(net.author, "Ada <ada@cairn.example>");
  EXPECT_EQ(net.date, "1139217120 -3600");
  const Patch& timer = (*patches)[1];
  EXPECT_EQ(timer.name, "0002-timer-short-wait");
  EXPECT_EQ(timer.subject, "timer: (short) wait!");
  ASSERT_EQ(timer.files.size(), 1u);
  EXPECT_EQ(timer.files[0].new_path, "b/timer.c");
  EXPECT_EQ(timer.files[0].line_in_file, 21);
  EXPECT_EQ(absl::StrCat(PrintPatch(net), PrintPatch(timer)), text);
}

TEST(ReadMercurialExport, TheSameChangesetTwiceHasTwoNames) {
  const std::string changeset =
      Changeset("# Node ID 0123456789abcdef\n", "net: stop", "net.c");
  auto patches =
      ReadMercurialExport(absl::StrCat(changeset, changeset), "in.hg");
  ASSERT_TRUE(patches.ok()) << patches.status();
  ASSERT_EQ(patches->size(), 2u);
  EXPECT_EQ((*patches)[0].name, "0123456789ab");
  EXPECT_EQ((*patches)[1].name, "0002-net-stop");
}

TEST(ReadMercurialExport, AFileThatAddsTheLineIsOneChangeset) {
  const std::string text =
      "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+# HG changeset patch\n";
  EXPECT_EQ(SplitMercurialExport(text), std::vector<absl::string_view>{text});
  EXPECT_TRUE(SplitMercurialExport("").empty());
}

TEST(ReadMercurialExport, ErrorsHaveTheFilesLines) {
  const std::string good = Changeset("", "net: stop", "net.c");
  auto patches = ReadMercurialExport(absl::StrCat(good, good, "+z\n"), "in.hg");
  ASSERT_FALSE(patches.ok());
  EXPECT_TRUE(
      absl::StartsWith(patches.status().message(),
                       "in.hg:23: patch 0002, hunk 1: expected the end"))
      << patches.status();
}

}  // namespace
}  // namespace patchgraph
