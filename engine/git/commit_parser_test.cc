#include "engine/git/commit_parser.h"

#include "absl/strings/str_cat.h"
#include "engine/git/git_handles.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

const char* const kTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
const char* const kParent = "0123456789012345678901234567890123456789";

// ParseCommit, where libgit2 has been started, as it is for every repository.
absl::optional<GitCommit> Parse(absl::string_view bytes) {
  StartGitLibrary();
  return ParseCommit(ObjectId(), bytes);
}

std::string CommitWith(absl::string_view people_and_more) {
  return absl::StrCat("tree ", kTree, "\nparent ", kParent, "\n",
                      people_and_more);
}

TEST(ParseCommit, ReadsWhatGitWrites) {
  const auto commit =
      Parse(CommitWith("author Ann Pine <ann@example.org> 1144051200 "
                       "+0200\n"
                       "committer Bob <bob@example.org> 1144054800 -0330\n"
                       "\n"
                       "pebble: a title\nin two lines\n\nMore.\n"));
  ASSERT_TRUE(commit.has_value());
  EXPECT_EQ(commit->tree.Hex(), kTree);
  ASSERT_EQ(commit->parents.size(), 1u);
  EXPECT_EQ(commit->parents[0].Hex(), kParent);
  EXPECT_EQ(commit->author, "Ann Pine <ann@example.org>");
  EXPECT_EQ(commit->author_date, "Mon, 3 Apr 2006 10:00:00 +0200");
  EXPECT_EQ(commit->committed_at, 1144054800);
  EXPECT_EQ(commit->committer_date, "2006-04-03");
  EXPECT_EQ(commit->subject, "pebble: a title in two lines");
  EXPECT_EQ(commit->message, "pebble: a title\nin two lines\n\nMore.\n");
}

TEST(ParseCommit, PassesOverOtherFields) {
  const auto commit =
      Parse(CommitWith("author A <a@example.org> 1 +0000\n"
                       "committer A <a@example.org> 1 +0000\n"
                       "encoding ISO-8859-1\n"
                       "gpgsig -----BEGIN-----\n \n abc\n -----END-----\n"
                       "\n\n\nwords\n"));
  ASSERT_TRUE(commit.has_value());
  EXPECT_EQ(commit->message, "words\n");
}

TEST(ParseCommit, TakesAnEmptyMessage) {
  const auto commit =
      Parse(CommitWith("author A <a@example.org> 1 +0000\n"
                       "committer A <a@example.org> 1 +0000\n\n"));
  ASSERT_TRUE(commit.has_value());
  EXPECT_EQ(commit->message, "");
}

TEST(ParseCommit, LeavesOddOnesToLibgit2) {
  const std::string good = CommitWith(
      "author A <a@example.org> 1 +0000\n"
      "committer A <a@example.org> 1 +0000\n\nwords\n");
  ASSERT_TRUE(Parse(good).has_value());
  for (size_t end = 0; end < good.find("\n\n"); ++end) {
    EXPECT_FALSE(Parse(good.substr(0, end)).has_value()) << end;
  }
  EXPECT_FALSE(Parse(CommitWith("author\n\n")).has_value());
  EXPECT_FALSE(Parse(absl::StrCat("tree ", kParent, "0\n\n")).has_value());
}

}  // namespace
}  // namespace patchgraph
