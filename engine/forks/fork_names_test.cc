#include "engine/forks/fork_names.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Named(absl::string_view path) {
  std::vector<std::string> named;
  for (const NamedOriginal& original : OriginalsNamedBy(path)) {
    named.push_back(absl::StrCat(original.path, " by ", original.mark));
  }
  return named;
}

TEST(ForkNamesTest, ASuffixIsTakenOffTheName) {
  EXPECT_THAT(Named("arch/tiny/kernel/time-guest.c"),
              ElementsAre("arch/tiny/kernel/time.c by -guest"));
  EXPECT_THAT(Named("init-task_guest.S"),
              ElementsAre("init-task.S by _guest", "init.S by -task_guest"));
}

TEST(ForkNamesTest, AVersionIsNoMark) {
  EXPECT_THAT(Named("release-2.c"), IsEmpty());
  EXPECT_THAT(Named("-guest.c"), IsEmpty());
}

TEST(ForkNamesTest, AHeaderShadowsOneWithFewerFolders) {
  EXPECT_THAT(Named("include/asm-tiny/mach-guest/asm/page.h"),
              Contains("include/asm-tiny/page.h by mach-guest/asm"));
  EXPECT_THAT(Named("arch/tiny/mach-guest/setup.c"), IsEmpty());
}

TEST(ForkNamesTest, AVeryDeepPathHasFewNames) {
  std::string path;
  for (int i = 0; i < 2000; ++i) absl::StrAppend(&path, "d/");
  EXPECT_THAT(OriginalsNamedBy(path + "page.h"), IsEmpty());
}

TEST(ForkNamesTest, SourcesAndHeadersAreOneLanguage) {
  EXPECT_EQ(LanguageOf("kernel/time.h"), LanguageOf("a/entry.S"));
  EXPECT_EQ(LanguageOf("a/Makefile"), "Makefile");
  EXPECT_NE(LanguageOf("a/Makefile"), LanguageOf("a/Kconfig"));
}

TEST(ForkNamesTest, SiblingFoldersHaveOneParent) {
  EXPECT_TRUE(AreInSiblingFolders("arch/a/x.c", "arch/b/x.c"));
  EXPECT_FALSE(AreInSiblingFolders("arch/a/x.c", "arch/a/y.c"));
  EXPECT_FALSE(AreInSiblingFolders("arch/a/x.c", "lib/x.c"));
}

}  // namespace
}  // namespace patchgraph
