#include "engine/kbuild/lost_symbols.h"

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

using Files = std::map<std::string, std::string>;

Overlay TreeOf(const Files& files) {
  Overlay tree(std::make_shared<EmptyTree>(), "kernel");
  for (const auto& [path, text] : files) {
    tree.Put(path, {FileMode::kRegular, Blob::FromBytes(text)});
  }
  return tree;
}

// A small kernel, what upstream makes of it, and a stack on the old one.
class LostSymbolsTest : public ::testing::Test {
 protected:
  std::vector<LostSymbol> Ask() const {
    const Overlay base = TreeOf(base_);
    const Overlay target = TreeOf(target_);
    std::vector<StackCode> stack;
    for (const auto& [path, text] : stack_) {
      StackCode code;
      code.path = path;
      const auto before = base_.find(path);
      if (before != base_.end()) code.base = before->second;
      code.patched = text;
      stack.push_back(code);
    }
    LostSymbolsQuestion question;
    question.stack = stack;
    question.base = &base;
    question.target = &target;
    question.patch_of = [](absl::string_view, int line) { return 100 + line; };
    const auto lost = FindLostSymbols(question);
    EXPECT_TRUE(lost.ok()) << lost.status();
    return lost.ok() ? *lost : std::vector<LostSymbol>();
  }

  // "field bd_sem of include/fs.h:2: drv/a.c:4 drv/a.c:6", "own" in front of
  // what the stack defines itself.
  std::vector<std::string> Find() const {
    std::vector<std::string> found;
    for (const LostSymbol& symbol : Ask()) {
      std::string text = symbol.defined_by_stack ? "own " : "";
      absl::StrAppend(&text, Name(symbol.kind), " ", symbol.name, " of ",
                      symbol.declared_path, ":", symbol.declared_line, ":");
      for (const SymbolUse& use : symbol.uses) {
        absl::StrAppend(&text, " ", use.path, ":", use.line);
      }
      found.push_back(text);
    }
    return found;
  }

  // The same file on both sides.
  void Both(const std::string& path, const std::string& text) {
    base_[path] = text;
    target_[path] = text;
  }

  Files base_;
  Files target_;
  Files stack_;
};

TEST_F(LostSymbolsTest, EveryKindOfDeclaration) {
  base_["include/linux/old.h"] =
      "#define each_node(n) for (n = first; n; n = n->next)\n"
      "typedef long long span_t;\n"
      "struct gate {\n"
      "\tint latch;\n"
      "};\n"
      "enum { LOCKED, OPEN };\n"
      "int knock(int times);\n"
      "extern int doors;\n";
  target_["include/linux/old.h"] = "int first;\n";
  stack_["drivers/own/a.c"] =
      "static span_t f(struct gate *g)\n"
      "{\n"
      "\teach_node(g)\n"
      "\t\tg->latch = OPEN;\n"
      "\treturn knock(doors);\n"
      "}\n";
  EXPECT_THAT(
      Find(),
      ElementsAre("enumerator OPEN of include/linux/old.h:6: drivers/own/a.c:4",
                  "variable doors of include/linux/old.h:8: drivers/own/a.c:5",
                  "macro each_node of include/linux/old.h:1: drivers/own/a.c:3",
                  "tag gate of include/linux/old.h:3: drivers/own/a.c:1",
                  "function knock of include/linux/old.h:7: drivers/own/a.c:5",
                  "field latch of include/linux/old.h:4: drivers/own/a.c:4",
                  "type span_t of include/linux/old.h:2: drivers/own/a.c:1"));
}

TEST_F(LostSymbolsTest, SaysWhichPatchUsesIt) {
  base_["include/linux/old.h"] = "int knock(void);\n";
  stack_["drivers/own/a.c"] = "int f(void)\n{\n\treturn knock();\n}\n";
  const std::vector<LostSymbol> lost = Ask();
  ASSERT_EQ(lost.size(), 1u);
  ASSERT_EQ(lost[0].uses.size(), 1u);
  EXPECT_EQ(lost[0].uses[0].patch, 103);
}

TEST_F(LostSymbolsTest, OnlyLinesThatTheStackWritesUseAnything) {
  base_["include/linux/old.h"] = "int knock(void);\nint ring(void);\n";
  base_["kernel/door.c"] = "int f(void)\n{\n\treturn knock();\n}\n";
  stack_["kernel/door.c"] =
      "int f(void)\n{\n\treturn knock();\n}\n"
      "int g(void)\n{\n\treturn ring();\n}\n";
  EXPECT_THAT(Find(), ElementsAre("function ring of include/linux/old.h:2: "
                                  "kernel/door.c:7"));
}

