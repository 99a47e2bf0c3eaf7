#include "cli/merge_file/driver_settings.h"

#include <string>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(DriverSettings, AttributesAreReplacedAndTakenOut) {
  const std::string own = "*.png binary\n";
  const std::string once = WithAttributes(own, {"*.c", "*.h"});
  EXPECT_EQ(once,
            "*.png binary\n"
            "# patchgraph: written by `patchgraph install-merge-driver`\n"
            "*.c merge=patchgraph\n"
            "*.h merge=patchgraph\n"
            "# patchgraph: end\n");
  EXPECT_EQ(WithAttributes(once, {"*.c", "*.h"}), once);
  EXPECT_EQ(WithAttributes(once + "*.ps text\n", {}), own + "*.ps text\n");
  EXPECT_EQ(WithAttributes(once, {}), own);
  EXPECT_EQ(WithAttributes("", {}), "");
  // Nobody's lines are lost: neither one without an end, nor those behind a
  // mark whose other one somebody has taken away.
  EXPECT_EQ(WithAttributes("*.s text", {"a"}).substr(0, 9), "*.s text\n");
  const std::string broken =
      "# patchgraph: written by `patchgraph install-merge-driver`\n*.c x\n";
  EXPECT_EQ(WithAttributes(broken, {}), broken);
}

TEST(DriverSettings, NameTheModeThatWasAskedFor) {
  const auto value = [](const std::string& mode) {
    return DriverSettings("'/opt/a b/patchgraph'", mode)[1].second;
  };
  EXPECT_EQ(value("safe").find("'/opt/a b/patchgraph' merge-file --driver "),
            0u);
  EXPECT_EQ(value("off").find(
                "'/opt/a b/patchgraph' merge-file --auto=off --driver "),
            0u);
}

}  // namespace
}  // namespace patchgraph
