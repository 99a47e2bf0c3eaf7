#include "engine/kbuild/surviving_code.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SymbolSettings GuestOff() {
  SymbolSettings settings;
  settings.Set("GUEST", SymbolValue::kOff);
  return settings;
}

// What survives, a line for each token: "token" or "token  [condition]". Ends
// of lines are left out.
std::vector<std::string> Surviving(absl::string_view text,
                                   const SymbolSettings& settings = GuestOff(),
                                   absl::string_view path = "kernel/a.c") {
  ConditionTable table;
  const SurvivingCode code = ReadSurvivingCode(path, text, settings, &table);
  std::vector<std::string> found;
  for (const SurvivingToken& token : code.tokens) {
    if (token.text == "\n") continue;
    found.emplace_back(token.text);
    if (token.condition == Condition::kAlways) continue;
    absl::StrAppend(&found.back(), "  [", table.Text(token.condition), "]");
  }
  return found;
}

std::vector<std::string> Unbalanced(absl::string_view text) {
  ConditionTable table;
  std::vector<std::string> found;
  for (const KbuildWarning& warning :
       ReadSurvivingCode("a.c", text, GuestOff(), &table).unbalanced) {
    found.push_back(absl::StrCat(warning.line, ": ", warning.text));
  }
  return found;
}

// The condition under which one line survives: `#if CONDITION`, "x", `#endif`.
std::string Under(absl::string_view condition,
                  const SymbolSettings& settings = GuestOff()) {
  const std::vector<std::string> found =
      Surviving(absl::StrCat("#if ", condition, "\nx\n#endif\n"), settings);
  if (found.empty()) return "never";
  return found[0] == "x" ? "always" : found[0].substr(3);
}

TEST(SurvivingCodeTest, DropsWhatTheFeatureGuards) {
  EXPECT_THAT(Surviving("#ifdef CONFIG_GUEST\nguest\n#else\nhost\n#endif\n"),
              ElementsAre("host"));
  EXPECT_THAT(Surviving("#ifndef CONFIG_GUEST\nhost\n#endif\n"),
              ElementsAre("host"));
  EXPECT_THAT(
      Surviving("# if defined CONFIG_GUEST /* it\nis */ || 0\n"
                "guest\n#elif defined(CONFIG_SMP)\nsmp\n#else\nup\n"
                "#endif\n"),
      ElementsAre("smp  [defined(CONFIG_SMP)]", "up  [!defined(CONFIG_SMP)]"));
}

TEST(SurvivingCodeTest, NestedConditionsAreTakenTogether) {
  EXPECT_THAT(Surviving("#ifdef A\n#ifdef CONFIG_GUEST\nx\n#else\n"
                        "#if !defined(A) || defined(B)\ny\n#endif\n"
                        "#endif\n#endif\n"),
              ElementsAre("y  [defined(A) && defined(B)]"));
}

TEST(SurvivingCodeTest, ExpressionsAreSimplified) {
  EXPECT_EQ(Under("defined(CONFIG_GUEST) || defined(FOO)"), "[defined(FOO)]");
  EXPECT_EQ(Under("defined(CONFIG_GUEST) && defined(FOO)"), "never");
  EXPECT_EQ(Under("!CONFIG_GUEST"), "always");
  EXPECT_EQ(Under("CONFIG_GUEST == 0"), "always");
  EXPECT_EQ(Under("CONFIG_GUEST + 1 > 1 ? FOO : BAR"), "[BAR]");
  EXPECT_EQ(Under("(1 + 2 * 3) % 4 == 3 && 1 << 3 == 8"), "always");
  EXPECT_EQ(Under("-1 > 0u"), "always");
  EXPECT_EQ(Under("0x10 != 16 || 010 != 8 || 'A' != 65"), "never");
  EXPECT_EQ(Under("HZ > 100"), "[100 < HZ]");
  EXPECT_EQ(Under("KERNEL_VERSION(2, 6, 16) <= CODE"),
            "[!(CODE < KERNEL_VERSION(2,6,16))]");
  EXPECT_EQ(Under("defined(A) == 0"), "[!defined(A)]");
}

