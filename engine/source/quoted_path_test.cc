#include "engine/source/quoted_path.h"

#include <string>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(TakeQuotedPath, UndoesEscapes) {
  absl::string_view text = "\"a\\303\\244\\t\\\\\\\"b\" rest";
  EXPECT_EQ(TakeQuotedPath(&text), "a\xc3\xa4\t\\\"b");
  EXPECT_EQ(text, " rest");
}

TEST(TakeQuotedPath, LeavesWhatIsNotQuoted) {
  for (const char* bad :
       {"", "plain", "\"open", "\"\\x\"", "\"\\777\"", "\"\\12\"", "\"\\"}) {
    absl::string_view text = bad;
    EXPECT_FALSE(TakeQuotedPath(&text).has_value()) << bad;
    EXPECT_EQ(text, bad);
  }
}

TEST(QuotePathIfNeeded, QuotesOnlyWhatCouldBeMisread) {
  EXPECT_EQ(QuotePathIfNeeded("a b/c-d.e"), "a b/c-d.e");
  EXPECT_EQ(QuotePathIfNeeded("a\"b"), "\"a\\\"b\"");
}

TEST(QuotePathIfNeeded, EveryByteComesBack) {
  for (int byte = 1; byte < 256; ++byte) {
    const std::string path = {'x', static_cast<char>(byte), '1'};
    const std::string quoted = QuotePathIfNeeded(path);
    absl::string_view text = quoted;
    EXPECT_EQ(TakeQuotedPath(&text).value_or(quoted), path) << byte;
  }
}

}  // namespace
}  // namespace patchgraph
