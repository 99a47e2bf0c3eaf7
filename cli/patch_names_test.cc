#include "cli/patch_names.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;

Series Layer(const std::string& name, const std::vector<std::string>& patches) {
  Series layer;
  layer.name = name;
  for (const std::string& patch : patches) {
    layer.patches.emplace_back();
    layer.patches.back().name = patch;
    layer.patches.back().source = absl::StrCat(name, "/", patch);
  }
  return layer;
}

Patch Commit(const std::string& id) {
  Patch patch;
  patch.name = id.substr(0, 12);
  patch.source = id;
  return patch;
}

std::vector<Stack> Stacks() {
  std::vector<Stack> stacks(2);
  stacks[0].name = "toy";
  stacks[0].layers = {Layer("patches", {"timer.patch", "net/ring.patch"}),
                      Layer("vendor", {"timer.patch", "deadbeef.patch"})};
  stacks[1].name = "range";
  stacks[1].layers.emplace_back();
  stacks[1].layers[0].name = "1.0..guest";
  stacks[1].layers[0].patches = {
      Commit("deadbeef0123456789abcdef0123456789abcdef"),
      Commit("dead00000123456789abcdef0123456789abcdef")};
  return stacks;
}

// What is found, as "stack/layer/patch at N"; or the message.
std::string Found(const std::string& wanted) {
  const auto place =
      PatchNames(PlacesIn(Stacks()), nullptr).Find("--needs", wanted);
  if (!place.ok()) return std::string(place.status().message());
  return absl::StrCat(place->full_name, " at ", place->in_stack);
}

TEST(PatchNames, TakesANameAFileNameOrAFullName) {
  EXPECT_EQ(Found("net/ring.patch"), "toy/patches/net/ring.patch at 1");
  EXPECT_EQ(Found("ring.patch"), "toy/patches/net/ring.patch at 1");
  EXPECT_EQ(Found("vendor/timer.patch"), "toy/vendor/timer.patch at 2");
}

TEST(PatchNames, TakesACommitByItsIdOrTheBeginningOfIt) {
  EXPECT_EQ(Found("deadbeef0123"), "range/1.0..guest/deadbeef0123 at 0");
  EXPECT_EQ(Found("deadbeef0123456789abcdef0123456789abcdef"),
            "range/1.0..guest/deadbeef0123 at 0");
  EXPECT_EQ(Found("DEADB"), "range/1.0..guest/deadbeef0123 at 0");
}

TEST(PatchNames, ThreeDigitsAreNoId) {
  EXPECT_THAT(Found("dea"), HasSubstr("no such patch"));
}

TEST(PatchNames, SeveralAreAllNamed) {
  EXPECT_EQ(Found("timer.patch"),
            "--needs timer.patch: 2 patches fit; name one of "
            "toy/patches/timer.patch, toy/vendor/timer.patch");
  EXPECT_EQ(Found("dead"),
            "--needs dead: 2 patches fit; name one of "
            "range/1.0..guest/deadbeef0123, range/1.0..guest/dead00000123");
}

TEST(PatchNames, NoneBringsTheNearest) {
  EXPECT_EQ(Found("rign.patch"),
            "--needs rign.patch: no such patch; did you mean ring.patch?");
  EXPECT_EQ(Found("nte/ring.patch"),
            "--needs nte/ring.patch: no such patch; did you mean "
            "net/ring.patch?");
  EXPECT_EQ(Found("ring"),
            "--needs ring: no such patch; did you mean ring.patch?");
}

}  // namespace
}  // namespace patchgraph
