#include "engine/source/binary_patch.h"

#include <random>
#include <string>

#include "engine/git/git_test_repository.h"
#include "engine/git/object_delta.h"
#include "engine/source/binary_patch_base85.h"
#include "engine/source/diff_reader.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::string RandomBytes(size_t size, std::mt19937* random) {
  std::string bytes;
  while (bytes.size() < size) bytes.push_back(static_cast<char>((*random)()));
  return bytes;
}

TEST(Base85, DecodesWhatItEncodes) {
  constexpr unsigned kSeed = 20060617;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  for (size_t size = 0; size < 200; ++size) {
    const std::string bytes = RandomBytes(size, &random);
    std::string decoded;
    std::string text = EncodeBase85Lines(bytes);
    while (!text.empty()) {
      const size_t end = text.find('\n');
      ASSERT_TRUE(DecodeBase85Line(text.substr(0, end), &decoded));
      text.erase(0, end + 1);
    }
    EXPECT_EQ(decoded, bytes);
  }
}

TEST(Base85, RefusesWhatIsNone) {
  std::string bytes;
  // No length, a length for other bytes, no digit, more than 32 bits.
  for (const char* line : {"", "D", "0abcde", "Eabcde", "Dabcd\"", "D~~~~~"}) {
    EXPECT_FALSE(DecodeBase85Line(line, &bytes)) << line;
  }
  EXPECT_EQ(bytes, "");
}

TEST(ApplyDelta, CopiesAndInserts) {
  // Sizes 6 and 7; copy 3 from 0; insert "-"; copy 3 from 3.
  const std::string delta("\x06\x07\x90\x03\x01-\x91\x03\x03", 9);
  EXPECT_EQ(*ApplyDelta("abcdef", delta, 100), "abc-def");
}

TEST(ApplyDelta, RefusesWhatDoesNotFit) {
  const std::string delta("\x06\x07\x90\x03\x01-\x91\x03\x03", 9);
  EXPECT_FALSE(ApplyDelta("abcde", delta, 100).ok()) << "another old size";
  EXPECT_FALSE(ApplyDelta("abcdef", delta, 6).ok()) << "over the limit";
  for (size_t size = 0; size < delta.size(); ++size) {
    EXPECT_FALSE(ApplyDelta("abcdef", delta.substr(0, size), 100).ok()) << size;
  }
  EXPECT_FALSE(ApplyDelta("", std::string("\0\x01\0", 3), 100).ok());
  const std::string past_the_end("\x06\x07\x91\x03\x07", 5);
  EXPECT_FALSE(ApplyDelta("abcdef", past_the_end, 100).ok());
}

// Git is the judge of what a binary patch makes of a file.
TEST(ApplyBinaryHunk, GivesWhatGitMadeThePatchOf) {
  constexpr unsigned kSeed = 42;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  TestRepository repository;
  for (int round = 0; round < 10; ++round) {
    const std::string old_bytes = RandomBytes(random() % 5000 + 1, &random);
    std::string new_bytes = RandomBytes(random() % 5000, &random);
    // In half of the rounds the new file is like the old one: a delta.
    if (round % 2 == 0) {
      new_bytes = old_bytes;
      new_bytes.insert(random() % old_bytes.size(), RandomBytes(5, &random));
    }
    repository.Write("x", old_bytes + '\0');
    repository.Run("git add x");
    repository.Write("x", new_bytes + '\0');
    const std::string text = repository.Run("git diff --binary");
    auto patch = ReadDiff(text, "x.patch", "x.patch");
    ASSERT_TRUE(patch.ok()) << patch.status();
    const BinaryChange& change = *patch->files[0].binary;
    EXPECT_EQ(*ApplyBinaryHunk(*change.forward, old_bytes + '\0'),
              new_bytes + '\0');
    EXPECT_EQ(*ApplyBinaryHunk(*change.reverse, new_bytes + '\0'),
              old_bytes + '\0');
  }
}

TEST(ReadBinaryPatch, RefusesMoreThanTheSizeItPromises) {
  BinaryChange change;
  change.forward.emplace();
  change.forward->data = std::string(100000, 'x');
  std::string text = PrintBinaryPatch(change);
  text.replace(text.find("100000"), 6, "99");
  DiffCursor cursor(text, "x.patch", "x.patch");
  size_t bytes_left = kMaxBinaryBytes;
  auto read = ReadBinaryPatch(&bytes_left, &cursor);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.status().message(),
            "x.patch:2: patch x.patch: the data does not inflate to the 99 "
            "bytes promised");
}

TEST(ReadBinaryPatch, RefusesMoreThanThePatchMayHave) {
  BinaryChange change;
  change.forward.emplace();
  change.forward->data = "12345";
  const std::string text = PrintBinaryPatch(change);
  DiffCursor cursor(text, "x.patch", "x.patch");
  size_t bytes_left = 4;
  EXPECT_FALSE(ReadBinaryPatch(&bytes_left, &cursor).ok());
}

}  // namespace
}  // namespace patchgraph
