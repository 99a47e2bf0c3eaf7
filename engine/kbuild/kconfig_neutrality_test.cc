#include "engine/kbuild/kconfig_neutrality.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/kbuild/kconfig_test_trees.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::string_view kPath = "arch/toy/Kconfig";

SymbolSettings Off(std::initializer_list<absl::string_view> names) {
  SymbolSettings settings;
  for (const absl::string_view name : names) {
    settings.Set(name, SymbolValue::kOff);
  }
  return settings;
}

KconfigComparison Compare(const Overlay& base, const Overlay& patched,
                          const SymbolSettings& settings) {
  auto trees = KconfigTrees::Read(base, patched);
  EXPECT_TRUE(trees.ok()) << trees.status();
  auto comparison = CompareKconfig(trees->get(), settings, {});
  EXPECT_TRUE(comparison.ok()) << comparison.status();
  return *std::move(comparison);
}

// One architecture, with LAMP as the feature.
KconfigComparison Compare(absl::string_view base, absl::string_view patched) {
  return Compare(KconfigTestTree({{kPath, base}}),
                 KconfigTestTree({{kPath, patched}}), Off({"LAMP"}));
}

std::vector<std::string> Texts(const KconfigComparison& comparison) {
  std::vector<std::string> texts;
  for (const KconfigDifference& difference : comparison.differences) {
    texts.push_back(difference.text);
  }
  return texts;
}

// "+3-4" for each edit that reaches, by its lines in the patched text.
std::vector<std::string> Reaching(const KconfigComparison& comparison,
                                  absl::string_view path = kPath) {
  std::vector<std::string> reaching;
  for (const EditReach& reach : comparison.files.at(std::string(path)).edits) {
    if (!reach.reaches) continue;
    reaching.push_back(absl::StrCat("+", reach.edit.after_begin + 1, "-",
                                    reach.edit.after_end));
  }
  return reaching;
}

TEST(KconfigNeutralityTest, AFeatureThatAsksToBeTurnedOn) {
  const KconfigComparison result =
      Compare("config PCI\n\tbool \"PCI\"\n",
              "config PCI\n\tbool \"PCI\"\n\tdepends on !LAMP\n\n"
              "config LAMP\n\tbool \"Lamps\"\n\n"
              "config BULB\n\ttristate \"Bulbs\"\n\tdepends on LAMP\n");
  EXPECT_THAT(Texts(result), IsEmpty());
  EXPECT_EQ(result.files.at(std::string(kPath)).answer, Neutrality::kNeutral);
  ASSERT_EQ(result.roots.size(), 1u);
  EXPECT_EQ(result.roots[0].switches[0].state, KconfigSwitch::kCanBeOff);
  EXPECT_EQ(result.roots[0].switches[0].by_default, SymbolValue::kOff);
  EXPECT_EQ(result.roots[0].switches[0].all_yes, SymbolValue::kBuiltIn);
}

TEST(KconfigNeutralityTest, AFeatureWithoutAPromptCannotBeTurnedOff) {
  const KconfigComparison result =
      Compare("config TOY\n\tbool\n\tdefault y\n",
              "config TOY\n\tbool\n\tdefault y\n\n"
              "config LAMP\n\tbool\n\tdefault y if TOY\n");
  const KconfigSwitch& lamp = result.roots[0].switches[0];
  EXPECT_EQ(lamp.state, KconfigSwitch::kCannotBeOff);
  EXPECT_EQ(lamp.detail, "default `y`, and no prompt");
  EXPECT_THAT(Texts(result), ElementsAre("LAMP cannot be turned off"));
  EXPECT_THAT(Reaching(result), ElementsAre("+4-7"));
}

TEST(KconfigNeutralityTest, OrBecauseItIsSelected) {
  const KconfigComparison result =
      Compare("config TOY\n\tdef_bool y\n",
              "config TOY\n\tdef_bool y\n\tselect LAMP\n\n"
              "config LAMP\n\tbool \"Lamps\"\n");
  EXPECT_EQ(result.roots[0].switches[0].state, KconfigSwitch::kCannotBeOff);
  EXPECT_EQ(result.roots[0].switches[0].detail,
            "selected by what is always on");
}

