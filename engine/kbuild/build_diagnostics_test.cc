#include "engine/kbuild/build_diagnostics.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kError = DiagnosticKind::kError;
constexpr auto kWarning = DiagnosticKind::kWarning;

std::vector<BuildDiagnostic> Read(absl::string_view output) {
  return ReadDiagnostics(output, "/tmp/farm/patched");
}

TEST(ReadDiagnosticsTest, OfCompilers) {
  EXPECT_THAT(
      Read("In file included from kernel/cow.c:3:\n"
           "/tmp/farm/patched/include/cow.h:12:7: error: unknown type 'pony'\n"
           "   12 | pony horse;\n"
           "kernel/cow.c: In function 'moo':\n"
           "kernel/cow.c:40: warning: unused variable 'hay'\n"
           "./kernel/cow.c:41:2: note: each is said once\n"
           "kernel/cow.c:44:10: fatal error: pony.h: No such file\n"
           "cc1: all warnings being treated as errors\n"),
      ElementsAre(BuildDiagnostic{kError, "include/cow.h", 12, 7,
                                  "unknown type 'pony'"},
                  BuildDiagnostic{kWarning, "kernel/cow.c", 40, 0,
                                  "unused variable 'hay'"},
                  BuildDiagnostic{kError, "kernel/cow.c", 44, 10,
                                  "pony.h: No such file"}));
}

TEST(ReadDiagnosticsTest, OfAssemblerLinkerAndMake) {
  EXPECT_THAT(
      Read("entry.S: Assembler messages:\n"
           "entry.S:7: Error: no such instruction: `neigh'\n"
           "/usr/bin/ld: kernel/cow.o: in function `moo':\n"
           "cow.c:(.text+0x1f): undefined reference to `pony'\n"
           "/usr/bin/ld: cow.c:(.text+0x2f): undefined reference to `pony'\n"
           "/usr/bin/ld: cannot find -lhay: No such file or directory\n"
           "collect2: error: ld returned 1 exit status\n"
           "make[1]: *** No rule to make target 'pony.o', needed by 'all'.  "
           "Stop.\n"
           "make: *** [Makefile:3: kernel] Error 2\n"),
      ElementsAre(
          BuildDiagnostic{kError, "entry.S", 7, 0,
                          "no such instruction: `neigh'"},
          BuildDiagnostic{kError, "cow.c", 0, 0,
                          "undefined reference to `pony'"},
          BuildDiagnostic{kError, "", 0, 0,
                          "cannot find -lhay: No such file or directory"},
          BuildDiagnostic{
              kError, "", 0, 0,
              "No rule to make target 'pony.o', needed by 'all'."}));
}

TEST(ReadDiagnosticsTest, OfAnythingElse) {
  EXPECT_THAT(Read("  CC  kernel/cow.o\n:::::\n12:error\n\n1:2:3:4\n"),
              IsEmpty());
  EXPECT_THAT(Read(std::string(100000, ':')), IsEmpty());
}

TEST(NewDiagnosticsTest, WhatMovedWithItsLineIsNotNew) {
  // Two lines were put before line 10, and line 20 was replaced.
  const auto edits = [](absl::string_view) {
    return std::vector<Edit>{{9, 9, 9, 11}, {19, 20, 21, 22}};
  };
  const auto patch = [](absl::string_view, int line) {
    return line < 15 ? std::string("one.patch") : std::string("two.patch");
  };
  const std::vector<BuildDiagnostic> base = {{kWarning, "a.c", 5, 1, "old"},
                                             {kWarning, "a.c", 10, 1, "old"},
                                             {kWarning, "a.c", 20, 1, "old"},
                                             {kWarning, "a.c", 30, 1, "old"}};
  const std::vector<BuildDiagnostic> patched = {
      {kWarning, "a.c", 5, 1, "old"},   {kWarning, "a.c", 10, 1, "old"},
      {kWarning, "a.c", 12, 1, "old"},  {kError, "a.c", 12, 1, "old"},
      {kWarning, "a.c", 22, 1, "old"},  {kWarning, "a.c", 32, 1, "old"},
      {kWarning, "a.c", 32, 1, "other"}};
  const auto found = NewDiagnostics(base, patched, edits, patch);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].diagnostic, patched[1]);
  EXPECT_EQ(found[0].edit->after_begin, 9);
  EXPECT_EQ(found[0].patch, "one.patch");
  EXPECT_EQ(found[1].diagnostic, patched[3]);
  EXPECT_FALSE(found[1].edit.has_value());
  EXPECT_EQ(found[2].diagnostic, patched[4]);
  EXPECT_EQ(found[2].patch, "two.patch");
  EXPECT_EQ(found[3].diagnostic, patched[6]);
  EXPECT_EQ(found[3].patch, "");
}

}  // namespace
}  // namespace patchgraph
