#include "engine/git/commit_text.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kPeople[] =
    "author  A  <a@example.com> 1150000000 +0200\n"
    "committer C <c@example.com> 1150000001 -0730\n";

// What git has of a commit is what comes out again: people's lines that nobody
// tidied up, and a message as it stands.
TEST(CommitText, IsPrintedAsItWasRead) {
  TestRepository git;
  git.Write("a", "1\n");
  const std::string parent = git.Commit("first");
  const std::string head =
      absl::StrCat("tree ", git.Git("rev-parse HEAD^{tree}"), "\nparent ",
                   parent, "\n", kPeople);
  for (const std::string& rest : {
           std::string("\nsubject\n\nbody\n"),
           std::string("\nno line end"),
           std::string("\n"),
           std::string("\n\n\nlate subject\n"),
           std::string("encoding ISO-8859-1\n\nWei\xDF\n"),
       }) {
    git.Write("text", absl::StrCat(head, rest));
    const std::string id = git.Git("hash-object -t commit -w text");
    const auto repository = GitRepository::Open(git.path());
    ASSERT_TRUE(repository.ok()) << repository.status();
    const auto text =
        ReadCommitText(**repository, (*repository)->ResolveCommit(id)->id);
    ASSERT_TRUE(text.ok()) << text.status();
    EXPECT_EQ(PrintCommitText(*text), absl::StrCat(head, rest));
  }
}

TEST(CommitText, LeavesOutWhatANewCommitHasNot) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit("first");
  const std::string head =
      absl::StrCat("tree ", git.Git("rev-parse HEAD^{tree}"), "\n", kPeople);
  git.Write("text", absl::StrCat(head,
                                 "gpgsig -----BEGIN\n author of nothing\n"
                                 " -----END\n\nsigned\n"));
  const std::string id = git.Git("hash-object -t commit -w text");
  const auto repository = GitRepository::Open(git.path());
  ASSERT_TRUE(repository.ok()) << repository.status();
  const auto text =
      ReadCommitText(**repository, (*repository)->ResolveCommit(id)->id);
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_EQ(PrintCommitText(*text), absl::StrCat(head, "\nsigned\n"));
}

TEST(CommitText, SaysThatThereIsNone) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit("first");
  const auto repository = GitRepository::Open(git.path());
  ASSERT_TRUE(repository.ok()) << repository.status();
  EXPECT_FALSE(ReadCommitText(**repository, ObjectId()).ok());
  // A tree is no commit.
  EXPECT_FALSE(
      ReadCommitText(**repository, (*repository)->Resolve("HEAD")->tree).ok());
}

}  // namespace
}  // namespace patchgraph
