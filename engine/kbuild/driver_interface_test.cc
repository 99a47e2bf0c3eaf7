#include "engine/kbuild/driver_interface.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A file of the base, and what the stack makes of it; CONFIG_GUEST is the
// feature.
class DriverInterfaceTest : public ::testing::Test {
 protected:
  void File(const std::string& path, const std::string& base,
            const std::string& patched) {
    texts_.push_back(std::make_unique<std::string>(base));
    texts_.push_back(std::make_unique<std::string>(patched));
    StackCode code;
    code.path = path;
    if (!base.empty()) code.base = *texts_[texts_.size() - 2];
    if (!patched.empty()) code.patched = *texts_.back();
    stack_.push_back(code);
  }

  // "off on: layout struct page, include/page.h:1: BEFORE -> AFTER"
  std::vector<std::string> Find() const {
    DriverInterfaceQuestion question;
    question.stack = stack_;
    question.stand_ins = stand_ins_;
    question.base = base_.get();
    question.off.Set("GUEST", SymbolValue::kOff);
    question.on.Set("GUEST", SymbolValue::kBuiltIn);
    const auto changes = CompareDriverInterface(question);
    EXPECT_TRUE(changes.ok()) << changes.status();
    std::vector<std::string> found;
    for (const InterfaceChange& change : *changes) {
      found.push_back(absl::StrCat(
          change.when_off ? "off" : "", change.when_on ? "on" : "", ": ",
          Name(change.kind), " ", change.name, ", ", change.path, ":",
          change.line, ": ", change.before, " -> ", change.after));
    }
    return found;
  }

  std::vector<std::unique_ptr<std::string>> texts_;
  std::vector<StackCode> stack_;
  std::vector<StandIn> stand_ins_;
  std::shared_ptr<const Tree> base_;
};

// A base of one file, the original of a stand-in.
class OneFileTree : public Tree {
 public:
  OneFileTree(std::string path, std::string text) : path_(std::move(path)) {
    node_.file.blob = Blob::FromBytes(std::move(text));
  }
  const std::string& name() const override { return path_; }
  absl::StatusOr<absl::optional<TreeNode>> Find(
      absl::string_view path) const override {
    if (path != path_) return absl::optional<TreeNode>();
    return absl::optional<TreeNode>(node_);
  }
  absl::StatusOr<std::vector<NamedNode>> List(
      absl::string_view directory) const override {
    return absl::NotFoundError(directory);
  }

 private:
  const std::string path_;
  TreeNode node_;
};

TEST_F(DriverInterfaceTest, AStandInIsComparedWithItsOriginal) {
  base_ = std::make_shared<OneFileTree>(
      "kernel/time.c", "EXPORT_SYMBOL(now);\nEXPORT_SYMBOL(then);\n");
  File("kernel/time-guest.c", "", "EXPORT_SYMBOL(then);\n");
  stand_ins_.push_back({"kernel/time-guest.c", "kernel/time.c"});
  EXPECT_THAT(Find(), ElementsAre("on: export gone now, kernel/time.c:1: "
                                  "EXPORT_SYMBOL -> "));
}

TEST_F(DriverInterfaceTest, Exports) {
  File("mm/a.c",
       "EXPORT_SYMBOL(gone);\nEXPORT_SYMBOL(free);\nEXPORT_SYMBOL(same);\n",
       "EXPORT_SYMBOL_GPL(free);\nEXPORT_SYMBOL(same);\n"
       "#ifdef CONFIG_GUEST\nEXPORT_SYMBOL(guest_only);\n#endif\n");
  EXPECT_THAT(
      Find(),
      ElementsAre("offon: export changed free, mm/a.c:1: EXPORT_SYMBOL -> "
                  "EXPORT_SYMBOL_GPL",
                  "offon: export gone gone, mm/a.c:1: EXPORT_SYMBOL -> ",
                  "on: export new guest_only, mm/a.c:4:  -> EXPORT_SYMBOL"));
}

TEST_F(DriverInterfaceTest, AnExportThatMovesToAnotherFileIsStillThere) {
  File("mm/a.c", "EXPORT_SYMBOL(f);\n", "int a;\n");
  File("mm/b.c", "int b;\n", "EXPORT_SYMBOL(f);\nint b;\n");
  EXPECT_THAT(Find(), IsEmpty());
}

