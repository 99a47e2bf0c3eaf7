#include "engine/kbuild/kconfig_file.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class KconfigFileTest : public ::testing::Test {
 protected:
  KconfigFile Read(absl::string_view text) {
    return ReadKconfigFile("Kconfig", text, &expressions_);
  }
  // "config LIGHT bool 1-3": what it is, its name, its type and its lines.
  std::vector<std::string> Items(const KconfigFile& file) {
    constexpr const char* kKinds[] = {"config", "choice", "menu",
                                      "if",     "source", "variable"};
    std::vector<std::string> items;
    for (const KconfigItem& item : file.items) {
      items.push_back(absl::StrCat(
          kKinds[item.kind], " ",
          item.name < 0 ? item.text : expressions_.NameText(item.name), " ",
          KconfigTypeName(item.type), " ", item.lines.begin + 1, "-",
          item.lines.end));
    }
    return items;
  }
  // "default y if A": of the first item.
  std::vector<std::string> Properties(const KconfigFile& file) {
    constexpr const char* kKinds[] = {"prompt", "default", "depends", "select",
                                      "imply",  "range",   "visible", "option"};
    std::vector<std::string> properties;
    for (const KconfigProperty& property : file.items.at(0).properties) {
      properties.push_back(
          absl::StrCat(kKinds[property.kind], " ", property.text, "|",
                       expressions_.ToText(property.value), "|",
                       expressions_.ToText(property.upper), "|",
                       expressions_.ToText(property.condition)));
    }
    return properties;
  }
  std::vector<std::string> Warnings(const KconfigFile& file) {
    std::vector<std::string> warnings;
    for (const KbuildWarning& warning : file.warnings) {
      warnings.push_back(absl::StrCat(warning.line, ": ", warning.text));
    }
    return warnings;
  }

  KconfigExpressions expressions_;
};

TEST_F(KconfigFileTest, ASymbolWithEverything) {
  const KconfigFile file = Read(
      "config LAMP\n"
      "\ttristate \"Lamps\" if EXPERT\n"
      "\tdefault m if PCI && !SMALL\n"
      "\tdepends on BUS || (ISA && OLD = \"yes\")\n"
      "\tselect BULB if HOT\n"
      "\timply SHADE\n"
      "\trange 1 LIMIT if BIG # not more\n");
  EXPECT_THAT(Items(file), ElementsAre("config LAMP tristate 1-7"));
  EXPECT_THAT(
      Properties(file),
      ElementsAre("prompt Lamps|y|y|EXPERT", "default |m|y|PCI && !SMALL",
                  "depends |y|y|BUS || ISA && OLD = \"yes\"",
                  "select |BULB|y|HOT", "imply |SHADE|y|y",
                  "range |1|LIMIT|BIG"));
  EXPECT_THAT(Warnings(file), IsEmpty());
}

TEST_F(KconfigFileTest, OfTheOldDays) {
  const KconfigFile file = Read(
      "config LAMP\n"
      "\tboolean 'Lamps'\n"
      "\tdepends BUS\n"
      "\trequires POWER\n"
      "\tdefault off\n"
      "\t---help---\n"
      "\t  config NOT_THIS\n"
      "\n"
      "\t  endmenu\n"
      "\n"
      "source drivers/light/Kconfig\n");
  EXPECT_THAT(Items(file),
              ElementsAre("config LAMP bool 1-9",
                          "source drivers/light/Kconfig nothing 11-11"));
  EXPECT_THAT(Properties(file),
              ElementsAre("prompt Lamps|y|y|y", "depends |y|y|BUS",
                          "depends |y|y|POWER", "default |off|y|y"));
  EXPECT_THAT(Warnings(file), IsEmpty());
}

TEST_F(KconfigFileTest, OfToday) {
  const KconfigFile file = Read(
      "config LAMP\n"
      "\tdef_bool $(cc-option,-mlamp) || VERSION >= 120000\n"
      "\tmodules\n"
      "CC := $(shell,which cc)\n"
      "orsource \"Kconfig.*\"\n");
  EXPECT_THAT(Items(file),
              ElementsAre("config LAMP bool 1-3", "variable CC nothing 4-4",
                          "source Kconfig.* nothing 5-5"));
  EXPECT_THAT(
      Properties(file),
      ElementsAre("default |$(cc-option,-mlamp) || VERSION >= 120000|y|y",
                  "option modules|y|y|y"));
  EXPECT_TRUE(file.items[2].relative);
  EXPECT_TRUE(file.items[2].optional);
  EXPECT_THAT(Warnings(file),
              ElementsAre("2: a macro, which is not run: it may yield "
                          "anything"));
}

TEST_F(KconfigFileTest, BlocksStandInOneAnother) {
  const KconfigFile file = Read(
      "menu \"Lights\"\n"
      "\tvisible if EXPERT\n"
      "if HOUSE\n"
      "choice\n"
      "\tprompt \"Colour\"\n"
      "\toptional\n"
      "config RED\n"
      "\tbool \"Red\"\n"
      "endchoice\n"
      "endif\n"
      "endmenu\n");
  EXPECT_THAT(Items(file),
              ElementsAre("menu  nothing 1-2", "if  nothing 3-3",
                          "choice  nothing 4-6", "config RED bool 7-8"));
  EXPECT_EQ(file.items[3].parent, 2);
  EXPECT_EQ(file.items[2].parent, 1);
  EXPECT_EQ(file.items[2].end_line, 8);
  EXPECT_EQ(file.items[0].end_line, 10);
  EXPECT_THAT(Warnings(file), IsEmpty());
}

TEST_F(KconfigFileTest, LinesGoOnBehindABackslash) {
  const KconfigFile file = Read(
      "config LAMP\n"
      "\tdepends on A && \\\n"
      "\t\tB\n");
  EXPECT_THAT(Properties(file), ElementsAre("depends |y|y|A && B"));
  EXPECT_EQ(file.items[0].properties[0].lines, (LineRange{1, 3}));
}

TEST_F(KconfigFileTest, WhatIsNotUnderstoodIsAWarningAndTheRestGoesOn) {
  const KconfigFile file = Read(
      "config LAMP\n"
      "\tbool \"Lamps\"\n"
      "\tglows brightly\n"
      "\tdepends on A &&\n"
      "\tdefault y\n"
      "endif\n"
      "menu \"never ended\"\n");
  EXPECT_THAT(
      Warnings(file),
      ElementsAre("3: \"glows\" is not known here", "4: a value is missing",
                  "6: ends what was not begun", "7: is not ended"));
  EXPECT_THAT(file.dark_lines, ElementsAre(2, 3, 5));
  EXPECT_THAT(
      Properties(file),
      ElementsAre("prompt Lamps|y|y|y",
                  "depends |y|y|A && an expression that was not understood",
                  "default |y|y|y"));
}

TEST_F(KconfigFileTest, DepthIsBounded) {
  std::string blocks;
  for (int i = 0; i < 10000; ++i) absl::StrAppend(&blocks, "if A\n");
  EXPECT_FALSE(Read(blocks).warnings.empty());
  const std::string deep(100000, '(');
  EXPECT_FALSE(Read(absl::StrCat("if ", deep, "A\nendif\n")).warnings.empty());
  std::string chain = "config A\n\tdepends on A0";
  for (int i = 1; i < 100000; ++i) absl::StrAppend(&chain, " && A", i);
  EXPECT_EQ(Read(chain).items.size(), 1u);
}

}  // namespace
}  // namespace patchgraph