TEST(KconfigNeutralityTest, WhatTurnsTheFeatureOnIsOffWithIt) {
  const KconfigComparison result = Compare(
      "config PCI\n\tbool \"PCI\"\n",
      "config TOY_LAMP\n\tbool \"A kernel for lamps\"\n\tselect BULB\n\n"
      "config LAMP\n\tbool\n\tdefault y if TOY_LAMP\n\n"
      "config BULB\n\tbool\n\n"
      "config PCI\n\tbool \"PCI\"\n\tdepends on !TOY_LAMP\n");
  EXPECT_THAT(Texts(result), IsEmpty());
  EXPECT_EQ(result.roots[0].switches[0].detail, "TOY_LAMP");
  EXPECT_THAT(result.roots[0].implied_off,
              ElementsAre("BULB", "LAMP", "TOY_LAMP"));
}

TEST(KconfigNeutralityTest, WhatReaches) {
  const KconfigComparison result = Compare(
      "config A\n\tbool \"A\"\n\tdefault y\n\n"
      "config B\n\tint \"B\"\n\tdefault 8\n\trange 1 9\n\n"
      "config C\n\tbool \"C\"\n\tdepends on A\n\n"
      "config D\n\tbool \"D\"\n\n"
      "config E\n\tbool\n\nconfig GONE\n\tbool \"G\"\n",
      "config A\n\tbool \"A\"\n\tdefault y if !LAMP && C\n\n"
      "config B\n\tint \"B\"\n\tdefault 9\n\trange 1 99\n\n"
      "config C\n\tbool \"C\"\n\tdepends on A && !D\n\n"
      "config D\n\tbool \"Dee\"\n\tselect E\n\n"
      "config E\n\tbool\n\n"
      "config NEW\n\tbool \"New\"\n\n"
      "config LAMP\n\tbool \"Lamps\"\n");
  EXPECT_THAT(Texts(result),
              ElementsAre("default of A is `y if C`, was `y`",
                          "default of B is `9`, was `8`",
                          "range of B is `1 99`, was `1 9`",
                          "C depends on `A && !D`, before on `A`",
                          "prompt of D is `\"Dee\"`, was `\"D\"`",
                          "D selects `E`, before nothing", "GONE is gone",
                          "NEW is new, and can be on"));
  EXPECT_THAT(Reaching(result),
              ElementsAre("+3-3", "+7-8", "+12-12", "+15-16", "+21-25"));
}

TEST(KconfigNeutralityTest, OnlyTheLinesThatMatterReach) {
  const KconfigComparison result = Compare(
      "menu \"Rooms\"\n\tdepends on HOUSE\n\n"
      "config ROOM\n\tbool \"Room\"\n\tdepends on DOOR\n\thelp\n"
      "\t  A room.\n\nendmenu\n"
      "config HOUSE\n\tbool \"House\"\nconfig DOOR\n\tbool \"Door\"\n",
      "menu \"Rooms\"\n\tdepends on HOUSE && !LAMP\n\n"
      "config ROOM\n\tbool \"Room\"\n\tdepends on DOOR || HOUSE\n\thelp\n"
      "\t  A room, of course.\n\nendmenu\n"
      "config HOUSE\n\tbool \"House\"\nconfig DOOR\n\tbool \"Door\"\n");
  EXPECT_THAT(Texts(result),
              ElementsAre("ROOM depends on `DOOR || HOUSE`, before on "
                          "`DOOR`"));
  EXPECT_THAT(Reaching(result), ElementsAre("+6-6"));
}

