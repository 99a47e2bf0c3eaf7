#include "engine/kbuild/makefile_compare.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SymbolSettings WithoutPony() {
  SymbolSettings settings;
  settings.Set("PONY", SymbolValue::kOff);
  settings.Set("PONY_NET", SymbolValue::kOff);
  return settings;
}

FileNeutrality Compare(absl::string_view base, absl::string_view patched,
                       const MakefileCompareOptions& options = {}) {
  return CompareMakefile("drivers/farm/Makefile", base, patched, WithoutPony(),
                         options);
}

std::vector<bool> ReachesOf(const FileNeutrality& file) {
  std::vector<bool> reaches;
  for (const EditReach& edit : file.edits) reaches.push_back(edit.reaches);
  return reaches;
}

TEST(CompareMakefileTest, AnObjectOfTheFeatureIsNotBuiltWithoutIt) {
  const FileNeutrality file =
      Compare("obj-y += barn.o\n",
              "obj-y += barn.o\nobj-$(CONFIG_PONY) += pony.o stable/\n");
  EXPECT_EQ(file.answer, Neutrality::kNeutral);
  EXPECT_THAT(ReachesOf(file), ElementsAre(false));
}

TEST(CompareMakefileTest, AnObjectOfAnotherSymbolReaches) {
  const FileNeutrality file = Compare(
      "obj-y += barn.o\n", "obj-y += barn.o\nobj-$(CONFIG_COW) += cow.o\n");
  EXPECT_EQ(file.answer, Neutrality::kChanged);
  EXPECT_EQ(file.reason, "obj-m, obj-y");
  EXPECT_THAT(ReachesOf(file), ElementsAre(true));
}

TEST(CompareMakefileTest, TheOrderOfObjectsCounts) {
  EXPECT_EQ(
      Compare("obj-y := a.o\nobj-y += b.o\n", "obj-y := b.o\nobj-y += a.o\n")
          .answer,
      Neutrality::kChanged);
  // Not of those that are never built together.
  EXPECT_EQ(
      Compare("ifdef CONFIG_COW\nobj-y := a.o\nelse\nobj-y := b.o\nendif\n",
              "ifndef CONFIG_COW\nobj-y := b.o\nelse\nobj-y := a.o\nendif\n")
          .answer,
      Neutrality::kNeutral);
}

TEST(CompareMakefileTest, AnElseKeepsWhatWasThere) {
  const FileNeutrality file =
      Compare("boot := farm/boot\ninstall:\n\tcp $(boot)/image /\n",
              "ifdef CONFIG_PONY\nboot := farm/pony\ninstall:\n\tfalse\nelse\n"
              "boot := farm/boot\ninstall:\n\tcp $(boot)/image /\nendif\n");
  EXPECT_EQ(file.answer, Neutrality::kNeutral);
}

TEST(CompareMakefileTest, AVariableThatHoldsWhatStoodThereIsNoChange) {
  const FileNeutrality file =
      Compare("targets += note.o\n$(obj)/page.so: $(obj)/note.o FORCE\n",
              "ifdef CONFIG_PONY\nnote := pony.o\nelse\nnote := note.o\nendif\n"
              "targets += $(note)\n$(obj)/page.so: $(obj)/$(note) FORCE\n");
  EXPECT_EQ(file.answer, Neutrality::kNeutral);
}

TEST(CompareMakefileTest, AListForAnObjectThatIsNotBuiltIsNoChange) {
  EXPECT_EQ(Compare("obj-y += barn.o\n",
                    "obj-y += barn.o\npony-y := mane.o tail.o\n"
                    "obj-$(CONFIG_PONY) += pony.o\n")
                .answer,
            Neutrality::kNeutral);
  EXPECT_EQ(Compare("obj-y += barn.o\n", "obj-y += barn.o\nbarn-y := door.o\n")
                .answer,
            Neutrality::kChanged);
}

