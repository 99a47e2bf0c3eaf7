#include "rules/path_rules.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(KernelRules, KnowTheSubsystemOfAPath) {
  const absl::StatusOr<PathRules> rules = PathRules::Kernel();
  ASSERT_TRUE(rules.ok()) << rules.status();
  struct Case {
    const char* path;
    const char* subsystem;
  };
  for (const Case& test : {
           Case{"arch/i386/Kconfig", "arch/i386"},
           Case{"arch/x86/kernel/smp.c", "arch/x86"},
           Case{"include/asm-i386/bitops.h", "arch/i386"},
           Case{"include/asm-generic/pgtable.h", "arch/generic"},
           Case{"drivers/char/tpm/tpm.c", "drivers/char"},
           Case{"drivers/Kconfig", "drivers"},
           Case{"fs/ext3/inode.c", "fs/ext3"},
           Case{"fs/Kconfig", "fs"},
           Case{"net/ipv4/tcp.c", "net/ipv4"},
           Case{"include/net/sock.h", "net"},
           Case{"include/linux/netfilter_ipv4/ip_nat.h", "net"},
           Case{"include/linux/mm.h", "memory management"},
           Case{"mm/slab.c", "memory management"},
           Case{"kernel/sched.c", "locking and scheduling"},
           Case{"kernel/fork.c", "kernel"},
           Case{"include/linux/fs.h", "include/linux"},
           Case{"Makefile", "build"},
           Case{".gitignore", "build"},
           Case{"scripts/Makefile.build", "build"},
           Case{"MAINTAINERS", "top level"},
           Case{"Documentation/timers.txt", "Documentation"},
       }) {
    EXPECT_EQ(rules->SubsystemOf(test.path), test.subsystem) << test.path;
  }
}

TEST(PathRules, TheFirstThatFitsIsTaken) {
  const absl::StatusOr<PathRules> rules = PathRules::Parse(
      "subsystem { name: 'ours' path: 'vendor/.*' path: 'oem-.*' }\n"
      "subsystem { name: 'in \\\\1' path: '(\\\\w+)/.*' }\n",
      "rules.textproto");
  ASSERT_TRUE(rules.ok()) << rules.status();
  EXPECT_EQ(rules->SubsystemOf("vendor/a.c"), "ours");
  EXPECT_EQ(rules->SubsystemOf("oem-\xFC/a.c"), "ours");
  EXPECT_EQ(rules->SubsystemOf("mm/a.c"), "in mm");
  EXPECT_EQ(rules->SubsystemOf("a.c"), "other");
}

std::string ErrorOf(absl::string_view text) {
  return std::string(
      PathRules::Parse(text, "rules.textproto").status().message());
}

TEST(PathRules, ComplaintsNameThePlace) {
  EXPECT_THAT(ErrorOf("subsystem {\n  name: 'a'\n  pat: 'x'\n}\n"),
              StartsWith("rules.textproto:3:6: "));
  EXPECT_THAT(ErrorOf("subsystem {\n  name: 'a'\n  path: 'x('\n}\n"),
              HasSubstr("rules.textproto:3:3: bad pattern: missing )"));
  EXPECT_THAT(ErrorOf("subsystem {\n  name: 'a\\\\2'\n  path: '(x)'\n}\n"),
              StartsWith("rules.textproto:3:3: the name does not fit"));
  EXPECT_THAT(ErrorOf("\nsubsystem { path: 'x' }\n"),
              StartsWith("rules.textproto:2:1: the subsystem has no name"));
  EXPECT_THAT(ErrorOf("subsystem {"), StartsWith("rules.textproto:1:12: "));
}

}  // namespace
}  // namespace patchgraph
