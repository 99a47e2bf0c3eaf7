#include "engine/source/series_reader.h"

#include <unistd.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "engine/source/dpatch.h"
#include "engine/source/patch_directory.h"
#include "engine/source/quilt.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::string Diff(absl::string_view name) {
  return absl::StrCat("--- ", name, "\n+++ ", name, "\n@@ -1 +1 @@\n-x\n+y\n");
}

class SeriesReader : public testing::Test {
 protected:
  Series Read(SeriesKind kind, absl::string_view path = "") {
    auto series = ReadSeries(kind, folder_.At(path));
    EXPECT_TRUE(series.ok()) << series.status();
    return series.ok() ? *std::move(series) : Series();
  }

  // What is said of a series that cannot be read, without the folder's path.
  std::string ErrorOf(SeriesKind kind, absl::string_view path = "") {
    auto series = ReadSeries(kind, folder_.At(path));
    EXPECT_FALSE(series.ok());
    if (series.ok()) return "";
    absl::string_view message = series.status().message();
    EXPECT_TRUE(absl::StartsWith(message, folder_.path())) << message;
    return std::string(message.substr(folder_.path().size() + 1));
  }

  absl::optional<SeriesKind> Detect(absl::string_view path = "") {
    auto kind = DetectSeriesKind(folder_.At(path));
    EXPECT_TRUE(kind.ok()) << kind.status();
    return kind.ok() ? *kind : absl::nullopt;
  }

  TestFolder folder_;
};

TEST(ParseQuiltSeries, TakesOptionsAndComments) {
  auto entries = ParseQuiltSeries(
      "# our patches\n\nclock.patch\r\n"
      "net/e100.patch.gz -p0 -R  # until 2.6.18\n"
      "\tlast.patch\t-pab#not a comment\n",
      "series");
  ASSERT_FALSE(entries.ok());
  EXPECT_EQ(entries.status().message(),
            "series:5: expected -pN or -R after the patch last.patch, found "
            "\"-pab#not\"");
  entries = ParseQuiltSeries(
      "# our patches\n\nclock.patch\r\n"
      "net/e100.patch.gz -p0 -R  # until 2.6.18\n\tlast.patch\t-pab",
      "series");
  ASSERT_TRUE(entries.ok()) << entries.status();
  EXPECT_EQ(*entries,
            (std::vector<QuiltEntry>{{"clock.patch", 1, false, 3},
                                     {"net/e100.patch.gz", 0, true, 4},
                                     {"last.patch", 1, false, 5}}));
}

TEST(ParseQuiltSeries, RefusesNamesThatLeaveTheFolderAndRepeats) {
  EXPECT_EQ(ParseQuiltSeries("../../etc/passwd\n", "series").status().message(),
            "series:1: path \"../../etc/passwd\" leaves the tree");
  EXPECT_EQ(ParseQuiltSeries("a.patch\nb.patch\na.patch -p0\n", "series")
                .status()
                .message(),
            "series:3: the patch a.patch is in the series already");
}

TEST_F(SeriesReader, ReadsQuilt) {
  folder_.Write("patches/series", "one.patch\nsub/two.patch.gz -p0 -R\n");
  folder_.Write("patches/one.patch", "Fix it.\n\n" + Diff("a/x"));
  folder_.Write("patches/sub/two.patch", Diff("a/x"));
  folder_.Run("gzip patches/sub/two.patch");
  EXPECT_EQ(Detect(), SeriesKind::kQuilt);
  EXPECT_EQ(Detect("patches"), SeriesKind::kQuilt);
  EXPECT_EQ(Detect("patches/series"), SeriesKind::kQuilt);
  for (const char* path : {"", "patches", "patches/series"}) {
    const Series series = Read(SeriesKind::kQuilt, path);
    ASSERT_EQ(series.patches.size(), 2u);
    EXPECT_EQ(series.patches[0].name, "one.patch");
    EXPECT_EQ(series.patches[0].subject, "Fix it.");
    EXPECT_EQ(series.patches[0].files[0].new_path, "x");
    EXPECT_EQ(series.patches[0].strip, 1);
    EXPECT_FALSE(series.patches[0].reversed);
    EXPECT_EQ(series.patches[1].name, "sub/two.patch.gz");
    EXPECT_EQ(series.patches[1].files[0].new_path, "a/x");
    EXPECT_TRUE(series.patches[1].reversed);
  }
}