TEST(CompareMakefileTest, AListThatStaysEmptyIsNoFlag) {
  const FileNeutrality file =
      Compare("CFLAGS += -O2\n",
              "CFLAGS += -O2\ncppflags-$(CONFIG_PONY) += -DPONY\n"
              "CPPFLAGS += $(cppflags-y)\n");
  EXPECT_EQ(file.answer, Neutrality::kNeutral);
}

TEST(CompareMakefileTest, AVariableThatNobodyHereKnowsIsAFlag) {
  EXPECT_EQ(Compare("CFLAGS += -O2\n", "CFLAGS += -O2 $(FARMFLAGS)\n").answer,
            Neutrality::kChanged);
}

TEST(CompareMakefileTest, AVariableThatIsNotUsedHereIsForSomebodyElse) {
  EXPECT_EQ(Compare("obj-y := a.o\n", "obj-y := a.o\nstable = pony\n").answer,
            Neutrality::kChanged);
}

TEST(CompareMakefileTest, FlagsOfOneObjectReach) {
  const FileNeutrality file =
      Compare("AFLAGS_page.o = -m32\n", "AFLAGS_page.o = -m32 -Ifarm\n");
  EXPECT_EQ(file.answer, Neutrality::kChanged);
  EXPECT_EQ(file.reason, "AFLAGS_page.o");
}

TEST(CompareMakefileTest, ARecipeReachesAndAComplaintNamesRules) {
  const FileNeutrality file =
      Compare("install: image\n\tcp image /\n", "install:\n\tcp image /\n");
  EXPECT_EQ(file.answer, Neutrality::kChanged);
  EXPECT_EQ(file.reason, "rules");
}

TEST(CompareMakefileTest, CommentsAndSpacesAreNothing) {
  EXPECT_EQ(Compare("obj-y := a.o b.o # two\n",
                    "# The farm\n\nobj-y\t:= a.o \\\n\t b.o\n")
                .answer,
            Neutrality::kNeutral);
}

TEST(CompareMakefileTest, WhatSetsAVariableReachesWithWhatUsesIt) {
  const FileNeutrality file = Compare(
      "obj-y += one.o\nobj-y += two.o\ntargets += x.so y.so\nobj-y += six.o\n",
      "FARM_TYPES-y := x\nFARM_TYPES-$(CONFIG_COW) += y\n"
      "obj-y += one.o\nobj-y += two.o\n"
      "targets += $(foreach F,$(FARM_TYPES-y),$F.so)\nobj-y += six.o\n"
      "obj-$(CONFIG_PONY) += pony.o\n");
  EXPECT_EQ(file.answer, Neutrality::kChanged);
  EXPECT_EQ(file.reason, "targets");
  EXPECT_THAT(ReachesOf(file), ElementsAre(true, true, false));

  // Where COW is known to be built in, nothing changes.
  SymbolSettings settings = WithoutPony();
  settings.Set("COW", SymbolValue::kBuiltIn);
  EXPECT_EQ(CompareMakefile("Makefile", "targets += x.so y.so\n",
                            "T-y := x\nT-$(CONFIG_COW) += y\n"
                            "targets += $(foreach F,$(T-y),$F.so)\n",
                            settings)
                .answer,
            Neutrality::kNeutral);
}

TEST(CompareMakefileTest, WhatIsNeverRunIsUnknownAndSaysWhere) {
  const FileNeutrality file = Compare(
      "obj-y := a.o\n", "obj-y := a.o\nobj-y += $(shell ls pony-*.o)\n");
  EXPECT_EQ(file.answer, Neutrality::kUnknown);
  EXPECT_EQ(file.reason, "obj-y: $(shell …) is never run");
  EXPECT_THAT(file.warnings,
              ElementsAre(KbuildWarning{"drivers/farm/Makefile", 2,
                                        "$(shell …) is never run"}));
}

TEST(CompareMakefileTest, TheSameRunIsTheSame) {
  const FileNeutrality file =
      Compare("CFLAGS += $(shell farm-flags)\nobj-y := a.o\n",
              "CFLAGS += $(shell farm-flags)\nobj-y := a.o\n"
              "ifdef CONFIG_PONY\nobj-y := $(eval x)\nendif\n");
  EXPECT_EQ(file.answer, Neutrality::kNeutral);
  EXPECT_THAT(file.warnings, IsEmpty());
}

