#include "engine/resolve/textual/list_row.h"

#include <string>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(ListRow, Shapes) {
  EXPECT_EQ(ShapeOfRow("#include <demo/bus.h>\n"), RowShape::kInclude);
  EXPECT_EQ(ShapeOfRow("#define DEMO 1\n"), RowShape::kDefine);
  EXPECT_EQ(ShapeOfRow("obj-$(CONFIG_DEMO) += demo.o\n"), RowShape::kObject);
  EXPECT_EQ(ShapeOfRow("CONFIG_DEMO=y\n"), RowShape::kSetting);
  EXPECT_EQ(ShapeOfRow("# CONFIG_DEMO is not set\n"), RowShape::kSetting);
  EXPECT_EQ(ShapeOfRow("\tselect DEMO_BUS\n"), RowShape::kAttribute);
  EXPECT_EQ(ShapeOfRow("EXPORT_SYMBOL_GPL(demo);\n"), RowShape::kExport);
  EXPECT_EQ(ShapeOfRow("extern int demo(struct card *c);\n"),
            RowShape::kPrototype);
  EXPECT_EQ(ShapeOfRow("\t.probe = demo_probe,\n"), RowShape::kInitialiser);
  EXPECT_EQ(ShapeOfRow("\t{ 0x10, 0x20, },\n"), RowShape::kInitialiser);
  EXPECT_EQ(ShapeOfRow("\tDEMO_UP = (1 << 0), /* on */\n"),
            RowShape::kInitialiser);
  EXPECT_EQ(ShapeOfRow("\tstruct card *next;\n"), RowShape::kDeclaration);
  EXPECT_EQ(ShapeOfRow("\tcase DEMO_UP:\n"), RowShape::kCase);
  EXPECT_EQ(ShapeOfRow("\ta.o b.o $(demo-y) \\\n"), RowShape::kObjectPart);
  EXPECT_EQ(ShapeOfRow("\t.long sys_demo\t/* 17 */\n"), RowShape::kSlot);
  EXPECT_EQ(ShapeOfRow("\tdata8 sys_demo\t\t// 17\n"), RowShape::kSlot);
  EXPECT_EQ(ShapeOfRow("/* 17 */\tCALL(sys_demo)\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("\tCALL(sys_demo)\n"), RowShape::kSlot);
}

TEST(ListRow, WhatIsNoRowOfItsOwn) {
  EXPECT_EQ(ShapeOfRow("\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("\treturn demo;\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("\tcard->irq = 3;\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("\tdemo(card);\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("\tcase DEMO_UP: return 1;\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("\t.long 0x17\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("\t.longer demo\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("\tgcc a.o -o b \\\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("#ifdef CONFIG_DEMO\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("/* a comment, */\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("\tdemo(card,\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("#define DEMO(x) \\\n"), RowShape::kNone);
  EXPECT_EQ(ShapeOfRow("\tDEMO_UP = 1, /* that goes\n"), RowShape::kNone);
}

TEST(ListRow, Names) {
  EXPECT_EQ(RowName("#define DEMO_MAX 7\n"), "DEMO_MAX");
  EXPECT_EQ(RowName("# CONFIG_DEMO is not set\n"), "CONFIG_DEMO");
  EXPECT_EQ(RowName("\t.probe = demo_probe,\n"), "probe");
  EXPECT_EQ(RowName("extern int demo_probe(struct card *c);\n"), "demo_probe");
  EXPECT_EQ(RowName("\tunsigned char name[16];\n"), "name");
  EXPECT_EQ(RowName("\t{ 1, 2 },\n"), "{ 1, 2 },");
}

TEST(ListRow, Numbers) {
  EXPECT_FALSE(NumberOfRow("#define DEMO other\n").has_value());
  EXPECT_FALSE(NumberOfRow("#include <demo/8253.h>\n").has_value());
  EXPECT_FALSE(NumberOfRow("\t.width = 7,\n").has_value());
  EXPECT_FALSE(NumberOfRow("\t.long sys_demo\n").has_value());
  EXPECT_EQ(NumberOfRow("\t.long sys_demo /* 17 of 20 */\n")->value, 17u);
  EXPECT_EQ(NumberOfRow("#define DEMO 298 /* 17 */\n")->value, 298u);
  const auto shift = NumberOfRow("\tDEMO = (1 << 4),\n");
  ASSERT_TRUE(shift.has_value());
  EXPECT_EQ(shift->value, 4u);
  EXPECT_EQ(NextNumber(*shift), 5u);
  const std::string flag = "#define DEMO 0x0080\n";
  const auto bit = NumberOfRow(flag);
  ASSERT_TRUE(bit.has_value());
  EXPECT_EQ(NextNumber(*bit), 0x100u);
  EXPECT_EQ(WithNumber(flag, *bit, 0x100), "#define DEMO 0x0100\n");
  EXPECT_EQ(WithNumber(flag, *bit, 0x10000), "#define DEMO 0x10000\n");
  const std::string upper = "#define DEMO 0x00AB\n";
  EXPECT_EQ(WithNumber(upper, *NumberOfRow(upper), 0xac),
            "#define DEMO 0x00AC\n");
  // More than 64 bits is no number that is counted on from.
  EXPECT_FALSE(NumberOfRow("#define DEMO 99999999999999999999999\n"));
}

}  // namespace
}  // namespace patchgraph
