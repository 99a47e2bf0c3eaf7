#include "engine/text/text_kind.h"

#include <string>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(TextKindTest, ANulNearTheBeginningMakesItBinary) {
  EXPECT_FALSE(IsBinary(""));
  EXPECT_FALSE(IsBinary("text\xff\r\n"));
  EXPECT_TRUE(IsBinary(absl::string_view("\0", 1)));
  EXPECT_TRUE(IsBinary(std::string(7999, 'a') + '\0'));
}

TEST(TextKindTest, GitDoesNotLookFurtherThan8000Bytes) {
  EXPECT_FALSE(IsBinary(std::string(8000, 'a') + '\0'));
}

TEST(TextKindTest, BinaryFilesAreNotMergedByLines) {
  EXPECT_TRUE(FitsTextMerge("text\n"));
  EXPECT_FALSE(FitsTextMerge(absl::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace patchgraph