TEST(SurvivingCodeTest, KnowsModules) {
  EXPECT_EQ(Under("defined(CONFIG_GUEST_MODULE)"), "never");
  EXPECT_EQ(Under("IS_ENABLED(CONFIG_GUEST)"), "never");
  EXPECT_EQ(Under("IS_ENABLED(CONFIG_NET)"),
            "[defined(CONFIG_NET) || defined(CONFIG_NET_MODULE)]");
  SymbolSettings settings;
  settings.Set("NET", SymbolValue::kModule);
  settings.Set("SMP", SymbolValue::kBuiltIn);
  EXPECT_EQ(Under("defined(CONFIG_NET)", settings), "never");
  EXPECT_EQ(Under("defined(CONFIG_NET_MODULE)", settings), "always");
  EXPECT_EQ(Under("IS_ENABLED(CONFIG_NET)", settings), "always");
  EXPECT_EQ(Under("IS_BUILTIN(CONFIG_NET)", settings), "never");
  EXPECT_EQ(Under("IS_MODULE(CONFIG_NET)", settings), "always");
  EXPECT_EQ(Under("IS_REACHABLE(CONFIG_NET)", settings), "[defined(MODULE)]");
  EXPECT_EQ(Under("IS_REACHABLE(CONFIG_SMP)", settings), "always");
  EXPECT_EQ(Under("defined(CONFIG_SMP)", settings), "always");
}

TEST(SurvivingCodeTest, OthersCanBeOff) {
  EXPECT_EQ(Under("defined(CONFIG_ANY) || CONFIG_OTHER",
                  SymbolSettings(SymbolValue::kOff)),
            "never");
}

TEST(SurvivingCodeTest, AHeaderGuardIsNoContradiction) {
  EXPECT_THAT(Surviving("#ifndef _A_H\n#define _A_H\nx\n#ifdef _A_H\ny\n"
                        "#endif\n#endif\n"),
              ElementsAre("#  [!defined(_A_H)]", "define  [!defined(_A_H)]",
                          "_A_H  [!defined(_A_H)]", "x  [!defined(_A_H)]",
                          "y  [!defined(_A_H)]"));
}

TEST(SurvivingCodeTest, AnIncludeMayDefineAnything) {
  EXPECT_THAT(Surviving("#undef A\n#ifdef A\nx\n#endif\n#include <a.h>\n"
                        "#ifdef A\ny\n#endif\n"),
              ElementsAre("#", "undef", "A", "#", "include", "<", "a", ".", "h",
                          ">", "y  [defined(A)]"));
}

TEST(SurvivingCodeTest, FoldsConfigMacrosInCode) {
  EXPECT_THAT(Surviving("a; if (IS_ENABLED(CONFIG_GUEST)) { b(); { c; } } d;"),
              ElementsAre("a", ";", "d", ";"));
  EXPECT_THAT(
      Surviving("a; if (IS_ENABLED(CONFIG_GUEST) && x) { b; } else { c; }"),
      ElementsAre("a", ";", "{", "c", ";", "}"));
  EXPECT_THAT(
      Surviving("if (x) { a; } else if (IS_ENABLED(CONFIG_GUEST)) { b; } c;"),
      ElementsAre("if", "(", "x", ")", "{", "a", ";", "}", "c", ";"));
  EXPECT_THAT(Surviving("return IS_ENABLED(CONFIG_GUEST);"),
              ElementsAre("return", "0", ";"));
  // A label could be jumped to, and without its `if` the `while` would have
  // another body.
  EXPECT_THAT(
      Surviving("a; if (IS_ENABLED(CONFIG_GUEST)) { l: b; }"),
      ElementsAre("a", ";", "if", "(", "0", ")", "{", "l", ":", "b", ";", "}"));
  EXPECT_THAT(Surviving("while (x) if (IS_ENABLED(CONFIG_GUEST)) { } y;"),
              ElementsAre("while", "(", "x", ")", "if", "(", "0", ")", "{", "}",
                          "y", ";"));
}