TEST_F(DriverInterfaceTest, TheNameOfAParameterIsNoPartOfASignature) {
  File("mm/a.c",
       "int f(struct page *page, long n)\n{\n}\nEXPORT_SYMBOL(f);\n"
       "int g(struct page *page)\n{\n}\nEXPORT_SYMBOL(g);\n",
       "int f(struct page *p,\n      long count)\n{\n}\nEXPORT_SYMBOL(f);\n"
       "long g(struct page *page, int n)\n{\n}\nEXPORT_SYMBOL(g);\n");
  EXPECT_THAT(Find(),
              ElementsAre("offon: signature g, mm/a.c:6: int g ( struct page "
                          "* ) -> long g ( struct page * , int )"));
}

TEST_F(DriverInterfaceTest, ALayoutUnderEachSetting) {
  File("include/linux/page.h",
       "#ifndef PAGE_H\n#define PAGE_H\n"
       "struct page {\n\tint flags; /* of it */\n\tint count;\n};\n#endif\n",
       "#ifndef PAGE_H\n#define PAGE_H\n"
       "struct page {\n\tint flags;\n#ifdef CONFIG_GUEST\n\tlong frame;\n"
       "#endif\n#ifdef CONFIG_SMP\n\tint cpu;\n#endif\n\tint count;\n};\n"
       "#endif\n");
  EXPECT_THAT(
      Find(),
      ElementsAre("off: layout struct page, include/linux/page.h:3:  -> "
                  "[defined(CONFIG_SMP)] int cpu",
                  "on: layout struct page, include/linux/page.h:3:  -> long "
                  "frame; [defined(CONFIG_SMP)] int cpu"));
}

TEST_F(DriverInterfaceTest, TheOrderOfMembersIsLayout) {
  File("include/linux/a.h", "struct a {\n\tint x;\n\tint y;\n};\n",
       "struct a {\n\tint y;\n\tint x;\n};\n");
  EXPECT_THAT(Find(), ElementsAre("offon: layout struct a, include/linux/a.h:1:"
                                  " int x; int y -> int y; int x"));
}

TEST_F(DriverInterfaceTest, MacrosByWhatTheySay) {
  File("include/linux/a.h",
       "#define TWICE(x) ((x) + (x))\n#define SIZE 16\n#define OLD 1\n"
       "#define pause() cpu_relax()\n",
       "#define TWICE(value)  ((value) + \\\n (value))\n#define SIZE 32\n"
       "static inline void pause(void) { }\n");
  EXPECT_THAT(
      Find(),
      ElementsAre("offon: macro gone OLD, include/linux/a.h:3: 1 -> ",
                  "offon: macro changed SIZE, include/linux/a.h:3: 16 -> 32",
                  "offon: macro changed pause, include/linux/a.h:4: (0) "
                  "cpu_relax ( ) -> void pause ( void )"));
}

TEST_F(DriverInterfaceTest, AMacroThatMovesToANewHeaderIsStillThere) {
  File("include/linux/a.h", "#define SIZE 16\n", "#include <linux/b.h>\n");
  File("include/linux/b.h", "",
       "#ifndef _LINUX_B_H\n#define _LINUX_B_H\n#define SIZE 16\n#endif\n");
  EXPECT_THAT(Find(), IsEmpty());
}

TEST_F(DriverInterfaceTest, TheOrderOfConditionsDoesNotMatter) {
  File("include/linux/a.h",
       "#ifdef A\n#ifdef B\nstruct a {\n\tint x;\n};\n#endif\n#endif\n",
       "#if defined(B) && defined(A)\nstruct a {\n\tint x;\n};\n#endif\n");
  EXPECT_THAT(Find(), IsEmpty());
}

TEST_F(DriverInterfaceTest, WhatASourceFileHasForItselfIsNoInterface) {
  File("mm/a.c", "struct a {\n\tint x;\n};\n#define SIZE 1\n",
       "struct a {\n\tint y;\n};\n#define SIZE 2\n");
  EXPECT_THAT(Find(), IsEmpty());
}

TEST_F(DriverInterfaceTest, NestedBracesWithoutEndAreRead) {
  std::string deep;
  for (int i = 0; i < 20000; ++i) absl::StrAppend(&deep, "struct a { int x; ");
  File("include/linux/a.h", deep, absl::StrCat(deep, "} } }"));
  Find();
}

}  // namespace
}  // namespace patchgraph
