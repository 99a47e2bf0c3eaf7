#include "engine/source/series_writer.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "engine/git/git_test_repository.h"
#include "engine/source/diff_reader.h"
#include "engine/source/quilt.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

std::string ReadFile(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

Series SeriesOf(const std::vector<std::string>& names) {
  Series series;
  for (const std::string& name : names) {
    Patch patch =
        *ReadDiff("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-1\n+2\n", "f", name);
    patch.name = name;
    patch.strip = 1;
    series.patches.push_back(patch);
  }
  return series;
}

TEST(SeriesWriter, WhatIsWrittenIsReadAgain) {
  const TestFolder folder;
  Series series = SeriesOf({"fix.patch", "net/leak.patch", "old.patch"});
  series.patches[1].strip = 0;
  series.patches[2].reversed = true;
  ASSERT_TRUE(WriteSeries(series, folder.At("new/out/")).ok());
  EXPECT_EQ(ReadFile(folder.At("new/out/series")),
            "fix.patch\nnet/leak.patch -p0\nold.patch -R\n");
  const auto read = ReadQuiltSeries(folder.At("new/out"));
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->patches.size(), 3);
  EXPECT_EQ(read->patches[1].name, "net/leak.patch");
  EXPECT_TRUE(read->patches[2].reversed);
  EXPECT_EQ(folder.Run("ls new"), "out\n");  // and nothing beside it
}

TEST(SeriesWriter, NamesStayInTheFolder) {
  EXPECT_THAT(
      SeriesFileNames(SeriesOf({"../../etc/x", "/abs", "a/.git/hook", "-R",
                                "two words\n# x", "series", "", ".", "a//b"})),
      ElementsAre("_../_../etc/x", "abs", "a/_.git/hook", "_-R",
                  "two-words---x", "series-2", "patch", "_.", "a/b"));
}

TEST(SeriesWriter, NamesAreTakenOnce) {
  EXPECT_THAT(SeriesFileNames(SeriesOf({"a.patch", "a.patch", "a.patch/b",
                                        "x/y", "x", "a-2.patch"})),
              ElementsAre("a.patch", "a-2.patch", "a-3.patch/b", "x/y", "x-2",
                          "a-2-2.patch"));
}

TEST(SeriesWriter, NothingIsOverwritten) {
  const TestFolder folder;
  folder.Write("full/mine", "1\n");
  folder.Write("file", "1\n");
  const Series series = SeriesOf({"a.patch"});
  EXPECT_EQ(WriteSeries(series, folder.At("full")).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(WriteSeries(series, folder.At("file")).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_FALSE(WriteSeries(series, "").ok());
  EXPECT_FALSE(WriteSeries(series, folder.At("file/below")).ok());
  EXPECT_EQ(folder.Run("find . -type f | sort"), "./file\n./full/mine\n");
  fs::create_directory(folder.At("empty"));
  EXPECT_TRUE(WriteSeries(series, folder.At("empty")).ok());
  EXPECT_EQ(folder.Run("ls empty"), "a.patch\nseries\n");
}

}  // namespace
}  // namespace patchgraph