TEST_F(SeriesReader, QuiltFailsWithThePlace) {
  EXPECT_EQ(ErrorOf(SeriesKind::kQuilt),
            ": there is no series file here, in patches/ or in "
            "debian/patches/");
  folder_.Write("series", "# none yet\n\ngone.patch\n");
  EXPECT_EQ(
      ErrorOf(SeriesKind::kQuilt),
      absl::StrCat("/series:3: the patch gone.patch is missing: ",
                   folder_.At("/gone.patch"), ": No such file or directory"));
  folder_.Write("gone.patch/x", "");
  EXPECT_EQ(
      ErrorOf(SeriesKind::kQuilt),
      absl::StrCat("/series:3: ", folder_.At("/gone.patch"), " is a folder"));
  folder_.Run("rm -r gone.patch");
  folder_.Write("gone.patch",
                "--- a/../../x\n+++ a/../../x\n@@ -1 +1 @@\n-x\n+y\n");
  EXPECT_EQ(ErrorOf(SeriesKind::kQuilt),
            "/gone.patch:1: patch gone.patch: path \"../../x\" leaves the "
            "tree");
}

TEST_F(SeriesReader, LeavesMailsWithoutADiffOut) {
  const std::string cover =
      "From 1f2e Mon Sep 17 00:00:00 2001\nFrom: Ada <ada@cairn.example>\n"
      "Subject: [PATCH 0/1] Halt\n\nOne patch.\n";
  const std::string mail =
      "From 1f2e Mon Sep 17 00:00:00 2001\nFrom: Ada <ada@cairn.example>\n"
      "Subject: [PATCH 1/1] Halt\n\n" +
      Diff("a/x");
  folder_.Write("mails/0000-cover-letter.patch", cover);
  EXPECT_EQ(ErrorOf(SeriesKind::kDirectory, "mails"),
            "mails: none of the mails here has a diff");
  folder_.Write("mails/0001-halt.patch", mail);
  folder_.Write("mails/0002-nothing-yet.patch", "To be done.\n");
  const Series mails = Read(SeriesKind::kDirectory, "mails");
  ASSERT_EQ(mails.patches.size(), 2u);
  EXPECT_EQ(mails.patches[0].name, "0001-halt.patch");
  EXPECT_EQ(mails.patches[1].name, "0002-nothing-yet.patch");
  EXPECT_EQ(mails.notes, std::vector<std::string>{folder_.At(
                             "mails: left out 1 mail without a diff: "
                             "0000-cover-letter.patch")});

  folder_.Write("list.mbox", cover + mail + cover);
  const Series list = Read(SeriesKind::kMbox, "list.mbox");
  ASSERT_EQ(list.patches.size(), 1u);
  EXPECT_EQ(list.patches[0].name, "0001-Halt");
  EXPECT_EQ(list.notes, std::vector<std::string>{folder_.At(
                            "list.mbox: left out 2 mails without a diff: line "
                            "1, line 15")});
  folder_.Write("talk.mbox", cover);
  EXPECT_EQ(ErrorOf(SeriesKind::kMbox, "talk.mbox"),
            "talk.mbox: there is no diff in it");

  // Who names it in a series wants to see it.
  folder_.Write("mails/series", "0000-cover-letter.patch\n");
  EXPECT_EQ(Read(SeriesKind::kQuilt, "mails").patches.size(), 1u);
}