TEST_F(LostSymbolsTest, WordsInCommentsAndStringsAreNoUses) {
  base_["include/linux/old.h"] = "int knock(void);\n";
  stack_["drivers/own/a.c"] = "/* knock */\nchar s[] = \"knock\"; // knock\n";
  EXPECT_THAT(Find(), IsEmpty());
}

TEST_F(LostSymbolsTest, WhatMovedToAnotherHeaderIsNotLost) {
  base_["include/linux/old.h"] = "int knock(void);\n";
  target_["include/linux/new.h"] = "int knock(void);\n";
  stack_["drivers/own/a.c"] = "int f(void)\n{\n\treturn knock();\n}\n";
  EXPECT_THAT(Find(), IsEmpty());
}

TEST_F(LostSymbolsTest, ThatACommentStillSpeaksOfItIsNoHelp) {
  base_["include/linux/old.h"] = "/* knock: */\nint knock(void);\n";
  target_["include/linux/old.h"] = "/* knock: */\nint ring(void);\n";
  stack_["drivers/own/a.c"] = "int f(void)\n{\n\treturn knock();\n}\n";
  EXPECT_THAT(Find(), ElementsAre("function knock of include/linux/old.h:2: "
                                  "drivers/own/a.c:3"));
}

TEST_F(LostSymbolsTest, AnotherArchitecturesHeaderIsNoHelp) {
  base_["include/asm-ia64/door.h"] = "int knock(void);\n";
  Both("include/asm-i386/door.h", "int knock(void);\n");
  stack_["arch/ia64/own/a.c"] = "int f(void)\n{\n\treturn knock();\n}\n";
  stack_["arch/i386/own/a.c"] = "int f(void)\n{\n\treturn knock();\n}\n";
  EXPECT_THAT(Find(), ElementsAre("function knock of include/asm-ia64/door.h:1:"
                                  " arch/ia64/own/a.c:3"));
}

TEST_F(LostSymbolsTest, ACopyHasItsOwn) {
  base_["arch/i386/door.c"] = "static DEFINE_MUTEX(door_sem);\n";
  target_["arch/i386/door.c"] = "static DEFINE_MUTEX(door_mutex);\n";
  stack_["arch/i386/door-own.c"] =
      "static DEFINE_MUTEX(door_sem);\n"
      "void f(void)\n{\n\tdown(&door_sem);\n}\n";
  EXPECT_THAT(Find(), ElementsAre("own variable door_sem of arch/i386/door.c:1:"
                                  " arch/i386/door-own.c:4"));
}

TEST_F(LostSymbolsTest, APrototypeInTheStackIsNoHelp) {
  base_["include/linux/old.h"] = "int knock(void);\n";
  stack_["drivers/own/a.c"] =
      "extern int knock(void);\nint f(void)\n{\n\treturn knock();\n}\n";
  EXPECT_THAT(Find(), ElementsAre("function knock of include/linux/old.h:1: "
                                  "drivers/own/a.c:4"));
}

TEST_F(LostSymbolsTest, AssemblerCallsWhatNoHeaderDeclares) {
  base_["arch/i386/calls.c"] = "long sys_knock(void)\n{\n\treturn 0;\n}\n";
  target_["arch/i386/calls.c"] = "long sys_ring(void)\n{\n\treturn 0;\n}\n";
  stack_["arch/i386/table-own.S"] = "ENTRY(table)\n\t.long sys_knock\n";
  EXPECT_THAT(Find(), ElementsAre("function sys_knock of arch/i386/calls.c:1: "
                                  "arch/i386/table-own.S:2"));
}

TEST_F(LostSymbolsTest, AMemberOfAnotherStructureCouldBeTheOneMeant) {
  base_["include/linux/old.h"] = "struct a {\n\tint latch;\n};\n";
  target_["include/linux/old.h"] = "struct b {\n\tint latch;\n};\n";
  stack_["drivers/own/a.c"] = "void f(void)\n{\n\tg()->latch = 1;\n}\n";
  EXPECT_THAT(Find(), IsEmpty());
}

TEST_F(LostSymbolsTest, AnotherDriversPrivateHeaderWasNeverSeen) {
  base_["drivers/other/types.h"] = "typedef int span_t;\n";
  stack_["drivers/own/a.c"] = "span_t a;\n";
  EXPECT_THAT(Find(), IsEmpty());
}

}  // namespace
}  // namespace patchgraph
