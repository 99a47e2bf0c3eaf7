#include "engine/forks/find_forks.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/check/check.h"
#include "engine/check/check_test_stack.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "timer does step 1();" and so on.
std::string Code(const std::string& subject, int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) {
    absl::StrAppend(&text, subject, " does step ", i, "();\n");
  }
  return text;
}

std::vector<AddedFile> Added(const Files& files) {
  std::vector<AddedFile> added;
  for (const auto& [path, text] : files) {
    added.push_back(
        {path, {FileMode::kRegular, Blob::FromBytes(text)}, "patch"});
  }
  return added;
}

std::vector<std::string> Found(const Files& added, const Files& base) {
  const auto forks = FindForksOf(Added(added), *TreeOf("base", base));
  EXPECT_TRUE(forks.ok()) << forks.status();
  std::vector<std::string> found;
  for (const Fork& fork : *forks) {
    found.push_back(absl::StrCat(fork.added.path, " of ", fork.original, " by ",
                                 Name(fork.how)));
  }
  return found;
}

TEST(FindForksTest, TheStacksSuffixIsLearned) {
  const Files base = {{"kernel/time.c", Code("time", 1, 20)},
                      {"kernel/irq.c", Code("irq", 1, 20)},
                      {"kernel/smp.c", Code("smp", 1, 20)}};
  // Of smp.c nothing is left, but the build takes it in its place.
  EXPECT_THAT(Found({{"kernel/time-guest.c", Code("time", 1, 15)},
                     {"kernel/irq-guest.c", Code("irq", 3, 20)},
                     {"kernel/smp-guest.c", Code("hypercall", 1, 20)}},
                    base),
              ElementsAre("kernel/irq-guest.c of kernel/irq.c by suffix",
                          "kernel/smp-guest.c of kernel/smp.c by suffix",
                          "kernel/time-guest.c of kernel/time.c by suffix"));
}

TEST(FindForksTest, ASuffixThatMeansSomethingElseIsNoMark) {
  // Drivers that plug into what they are called after.
  const Files base = {{"bus/bus.c", Code("bus", 1, 20)},
                      {"tpm/tpm.c", Code("tpm", 1, 20)}};
  EXPECT_THAT(Found({{"bus/bus_guest.c", Code("guest bus", 1, 20)},
                     {"tpm/tpm_guest.c", Code("guest tpm", 1, 20)}},
                    base),
              IsEmpty());
}

TEST(FindForksTest, HeadersShadowThoseOfTheIncludePath) {
  const Files base = {{"include/asm-tiny/page.h", Code("page", 1, 9)},
                      {"include/asm-tiny/irq.h", Code("irq", 1, 9)}};
  EXPECT_THAT(
      Found({{"include/asm-tiny/mach-guest/asm/page.h", Code("page", 1, 8)},
             {"include/asm-tiny/mach-guest/asm/irq.h", Code("irq", 1, 8)},
             {"include/asm-tiny/mach-guest/asm/hyper.h", Code("hyper", 1, 8)}},
            base),
      ElementsAre("include/asm-tiny/mach-guest/asm/irq.h of "
                  "include/asm-tiny/irq.h by include path",
                  "include/asm-tiny/mach-guest/asm/page.h of "
                  "include/asm-tiny/page.h by include path"));
}

TEST(FindForksTest, ContentTellsWhereNoNameDoes) {
  const Files base = {{"kernel/entry.S", Code("entry", 1, 30)},
                      {"kernel/fork.c", Code("fork", 1, 30)}};
  EXPECT_THAT(Found({{"guest/lowlevel.S",
                      Code("entry", 10, 30) + Code("hyper", 1, 15)}},
                    base),
              ElementsAre("guest/lowlevel.S of kernel/entry.S by content"));
}

TEST(FindForksTest, TheSameNameInAFolderBesideNeedsLess) {
  const Files base = {{"arch/tiny/mach-default/setup.c", Code("setup", 1, 30)}};
  const std::string fork = Code("setup", 1, 6) + Code("guest", 1, 20);
  EXPECT_THAT(Found({{"arch/tiny/mach-guest/setup.c", fork}}, base),
              ElementsAre("arch/tiny/mach-guest/setup.c of "
                          "arch/tiny/mach-default/setup.c by folder"));
  EXPECT_THAT(Found({{"arch/tiny/mach-guest/begin.c", fork}}, base), IsEmpty());
}

TEST(FindForksTest, WhatEveryFileSaysIsNoEvidence) {
  Files base;
  for (int i = 0; i < 20; ++i) {
    base[absl::StrCat("lib/", i, ".c")] =
        Code("licence", 1, 20) + Code(absl::StrCat("file", i), 1, 5);
  }
  EXPECT_THAT(Found({{"lib/new.c", Code("licence", 1, 20)}}, base), IsEmpty());
}

TEST(FindForksTest, TheMoreAlikeOfTwoIsTheOriginal) {
  const Files base = {
      {"a/int.S", Code("call", 1, 20)},
      {"b/enter.S", Code("call", 1, 20) + Code("enter", 1, 30)}};
  EXPECT_THAT(Found({{"c/guest.S", Code("call", 1, 20)}}, base),
              ElementsAre("c/guest.S of a/int.S by content"));
}

TEST(FindForksTest, BinaryFilesAndConfigurationsAreNone) {
  const std::string config = Code("CONFIG_VALUE", 1, 40);
  EXPECT_THAT(Found({{"arch/guest/defconfig", config},
                     {"firmware.bin", std::string("\0\0\1", 3) + config}},
                    {{"arch/tiny/defconfig", config}, {"old.bin", config}}),
              IsEmpty());
}

