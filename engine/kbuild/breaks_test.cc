#include "engine/kbuild/breaks.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A small kernel and a stack on it, with CONFIG_GUEST off.
class BreaksTest : public ::testing::Test {
 protected:
  void Base(absl::string_view path, std::string text) {
    base_[std::string(path)] = std::move(text);
  }
  void Patched(absl::string_view path, std::string text, bool built = false) {
    patched_[std::string(path)] = std::move(text);
    built_[std::string(path)] = built;
  }

  // "net/tcp.c:3 csum_blank, include/skb.h:2 [defined(CONFIG_GUEST)]"
  std::vector<std::string> Find() {
    Overlay tree(std::make_shared<EmptyTree>(), "kernel");
    for (const auto& [path, text] : base_) {
      tree.Put(path, {FileMode::kRegular, Blob::FromBytes(text)});
    }
    std::vector<StackCode> stack;
    for (const auto& [path, text] : patched_) {
      tree.Put(path, {FileMode::kRegular, Blob::FromBytes(text)});
      StackCode code;
      code.path = path;
      const auto base = base_.find(path);
      if (base != base_.end()) code.base = base->second;
      code.patched = text;
      code.is_built = built_[path];
      stack.push_back(code);
    }
    SymbolSettings settings;
    settings.Set("GUEST", SymbolValue::kOff);
    const auto breaks = FindCodeBreaks(stack, tree, settings);
    EXPECT_TRUE(breaks.ok()) << breaks.status();
    std::vector<std::string> found;
    for (const CodeBreak& each : *breaks) {
      found.push_back(absl::StrCat(each.path, ":", each.line, " ", each.name));
      if (each.declared_path.empty()) continue;
      absl::StrAppend(&found.back(), ", ", each.declared_path, ":",
                      each.declared_line, " [", each.condition, "]");
    }
    return found;
  }

 private:
  std::map<std::string, std::string> base_;
  std::map<std::string, std::string> patched_;
  std::map<std::string, bool> built_;
};

TEST_F(BreaksTest, AMemberThatIsThereWithTheFeatureAlone) {
  Base("include/linux/skb.h", "struct skb {\n\tint len;\n};\n");
  Base("net/tcp.c", "#include <linux/skb.h>\nvoid f(struct skb *s)\n{\n}\n");
  Patched("include/linux/skb.h",
          "#ifndef SKB_H\n#define SKB_H\nstruct skb {\n\tint len;\n"
          "#ifdef CONFIG_GUEST\n\tint csum_blank;\n#endif\n};\n#endif\n");
  Patched("net/tcp.c",
          "#include <linux/skb.h>\nvoid f(struct skb *s)\n{\n"
          "\tif (s->csum_blank)\n\t\ts->len = 0;\n}\n");
  EXPECT_THAT(Find(),
              ElementsAre("net/tcp.c:4 csum_blank, include/linux/skb.h:6 "
                          "[defined(CONFIG_GUEST)]"));
}

TEST_F(BreaksTest, UsesUnderTheGuardAreFine) {
  Base("kernel/irq.c", "int a;\n");
  Patched("kernel/irq.c",
          "int a;\n#ifdef CONFIG_GUEST\nint guest(void);\nint b = guest();\n"
          "#endif\n");
  EXPECT_THAT(Find(), IsEmpty());
}

TEST_F(BreaksTest, ANameThatAHeaderOfTheBaseDeclaresIsFine) {
  Base("include/linux/list.h", "int flush(void);\n");
  Base("include/linux/mm.h", "#include <linux/list.h>\n");
  Base("mm/a.c", "#include <linux/mm.h>\nint a;\n");
  Patched("mm/a.c", "#include <linux/mm.h>\nint a = flush();\n");
  Patched("drivers/guest/guest.c", "int flush(void) { return 1; }\n");
  EXPECT_THAT(Find(), IsEmpty());
}

TEST_F(BreaksTest, WhatAskedForTheMacroIsFine) {
  Base("mm/a.c", "int a;\n");
  Patched("mm/a.c",
          "int a;\n#ifdef arch_exit\narch_exit(a);\n#endif\n"
          "#ifndef arch_init\narch_init(a);\n#endif\n");
  Patched("include/asm-i386/mach-guest/asm/mmu.h",
          "#define arch_exit(a)\n#define arch_init(a)\n");
  EXPECT_THAT(Find(),
              ElementsAre("mm/a.c:6 arch_init, "
                          "include/asm-i386/mach-guest/asm/mmu.h:2 []"));
}