TEST_F(SeriesReader, AFileOfChangesetsIsASeries) {
  const std::string header =
      "# HG changeset patch\n# User Ada <ada@cairn.example>\n";
  folder_.Write("two.hg", header + "halt\n\n" + Diff("a/x") + header +
                              "merge\n\n" + header + "wait\n\n" + Diff("a/y"));
  EXPECT_EQ(Detect("two.hg"), SeriesKind::kDiff);
  const Series two = Read(SeriesKind::kDiff, "two.hg");
  ASSERT_EQ(two.patches.size(), 2u);
  EXPECT_EQ(two.patches[0].name, "0001-halt");
  EXPECT_EQ(two.patches[1].name, "0002-wait");
  EXPECT_EQ(two.patches[1].files[0].new_path, "y");
  EXPECT_EQ(two.notes, std::vector<std::string>{folder_.At(
                           "two.hg: left out 1 changeset without a diff: "
                           "line 10")});
  folder_.Write("one.hg", header + "halt\n\n" + Diff("a/x"));
  EXPECT_EQ(Read(SeriesKind::kDiff, "one.hg").patches[0].name, "one.hg");
}

TEST_F(SeriesReader, ReadsAFolderInTheOrderOfNames) {
  folder_.Write("10-b.patch", Diff("a/b"));
  folder_.Write("02-a.diff", Diff("a/a"));
  folder_.Write("9-c.patch", Diff("a/c"));
  folder_.Write("README", "no patch");
  folder_.Write("02-a.diff~", "no patch");
  folder_.Write(".hidden.patch", "no patch");
  folder_.Write("x.patch.orig", "no patch");
  folder_.Write("folder.patch/x", "no patch");
  folder_.Run("xz 9-c.patch");
  EXPECT_EQ(Detect(), SeriesKind::kDirectory);
  const Series series = Read(SeriesKind::kDirectory);
  ASSERT_EQ(series.patches.size(), 3u);
  EXPECT_EQ(series.patches[0].name, "02-a.diff");
  EXPECT_EQ(series.patches[1].name, "10-b.patch");
  EXPECT_EQ(series.patches[2].name, "9-c.patch.xz");
  EXPECT_EQ(series.patches[2].files[0].new_path, "c");
}

TEST_F(SeriesReader, AFolderWithoutPatchesIsNoSeries) {
  folder_.Write("README", "no patch");
  EXPECT_EQ(Detect(), absl::nullopt);
  EXPECT_EQ(ErrorOf(SeriesKind::kDirectory),
            ": there are no patches here (*.patch, *.diff)");
  EXPECT_EQ(ErrorOf(SeriesKind::kDirectory, "none"),
            "none: No such file or directory");
}

TEST_F(SeriesReader, AFolderThatCannotBeReadSaysSo) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads everything";
  folder_.Run("mkdir secret; chmod 0 secret");
  EXPECT_EQ(ErrorOf(SeriesKind::kDirectory, "secret"),
            "secret: Permission denied");
}

TEST_F(SeriesReader, ReadsDpatch) {
  folder_.Write("debian/patches/00list",
                "# order matters\n01_clock\n02_net.dpatch # why\n\n");
  folder_.Write("debian/patches/01_clock.dpatch",
                "#! /bin/sh /usr/share/dpatch/dpatch-run\n"
                "## 01_clock.dpatch by A U Thor <author@example.com>\n"
                "##\n"
                "## DP: Tick faster.\n"
                "## DP: Much faster.\n"
                "\n"
                "@DPATCH@\n" +
                    Diff("a/clock.c"));
  folder_.Write("debian/patches/02_net.dpatch",
                "#! /bin/sh -e\npatch -p1 < $0\nexit 0\n" + Diff("a/net.c"));
  EXPECT_EQ(Detect(), SeriesKind::kDpatch);
  const Series series = Read(SeriesKind::kDpatch);
  ASSERT_EQ(series.patches.size(), 2u);
  const Patch& clock = series.patches[0];
  EXPECT_EQ(clock.name, "01_clock");
  EXPECT_EQ(clock.subject, "Tick faster.");
  EXPECT_EQ(clock.author, "A U Thor <author@example.com>");
  EXPECT_EQ(clock.files[0].new_path, "clock.c");
  EXPECT_EQ(series.patches[1].files[0].new_path, "net.c");
  folder_.Write("debian/patches/00list", "03_gone\n");
  EXPECT_TRUE(absl::StartsWith(
      ErrorOf(SeriesKind::kDpatch),
      "/debian/patches/00list:1: the patch 03_gone is missing"));
}

