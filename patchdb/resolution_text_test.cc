#include "patchdb/resolution_text.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Resolution Timer() {
  Resolution resolution;
  resolution.conflict.base = "\twait(1);\n";
  resolution.conflict.ours = "\twait(2);\n";
  resolution.conflict.theirs = "\tpause(1);\n\thalt();\n";
  resolution.conflict.before = "{\n";
  resolution.result = "\tpause(\"2\");\r\nend";
  resolution.path = "kernel/timer.c";
  resolution.who = "A U Th\xC3\xB6r <author@example.com>";
  resolution.when = 1144051200;
  resolution.commit = "0123456789abcdef0123456789abcdef01234567";
  resolution.patch = "timer: pause";
  return resolution;
}

const char kTimerText[] = R"(# Resolutions of conflicts, for patchgraph(1).
version: 1
resolution {
  scope: "region"
  path: "kernel/timer.c"
  who: "A U Th\303\266r <author@example.com>"
  when: 1144051200
  commit: "0123456789abcdef0123456789abcdef01234567"
  patch: "timer: pause"
  before:
    "{\n"
  base:
    "\twait(1);\n"
  ours:
    "\twait(2);\n"
  theirs:
    "\tpause(1);\n"
    "\thalt();\n"
  result:
    "\tpause(\"2\");\r\n"
    "end"
}
)";

TEST(ResolutionText, IsToBeReadByPeople) {
  EXPECT_EQ(ResolutionsAsText({Timer()}), kTimerText);
}

TEST(ResolutionText, ComesBackAsItWas) {
  Resolution odd = Timer();
  odd.conflict.ours.clear();
  for (int byte = 0; byte < 256; ++byte) {
    odd.conflict.ours.push_back(static_cast<char>(byte));
  }
  odd.path = std::string("../\0\x1b[2J", 8);
  Resolution file;
  file.conflict.scope = ConflictScope::kFile;
  file.conflict.ours = absl::StrCat("100644 ", std::string(40, '0'));
  file.deleted = true;
  Resolution program = file;
  program.deleted = false;
  program.mode = FileMode::kExecutable;
  program.result = "#!\n";
  Resolution sides = Timer();
  sides.conflict = WithoutBase(sides.conflict);
  const std::string text =
      ResolutionsAsText({Timer(), odd, file, program, sides});
  for (const char c : text) ASSERT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
  const auto read = ResolutionsFromText(text);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_THAT(read->left_out, IsEmpty());
  EXPECT_THAT(read->resolutions, SizeIs(5));
  EXPECT_EQ(ResolutionsAsText(read->resolutions), text);
  EXPECT_EQ(read->resolutions[1].path, odd.path);
}

TEST(ResolutionText, LeavesOutWhatCannotBe) {
  const std::pair<std::string, std::string> cases[] = {
      {"scope: \"whole\"", "no known scope"},
      {"scope: \"region\" ours: \"a\\n\" theirs: \"a\\n\"", "sides agree"},
      {"scope: \"region\" ours: \"a\\n\" after: \"}\\n\" result: \"r\"",
       "run into the line after"},
      {"scope: \"region\" ours: \"a\\n\" before: \"{\"", "ends within a line"},
      {"scope: \"region\" ours: \"a\\n\" result: \"<<<<<<< x\\n\"", "markers"},
      {"scope: \"region\" ours: \"a\\n\" becomes: \"100644\"", "becomes"},
      {"scope: \"file\" ours: \"../../etc\" becomes: \"100644\"",
       "names no file"},
      {"scope: \"file\" becomes: \"120000\"", "becomes"},
      {"scope: \"sides\" ours: \"b\\n\" theirs: \"a\\n\"", "not in order"},
      {absl::StrCat("scope: \"region\" ours: \"a\\n\" path: \"",
                    std::string(5000, 'x'), "\""),
       "too long"},
  };
  for (const auto& [entry, why] : cases) {
    const auto read = ResolutionsFromText(
        absl::StrCat(kTimerText, "resolution { ", entry, " }"));
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_THAT(read->resolutions, SizeIs(1)) << why;
    EXPECT_THAT(read->left_out,
                ElementsAre(testing::AllOf(HasSubstr("resolution 2: "),
                                           HasSubstr(why))));
  }
}

TEST(ResolutionText, SaysWhereItIsWrong) {
  const auto message = [](absl::string_view text) {
    return std::string(ResolutionsFromText(text).status().message());
  };
  EXPECT_THAT(message("version: 1\nresolution {\n  size: 3\n}\n"),
              HasSubstr("line 3, column "));
  EXPECT_THAT(message(""), HasSubstr("no file of resolutions"));
  EXPECT_THAT(message("version: 2"), HasSubstr("newer patchgraph"));
  EXPECT_THAT(message("version: 1 resolution { base: \"a"),
              HasSubstr("line 1"));
}

// Damaged at random, it is read or refused.
TEST(ResolutionText, NoInputCrashesIt) {
  std::mt19937_64 random(4);
  const std::string whole = kTimerText;
  int read = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text = whole;
    for (int edits = 1 + static_cast<int>(random() % 4); edits > 0; --edits) {
      const size_t at = random() % text.size();
      if (random() % 2 == 0) {
        text[at] = static_cast<char>(random());
      } else {
        text.erase(at, random() % 40);
        if (text.empty()) text = whole;
      }
    }
    if (ResolutionsFromText(text).ok()) ++read;
  }
  EXPECT_GT(read, 0);
  EXPECT_LT(read, 3000);
}

}  // namespace
}  // namespace patchgraph