TEST_F(BreaksTest, ADeclarationThatWasTakenAwayFromAnUnchangedUse) {
  Base("include/linux/a.h", "int old(void);\n");
  Base("kernel/a.c", "#include <linux/a.h>\nint a = old();\nint b;\n");
  Patched("include/linux/a.h", "#ifdef CONFIG_GUEST\nint old(void);\n#endif\n");
  Patched("kernel/a.c", "#include <linux/a.h>\nint a = old();\nint c;\n");
  EXPECT_THAT(Find(), ElementsAre("kernel/a.c:2 old, include/linux/a.h:2 "
                                  "[defined(CONFIG_GUEST)]"));
}

TEST_F(BreaksTest, OtherArchitecturesDoNotHelp) {
  Base("include/asm-i386/a.h", "int a;\n");
  Base("arch/ia64/a.c", "int a;\n");
  Base("arch/i386/a.c", "int a;\n");
  Patched("include/asm-i386/a.h",
          "int a;\n#ifdef CONFIG_GUEST\nint guest(void);\n#endif\n");
  Patched("arch/ia64/a.c", "int a = guest();\n");
  Patched("arch/i386/a.c", "int a = guest();\n");
  EXPECT_THAT(Find(),
              ElementsAre("arch/i386/a.c:1 guest, include/asm-i386/a.h:3 "
                          "[defined(CONFIG_GUEST)]"));
}

TEST_F(BreaksTest, HeadersThatOnlyTheFeaturesBuildFinds) {
  Base("arch/i386/a.c", "#include <asm/page.h>\n");
  Base("include/asm-i386/page.h", "int page;\n");
  Patched("arch/i386/a.c",
          "#include <asm/page.h>\n#include <asm/hypervisor.h>\n"
          "#include \"gone.h\"\n#include <linux/version.h>\n"
          "#ifdef CONFIG_GUEST\n#include <asm/guest.h>\n#endif\n");
  Patched("include/asm-i386/mach-guest/asm/hypervisor.h", "int call;\n");
  EXPECT_THAT(Find(),
              ElementsAre("arch/i386/a.c:2 <asm/hypervisor.h>, "
                          "include/asm-i386/mach-guest/asm/hypervisor.h:0 []",
                          "arch/i386/a.c:3 \"gone.h\""));
}

TEST_F(BreaksTest, AMakefileMayNameMoreFolders) {
  Base("drivers/net/Makefile", "EXTRA_CFLAGS += -I$(src)/core\n");
  Base("drivers/net/core/core.h", "int core;\n");
  Base("drivers/net/a.c", "int a;\n");
  Patched("drivers/net/a.c", "#include <core.h>\nint a;\n");
  EXPECT_THAT(Find(), IsEmpty());
}

TEST_F(BreaksTest, NewFilesCountWhereTheyAreBuiltOrIncluded) {
  Base("kernel/a.c", "int a;\n");
  Patched("kernel/a.c", "#include <linux/used.h>\nint a;\n");
  Patched("include/linux/used.h", "int b = guest_only;\n");
  Patched("kernel/built.c", "int c = guest_only;\n", /*built=*/true);
  Patched("kernel/guest.c", "int guest_only;\nint d = guest_only;\n");
  EXPECT_THAT(Find(),
              ElementsAre("include/linux/used.h:1 guest_only, "
                          "kernel/guest.c:1 []",
                          "kernel/built.c:1 guest_only, kernel/guest.c:1 []"));
}

TEST_F(BreaksTest, UnbalancedConditionals) {
  Base("kernel/a.c", "int a;\n");
  Base("kernel/b.c", "int b;\n#endif\n");
  Patched("kernel/a.c", "#ifdef CONFIG_GUEST\nint a;\n");
  Patched("kernel/b.c", "int c;\n#endif\n");
  EXPECT_THAT(Find(), ElementsAre("kernel/a.c:1 no #endif closes this"));
}

}  // namespace
}  // namespace patchgraph
