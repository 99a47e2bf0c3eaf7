#include "engine/source/compressed_file.h"

#include <unistd.h>

#include <string>

#include "absl/strings/match.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

class ReadTextFileTest : public testing::Test {
 protected:
  TestFolder folder_;
};

TEST_F(ReadTextFileTest, ReadsEveryCompressionByItsContent) {
  std::string text = "--- a/x\n";
  for (int i = 0; i < 100000; ++i) text += std::to_string(i) + "\n";
  folder_.Write("plain", text);
  folder_.Run("gzip -c plain > gz; bzip2 -c plain > bz2; xz -c plain > xz");
  // Two members one after the other are one text.
  folder_.Run("(gzip -c plain; gzip -c plain) > twice");
  for (const char* name : {"plain", "gz", "bz2", "xz"}) {
    auto read = ReadTextFile(folder_.At(name));
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_TRUE(*read == text) << name;
  }
  EXPECT_TRUE(*ReadTextFile(folder_.At("twice")) == text + text);
}

TEST_F(ReadTextFileTest, ReadsEmptyFiles) {
  folder_.Run(
      "touch plain; gzip -c plain > gz; bzip2 -c plain > bz2;"
      "xz -c plain > xz");
  for (const char* name : {"plain", "gz", "bz2", "xz"}) {
    auto read = ReadTextFile(folder_.At(name));
    ASSERT_TRUE(read.ok()) << name << ": " << read.status();
    EXPECT_EQ(*read, "") << name;
  }
}

TEST_F(ReadTextFileTest, SaysWhatCannotBeRead) {
  EXPECT_EQ(
      ReadTextFile(folder_.At("none")).status(),
      absl::NotFoundError(folder_.At("none") + ": No such file or directory"));
  EXPECT_EQ(ReadTextFile(folder_.path()).status(),
            absl::FailedPreconditionError(folder_.path() + ": Is a directory"));
  if (geteuid() == 0) return;  // root reads everything
  folder_.Run("echo > secret; chmod 0 secret");
  EXPECT_TRUE(
      absl::IsPermissionDenied(ReadTextFile(folder_.At("secret")).status()));
}

TEST_F(ReadTextFileTest, SaysThatCompressionIsTruncatedOrGarbled) {
  folder_.Run(
      "seq 20000 > plain; gzip -c plain | head -c 5000 > gz;"
      "bzip2 -c plain | head -c 5000 > bz2; xz -c plain | head -c 3000 > xz;"
      "(printf '\\037\\213\\010\\0'; seq 100) > garbled");
  for (const char* name : {"gz", "bz2", "xz", "garbled"}) {
    auto read = ReadTextFile(folder_.At(name));
    ASSERT_FALSE(read.ok()) << name;
    EXPECT_TRUE(absl::StartsWith(read.status().message(),
                                 folder_.At(name) + ": cannot decompress: "))
        << read.status();
  }
}

TEST_F(ReadTextFileTest, RefusesALineThatIsTooLong) {
  folder_.Run(
      "(echo short; head -c 70000000 /dev/zero) > plain;"
      "gzip -1 -c plain > gz");
  for (const char* name : {"plain", "gz"}) {
    EXPECT_EQ(ReadTextFile(folder_.At(name)).status().message(),
              folder_.At(name) + ":2: the line is longer than 67108864 bytes");
  }
}

// A decompression bomb costs no more than the limit.
TEST_F(ReadTextFileTest, RefusesATextThatIsTooLong) {
  folder_.Run("yes | head -c 50000000 | gzip -c > bomb");
  TextLimits limits;
  limits.bytes = 1000000;
  EXPECT_EQ(ReadTextFile(folder_.At("bomb"), limits).status().message(),
            folder_.At("bomb") + ": the text is longer than 1000000 bytes");
}

TEST_F(ReadTextFileTest, ALineOf2GBIsOneError) {
  // Sparse: it takes no room on the disk.
  folder_.Run("truncate -s 2G line");
  EXPECT_EQ(ReadTextFile(folder_.At("line")).status().message(),
            folder_.At("line") + ":1: the line is longer than 67108864 bytes");
}

}  // namespace
}  // namespace patchgraph
