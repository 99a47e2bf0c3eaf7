// Every patch in testdata/patches, read and printed again.

#include "engine/source/patch_file.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/source/diff_writer.h"
#include "engine/source/mbox.h"
#include "engine/source/series_reader.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kFolder[] = "testdata/patches";

std::vector<std::string> Fixtures() {
  std::set<std::string> paths;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && name != "series" && name != "00list" &&
        name != "BUILD.bazel") {
      paths.insert(entry.path().string());
    }
  }
  return {paths.begin(), paths.end()};
}

TEST(Fixtures, PrintTheBytesThatWereRead) {
  const std::vector<std::string> fixtures = Fixtures();
  EXPECT_GE(fixtures.size(), 30u);
  for (const std::string& path : fixtures) {
    SCOPED_TRACE(path);
    auto text = ReadTextFile(path);
    ASSERT_TRUE(text.ok()) << text.status();
    auto patches = ReadMbox(*text, path);
    ASSERT_TRUE(patches.ok()) << patches.status();
    std::string printed;
    for (const Patch& patch : *patches) {
      absl::StrAppend(&printed, PrintPatch(patch));
    }
    EXPECT_TRUE(printed == *text);
  }
}

// A change is found in each of them, but where the name says otherwise.
TEST(Fixtures, HaveChanges) {
  for (const std::string& path : Fixtures()) {
    if (absl::StrContains(path, "mbox/") ||
        absl::EndsWith(path, "empty.patch") ||
        absl::EndsWith(path, "no-diff.patch")) {
      continue;
    }
    auto patch = ReadPatchFile(path, "x");
    ASSERT_TRUE(patch.ok()) << patch.status();
    EXPECT_FALSE(patch->files.empty()) << path;
    for (const FileChange& file : patch->files) {
      EXPECT_FALSE(file.old_path.empty()) << path;
      EXPECT_FALSE(file.new_path.empty()) << path;
    }
  }
}

TEST(Fixtures, ThatAreSeriesAreReadAsSuch) {
  struct Expected {
    const char* path;
    SeriesKind kind;
    size_t patches;
  };
  for (const Expected& expected :
       {Expected{"quilt", SeriesKind::kQuilt, 3},
        Expected{"dpatch", SeriesKind::kDpatch, 2},
        Expected{"format-patch", SeriesKind::kDirectory, 3},
        Expected{"mbox/format-patch.mbox", SeriesKind::kMbox, 3},
        Expected{"mbox/encodings.mbox", SeriesKind::kMbox, 4},
        Expected{"mbox/crlf.mbox", SeriesKind::kMbox, 1},
        Expected{"vendor.diff.xz", SeriesKind::kDiff, 1}}) {
    SCOPED_TRACE(expected.path);
    const std::string path = absl::StrCat(kFolder, "/", expected.path);
    auto kind = DetectSeriesKind(path);
    ASSERT_TRUE(kind.ok()) << kind.status();
    ASSERT_EQ(*kind, expected.kind);
    auto series = ReadSeries(**kind, path);
    ASSERT_TRUE(series.ok()) << series.status();
    EXPECT_EQ(series->patches.size(), expected.patches);
  }
}

// Mails say the same however they are packed.
TEST(Fixtures, MailsAreDecoded) {
  auto series = ReadMboxSeries(absl::StrCat(kFolder, "/mbox/encodings.mbox"));
  ASSERT_TRUE(series.ok()) << series.status();
  const std::vector<std::string> subjects = {"plain", "f\xc3\xbcr two",
                                             "three and more", "four"};
  for (size_t i = 0; i < series->patches.size(); ++i) {
    const Patch& patch = series->patches[i];
    EXPECT_EQ(patch.subject, subjects[i]);
    EXPECT_EQ(patch.author, "J\xc3\xb6rg <author@example.com>");
    ASSERT_EQ(patch.files.size(), 1u);
    EXPECT_EQ(patch.files[0].new_path, "table");
    EXPECT_EQ(patch.files[0].hunks[0].lines[1].text,
              absl::StrCat(i + 1, " = new\n"));
  }
}

TEST(PatchNameOfFile, LeavesCompressionOut) {
  EXPECT_EQ(PatchNameOfFile("a/b.patch.gz"), "b.patch");
  EXPECT_EQ(PatchNameOfFile("b.diff"), "b.diff");
}

}  // namespace
}  // namespace patchgraph
