#include "engine/kbuild/code_declarations.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

CodeDeclarations Read(absl::string_view text, absl::string_view path = "a.c") {
  static ConditionTable& table = *new ConditionTable;
  return ReadCodeDeclarations(
      path, ReadSurvivingCode(path, text, SymbolSettings(), &table));
}

// "name", "struct name", ".name"; of a declaration, "(name)" if it is local.
std::string Show(const CodeName& name) {
  std::string text(name.name);
  if (name.space == NameSpace::kTag) text = absl::StrCat("struct ", text);
  if (name.space == NameSpace::kMember) text = absl::StrCat(".", text);
  return name.is_local ? absl::StrCat("(", text, ")") : text;
}

std::vector<std::string> Declared(const std::string& text,
                                  absl::string_view path = "a.c") {
  std::vector<std::string> names;
  for (const CodeName& name : Read(text, path).declared) {
    names.push_back(Show(name));
  }
  return names;
}

std::vector<std::string> Used(const std::string& text,
                              absl::string_view path = "a.c") {
  std::vector<std::string> names;
  for (const CodeName& name : Read(text, path).used) {
    names.push_back(Show(name));
  }
  return names;
}

TEST(CodeDeclarationsTest, MacrosAreNoPartOfTheFunctionBehindThem) {
  EXPECT_THAT(Declared("#ifdef A\nint a;\n#else\n#define each(f) ({ f(); })\n"
                       "static inline void g(void) { }\n#endif\n"),
              ElementsAre("a", "each", "g"));
}

TEST(CodeDeclarationsTest, VariablesAndTypes) {
  EXPECT_THAT(Declared("int a, *b[3], c = f(d, e);"),
              ElementsAre("a", "b", "c"));
  EXPECT_THAT(Declared("typedef unsigned long pte_t;"), ElementsAre("pte_t"));
  EXPECT_THAT(Declared("int (*handler)(int irq);"), ElementsAre("handler"));
  EXPECT_THAT(Declared("static DEFINE_SPINLOCK(lock);\nLIST_HEAD(list);"),
              ElementsAre("lock", "list"));
  EXPECT_THAT(Declared("struct page;"), IsEmpty());
  EXPECT_THAT(Declared("static struct ops my_ops = { .open = f };\nint g;"),
              ElementsAre("my_ops", "g"));
}

TEST(CodeDeclarationsTest, MembersAndEnumerators) {
  EXPECT_THAT(
      Declared("struct buffer {\n"
               "\tu8 cloned:1,\n\t\tcsum_blank:1;\n"
               "#define BUFFER_END 3\n"
               "\tunion { int a; struct list_head b; } u;\n"
               "\tint (*free)(struct buffer *self);\n"
               "} __attribute__((packed));\n"
               "enum { FIRST, SECOND = 2 };\n"),
      ElementsAre("struct buffer", ".cloned", ".csum_blank", "BUFFER_END", ".a",
                  ".b", ".u", ".free", "FIRST", "SECOND"));
}

TEST(CodeDeclarationsTest, FunctionsAndWhatIsLocalToThem) {
  EXPECT_THAT(Declared("static struct page *find(struct mm *mm, int at)\n"
                       "{\n\tint i, *p = at;\n\tunsigned long x;\n"
                       "out:\n\treturn a * b;\n}\n"
                       "extern void FASTCALL(wake(int));\n"),
              ElementsAre("find", "(mm)", "(at)", "(i)", "(p)", "(x)", "(out)",
                          "FASTCALL", "wake"));
}

TEST(CodeDeclarationsTest, EachBranchStartsWithTheSameBrackets) {
  EXPECT_THAT(Declared("int f(int a)\n{\n#ifdef A\n\tif (a) {\n#else\n"
                       "\tif (!a) {\n#endif\n\t\tg();\n\t}\n}\nint h;\n"),
              ElementsAre("f", "(a)", "h"));
  EXPECT_THAT(Declared("struct s {\n#if A\n\tint a; };\n#else\n\tint b; };\n"
                       "#endif\nint c;\n"),
              ElementsAre("struct s", ".a", ".b", "c"));
}

TEST(CodeDeclarationsTest, Uses) {
  EXPECT_THAT(Used("int f(struct buffer *b)\n{\n\tint n = b->len + g(b);\n}\n"),
              ElementsAre("struct buffer", "b", ".len", "g", "b"));
  EXPECT_THAT(Used("#define SCALE(x) ((x) * HZ)\n#undef OLD\n"),
              ElementsAre("HZ"));
}

TEST(CodeDeclarationsTest, Assembler) {
  const std::string text =
      "#define SIZE 4\nENTRY(start)\n1:\tcall run\n.macro SAVE_ALL reg\n"
      "mask = 3\n";
  EXPECT_THAT(Declared(text, "a.S"),
              AllOf(Contains("SIZE"), Contains("start"), Contains("SAVE_ALL"),
                    Contains("mask"), Not(Contains("run"))));
  EXPECT_THAT(Used(text, "a.S"), Contains("run"));
}

TEST(CodeDeclarationsTest, NoInputIsTooMuch) {
  EXPECT_THAT(Declared(std::string(100000, '{')), IsEmpty());
  EXPECT_THAT(Declared(std::string(100000, '}')), IsEmpty());
  EXPECT_THAT(Declared("#define F(a\n#define\n#\nint"), Contains("F"));
}

}  // namespace
}  // namespace patchgraph
