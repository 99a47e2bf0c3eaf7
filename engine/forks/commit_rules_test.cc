#include "engine/forks/commit_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Flags(absl::string_view message) {
  return CommitRules::Default().FlagsOf(message);
}

TEST(CommitRulesTest, SecurityIsFlagged) {
  EXPECT_THAT(Flags("ring: check the index\n\nThis is CVE-2006-1234.\n"),
              ElementsAre("security"));
  EXPECT_THAT(Flags("Fix a buffer overflow in the ring\n"),
              ElementsAre("security", "fix"));
  EXPECT_THAT(Flags("bus: use after free when a device goes"),
              ElementsAre("security"));
}

TEST(CommitRulesTest, FixesAreFlagged) {
  EXPECT_THAT(Flags("[PATCH] timer: avoid a DEADLOCK"), ElementsAre("fix"));
  EXPECT_THAT(Flags("timer: no oops without a clock"), ElementsAre("fix"));
  EXPECT_THAT(Flags("timer: race with the bus"), ElementsAre("fix"));
  EXPECT_THAT(Flags("irq: say which\n\nCc: stable@kernel.org\n"),
              ElementsAre("fix"));
}

TEST(CommitRulesTest, OtherCommitsHaveNoFlag) {
  EXPECT_THAT(Flags("timer: count in nanoseconds"), IsEmpty());
  EXPECT_THAT(Flags("irq: add a prefix, trace and embrace it"), IsEmpty());
  EXPECT_THAT(Flags(""), IsEmpty());
}

TEST(CommitRulesTest, WhatOnlyReadersNoticeIsNoFix) {
  EXPECT_THAT(Flags("timer: fix a typo"), IsEmpty());
  EXPECT_THAT(Flags("Fix up some comments"), IsEmpty());
  EXPECT_THAT(Flags("timer: whitespace fixes"), IsEmpty());
  EXPECT_THAT(Flags("Fix the timer, and a typo"), ElementsAre("fix"));
}

TEST(CommitRulesTest, OthersCanBeAdded) {
  const auto rules = CommitRules::WithMore({{"timer", "jiffies|HPET"}});
  ASSERT_TRUE(rules.ok()) << rules.status();
  EXPECT_THAT(rules->FlagsOf("Fix the hpet"), ElementsAre("fix", "timer"));
}

TEST(CommitRulesTest, ABadPatternIsRefused) {
  EXPECT_EQ(CommitRules::WithMore({{"timer", "(jiffies"}}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CommitRules::WithMore({{"", "jiffies"}}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(CommitRulesTest, AnyBytesCanBeRead) {
  EXPECT_THAT(Flags("fix\xff\xfe \xe9t\xe9 leak"), ElementsAre("fix"));
}

}  // namespace
}  // namespace patchgraph
