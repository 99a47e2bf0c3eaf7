#include "engine/report/utf8.h"

#include <random>
#include <string>

#include "google/protobuf/stubs/common.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kBad[] = "\xEF\xBF\xBD";

TEST(ValidUtf8, KeepsWhatIsValid) {
  for (const char* text : {"", "plain", "Gr\xC3\xBC\xC3\x9F", "\xE2\x82\xAC",
                           "\xF0\x9F\x90\xA7", "tab\tline\n", kBad}) {
    EXPECT_EQ(ValidUtf8(text), text);
  }
  const std::string with_nul("a\0b", 3);
  EXPECT_EQ(ValidUtf8(with_nul), with_nul);
}

TEST(ValidUtf8, ReplacesEachBadByte) {
  const std::string bad = kBad;
  EXPECT_EQ(ValidUtf8("M\xFCller"), "M" + bad + "ller");  // Latin-1
  EXPECT_EQ(ValidUtf8("\xC0\xAF"), bad + bad);            // overlong '/'
  EXPECT_EQ(ValidUtf8("\xED\xA0\x80"), bad + bad + bad);  // a surrogate
  EXPECT_EQ(ValidUtf8("\xF4\x90\x80\x80"), bad + bad + bad + bad);
  EXPECT_EQ(ValidUtf8("cut \xE2\x82"), "cut " + bad + bad);
}

TEST(ValidUtf8, AnyBytesBecomeUtf8) {
  const unsigned seed = 20061;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 12, '\0');
    // Mostly bytes of the upper half: that is where it can go wrong.
    for (char& byte : bytes) byte = static_cast<char>(random() % 160 + 96);
    const std::string text = ValidUtf8(bytes);
    EXPECT_EQ(ValidUtf8(text), text) << testing::PrintToString(bytes);
    EXPECT_TRUE(google::protobuf::internal::IsStructurallyValidUTF8(
        text.data(), static_cast<int>(text.size())))
        << testing::PrintToString(bytes);
  }
}

}  // namespace
}  // namespace patchgraph
