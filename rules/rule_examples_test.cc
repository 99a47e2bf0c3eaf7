#include "rules/rule_examples.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(RuleExamples, TheBuiltinOnesAreAsTheySay) {
  const auto policy = Policy::Kernel();
  ASSERT_TRUE(policy.ok()) << policy.status();
  const std::vector<ExampleResult> results = TryExamples(*policy);
  EXPECT_GE(results.size(), 8u);
  for (const ExampleResult& result : results) {
    EXPECT_THAT(result.wrong, IsEmpty()) << result.origin << " " << result.what;
  }
}

TEST(RuleExamples, WhatIsOtherwiseIsSaid) {
  const auto policy = Policy::Parse(
      "tag { name: 'a' path: 'a/.*' weight: 2 }\n"
      "tag { name: 'b' hunk: 'two' }\n"
      "limit { name: 'l' figure: 'breaks' at_most: 1 }\n"
      "example { path: 'a/x.c' tag: 'b' not_tag: 'a' weight: 3\n"
      "          subsystem: 'net' owner: 'Ada' }\n"
      "example { hunk: 'one\\ntwo' tag: 'b' }\n"
      "example { gate { figure { name: 'breaks' value: 1 } fails: 'l' } }\n"
      "example { gate { figure { name: 'breaks' value: 2 } passes: 'l' } }\n"
      "example { gate { figure { name: 'breaks' value: 2 } fails: 'l' } }\n",
      "p");
  ASSERT_TRUE(policy.ok()) << policy.status();
  const std::vector<ExampleResult> results = TryExamples(*policy);
  ASSERT_EQ(results.size(), 5u);
  EXPECT_EQ(results[0].origin, "p:4:1");
  EXPECT_EQ(results[0].what, "path a/x.c");
  EXPECT_THAT(
      results[0].wrong,
      ElementsAre("the subsystem is \"a\" and not \"net\"",
                  "the owner is \"\" and not \"Ada\"", "it is not tagged b",
                  "it is tagged a", "it weighs 2 and not 3"));
  EXPECT_THAT(results[1].wrong, IsEmpty());
  EXPECT_THAT(results[2].wrong, ElementsAre("limit l does not fail"));
  EXPECT_THAT(results[3].wrong, ElementsAre("limit l fails"));
  EXPECT_THAT(results[4].wrong, IsEmpty());
}

}  // namespace
}  // namespace patchgraph
