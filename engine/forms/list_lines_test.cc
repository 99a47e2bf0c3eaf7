#include "engine/forms/list_lines.h"

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(ChangeLines, OnlyTheLinesThatAreNamed) {
  const char* series =
      "# the first ones\n"
      "\n"
      "a.patch\n"
      "  b.patch -p0 -R  # why\n"
      "c.patch -p0\r\n"
      "d.patch -R";
  EXPECT_EQ(ChangeLines(series, {}), series);
  EXPECT_EQ(ChangeLines(series, {{3, {"its effect is there already", 1}},
                                 {4, {"", 1}},
                                 {5, {"", 2}},
                                 {6, {"", 1}}}),
            "# the first ones\n"
            "\n"
            "# a.patch  (dropped: its effect is there already)\n"
            "  b.patch  # why\n"
            "c.patch -p2\r\n"
            "d.patch");
  EXPECT_EQ(ChangeLines(series, {{5, {"gone", 1}}}),
            "# the first ones\n"
            "\n"
            "a.patch\n"
            "  b.patch -p0 -R  # why\n"
            "# c.patch -p0  (dropped: gone)\r\n"
            "d.patch -R");
}

}  // namespace
}  // namespace patchgraph
