#include "engine/kbuild/built_files.h"

#include <memory>
#include <utility>
#include <vector>

#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Overlay FarmTree(
    const std::vector<std::pair<absl::string_view, absl::string_view>>& files) {
  Overlay tree(std::make_shared<EmptyTree>(), "farm");
  for (const auto& [path, text] : files) {
    tree.Put(path, {FileMode::kRegular, Blob::FromBytes(std::string(text))});
  }
  return tree;
}

BuiltFiles Find(const Overlay& tree, SymbolValue pony) {
  SymbolSettings settings;
  settings.Set("PONY", pony);
  auto found = FindBuiltFiles(tree, settings);
  EXPECT_TRUE(found.ok()) << found.status();
  return *std::move(found);
}

const Overlay& Farm() {
  static const auto& tree = *new Overlay(FarmTree({
      {"Makefile",
       "drivers-y := drivers/\ncore-y := kernel/\n"
       "core-y := $(patsubst %/, %/built-in.o, $(core-y))\n"
       "include $(srctree)/arch/$(ARCH)/Makefile\n"},
      {"arch/farm/Makefile",
       "head-y := arch/$(ARCH)/head.o\ncore-y += arch/farm/mm/\n"},
      {"arch/farm/head.S", ""},
      {"arch/farm/mm/Makefile",
       "obj-y := init.o ../../../lib/far.o\nextra-y := page.lds\n"},
      {"arch/farm/mm/init.c", ""},
      {"arch/farm/mm/page.lds.S", ""},
      {"lib/far.c", ""},
      {"lib/near.c", ""},
      {"kernel/Makefile",
       "obj-$(CONFIG_COW) += cow.o\ncow-y := head.o\n"
       "cow-$(CONFIG_PONY) += mane.o\nhay-y := straw.o\n"},
      {"kernel/cow.c", ""},
      {"kernel/head.c", ""},
      {"kernel/mane.c", ""},
      {"kernel/straw.c", ""},
      {"drivers/Makefile", "obj-$(CONFIG_PONY) += pony/\n"},
      {"drivers/pony/Kbuild", "obj-y := saddle.o\n"},
      {"drivers/pony/saddle.c", ""},
  }));
  return tree;
}

TEST(BuiltFilesTest, GoesWhereTheFeatureIsOff) {
  const BuiltFiles built = Find(Farm(), SymbolValue::kOff);
  EXPECT_EQ(built.Of("arch/farm/head.S"), Building::kSometimes);
  EXPECT_EQ(built.Of("arch/farm/mm/init.c"), Building::kSometimes);
  EXPECT_EQ(built.Of("arch/farm/mm/page.lds.S"), Building::kSometimes);
  EXPECT_EQ(built.Of("lib/far.c"), Building::kSometimes);
  EXPECT_EQ(built.Of("lib/near.c"), Building::kNever);
  EXPECT_EQ(built.Of("kernel/head.c"), Building::kSometimes);
  // cow.o is made of its parts, and hay.o is in no list.
  EXPECT_EQ(built.Of("kernel/cow.c"), Building::kNever);
  EXPECT_EQ(built.Of("kernel/straw.c"), Building::kNever);
  EXPECT_EQ(built.Of("kernel/mane.c"), Building::kNever);
  EXPECT_EQ(built.Of("drivers/"), Building::kSometimes);
  EXPECT_EQ(built.Of("drivers/pony/"), Building::kNever);
  EXPECT_EQ(built.Of("drivers/pony/saddle.c"), Building::kNever);
  EXPECT_THAT(built.unsure_folders(), IsEmpty());
}

TEST(BuiltFilesTest, GoesFartherWhereItIsOnAndSaysWhichLineDidIt) {
  const BuiltFiles built = Find(Farm(), SymbolValue::kBuiltIn);
  EXPECT_EQ(built.Of("kernel/mane.c"), Building::kSometimes);
  EXPECT_EQ(built.Of("drivers/pony/saddle.c"), Building::kSometimes);
  const auto entered = built.files().find("drivers/pony/");
  ASSERT_NE(entered, built.files().end());
  EXPECT_EQ(entered->second.makefile, "drivers/Makefile");
  EXPECT_EQ(entered->second.line, 1);
}

TEST(BuiltFilesTest, AListThatIsNotKnownMakesItsFolderUnsure) {
  const Overlay tree = FarmTree({
      {"Makefile", "core-y := kernel/ lib/\n"},
      {"kernel/Makefile",
       "obj-y := cow.o\nifdef CONFIG_PONY\n"
       "obj-y := $(foreach o,$(obj-y),$(shell pick $(o)))\nendif\n"},
      {"kernel/cow.c", ""},
      {"kernel/cow-pony.c", ""},
      {"lib/Makefile", "lib-y := $(patsubst %.c,%.o,a.c)\n"},
      {"lib/a.c", ""},
  });
  EXPECT_EQ(Find(tree, SymbolValue::kOff).Of("kernel/cow-pony.c"),
            Building::kNever);
  const BuiltFiles on = Find(tree, SymbolValue::kBuiltIn);
  EXPECT_EQ(on.Of("kernel/cow-pony.c"), Building::kMaybe);
  EXPECT_EQ(on.Of("lib/a.c"), Building::kSometimes);
  ASSERT_EQ(on.warnings().size(), 1U);
  EXPECT_EQ(on.warnings()[0].path, "kernel/Makefile");
  EXPECT_EQ(on.warnings()[0].line, 3);
}

TEST(BuiltFilesTest, FoldersAndObjectsThatNameEachOtherEnd) {
  const Overlay tree = FarmTree({
      {"Makefile", "core-y := a/\n"},
      {"a/Makefile",
       "obj-y := ../a/ ../../../out.o b.o\nb-y := c.o b.o\n"
       "c-y := b.o\n"},
      {"a/b.c", ""},
  });
  EXPECT_EQ(Find(tree, SymbolValue::kOff).Of("a/"), Building::kSometimes);
}

TEST(IncludeFoldersTest, AreThoseOfTheSurvivingFlags) {
  SymbolSettings settings;
  settings.Set("PONY", SymbolValue::kBuiltIn);
  MakeGuards guards;
  const MakefileOptions options;
  const absl::string_view text =
      "mflags-$(CONFIG_PONY) := -Iinclude/asm-farm/mach-pony\n"
      "mflags-$(CONFIG_COW) += -Iinclude/asm-farm/cow\n"
      "CFLAGS += -O2 $(mflags-y)\n";
  Makefile on("arch/farm/Makefile", text, settings, options, &guards);
  std::vector<std::string> folders;
  for (const IncludeFolder& folder : IncludeFoldersOf(&on)) {
    if (folder.variable == "mflags-y") folders.push_back(folder.folder);
  }
  EXPECT_THAT(folders, ElementsAre("include/asm-farm/mach-pony",
                                   "include/asm-farm/cow"));
  settings.Set("PONY", SymbolValue::kOff);
  settings.Set("COW", SymbolValue::kOff);
  Makefile off("arch/farm/Makefile", text, settings, options, &guards);
  EXPECT_THAT(IncludeFoldersOf(&off), IsEmpty());
}

}  // namespace
}  // namespace patchgraph