TEST(AddedFilesTest, AreThoseThatStayAndWereNotThere) {
  StackOf stack(TreeOf("base", {{"old.c", "one\n"}}));
  stack
      .Add("add.patch",
           "--- /dev/null\n+++ new.c\n@@ -0,0 +1 @@\n+new\n"
           "--- /dev/null\n+++ brief.c\n@@ -0,0 +1 @@\n+brief\n")
      .Add("change.patch",
           "--- new.c\n+++ new.c\n@@ -1 +1,2 @@\n new\n+more\n"
           "--- old.c\n+++ old.c\n@@ -1 +1 @@\n-one\n+two\n"
           "--- brief.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-brief\n");
  const auto check = Check(stack.stack(), nullptr, CheckOptions());
  ASSERT_TRUE(check.ok()) << check.status();
  const std::vector<AddedFile> added = AddedFilesOf(check->patches);
  ASSERT_EQ(added.size(), 1u);
  EXPECT_EQ(added[0].path, "new.c");
  EXPECT_EQ(added[0].patch, "add.patch");
  EXPECT_EQ(**added[0].file.blob.Read(), "new\nmore\n");
}

// The rule of find_forks.h for content, with sets of strings and every pair
// looked at.
class AllPairs {
 public:
  AllPairs(const Files& added, const Files& base) {
    for (const auto& [path, text] : added) added_[path] = SayingLines(text);
    for (const auto& [path, text] : base) {
      base_[path] = SayingLines(text);
      for (const std::string& line : base_[path]) ++with_line_[line];
    }
  }

  // The originals that are allowed, by path of the fork.
  std::map<std::string, std::set<std::string>> Originals() const {
    std::map<std::string, std::set<std::string>> originals;
    for (const auto& [fork, fork_lines] : added_) {
      std::map<std::string, int> shared_with;
      int most = 0;
      for (const auto& [path, lines] : base_) {
        double evidence = 0;
        int shared = 0;
        for (const std::string& line : fork_lines) {
          if (lines.count(line) == 0) continue;
          ++shared;
          const int with = with_line_.at(line);
          if (with <= 16) evidence += 1.0 / with;
        }
        if (evidence < 5 || shared * 3 < static_cast<int>(fork_lines.size())) {
          continue;
        }
        shared_with[path] = shared;
        most = std::max(most, shared);
      }
      for (const auto& [path, shared] : shared_with) {
        if (shared * 5 >= most * 4) originals[fork].insert(path);
      }
    }
    return originals;
  }

 private:
  static std::set<std::string> SayingLines(const std::string& text) {
    std::set<std::string> lines;
    for (absl::string_view line : absl::StrSplit(text, '\n')) {
      std::string said;
      int name_bytes = 0;
      for (const char c : line) {
        if (absl::ascii_isspace(c)) continue;
        said += c;
        name_bytes += absl::ascii_isalnum(c) || c == '_' ? 1 : 0;
      }
      if (name_bytes >= 6) lines.insert(said);
    }
    return lines;
  }

  std::map<std::string, std::set<std::string>> added_;
  std::map<std::string, std::set<std::string>> base_;
  std::map<std::string, int> with_line_;
};

TEST(FindForksTest, FindsByContentWhatComparingAllPairsFinds) {
  TextGenerator generator(TestSeed(20060417));
  int forks_seen = 0;
  int others_seen = 0;
  for (int round = 0; round < 60; ++round) {
    Files base;
    std::vector<std::string> texts;
    for (int i = 0; i < 30; ++i) {
      // A line in two is this file's own, the others are drawn from a few.
      std::string text;
      const int lines = 5 + generator.Below(40);
      for (int line = 0; line < lines; ++line) {
        absl::StrAppend(&text, "\t",
                        generator.Below(2) == 0
                            ? absl::StrCat("common_call(", generator.Below(40))
                            : absl::StrCat("call_", i, "_", line, "(arg"),
                        ");\n");
      }
      // Some files of the base are alike, too.
      if (i > 0 && generator.Below(5) == 0) {
        text += texts[generator.Below(i)];
      }
      base[absl::StrCat("base/b", i, "x.c")] = text;
      texts.push_back(text);
    }
    Files added;
    for (int i = 0; i < 15; ++i) {
      const std::vector<std::string> lines =
          absl::StrSplit(texts[generator.Below(30)], '\n');
      std::string text;
      const int kept = generator.Below(10);
      for (const std::string& line : lines) {
        if (generator.Below(10) < kept) {
          absl::StrAppend(&text, line, "\n");
        } else {
          absl::StrAppend(&text, "new_call_", i, "_", generator.Below(1000),
                          "();\n");
        }
      }
      added[absl::StrCat("added/a", i, "y.c")] = text;
    }
    const auto forks = FindForksOf(Added(added), *TreeOf("base", base));
    ASSERT_TRUE(forks.ok()) << forks.status();
    auto expected = AllPairs(added, base).Originals();
    for (const Fork& fork : *forks) {
      EXPECT_EQ(expected[fork.added.path].count(fork.original), 1u)
          << fork.added.path << " of " << fork.original << ", round " << round;
    }
    EXPECT_EQ(forks->size(), expected.size()) << "round " << round;
    forks_seen += static_cast<int>(forks->size());
    others_seen += static_cast<int>(added.size() - forks->size());
  }
  EXPECT_GT(forks_seen, 100);
  EXPECT_GT(others_seen, 100);
}

}  // namespace
}  // namespace patchgraph
