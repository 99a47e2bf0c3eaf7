#include "engine/kbuild/compare_code.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;

FileNeutrality Compare(absl::string_view base, absl::string_view patched,
                       absl::string_view path = "kernel/a.c") {
  SymbolSettings settings;
  settings.Set("GUEST", SymbolValue::kOff);
  return CompareCode(path, base, patched, settings);
}

// "2: reaches" for an edit whose new text begins at line 2.
std::vector<std::string> Edits(const FileNeutrality& file) {
  std::vector<std::string> edits;
  for (const EditReach& edit : file.edits) {
    edits.push_back(absl::StrCat(edit.edit.after_begin + 1, ": ",
                                 edit.reaches ? "reaches" : "does not"));
  }
  return edits;
}

TEST(CompareCodeTest, GuardedCodeIsNeutral) {
  const FileNeutrality file = Compare("a\nb\nc\n",
                                      "a\n#ifdef CONFIG_GUEST\nguest\n#endif\n"
                                      "b\n#ifndef CONFIG_GUEST\nc\n#endif\n");
  EXPECT_EQ(file.answer, Neutrality::kNeutral);
  EXPECT_THAT(Edits(file),
              ElementsAre("2: does not", "6: does not", "8: does not"));
}

TEST(CompareCodeTest, CommentsAndLayoutAreNeutral) {
  EXPECT_EQ(Compare("a = b;\n", "a  =\n\tb; /* why */\n").answer,
            Neutrality::kNeutral);
  EXPECT_EQ(Compare("a - -b;\n", "a --b;\n").answer, Neutrality::kChanged);
  EXPECT_EQ(Compare("#define F(x) 1\n", "#define F (x) 1\n").answer,
            Neutrality::kChanged);
  EXPECT_EQ(Compare("#define A b\nc\n", "#define A\nb c\n").answer,
            Neutrality::kChanged);
}

TEST(CompareCodeTest, SaysWhichEditsReachTheBuild) {
  const FileNeutrality file =
      Compare("a\nb\nc\nd\ne\n",
              "a\n#ifdef CONFIG_GUEST\nguest\n#endif\nb\nb2\nc\n/* d */\nd\n"
              "e2\n");
  EXPECT_EQ(file.answer, Neutrality::kChanged);
  EXPECT_THAT(Edits(file), ElementsAre("2: does not", "6: reaches",
                                       "8: does not", "10: reaches"));
}

TEST(CompareCodeTest, AConditionMayBeWrittenInManyWays) {
  EXPECT_EQ(Compare("#ifndef A\nx\n#else\ny\n#endif\n",
                    "#if defined(A) || defined(CONFIG_GUEST)\ny\n#else\nx\n"
                    "#endif\n")
                .answer,
            Neutrality::kChanged)
      << "the tokens come in another order";
  EXPECT_EQ(Compare("#ifdef A\n#ifdef B\nx\n#endif\n#endif\n",
                    "#if defined B && defined A && !defined(CONFIG_GUEST)\nx\n"
                    "#endif\n")
                .answer,
            Neutrality::kNeutral);
}

TEST(CompareCodeTest, DirectivesThatHideUnchangedCodeReach) {
  const FileNeutrality hidden = Compare(
      "a\nb\nc\nd\n", "a\n#ifdef CONFIG_GUEST\nb\n#endif\nc\n// d\nd\n");
  EXPECT_EQ(hidden.answer, Neutrality::kChanged);
  EXPECT_THAT(Edits(hidden),
              ElementsAre("2: reaches", "4: reaches", "6: does not"));
  // The feature's own guard, beside one that everybody sees.
  const FileNeutrality open =
      Compare("a\nb\nc\n",
              "#ifndef CONFIG_GUEST\na\n#ifdef ARCH_HAS_B\nb\n"
              "#endif\nc\n#endif\n");
  EXPECT_THAT(Edits(open), ElementsAre("1: does not", "3: reaches",
                                       "5: reaches", "7: does not"));
}

TEST(CompareCodeTest, ARemovedGuardReaches) {
  const FileNeutrality file =
      Compare("a\n#ifdef SMP\nb\n#endif\nc\n", "a\nb\nc\n");
  EXPECT_THAT(Edits(file), ElementsAre("2: reaches", "3: reaches"));
}

TEST(CompareCodeTest, UnbalancedConditionalsAreUnknown) {
  const FileNeutrality file = Compare("a\nb\n", "a\n#ifdef CONFIG_GUEST\nb\n");
  EXPECT_EQ(file.answer, Neutrality::kUnknown);
  EXPECT_EQ(file.reason, "line 2: no #endif closes this");
  EXPECT_THAT(file.warnings, ElementsAre(KbuildWarning{
                                 "kernel/a.c", 2, "no #endif closes this"}));
  const FileNeutrality base = Compare("#endif\na\n", "#endif\nb\n");
  EXPECT_EQ(base.answer, Neutrality::kUnknown);
  EXPECT_EQ(Compare("#endif\na\n", "#endif\na\n").answer, Neutrality::kNeutral);
}

TEST(CompareCodeTest, NewAndRemovedFiles) {
  SymbolSettings settings;
  settings.Set("GUEST", SymbolValue::kOff);
  EXPECT_EQ(CompareCode("a.h", absl::nullopt, "int a;\n", settings).answer,
            Neutrality::kChanged);
  EXPECT_EQ(CompareCode("a.h", absl::nullopt,
                        "/* for guests */\n#ifdef CONFIG_GUEST\nint a;\n"
                        "#endif\n",
                        settings)
                .answer,
            Neutrality::kNeutral);
  EXPECT_EQ(CompareCode("a.h", "int a;\n", absl::nullopt, settings).answer,
            Neutrality::kChanged);
}

TEST(CompareCodeTest, AssemblerGoesByLines) {
  EXPECT_EQ(Compare("nop\nret\n", "nop ret\n", "arch/i386/a.S").answer,
            Neutrality::kChanged);
  EXPECT_EQ(Compare("nop\nret\n", "\nnop # no\n\n# yes\nret\n", "arch/i386/a.S")
                .answer,
            Neutrality::kNeutral);
  EXPECT_EQ(Compare("a\nb\n", "a b\n", "arch/i386/a.c").answer,
            Neutrality::kNeutral);
}

TEST(CompareCodeTest, ADefinitionChangesLaterConditions) {
  const FileNeutrality file = Compare("a\n#ifdef B\nb\n#endif\n",
                                      "a\n#define B\n#ifdef B\nb\n#endif\n");
  EXPECT_EQ(file.answer, Neutrality::kChanged);
  EXPECT_THAT(Edits(file), ElementsAre("2: reaches"));
}

}  // namespace
}  // namespace patchgraph
