#include "engine/kbuild/neutral.h"

#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/apply/patch_step.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/kbuild/suggest_guards.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using TestFiles = std::map<std::string, std::string>;

FileState StateOf(const std::string& text) {
  FileState state;
  state.blob = Blob::FromBytes(text);
  return state;
}

const TestFiles& BaseFiles() {
  static const auto& files = *new TestFiles{
      {"Makefile", "core-y := kernel/\n"},
      {"arch/pebble/Kconfig",
       "config SMP\n\tbool \"Several\"\nconfig OLD\n\tbool \"Old\"\n"},
      {"arch/pebble/Makefile", "CFLAGS += -msmall\n"},
      {"kernel/Makefile", "obj-y := clock.o\nobj-$(CONFIG_SMP) += smp.o\n"},
      {"kernel/clock.c", "int ticks;\n"},
      {"kernel/smp.c", "int processors;\n"},
  };
  return files;
}

constexpr char kGuestKconfig[] =
    "config SMP\n\tbool \"Several\"\nconfig GUEST\n\tbool \"Guest\"\n"
    "config OLD\n\tbool \"Old\"\n";

// A stack of one patch that puts whole files, each a step without hunks.
PatchedStack StackOf(const TestFiles& changes) {
  auto base =
      std::make_shared<Overlay>(std::make_shared<const EmptyTree>(), "base");
  for (const auto& [path, text] : BaseFiles()) base->Put(path, StateOf(text));
  PatchStep patch;
  patch.name = "guest.patch";
  for (const auto& [path, text] : changes) {
    FileStep step;
    step.old_path = step.new_path = path;
    const auto before = FindFile(*base, path);
    EXPECT_TRUE(before.ok());
    step.before = *before;
    step.after = StateOf(text);
    patch.files.push_back(step);
  }
  auto stack = PatchedStack::Read(base, {patch});
  EXPECT_TRUE(stack.ok()) << stack.status();
  return *std::move(stack);
}

StackNeutrality Measured(const PatchedStack& stack,
                         const NeutralQuestion& question) {
  auto measured = MeasureNeutrality(stack, question);
  EXPECT_TRUE(measured.ok()) << measured.status();
  return measured.ok() ? *std::move(measured) : StackNeutrality();
}

