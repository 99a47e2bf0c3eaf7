// What is claimed of generated Kconfig files, against every way to configure
// them.

#include <iostream>
#include <string>
#include <vector>

#include "engine/kbuild/kconfig_features.h"
#include "engine/kbuild/kconfig_neutrality.h"
#include "engine/kbuild/kconfig_oracle.h"
#include "engine/kbuild/kconfig_settings.h"
#include "engine/kbuild/kconfig_test_trees.h"
#include "engine/text/text_generator.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr int kSymbols = 6;
const std::vector<std::string>& Names() {
  static const auto& names =
      *new std::vector<std::string>{"A", "B", "C", "D", "E", "G"};
  return names;
}

struct Counts {
  int neutral = 0;
  int changed = 0;
  int too_careful = 0;  // said to be changed, and no configuration shows it
  int always_on = 0;
  int always_on_unseen = 0;
  int implied = 0;
};

struct Case {
  OracleKconfig base;
  OracleKconfig patched;
  std::vector<bool> used;
  std::vector<bool> added;
  int feature = 0;
};

Case NewCase(KconfigGenerator* generator) {
  Case made;
  made.used.assign(kSymbols, true);
  made.added.assign(kSymbols, false);
  // The feature, and often another that the stack adds.
  made.feature = generator->Below(kSymbols - 1);
  made.added[made.feature] = true;
  if (generator->Below(2) == 0) made.added[generator->Below(kSymbols)] = true;
  for (int i = 0; i < kSymbols; ++i) made.used[i] = !made.added[i];
  made.base = generator->NewKconfig(made.used);
  made.patched = generator->Patched(made.base, made.used, made.added);
  return made;
}

// What trying everything shows.
struct Truth {
  bool can_be_off = false;
  bool same = true;  // with the feature off, all else comes out as in the base
  std::vector<bool> can_be_on;  // with the feature off
};

Truth TryAll(const Case& made) {
  Truth truth;
  truth.can_be_on.assign(kSymbols, false);
  ForEachAsked(kSymbols, [&](const std::vector<int>& asked) {
    const std::vector<int> after = made.patched.Configured(asked);
    if (after[made.feature] != 0) return;
    truth.can_be_off = true;
    const std::vector<int> before = made.base.Configured(asked);
    for (int i = 0; i < kSymbols; ++i) {
      if (after[i] != 0) truth.can_be_on[i] = true;
      truth.same &= after[i] == (made.used[i] ? before[i] : 0);
    }
  });
  return truth;
}

void CheckClaims(const Case& made, Counts* counts) {
  const std::string before = made.base.Text(Names());
  const std::string after = made.patched.Text(Names());
  SCOPED_TRACE("off: " + Names()[made.feature] + "\n--- base\n" + before +
               "\n--- patched\n" + after);
  const Overlay base = KconfigTestTree({{"arch/toy/Kconfig", before}});
  const Overlay patched = KconfigTestTree({{"arch/toy/Kconfig", after}});
  auto trees = KconfigTrees::Read(base, patched);
  ASSERT_TRUE(trees.ok());
  SymbolSettings settings;
  settings.Set(Names()[made.feature], SymbolValue::kOff);
  const auto comparison = CompareKconfig(trees->get(), settings, {});
  ASSERT_TRUE(comparison.ok());
  const KconfigRootAnswer& root = comparison->roots.at(0);
  const Truth truth = TryAll(made);
  if (root.switches.at(0).state == KconfigSwitch::kCannotBeOff) {
    ++counts->always_on;
    EXPECT_FALSE(truth.can_be_off);
    EXPECT_FALSE(comparison->differences.empty());
    return;
  }
  if (!truth.can_be_off) {
    ++counts->always_on_unseen;
    return;
  }
  for (const std::string& name : root.implied_off) {
    ++counts->implied;
    for (int i = 0; i < kSymbols; ++i) {
      if (Names()[i] == name) {
        EXPECT_FALSE(truth.can_be_on[i]) << name;
      }
    }
  }
  const FileNeutrality& file = comparison->files.count("arch/toy/Kconfig") > 0
                                   ? comparison->files.at("arch/toy/Kconfig")
                                   : FileNeutrality();
  EXPECT_EQ(file.answer == Neutrality::kNeutral,
            comparison->differences.empty());
  if (comparison->differences.empty()) {
    ++counts->neutral;
    EXPECT_TRUE(truth.same);
  } else {
    ++counts->changed;
    counts->too_careful += truth.same;
  }
}

TEST(KconfigBruteForceTest, WhatIsClaimedHolds) {
  KconfigGenerator generator(TestSeed(20060320));
  Counts counts;
  for (int i = 0; i < 1500 && !::testing::Test::HasFailure(); ++i) {
    CheckClaims(NewCase(&generator), &counts);
  }
  std::cout << counts.neutral << " neutral; " << counts.changed << " changed, "
            << counts.too_careful << " of them for nothing; "
            << counts.always_on << " that cannot be off, "
            << counts.always_on_unseen << " more unseen; " << counts.implied
            << " symbols implied off\n";
  // Neither answer is given for want of looking.
  EXPECT_GT(counts.neutral, 100);
  EXPECT_GT(counts.changed - counts.too_careful, 100);
  EXPECT_LT(counts.too_careful * 3, counts.changed);
  EXPECT_GT(counts.always_on, 20);
  EXPECT_LT(counts.always_on_unseen, counts.always_on);
}

TEST(KconfigBruteForceTest, AConfigurationComesOutAsItShould) {
  KconfigGenerator generator(TestSeed(20060321));
  for (int i = 0; i < 200 && !::testing::Test::HasFailure(); ++i) {
    const OracleKconfig kconfig =
        generator.NewKconfig(std::vector<bool>(kSymbols, true));
    const std::string text = kconfig.Text(Names());
    SCOPED_TRACE(text);
    const Overlay tree = KconfigTestTree({{"arch/toy/Kconfig", text}});
    KconfigCache cache;
    KconfigSources sources(tree, &cache);
    const auto model = KconfigModel::Read({"arch/toy/Kconfig", ""}, &sources);
    ASSERT_TRUE(model.ok());
    ForEachAsked(kSymbols, [&](const std::vector<int>& asked) {
      if (generator.Below(20) > 0) return;
      SymbolSettings settings;
      for (int j = 0; j < kSymbols; ++j) {
        if (asked[j] < 0) continue;
        settings.Set(Names()[j],
                     asked[j] == 1 ? SymbolValue::kBuiltIn : SymbolValue::kOff);
      }
      const KconfigConfiguration configuration =
          Configure(*model, settings, cache.expressions());
      EXPECT_TRUE(configuration.open.empty());
      const std::vector<int> values = kconfig.Configured(asked);
      for (int j = 0; j < kSymbols; ++j) {
        EXPECT_EQ(configuration.settings.Of(Names()[j]),
                  values[j] != 0 ? SymbolValue::kBuiltIn : SymbolValue::kOff)
            << Names()[j];
      }
    });
  }
}

}  // namespace
}  // namespace patchgraph