TEST(KconfigNeutralityTest, TheSameInOtherWordsIsTheSame) {
  const KconfigComparison result = Compare(
      "config A\n\tbool \"A\"\n\tdepends on B && !(C || D)\n\tdefault y\n"
      "config B\n\tbool \"B\"\nconfig C\n\tbool \"C\"\n"
      "config D\n\ttristate \"D\"\n",
      "if !LAMP\nconfig A\n\tbool \"A\"\n\tdepends on !C\n"
      "\tdepends on !D && B\n\tdefault y\nendif\n"
      "config A\n\tbool\n\tdepends on B && !C && !D && !LAMP\n\tdefault y\n"
      "config B\n\tbool \"B\"\nconfig C\n\tbool \"C\"\n"
      "config D\n\ttristate \"D\"\n");
  EXPECT_THAT(Texts(result), IsEmpty());
}

TEST(KconfigNeutralityTest, OfATristateNotMIsM) {
  const KconfigComparison result = Compare(
      "config T\n\ttristate \"T\"\nconfig A\n\ttristate \"A\"\n"
      "\tdepends on !T\n",
      "config T\n\ttristate \"T\"\nconfig A\n\ttristate \"A\"\n"
      "\tdepends on T = n\n");
  EXPECT_THAT(Texts(result), ElementsAre("A depends on `T = n`, before on "
                                         "`!T`"));
}

TEST(KconfigNeutralityTest, AChoiceWithOneMore) {
  constexpr absl::string_view kBase =
      "choice\n\tprompt \"Machine\"\n\tdefault DESK\n\n"
      "config DESK\n\tbool \"Desk\"\n\nconfig LAP\n\tbool \"Lap\"\n\n"
      "endchoice\n";
  // One that turns the feature on does not count...
  EXPECT_THAT(Texts(Compare(kBase,
                            "choice\n\tprompt \"Machine\"\n\tdefault DESK\n\n"
                            "config DESK\n\tbool \"Desk\"\n\n"
                            "config LIT\n\tbool \"Lit\"\n\n"
                            "config LAP\n\tbool \"Lap\"\n\nendchoice\n"
                            "config LAMP\n\tdef_bool LIT\n")),
              IsEmpty());
  // ...another does.
  EXPECT_THAT(
      Texts(Compare(kBase,
                    "choice\n\tprompt \"Machine\"\n\tdefault DESK\n\n"
                    "config DESK\n\tbool \"Desk\"\n\n"
                    "config HAND\n\tbool \"Hand\"\n\n"
                    "config LAP\n\tbool \"Lap\"\n\nendchoice\n")),
      ElementsAre("HAND is new, and can be on",
                  "choice \"Machine\" is between DESK, HAND, LAP, was between "
                  "DESK, LAP"));
}

TEST(KconfigNeutralityTest, AnIfAroundASourceReachesWhatIsSourced) {
  const auto tree = [](absl::string_view root) {
    return KconfigTestTree(
        {{kPath, root}, {"drivers/Kconfig", "config NET\n\tbool \"Net\"\n"}});
  };
  const Overlay base = tree("source \"drivers/Kconfig\"\n");
  const KconfigComparison neutral = Compare(
      base, tree("if !LAMP\nsource drivers/Kconfig\nendif\n"), Off({"LAMP"}));
  EXPECT_THAT(Texts(neutral), IsEmpty());
  const KconfigComparison changed =
      Compare(base,
              tree("if LAMP || PCI\nsource drivers/Kconfig\nendif\n"
                   "config PCI\n\tbool \"PCI\"\n"),
              Off({"LAMP"}));
  EXPECT_THAT(Texts(changed),
              ElementsAre("NET depends on `PCI`, before on nothing",
                          "PCI is new, and can be on"));
  EXPECT_EQ(Reaching(changed).front(), "+1-5");
}

