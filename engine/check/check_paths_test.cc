// Conflicts about paths rather than lines, met patch by patch.

#include <memory>
#include <string>

#include "engine/check/check.h"
#include "engine/check/check_test_stack.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

const char kUart[] = "drivers/char/uart.c";
constexpr char kRename[] =
    "diff --git drivers/char/uart.c drivers/serial/uart.c\n"
    "similarity index 100%\nrename from drivers/char/uart.c\n"
    "rename to drivers/serial/uart.c\n";

std::shared_ptr<Overlay> Base() {
  return TreeOf("1.0", {{kUart, Numbers(1, 20)}, {"Makefile", "all:\n"}});
}

StackCheck Move(const StackOf& stack, const std::shared_ptr<Overlay>& onto) {
  auto check = Check(stack.stack(), onto, {});
  EXPECT_TRUE(check.ok()) << check.status();
  return *std::move(check);
}

void ExpectOneConflict(const StackCheck& check, ConflictKind kind,
                       const std::string& detail) {
  ASSERT_EQ(check.conflicts.size(), 1u);
  EXPECT_EQ(check.conflicts[0].kind, kind);
  EXPECT_EQ(check.conflicts[0].detail, detail);
}

TEST(CheckPaths, ARenameIsCarriedOver) {
  const auto onto = Base();
  onto->Put(kUart,
            {FileMode::kRegular, Blob::FromBytes("0\n" + Numbers(1, 20))});
  const StackCheck check =
      Move(StackOf(Base()).Add("move.patch", kRename), onto);
  EXPECT_EQ(check.moved[0].verdict, Verdict::kClean);
  EXPECT_EQ(TextAt(*check.result, kUart), "(none)");
  EXPECT_EQ(TextAt(*check.result, "drivers/serial/uart.c"),
            "0\n" + Numbers(1, 20));
}

TEST(CheckPaths, ARenameThatUpstreamMadeTooIsUpstream) {
  const StackCheck check =
      Move(StackOf(Base()).Add("move.patch", kRename),
           TreeOf("1.1", {{"drivers/serial/uart.c", Numbers(1, 20)}}));
  EXPECT_EQ(check.moved[0].verdict, Verdict::kUpstream);
  EXPECT_TRUE(check.conflicts.empty());
}

TEST(CheckPaths, RenameDelete) {
  const StackCheck check = Move(StackOf(Base()).Add("move.patch", kRename),
                                TreeOf("1.1", {{"Makefile", "all:\n"}}));
  ExpectOneConflict(check, ConflictKind::kRename, "rename/delete");
}

TEST(CheckPaths, RenameAdd) {
  const StackCheck check =
      Move(StackOf(Base()).Add("move.patch", kRename),
           TreeOf("1.1", {{kUart, Numbers(1, 20)},
                          {"drivers/serial/uart.c", "another\n"}}));
  ExpectOneConflict(check, ConflictKind::kRename, "rename/add");
  EXPECT_EQ(TextAt(*check.result, "drivers/serial/uart.c"), "another\n");
}

TEST(CheckPaths, RenameRename) {
  const StackCheck check =
      Move(StackOf(Base())
               .Add("move.patch", kRename)
               .Edit("edit.patch", "drivers/serial/uart.c",
                     "@@ -1,2 +1,2 @@\n-1\n+one\n 2\n"),
           TreeOf("1.1", {{"drivers/tty/uart.c", Numbers(1, 20)}}));
  ExpectOneConflict(check, ConflictKind::kRename, "rename/rename");
  // Where the file is called is open; what it holds goes on.
  EXPECT_EQ(check.moved[1].verdict, Verdict::kClean);
  EXPECT_EQ(TextAt(*check.result, "drivers/tty/uart.c"),
            "one\n" + Numbers(2, 20));
}

TEST(CheckPaths, ANewFileFollowsAFolderThatUpstreamRenamed) {
  const StackCheck check =
      Move(StackOf(Base()).Add("add.patch",
                               "--- /dev/null\n+++ drivers/char/rtc.c\n"
                               "@@ -0,0 +1 @@\n+rtc\n"),
           TreeOf("1.1", {{"drivers/tty/uart.c", Numbers(1, 20)}}));
  ExpectOneConflict(check, ConflictKind::kRename, "file location");
  EXPECT_EQ(TextAt(*check.result, "drivers/tty/rtc.c"), "rtc\n");
}

TEST(CheckPaths, AFileWhereAFolderShouldBe) {
  const StackCheck check =
      Move(StackOf(Base()).Add("add.patch",
                               "--- /dev/null\n+++ mm/page.c\n"
                               "@@ -0,0 +1 @@\n+page\n"),
           TreeOf("1.1", {{kUart, Numbers(1, 20)}, {"mm", "a file\n"}}));
  ExpectOneConflict(check, ConflictKind::kDirectory, "file/directory");
}

TEST(CheckPaths, ASymlinkAgainstAnEdit) {
  const auto onto = Base();
  onto->Put(kUart, {FileMode::kSymlink, Blob::FromBytes("../uart.c")});
  const StackCheck check =
      Move(StackOf(Base()).Edit("edit.patch", kUart,
                                "@@ -1,2 +1,2 @@\n-1\n+one\n 2\n"),
           onto);
  ExpectOneConflict(check, ConflictKind::kSymlink, "");
  EXPECT_EQ(check.moved[0].files[0].hunks[0].verdict, Verdict::kConflict);
}

TEST(CheckPaths, ModesAreMergedApartFromContent) {
  const auto onto = Base();
  onto->Put(kUart, {FileMode::kExecutable, Blob::FromBytes(Numbers(1, 20))});
  const StackCheck check =
      Move(StackOf(Base()).Edit("edit.patch", kUart,
                                "@@ -1,2 +1,2 @@\n-1\n+one\n 2\n"),
           onto);
  EXPECT_EQ(check.moved[0].verdict, Verdict::kClean);
  EXPECT_EQ((*FindFile(*check.result, kUart))->mode, FileMode::kExecutable);
}

TEST(CheckPaths, BinaryFilesAreTakenWholeOrNotAtAll) {
  const std::string old_font("font\0\1", 6);
  const std::string other_font("font\0\2", 6);
  const std::string new_font("font\0\3", 6);
  const auto base = TreeOf("1.0", {{"font.bin", old_font}});
  const StackOf stack =
      StackOf(base).Sparse("sparse", {{"font.bin", new_font}});
  EXPECT_EQ(Move(stack, base).moved[0].verdict, Verdict::kClean);
  EXPECT_EQ(
      Move(stack, TreeOf("1.1", {{"font.bin", new_font}})).moved[0].verdict,
      Verdict::kUpstream);
  ExpectOneConflict(Move(stack, TreeOf("1.1", {{"font.bin", other_font}})),
                    ConflictKind::kBinary, "");
}

}  // namespace
}  // namespace patchgraph
