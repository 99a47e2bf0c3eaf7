#include "engine/resolve/candidates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/resolve/plain_choices.h"
#include "engine/resolve/test_conflict.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Resolvers = std::vector<std::unique_ptr<const Resolver>>;

std::vector<std::string> Texts(const std::vector<Candidate>& candidates) {
  std::vector<std::string> texts;
  texts.reserve(candidates.size());
  for (const Candidate& candidate : candidates) texts.push_back(candidate.text);
  return texts;
}

Resolvers Plain() {
  Resolvers all;
  all.push_back(std::make_unique<PlainChoices>());
  return all;
}

TEST(CandidatesTest, ThePlainChoices) {
  const TestMerge merge("a\nold\nz\n", "a\nours\nz\n", "a\ntheirs\nz\n");
  EXPECT_THAT(Texts(CandidatesFor(merge.Conflict(), Plain())),
              ElementsAre("ours\n", "theirs\n", "ours\ntheirs\n",
                          "theirs\nours\n", "old\n"));
}

TEST(CandidatesTest, OneEntryATextWithAllWhoCameToIt) {
  const TestMerge merge("a\nold\nz\n", "a\nours\nz\n", "a\ntheirs\nz\n");
  Resolvers all = Plain();
  all.push_back(std::make_unique<TestResolver>(
      "newer-side", std::vector<Suggestion>{{"theirs\n", "it is newer", ""}}));
  const std::vector<Candidate> candidates =
      CandidatesFor(merge.Conflict(), all);
  ASSERT_EQ(candidates.size(), 5);
  ASSERT_EQ(candidates[1].voices.size(), 2);
  EXPECT_EQ(candidates[1].voices[0].kind, "theirs");
  EXPECT_EQ(candidates[1].voices[1].resolver, "newer-side");
  EXPECT_EQ(candidates[1].voices[1].reason, "it is newer");
}

// Before lines that follow, a text within a line would run into the next.
TEST(CandidatesTest, ATextEndsItsLine) {
  const TestMerge merge("a\nold\nz\n", "a\nours\nz\n", "a\ntheirs\nz\n");
  Resolvers all;
  all.push_back(std::make_unique<TestResolver>(
      "careless", std::vector<Suggestion>{{"theirs", "", ""}}));
  EXPECT_THAT(CandidatesFor(merge.Conflict(), all), IsEmpty());
}

TEST(CandidatesTest, AtTheEndOfAFileThatLacksItsNewline) {
  const TestMerge merge("a\nold", "a\nours", "a\ntheirs\n");
  EXPECT_THAT(Texts(CandidatesFor(merge.Conflict(), Plain())),
              ElementsAre("ours", "theirs\n", "old"));
}

TEST(CandidatesTest, NobodyIsAskedWhereTheTextIsNone) {
  const std::string with_nul("a\nx\0y\nz\n", 8);
  const std::string long_line = "a\n" + std::string(100000, 'x') + "\nz\n";
  const std::string markers =
      "a\n<<<<<<< ours\none\n=======\ntwo\n>>>>>>> theirs\nz\n";
  for (const std::string& odd : {with_nul, long_line, markers}) {
    const TestMerge ours(/*base_text=*/"a\nold\nz\n", odd, "a\ntheirs\nz\n");
    EXPECT_THAT(CandidatesFor(ours.Conflict(), Plain()), IsEmpty());
    const TestMerge theirs("a\nold\nz\n", "a\nours\nz\n", odd);
    EXPECT_THAT(CandidatesFor(theirs.Conflict(), Plain()), IsEmpty());
    const TestMerge base(odd, "a\nours\nz\n", "a\ntheirs\nz\n");
    EXPECT_THAT(CandidatesFor(base.Conflict(), Plain()), IsEmpty());
  }
}

// A document underlines with "=======": that alone is no marker.
TEST(CandidatesTest, AnUnderlinedHeadingIsNoMarker) {
  const TestMerge merge("old\n=======\n", "ours\n=======\n\nz\n",
                        "theirs\n=======\n\ny\n");
  EXPECT_FALSE(CandidatesFor(merge.Conflict(), Plain()).empty());
}

}  // namespace
}  // namespace patchgraph
