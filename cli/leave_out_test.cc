#include "cli/leave_out.h"

#include <memory>
#include <string>
#include <vector>

#include "engine/model/empty_tree.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Series MakeLayer(const std::string& name,
                 const std::vector<std::string>& patches) {
  Series layer;
  layer.name = name;
  for (const std::string& patch : patches) {
    layer.patches.emplace_back();
    layer.patches.back().name = patch;
  }
  return layer;
}

std::vector<Stack> TwoLayers() {
  std::vector<Stack> stacks(1);
  stacks[0].name = "toy";
  stacks[0].base = std::make_shared<EmptyTree>();
  stacks[0].layers = {
      MakeLayer("patches", {"timer.patch", "net/ring.patch", "fix.patch"}),
      MakeLayer("vendor", {"fix.patch", "menu.patch"})};
  return stacks;
}

std::vector<std::string> Names(const std::vector<Stack>& stacks) {
  std::vector<std::string> names;
  for (const Stack& stack : stacks) {
    for (const Series& layer : stack.layers) {
      for (const Patch& patch : layer.patches) {
        names.push_back(layer.name + "/" + patch.name);
      }
    }
  }
  return names;
}

TEST(LeaveOut, TakesPatchesByNameOrFileName) {
  std::vector<Stack> stacks = TwoLayers();
  ASSERT_TRUE(
      LeaveOut({"timer.patch", "ring.patch", "timer.patch"}, nullptr, &stacks)
          .ok());
  EXPECT_THAT(Names(stacks),
              ElementsAre("patches/fix.patch", "vendor/fix.patch",
                          "vendor/menu.patch"));
}

TEST(LeaveOut, ANameThatFitsNothingBringsTheNearest) {
  std::vector<Stack> stacks = TwoLayers();
  const absl::Status status =
      LeaveOut({"menu.patch", "tmier.patch"}, nullptr, &stacks);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("--without tmier.patch: no such patch; did you mean "
                        "timer.patch"));
  EXPECT_EQ(Names(stacks), Names(TwoLayers()));
}

TEST(LeaveOut, ANameThatFitsSeveralListsThem) {
  std::vector<Stack> stacks = TwoLayers();
  const absl::Status status = LeaveOut({"fix.patch"}, nullptr, &stacks);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("2 patches fit; name one of toy/patches/fix.patch, "
                        "toy/vendor/fix.patch"));
  ASSERT_TRUE(LeaveOut({"vendor/fix.patch"}, nullptr, &stacks).ok());
  EXPECT_THAT(Names(stacks),
              ElementsAre("patches/timer.patch", "patches/net/ring.patch",
                          "patches/fix.patch", "vendor/menu.patch"));
}

}  // namespace
}  // namespace patchgraph
