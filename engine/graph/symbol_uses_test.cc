#include "engine/graph/symbol_uses.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/apply/apply_patch.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Texts = std::map<std::string, std::string>;

FileState TextFile(const std::string& text) {
  return {FileMode::kRegular, Blob::FromBytes(text)};
}

// A stack in which each patch says what its files are afterwards.
class SymbolUsesTest : public testing::Test {
 protected:
  SymbolUsesTest()
      : tree_(std::make_shared<EmptyTree>(), "tree"), applier_(&tree_, 0) {}

  void Base(const Texts& files) {
    for (const auto& [path, text] : files) {
      now_[path] = text;
      tree_.Put(path, TextFile(text));
    }
  }

  // What the patch needs: "uses NAME: PATCH.FILE.HUNK", one each.
  std::vector<std::string> Patched(const Texts& files) {
    Patch patch;
    for (const auto& [path, text] : files) {
      FileChange change;
      change.old_path = change.new_path = path;
      change.kind = FileChange::Kind::kAdd;
      const auto old = now_.find(path);
      if (old != now_.end()) {
        change.original = TextFile(old->second);
        change.kind = FileChange::Kind::kModify;
      }
      change.replacement = TextFile(text);
      patch.files.push_back(std::move(change));
      now_[path] = text;
    }
    return Add(patch);
  }

  std::vector<std::string> Renamed(const std::string& from,
                                   const std::string& to) {
    FileChange change;
    change.kind = FileChange::Kind::kRename;
    change.old_path = from;
    change.new_path = to;
    change.original = change.replacement = TextFile(now_[from]);
    now_[to] = now_[from];
    now_.erase(from);
    Patch patch;
    patch.files.push_back(std::move(change));
    return Add(patch);
  }

  std::vector<std::string> Add(const Patch& patch) {
    const auto step = applier_.Apply(patch, "layer");
    EXPECT_TRUE(step.ok()) << step.status();
    const auto found = uses_.Add(*step, patches_++);
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<std::string> spelled;
    last_ = *found;
    for (const Dependency& dependency : *found) {
      const HunkKey& needs = dependency.needs;
      EXPECT_EQ(dependency.hunk.patch, patches_ - 1);
      spelled.push_back(absl::StrCat(Name(dependency.reason), " ",
                                     dependency.name, ": ", needs.patch, ".",
                                     needs.file, ".", needs.hunk));
    }
    return spelled;
  }

  Texts now_;
  Overlay tree_;
  PatchApplier applier_;
  SymbolUses uses_;
  int patches_ = 0;
  std::vector<Dependency> last_;
};

TEST_F(SymbolUsesTest, AFunctionOfAnotherFile) {
  Base(
      {{"kernel/timer.c", "int x;\n"}, {"kernel/sched.c", "int a;\nint b;\n"}});
  EXPECT_THAT(
      Patched({{"kernel/timer.c", "int x;\nint timer_stop(void)\n{\n}\n"}}),
      IsEmpty());
  EXPECT_THAT(
      Patched({{"kernel/sched.c", "int a;\n\ttimer_stop();\nint b;\n"}}),
      ElementsAre("uses timer_stop: 0.0.0"));
  EXPECT_EQ(last_[0].path, "kernel/sched.c");
  EXPECT_EQ(last_[0].lines, (LineRange{1, 1}));
  EXPECT_EQ(last_[0].kind(), DependencyKind::kSymbol);
}

TEST_F(SymbolUsesTest, WhatIsStaticStaysInItsFile) {
  Patched({{"a.c", "static int timer_stop(void)\n{\n}\n"}});
  EXPECT_THAT(Patched({{"b.c", "\ttimer_stop();\n"}}), IsEmpty());
  EXPECT_THAT(Patched({{"a.c", now_["a.c"] + "\ttimer_stop();\n"}}),
              ElementsAre("uses timer_stop: 0.0.0"));
  // Its file may have another name by then.
  Renamed("a.c", "c.c");
  EXPECT_THAT(Patched({{"c.c", now_["c.c"] + "\tx = timer_stop();\n"}}),
              ElementsAre("uses timer_stop: 0.0.0"));
}