TEST(CompareMakefileTest, WhatIsIncludedCounts) {
  MakefileCompareOptions options;
  options.base_includes = [](absl::string_view) {
    return absl::optional<std::string>("obj-y += cow.o\n");
  };
  options.patched_includes = [](absl::string_view path) {
    EXPECT_EQ(path, "scripts/Makefile.farm");
    return absl::optional<std::string>("obj-y += pony.o\n");
  };
  const absl::string_view text = "include $(srctree)/scripts/Makefile.farm\n";
  EXPECT_EQ(Compare(text, text, options).answer, Neutrality::kChanged);
  EXPECT_EQ(Compare(text, text).answer, Neutrality::kNeutral);
  EXPECT_EQ(Compare("", text).answer, Neutrality::kChanged);
}

TEST(CompareMakefileTest, AFileThatIsNewOrGoneIsComparedWithNothing) {
  EXPECT_EQ(CompareMakefile("pony/Makefile", absl::nullopt,
                            absl::string_view("obj-$(CONFIG_PONY) += mane.o\n"),
                            WithoutPony())
                .answer,
            Neutrality::kNeutral);
  EXPECT_EQ(
      CompareMakefile("pony/Makefile", absl::string_view("obj-y := a.o\n"),
                      absl::nullopt, WithoutPony())
          .answer,
      Neutrality::kChanged);
}

TEST(CompareMakefileTest, UnbalancedConditionalsAreSaid) {
  const FileNeutrality file =
      Compare("obj-y := a.o\n", "obj-y := a.o\nendif\nifdef CONFIG_PONY\n");
  EXPECT_EQ(file.answer, Neutrality::kNeutral);
  ASSERT_EQ(file.warnings.size(), 2U);
  EXPECT_EQ(file.warnings[0].text, "an endif without a conditional");
  EXPECT_EQ(file.warnings[1].line, 3);
}

TEST(CompareMakefileTest, AVariableThatDoublesIsGivenUp) {
  std::string doubling = "A := x\n";
  for (int i = 0; i < 60; ++i) doubling += "A := $(A) $(A)\n";
  const FileNeutrality file = Compare("", doubling + "obj-y += $(A)\n");
  EXPECT_EQ(file.answer, Neutrality::kUnknown);
  EXPECT_EQ(file.reason, "too much to work out");
  EXPECT_THAT(ReachesOf(file), ElementsAre(true));
}

TEST(CompareMakefileTest, VariablesMayAskForThemselves) {
  EXPECT_EQ(Compare("A = $(B)\nB = $(A)\nobj-y = $(A)\n",
                    "A = $(B)\nB = $(A)\nobj-y = $(A) a.o\n")
                .answer,
            Neutrality::kChanged);
}

TEST(CompareMakefileTest, ReferencesMayBeNestedDeeply) {
  std::string nested;
  for (int i = 0; i < 100000; ++i) nested += "$(";
  EXPECT_EQ(Compare("", "obj-y += " + nested + "\n").answer,
            Neutrality::kUnknown);
}

TEST(CompareMakefileTest, ConditionalsMayBeNestedDeeply) {
  std::string many = "obj-y := a.o\n";
  for (int i = 0; i < 3000; ++i) {
    many += "ifdef CONFIG_A" + std::to_string(i) + "\nobj-y += x.o\n";
  }
  const FileNeutrality file = Compare("obj-y := a.o\n", many);
  EXPECT_EQ(file.answer, Neutrality::kUnknown);
  ASSERT_EQ(file.warnings.size(), 1U);
  EXPECT_EQ(file.warnings[0].text, "conditionals nested too deeply");
}

TEST(CompareMakefileTest, KeywordsAndMarksAreNoTrouble) {
  std::string keywords = "override ";
  for (int i = 0; i < 18; ++i) keywords += keywords;
  EXPECT_EQ(Compare("", keywords + "\nobj-y := \x01\x02\x03\n").answer,
            Neutrality::kChanged);
}

}  // namespace
}  // namespace patchgraph