TEST(KconfigNeutralityTest, EachArchitectureIsItsOwn) {
  constexpr absl::string_view kShared =
      "config DISK\n\tbool \"Disk\"\n\tdepends on TOY\n";
  const Overlay base = KconfigTestTree(
      {{"arch/big/Kconfig", "source \"drivers/Kconfig\"\n"},
       {kPath, "config TOY\n\tdef_bool y\nsource \"drivers/Kconfig\"\n"},
       {"drivers/Kconfig", kShared}});
  Overlay patched = base;
  patched.Put(
      "drivers/Kconfig",
      {FileMode::kRegular, Blob::FromBytes("config DISK\n\tbool \"Disk\"\n"
                                           "\tdepends on TOY || BIG\n")});
  // On neither does it change a thing: TOY is always on, and nobody has BIG.
  EXPECT_THAT(Texts(Compare(base, patched, Off({"LAMP"}))), IsEmpty());
  patched.Put(
      "arch/big/Kconfig",
      {FileMode::kRegular, Blob::FromBytes("config BIG\n\tdef_bool y\n"
                                           "source \"drivers/Kconfig\"\n")});
  const KconfigComparison result = Compare(base, patched, Off({"LAMP"}));
  EXPECT_THAT(Texts(result),
              ElementsAre("BIG is new, and can be on",
                          "DISK depends on nothing, before on `n`"));
  EXPECT_THAT(result.differences[1].roots, ElementsAre("arch/big/Kconfig"));
}

TEST(KconfigNeutralityTest, OneRootForAllArchitectures) {
  const auto tree = [](absl::string_view toy) {
    return KconfigTestTree(
        {{"Kconfig",
          "source \"arch/$(SRCARCH)/Kconfig\"\n"
          "rsource \"drivers/*/Kconfig\"\n"},
         {"arch/big/Kconfig", "config BIG\n\tdef_bool y\n"},
         {kPath, toy},
         {"drivers/a/Kconfig", "config A\n\tbool \"A\"\n"},
         {"drivers/b/Kconfig", "config B\n\tbool \"B\"\n\tdepends on A\n"}});
  };
  const KconfigComparison result = Compare(tree("config TOY\n\tdef_bool y\n"),
                                           tree("config TOY\n\tdef_bool y\n"
                                                "config LAMP\n\tdef_bool A\n"),
                                           Off({"LAMP"}));
  ASSERT_EQ(result.roots.size(), 2u);
  EXPECT_EQ(result.roots[0].switches[0].state, KconfigSwitch::kUndefined);
  EXPECT_EQ(result.roots[1].switches[0].detail, "A");
  EXPECT_THAT(Texts(result), IsEmpty());
}

TEST(KconfigNeutralityTest, FilesThatSourceThemselvesAreAWarning) {
  const Overlay tree = KconfigTestTree(
      {{kPath, "source \"a/Kconfig\"\nsource \"none\"\nsource \"$X/y\"\n"},
       {"a/Kconfig", "source \"arch/toy/Kconfig\"\nsource \"a/Kconfig\"\n"}});
  const KconfigComparison result = Compare(tree, tree, Off({"LAMP"}));
  std::vector<std::string> warnings;
  for (const KbuildWarning& warning : result.warnings) {
    warnings.push_back(
        absl::StrCat(warning.path, ":", warning.line, ": ", warning.text));
  }
  EXPECT_THAT(
      warnings,
      ElementsAre("a/Kconfig:1: arch/toy/Kconfig sources itself",
                  "a/Kconfig:2: a/Kconfig sources itself",
                  "arch/toy/Kconfig:2: there is no file none",
                  "arch/toy/Kconfig:3: what \"$X/y\" stands for is not known"));
}

TEST(KconfigNeutralityTest, AnEditThatIsNotUnderstoodIsUnknown) {
  const KconfigComparison result = Compare(
      "config A\n\tbool \"A\"\n", "config A\n\tbool \"A\"\n\tshines always\n");
  const FileNeutrality& file = result.files.at(std::string(kPath));
  EXPECT_EQ(file.answer, Neutrality::kUnknown);
  ASSERT_EQ(file.warnings.size(), 1u);
  EXPECT_EQ(file.warnings[0].line, 3);
}

}  // namespace
}  // namespace patchgraph