TEST_F(SymbolUsesTest, MovedAndChangedCodeIntroducesNothing) {
  Base({{"a.c", "int timer_stop(void)\n{\n}\n"},
        {"b.c", "int timer_start(void)\n{\n}\n"}});
  Patched({{"a.c", "int y;\n"}, {"d.c", "int timer_stop(void)\n{\n}\n"}});
  Patched({{"b.c", "int timer_start(int cpu)\n{\n}\n"}});
  EXPECT_THAT(Patched({{"e.c", "\ttimer_stop();\n\ttimer_start(1);\n"}}),
              IsEmpty());
}

TEST_F(SymbolUsesTest, AChangedDefinitionStaysWithWhoIntroducedIt) {
  Patched({{"a.c", "int timer_stop(void)\n{\n}\n"}});
  Patched({{"a.c", "int timer_stop(int cpu)\n{\n}\n"}});
  EXPECT_THAT(Patched({{"b.c", "\ttimer_stop(1);\n"}}),
              ElementsAre("uses timer_stop: 0.0.0"));
  // Elsewhere it can be seen from other files.
  Patched({{"a.c", "int y;\n"}, {"c.c", "int timer_stop(int cpu)\n{\n}\n"}});
  EXPECT_THAT(Patched({{"d.c", "\ttimer_stop(1);\n"}}),
              ElementsAre("uses timer_stop: 3.1.0"));
}

TEST_F(SymbolUsesTest, ANameThatWasSeenBeforeIsNotNew) {
  Base({{"a.c", "1\n2\n3\n4\n5\n6\n7\n8\n9\nint timer_stop(void);\n"},
        {"b.c", "\ttimer_pause();\n2\n"}});
  Patched({{"b.c", "\ttimer_pause();\n2\n3\n"}});  // context
  Patched({{"a.c", "int timer_stop(void)\n{\n}\n" + now_["a.c"]},
           {"p.c", "int timer_pause(void)\n{\n}\n"}});
  EXPECT_THAT(Patched({{"e.c", "\ttimer_stop();\n\ttimer_pause();\n"}}),
              IsEmpty());
}

TEST_F(SymbolUsesTest, TheLatestThatCanBeSeen) {
  Patched({{"include/linux/timer.h", "int timer_stop(void);\n"}});
  Patched({{"kernel/timer.c", "int timer_stop(void)\n{\n}\n"}});
  Patched({{"x.c", "static int timer_stop(void)\n{\n}\n"}});
  EXPECT_THAT(Patched({{"y.c", "\ttimer_stop();\n"}}),
              ElementsAre("uses timer_stop: 1.0.0"));
  EXPECT_THAT(Patched({{"x.c", now_["x.c"] + "\ttimer_stop();\n"}}),
              ElementsAre("uses timer_stop: 2.0.0"));
}

TEST_F(SymbolUsesTest, ArchitecturesAndLocalHeaders) {
  Patched({{"include/asm-tiny/io.h", "#define read_port(x) (x)\n"},
           {"drivers/a/a.h", "#define PORT_LIMIT 3\n"}});
  EXPECT_THAT(Patched({{"arch/small/io.c", "\tread_port(3);\n"}}), IsEmpty());
  EXPECT_THAT(Patched({{"arch/tiny/io.c", "\tread_port(3);\n"}}),
              ElementsAre("uses read_port: 0.1.0"));
  EXPECT_THAT(Patched({{"drivers/b/b.c", "\tx = PORT_LIMIT;\n"}}), IsEmpty());
  EXPECT_THAT(Patched({{"drivers/b/c.c",
                        "#include \"../a/a.h\"\n\tx = PORT_LIMIT;\n"}}),
              ElementsAre("uses PORT_LIMIT: 0.0.0"));
}