const NeutralFile* FileAt(const NeutralAnswer& answer, absl::string_view path) {
  for (const NeutralFile& file : answer.files) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

NeutralQuestion WithoutGuest() {
  NeutralQuestion question;
  question.off = {"CONFIG_GUEST"};
  return question;
}

TEST(Neutral, WhatIsGuardedIsNeutral) {
  const PatchedStack stack =
      StackOf({{"arch/pebble/Kconfig", kGuestKconfig},
               {"kernel/clock.c",
                "int ticks;\n#ifdef CONFIG_GUEST\nint lost;\n#endif\n"},
               {"kernel/Makefile",
                "obj-y := clock.o\nobj-$(CONFIG_SMP) += smp.o\n"
                "obj-$(CONFIG_GUEST) += guest.o\n"},
               {"kernel/guest.c", "int guest;\n"}});
  const StackNeutrality found = Measured(stack, WithoutGuest());
  ASSERT_THAT(found.answers, SizeIs(1));
  EXPECT_TRUE(HoldsNeutral(found, found.answers[0]));
  EXPECT_EQ(found.answers[0].CountOf(Neutrality::kNeutral), 4);
  EXPECT_EQ(FileAt(found.answers[0], "kernel/guest.c")->result.reason,
            "nothing builds or includes it");
}

TEST(Neutral, ANewFileCountsOnceSomethingBuildsIt) {
  const PatchedStack stack =
      StackOf({{"arch/pebble/Kconfig", kGuestKconfig},
               {"kernel/Makefile",
                "obj-y := clock.o guest.o\nobj-$(CONFIG_SMP) += smp.o\n"},
               {"kernel/guest.c", "#include \"guest.h\"\nint guest;\n"},
               {"kernel/guest.h", "int host;\n"},
               {"kernel/unused.h", "int nobody;\n"}});
  const StackNeutrality found = Measured(stack, WithoutGuest());
  const NeutralAnswer& answer = found.answers[0];
  EXPECT_EQ(FileAt(answer, "kernel/guest.c")->result.reason,
            "kernel/Makefile:1 builds it");
  EXPECT_EQ(FileAt(answer, "kernel/guest.h")->result.reason,
            "kernel/guest.c:1 includes it");
  EXPECT_EQ(FileAt(answer, "kernel/unused.h")->result.answer,
            Neutrality::kNeutral);
  EXPECT_FALSE(HoldsNeutral(found, answer));
}

TEST(Neutral, FindsTheSymbolThatMeansTheFeature) {
  const PatchedStack stack =
      StackOf({{"arch/pebble/Kconfig",
                absl::StrCat(kGuestKconfig,
                             "config BALLOON\n\tbool \"Balloon\"\n\tdepends on "
                             "GUEST\n")}});
  EXPECT_THAT(Measured(stack, {}).off, ElementsAre("GUEST"));
}

TEST(Neutral, SaysWhatIsWrongWithTheSymbols) {
  const PatchedStack stack = StackOf({{"kernel/clock.c", "int t;\n"}});
  NeutralQuestion question;
  question.off = {"GEUST"};
  EXPECT_THAT(MeasureNeutrality(stack, question).status().message(),
              HasSubstr("GEUST: no Kconfig file defines"));
  EXPECT_THAT(MeasureNeutrality(stack, {}).status().message(),
              HasSubstr("name one with --off"));
}

TEST(Neutral, AFlavourIsAnsweredForItsOwnConfiguration) {
  const PatchedStack stack =
      StackOf({{"arch/pebble/Kconfig", kGuestKconfig},
               {"kernel/smp.c", "int processors = 2;\n"}});
  NeutralQuestion question = WithoutGuest();
  question.flavours = {
      {"one", "one.config", "# CONFIG_SMP is not set\n", "pebble"},
      {"many", "many.config", "CONFIG_SMP=y\n", "pebble"},
      {"guest", "guest.config", "CONFIG_GUEST=y\n", "pebble"}};
  const StackNeutrality found = Measured(stack, question);
  ASSERT_THAT(found.answers, SizeIs(4));
  EXPECT_FALSE(HoldsNeutral(found, found.answers[0]));
  EXPECT_TRUE(HoldsNeutral(found, found.answers[1]));
  EXPECT_EQ(FileAt(found.answers[1], "kernel/smp.c")->result.reason,
            "the flavour does not build it");
  EXPECT_FALSE(HoldsNeutral(found, found.answers[2]));
  EXPECT_THAT(found.answers[3].features_on, ElementsAre("GUEST"));
}

TEST(Neutral, ScriptsCountOnceSomethingNamesThem) {
  const PatchedStack stack =
      StackOf({{"arch/pebble/Kconfig", kGuestKconfig},
               {"Makefile", "core-y := kernel/\nlink:\n\tscripts/link\n"},
               {"scripts/link", "exec scripts/more\n"},
               {"scripts/more", "true\n"},
               {"scripts/other", "true\n"}});
  const StackNeutrality found = Measured(stack, WithoutGuest());
  const NeutralAnswer& answer = found.answers[0];
  EXPECT_EQ(FileAt(answer, "scripts/link")->result.reason, "named by Makefile");
  EXPECT_EQ(FileAt(answer, "scripts/more")->result.reason,
            "named by scripts/link");
  EXPECT_EQ(FileAt(answer, "scripts/other")->result.answer,
            Neutrality::kNeutral);
}

TEST(SuggestGuards, MakesNeutralWhatIsGuarded) {
  const PatchedStack stack = StackOf({{"arch/pebble/Kconfig", kGuestKconfig},
                                      {"kernel/clock.c", "long ticks;\n"}});
  const StackNeutrality found = Measured(stack, WithoutGuest());
  const auto guarded = SuggestGuards(stack, found);
  ASSERT_TRUE(guarded.ok()) << guarded.status();
  ASSERT_THAT(*guarded, SizeIs(1));
  EXPECT_EQ((*guarded)[0].text,
            "#ifdef CONFIG_GUEST\nlong ticks;\n#else\nint ticks;\n#endif\n");
  EXPECT_EQ((*guarded)[0].reach, 0);
}

TEST(SuggestGuards, NoneThatWouldBreakOtherCode) {
  const PatchedStack stack = StackOf(
      {{"arch/pebble/Kconfig", kGuestKconfig},
       {"kernel/Makefile",
        "obj-y := clock.o late.o\nobj-$(CONFIG_SMP) += smp.o\n"},
       {"kernel/clock.c", "int ticks;\nint lost_ticks;\n"},
       {"kernel/late.c",
        "extern int ticks;\nint late(void)\n{\n\treturn lost_ticks;\n}\n"}});
  const StackNeutrality found = Measured(stack, WithoutGuest());
  const auto guarded = SuggestGuards(stack, found);
  ASSERT_TRUE(guarded.ok()) << guarded.status();
  EXPECT_THAT(*guarded, IsEmpty());
}

}  // namespace
}  // namespace patchgraph
