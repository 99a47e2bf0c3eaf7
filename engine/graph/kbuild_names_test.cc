#include "engine/graph/kbuild_names.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(KbuildNames, FilesByTheirNames) {
  EXPECT_TRUE(IsMakefile("arch/tiny/Makefile.lib"));
  EXPECT_TRUE(IsMakefile("Kbuild"));
  EXPECT_FALSE(IsMakefile("drivers/make.c"));
  EXPECT_TRUE(IsKconfig("lib/Kconfig.debug"));
  EXPECT_TRUE(IsDefconfig("arch/tiny/defconfig"));
  EXPECT_TRUE(IsDefconfig("arch/tiny/configs/board"));
}

TEST(KbuildNames, Objects) {
  EXPECT_THAT(BuiltIn("obj-$(CONFIG_CRC)\t+= crc.o zlib/ \\\n", "lib"),
              ElementsAre("lib/crc.o", "lib/zlib/"));
  EXPECT_THAT(BuiltIn("timer-objs := a.o ../b.o # c.o\n", "arch/tiny"),
              ElementsAre("arch/tiny/a.o", "arch/b.o"));
  EXPECT_THAT(BuiltIn("core-y += arch/tiny/\n", ""), ElementsAre("arch/tiny/"));
  EXPECT_THAT(BuiltIn("x := $(obj)/a.o ../../b.o -Idir/ /usr/\n", "lib"),
              IsEmpty());
}

TEST(KbuildNames, ConfigSymbols) {
  EXPECT_EQ(ConfigDefinedIn("config TIMER_PAUSE\n"), "TIMER_PAUSE");
  EXPECT_EQ(ConfigDefinedIn("\tmenuconfig TIMER\n"), "TIMER");
  EXPECT_EQ(ConfigDefinedIn("\tconfigure it\n"), "");
  EXPECT_THAT(ConfigsAskedIn("\tdepends on TIMER && !(SMP || GUEST=y)\n"),
              ElementsAre("TIMER", "SMP", "GUEST"));
  EXPECT_THAT(ConfigsAskedIn("\tbool \"if TIMER\" if GUEST\n"),
              ElementsAre("GUEST"));
  EXPECT_THAT(ConfigsAskedIn("\tdefault y if GUEST # not SMP\n"),
              ElementsAre("GUEST"));
  EXPECT_THAT(ConfigsAskedIn("\t  Say Y if you have a TIMER.\n"), IsEmpty());
  EXPECT_THAT(ConfigsAskedIn("\tbool \"TIMER\"\n"), IsEmpty());
  EXPECT_THAT(ConfigNamesIn("ifeq ($(CONFIG_SMP),y) MYCONFIG_X\n"),
              ElementsAre("CONFIG_SMP"));
}

}  // namespace
}  // namespace patchgraph