TEST_F(SymbolUsesTest, CommentsStringsShortNamesAndOtherNameSpaces) {
  Patched({{"include/linux/a.h",
            "struct timer_page {\n};\nint run(void);\nint debug;\n"
            "int timer_flag;\n"}});
  EXPECT_THAT(Patched({{"b.c",
                        "/* timer_flag */\n\tprintk(\"timer_flag\");\n"
                        "\trun();\n\tx = debug;\n\ttimer_page = 3;\n"
                        "\tp->timer_flag = 1;\n\tint timer_flag;\n"}}),
              IsEmpty());
  EXPECT_THAT(Patched({{"c.c", "\tstruct timer_page *page;\n"}}),
              ElementsAre("uses timer_page: 0.0.0"));
}

TEST_F(SymbolUsesTest, OneForTwoHunksAndNoneWhereTheUseIsOld) {
  Patched(
      {{"include/linux/a.h", "int timer_stop(void);\nint timer_go(void);\n"}});
  EXPECT_THAT(Patched({{"b.c", "\ttimer_go();\n\ttimer_stop();\n"}}),
              ElementsAre("uses timer_go: 0.0.0"));
  EXPECT_THAT(Patched({{"b.c", "\tx = timer_go();\n\ttimer_stop();\n"}}),
              IsEmpty());
}

TEST_F(SymbolUsesTest, Headers) {
  Patched({{"include/linux/a.h", "\n"}, {"lib/b.h", "\n"}});
  EXPECT_THAT(
      Patched({{"lib/c.c", "#include <linux/a.h>\n#include \"b.h\"\n"}}),
      ElementsAre("uses include/linux/a.h: 0.0.-1", "uses lib/b.h: 0.1.-1"));
}

TEST_F(SymbolUsesTest, Makefiles) {
  Base({{"lib/Makefile", "obj-y := a.o\n"}});
  Patched({{"lib/crc.c", "\n"}, {"lib/zip/Makefile", "\n"}});
  EXPECT_THAT(
      Patched({{"lib/Makefile", "obj-y := a.o\nobj-y += crc.o zip/ b.o\n"}}),
      ElementsAre("builds-file lib/crc.c: 0.0.-1",
                  "builds-file lib/zip/: 0.1.-1"));
  EXPECT_EQ(last_[0].kind(), DependencyKind::kBuild);
  // In one patch, as it mostly is.
  EXPECT_THAT(Patched({{"fs/Makefile", "obj-y := x.o\n"}, {"fs/x.c", "\n"}}),
              IsEmpty());
}

TEST_F(SymbolUsesTest, ConfigSymbols) {
  Patched({{"lib/Kconfig", "config TIMER_PAUSE\n\tbool \"Pause\"\n"}});
  EXPECT_THAT(Patched({{"lib/a.c", "#ifdef CONFIG_TIMER_PAUSE\n#endif\n"},
                       {"lib/Makefile", "obj-$(CONFIG_TIMER_PAUSE) += p.o\n"},
                       {"fs/Kconfig", "config X\n\tdepends on TIMER_PAUSE\n"},
                       {"arch/tiny/defconfig", "CONFIG_TIMER_PAUSE=y\n"}}),
              ElementsAre("asks-symbol CONFIG_TIMER_PAUSE: 0.0.0",
                          "asks-symbol CONFIG_TIMER_PAUSE: 0.0.0",
                          "asks-symbol CONFIG_TIMER_PAUSE: 0.0.0",
                          "asks-symbol CONFIG_TIMER_PAUSE: 0.0.0"));
  EXPECT_THAT(Patched({{"lib/b.c", "#ifdef CONFIG_TIMER_PAUSE_MODULE\n"}}),
              ElementsAre("asks-symbol CONFIG_TIMER_PAUSE: 0.0.0"));
}

}  // namespace
}  // namespace patchgraph
