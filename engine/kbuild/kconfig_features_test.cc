#include "engine/kbuild/kconfig_features.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/kbuild/kconfig_settings.h"
#include "engine/kbuild/kconfig_test_trees.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::string_view kBus = "config BUS\n\tbool \"Bus\"\n";
constexpr absl::string_view kLamps =
    "config TOY_LAMP\n\tbool \"A kernel for lamps\"\n"
    "config LAMP\n\tbool\n\tdefault y if TOY_LAMP\n"
    "if LAMP\n"
    "config BULB\n\ttristate \"Bulbs\"\n"
    "config WATTS\n\tint \"Watts\"\n\tdefault 60\n"
    "endif\n"
    "config FASTER\n\tbool \"Be faster\"\n";

// On "toy" lamps are asked for; "lit" is nothing without them, yet has bulbs
// of its own.
class KconfigFeaturesTest : public ::testing::Test {
 protected:
  KconfigFeaturesTest()
      : base_(KconfigTestTree(
            {{"arch/lit/Kconfig", kBus}, {"arch/toy/Kconfig", kBus}})),
        patched_(KconfigTestTree(
            {{"arch/lit/Kconfig",
              "config BUS\n\tbool \"Bus\"\nconfig LAMP\n\tdef_bool y\n"
              "config BULB\n\ttristate \"Bulbs\"\n"},
             {"arch/toy/Kconfig", absl::StrCat(kBus, kLamps)}})),
        trees_(*KconfigTrees::Read(base_, patched_)) {}

  std::vector<std::string> Found(const std::vector<std::string>& given) {
    std::vector<std::string> found;
    for (const auto& symbol : FindFeatureSymbols(trees_.get(), given)) {
      found.push_back(absl::StrCat(symbol.name, ": ", symbol.Provenance()));
    }
    return found;
  }

  Overlay base_;
  Overlay patched_;
  std::unique_ptr<KconfigTrees> trees_;
};

TEST_F(KconfigFeaturesTest, WhatFollowsAGivenSymbol) {
  EXPECT_THAT(
      Found({"LAMP"}),
      ElementsAre("LAMP: given; introduced",
                  "BULB: introduced; depends on LAMP; but not on lit",
                  "FASTER: introduced", "TOY_LAMP: introduced; turns on LAMP",
                  "WATTS: introduced; depends on LAMP"));
}

TEST_F(KconfigFeaturesTest, TheRootsAreFound) {
  EXPECT_THAT(
      Found({}),
      ElementsAre("LAMP: introduced; others depend on it",
                  "TOY_LAMP: introduced; others depend on it",
                  "BULB: introduced; depends on LAMP; but not on lit",
                  "FASTER: introduced", "WATTS: introduced; depends on LAMP"));
}

TEST_F(KconfigFeaturesTest, WhatIsOffIsOffEverywhere) {
  const SymbolSettings settings = SettingsWithout(trees_.get(), {"LAMP"});
  std::vector<std::string> off;
  for (const auto& [name, value] : settings.values()) {
    EXPECT_EQ(value, SymbolValue::kOff);
    off.push_back(name);
  }
  // BULB can be on where lamps are not asked for.
  EXPECT_THAT(off, ElementsAre("LAMP", "TOY_LAMP", "WATTS"));
  EXPECT_EQ(settings.others(), SymbolValue::kOpen);
}

TEST(KconfigSettingsTest, ADefconfigLeavesTheRestAtItsDefault) {
  const Overlay tree = KconfigTestTree(
      {{"arch/toy/Kconfig",
        "config BUS\n\tbool \"Bus\"\nconfig DISK\n\ttristate \"Disk\"\n"
        "\tdepends on BUS\n\tselect CACHE\n"
        "config CACHE\n\ttristate\n"
        "config LOG\n\tbool \"Log\"\n\tdefault y\n"
        "config QUIET\n\tbool \"Quiet\"\n\tdefault y\n"
        "config FAST\n\tdef_bool $(fast-cc)\n"
        "choice\n\tprompt \"Speed\"\n\tdefault HZ_100\n"
        "config HZ_1000\n\tbool \"1000\"\nconfig HZ_100\n\tbool \"100\"\n"
        "endchoice\n"
        "config HZ\n\tint\n\tdefault 1000 if HZ_1000\n\tdefault 100\n"}});
  KconfigCache cache;
  KconfigSources sources(tree, &cache);
  const auto model = KconfigModel::Read({"arch/toy/Kconfig", ""}, &sources);
  ASSERT_TRUE(model.ok());
  const KconfigConfig config = ReadKconfigConfig(
      "toy_defconfig",
      "CONFIG_BUS=y\nCONFIG_DISK=m\n\n# CONFIG_QUIET is not set\n"
      "CONFIG_NAME=\"a=b\"\nwhat is this\n");
  EXPECT_FALSE(config.is_whole);
  ASSERT_EQ(config.warnings.size(), 1u);
  EXPECT_EQ(config.warnings[0].line, 6);
  const KconfigConfiguration made =
      Configure(*model, config.asked, cache.expressions());
  const SymbolSettings& settings = made.settings;
  EXPECT_EQ(settings.Of("BUS"), SymbolValue::kBuiltIn);
  EXPECT_EQ(settings.Of("DISK"), SymbolValue::kModule);
  EXPECT_EQ(settings.Of("CACHE"), SymbolValue::kModule);
  EXPECT_EQ(settings.Of("LOG"), SymbolValue::kBuiltIn);
  EXPECT_EQ(settings.Of("QUIET"), SymbolValue::kOff);
  EXPECT_EQ(settings.Of("HZ_100"), SymbolValue::kBuiltIn);
  EXPECT_EQ(settings.Of("HZ_1000"), SymbolValue::kOff);
  EXPECT_EQ(settings.Of("NOWHERE"), SymbolValue::kOff);
  EXPECT_EQ(settings.Of("HZ"), SymbolValue::kOpen);
  EXPECT_THAT(made.open, ElementsAre("FAST"));
}

TEST(KconfigSettingsTest, AWholeConfigNamesAllThatIsOn) {
  const KconfigConfig config = ReadKconfigConfig(
      ".config",
      "#\n# Automatically generated make config: don't edit\n#\n"
      "CONFIG_BUS=y\nCONFIG_HZ=100\n");
  EXPECT_TRUE(config.is_whole);
  EXPECT_THAT(config.warnings, IsEmpty());
  EXPECT_EQ(config.asked.Of("BUS"), SymbolValue::kBuiltIn);
  EXPECT_EQ(config.asked.Of("HZ"), SymbolValue::kOpen);
  EXPECT_EQ(config.asked.Of("DISK"), SymbolValue::kOff);
}

}  // namespace
}  // namespace patchgraph