TEST(SurvivingCodeTest, DropsCommentsAndJoinsLines) {
  EXPECT_THAT(Surviving("a /* b\n#if 0\n*/ c // d \\\n e\nf\\\ng \"/* h\" 'i'\n"
                        "#define F(x) (x + \\\n 1)\n"),
              ElementsAre("a", "c", "fg", "\"/* h\"", "'i'", "#", "define", "F",
                          "(parameters", "x", ")", "(", "x", "+", "1", ")"));
}

TEST(SurvivingCodeTest, AssemblerHasCommentsOfItsOwn) {
  const std::string text =
      "# don't /* take this */ for a directive\n"
      "#define A 1\n"
      "\tmovl $A, %eax\t# it's 1\n";
  EXPECT_THAT(
      Surviving(text, GuestOff(), "arch/i386/kernel/entry.S"),
      ElementsAre("#", "define", "A", "1", "movl", "$", "A", ",", "%", "eax"));
  EXPECT_THAT(Surviving("mov r0, #1", GuestOff(), "arch/arm/kernel/entry.S"),
              ElementsAre("mov", "r0", ",", "#", "1"));
}

TEST(SurvivingCodeTest, FindsUnbalancedConditionals) {
  EXPECT_THAT(Unbalanced("#if 1\n#else\n#endif\n"), IsEmpty());
  EXPECT_THAT(Unbalanced("\n#endif\n#else\n"),
              ElementsAre("2: #endif without #if", "3: #else without #if"));
  EXPECT_THAT(Unbalanced("#if A\n#ifdef B\n#else\n#elif C\n#endif\n"),
              ElementsAre("4: #elif behind #else", "1: no #endif closes this"));
}

TEST(SurvivingCodeTest, WarnsOfWhatIsNoExpression) {
  ConditionTable table;
  const SurvivingCode code = ReadSurvivingCode(
      "a.c", "#if 1 +\n#elif\n#endif\n#ifdef\n#endif\n", GuestOff(), &table);
  EXPECT_THAT(code.warnings,
              ElementsAre(KbuildWarning{"a.c", 1, "#if of no known expression"},
                          KbuildWarning{"a.c", 2, "#elif of nothing"},
                          KbuildWarning{"a.c", 4, "#ifdef of nothing"}));
}

TEST(SurvivingCodeTest, ListsIncludes) {
  const std::vector<SurvivingInclude> includes = IncludesOf(
      "a.c",
      "#include <linux/mm.h>\n#ifdef CONFIG_GUEST\n#include <asm/guest.h>\n"
      "#else\n# include \"host.h\"\n#endif\n#include WHERE\n",
      GuestOff());
  ASSERT_EQ(includes.size(), 3U);
  EXPECT_EQ(includes[0].name, "<linux/mm.h>");
  EXPECT_EQ(includes[0].line, 0);
  EXPECT_EQ(includes[1].name, "\"host.h\"");
  EXPECT_EQ(includes[1].line, 4);
  EXPECT_EQ(includes[2].name, "WHERE");
}

TEST(SurvivingCodeTest, KnowsWhereEachLineStands) {
  ConditionTable table;
  const SurvivingCode code = ReadSurvivingCode(
      "a.c", "a\n#ifdef A\nb\n#else\n#if B\nc\n#endif\nd\n#endif\ne\n",
      GuestOff(), &table);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < code.line_conditions.size(); ++i) {
    lines.push_back(absl::StrCat(code.line_branches[i], " ",
                                 table.Text(code.line_conditions[i])));
  }
  EXPECT_THAT(
      lines, ElementsAre("-1 1", "-1 1", "0 defined(A)", "-1 1",
                         "1 !defined(A)", "2 !defined(A) && B", "1 !defined(A)",
                         "1 !defined(A)", "-1 1", "-1 1"));
}

TEST(SurvivingCodeTest, DeepNestingIsNoTrouble) {
  std::string text;
  for (int i = 0; i < 20000; ++i) absl::StrAppend(&text, "#if A", i, "\nx\n");
  EXPECT_FALSE(Surviving(text).empty());
  const std::string brackets(100000, '(');
  EXPECT_FALSE(Surviving(absl::StrCat("#if ", brackets, "\nx\n")).empty());
}

}  // namespace
}  // namespace patchgraph
