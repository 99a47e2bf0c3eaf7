#include "engine/report/maintainability/proposals.h"

#include <string>

#include "engine/model/blob.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

FileState FileOf(const std::string& text) {
  FileState file;
  file.blob = Blob::FromBytes(text);
  return file;
}

// Both sides change a line, and those lines stand beside each other.
constexpr char kBase[] = "a\nslow();\nwait();\nz\n";
constexpr char kOurs[] = "a\nquick();\nwait();\nz\n";
constexpr char kTheirs[] = "a\nslow();\nsleep();\nz\n";

Conflict Touching() {
  Conflict conflict;
  conflict.path = "kernel/timer.c";
  conflict.base = FileOf(kBase);
  conflict.ours = FileOf(kOurs);
  conflict.theirs = FileOf(kTheirs);
  ConflictRegion& region = conflict.regions.emplace_back();
  region.ours = {2, "quick();\nwait();\n"};
  region.theirs = {2, "slow();\nsleep();\n"};
  return conflict;
}

TEST(Proposals, WhatTheResolversThinkIsLikely) {
  const auto proposals = ProposalsFor(Touching(), 7, nullptr);
  ASSERT_TRUE(proposals.ok()) << proposals.status();
  ASSERT_EQ(proposals->size(), 1u);
  EXPECT_EQ(proposals->front().conflict(), 7);
  EXPECT_EQ(proposals->front().region(), 1);
  EXPECT_EQ(proposals->front().text(), "quick();\nsleep();\n");
  EXPECT_THAT(proposals->front().basis(), HasSubstr(" in 100 such are right)"));
}

TEST(Proposals, WhatSomebodyMadeOfItComesFirst) {
  const auto find = [](const std::string&) {
    Resolution resolution;
    resolution.conflict.base = "slow();\nwait();\n";
    resolution.conflict.ours = "quick();\nwait();\n";
    resolution.conflict.theirs = "slow();\nsleep();\n";
    resolution.conflict.before = "a\n";
    resolution.conflict.after = "z\n";
    resolution.result = "rest();\n";
    resolution.path = "kernel/timer.c";
    return absl::StatusOr<std::vector<Resolution>>({resolution});
  };
  const auto proposals = ProposalsFor(Touching(), 1, find);
  ASSERT_TRUE(proposals.ok()) << proposals.status();
  ASSERT_EQ(proposals->size(), 1u);
  EXPECT_EQ(proposals->front().text(), "rest();\n");
  EXPECT_THAT(proposals->front().basis(), HasSubstr("resolved so before"));
}

TEST(Proposals, NoneOfWhatHasNoLines) {
  Conflict conflict = Touching();
  conflict.theirs = FileOf(std::string("slow\0();\n", 9));
  const auto binary = ProposalsFor(conflict, 1, nullptr);
  ASSERT_TRUE(binary.ok()) << binary.status();
  EXPECT_THAT(*binary, IsEmpty());
  conflict.theirs.reset();
  const auto gone = ProposalsFor(conflict, 1, nullptr);
  ASSERT_TRUE(gone.ok()) << gone.status();
  EXPECT_THAT(*gone, IsEmpty());
}

}  // namespace
}  // namespace patchgraph