TEST_F(SeriesReader, ReadsAMailbox) {
  folder_.Write("in.mbox",
                "From a@example.com Thu Jun  1 10:00:00 2006\n"
                "Subject: [PATCH 1/2] one\n\n" +
                    Diff("a/x") +
                    "\nFrom a@example.com Thu Jun  1 10:00:00 2006\n"
                    "Subject: [PATCH 2/2] two\n\n" +
                    Diff("a/y"));
  EXPECT_EQ(Detect("in.mbox"), SeriesKind::kMbox);
  const Series series = Read(SeriesKind::kMbox, "in.mbox");
  ASSERT_EQ(series.patches.size(), 2u);
  EXPECT_EQ(series.patches[1].subject, "two");
  EXPECT_EQ(series.patches[1].files[0].new_path, "y");
}

TEST_F(SeriesReader, ReadsOneDiff) {
  folder_.Write("patch-1.0-vs2.diff", Diff("linux-1.0/fs/x.c"));
  folder_.Run("bzip2 patch-1.0-vs2.diff");
  EXPECT_EQ(Detect("patch-1.0-vs2.diff.bz2"), SeriesKind::kDiff);
  const Series series = Read(SeriesKind::kDiff, "patch-1.0-vs2.diff.bz2");
  ASSERT_EQ(series.patches.size(), 1u);
  EXPECT_EQ(series.patches[0].name, "patch-1.0-vs2.diff");
  EXPECT_EQ(series.patches[0].files[0].new_path, "fs/x.c");
}

TEST_F(SeriesReader, ATextWithoutADiffIsNoSeries) {
  folder_.Write("notes.txt", "nothing to apply\n");
  EXPECT_EQ(Detect("notes.txt"), absl::nullopt);
  EXPECT_EQ(ErrorOf(SeriesKind::kDiff, "notes.txt"),
            "notes.txt: there is no diff in it");
}

TEST_F(SeriesReader, APatchWithoutADiffIsEmptyInASeries) {
  folder_.Write("series", "empty.patch\n");
  folder_.Write("empty.patch", "Nothing yet.\n");
  const Series series = Read(SeriesKind::kQuilt);
  ASSERT_EQ(series.patches.size(), 1u);
  EXPECT_TRUE(series.patches[0].files.empty());
}

TEST_F(SeriesReader, NothingThereIsAnError) {
  EXPECT_EQ(DetectSeriesKind(folder_.At("none")).status(),
            absl::NotFoundError(folder_.At("none") +
                                ": there is no such file or folder"));
}

TEST_F(SeriesReader, TheLevelMayBeGiven) {
  folder_.Write("series", "x.patch -p0\n");
  folder_.Write("x.patch", Diff("a/b/x"));
  SeriesOptions options;
  options.strip = 2;
  auto series = ReadQuiltSeries(folder_.path(), options);
  ASSERT_TRUE(series.ok()) << series.status();
  EXPECT_EQ(series->patches[0].files[0].new_path, "x");
}

TEST(SeriesKind, NamesComeBack) {
  for (SeriesKind kind :
       {SeriesKind::kQuilt, SeriesKind::kDirectory, SeriesKind::kMbox,
        SeriesKind::kDpatch, SeriesKind::kDiff}) {
    EXPECT_EQ(SeriesKindOfName(Name(kind)), kind);
  }
  EXPECT_EQ(SeriesKindOfName("sparse"), absl::nullopt);
}

}  // namespace
}  // namespace patchgraph
