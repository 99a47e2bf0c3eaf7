#include "engine/git/git_identity.h"

#include <cstdlib>

#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

class GitIdentityTest : public ::testing::Test {
 protected:
  GitIdentityTest() {
    for (const char* name : {"GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
                             "GIT_COMMITTER_DATE", "EMAIL"}) {
      unsetenv(name);
    }
    repository_.Git("config user.name ' <Jane> Doe. '");
    repository_.Git("config user.email jane@example.com");
  }

  // The line, with the date that is given.
  std::string Line(const char* date) const {
    setenv("GIT_COMMITTER_DATE", date, 1);
    const auto repository = GitRepository::Open(repository_.path());
    const auto person = FindCommitter(**repository);
    unsetenv("GIT_COMMITTER_DATE");
    return person.ok() ? PrintPersonLine(*person)
                       : std::string(person.status().message());
  }

  TestRepository repository_;
};

TEST_F(GitIdentityTest, IsThatOfGit) {
  const std::string date = "1144051200 -0330";
  EXPECT_EQ(Line(date.c_str()),
            repository_.Run("GIT_COMMITTER_DATE='" + date +
                            "' GIT_CONFIG_NOSYSTEM=1 "
                            "GIT_CONFIG_GLOBAL=/dev/null git var "
                            "GIT_COMMITTER_IDENT | tr -d '\\n'"));
}

TEST_F(GitIdentityTest, ReadsTheFormsOfDates) {
  const std::string expected = "Jane Doe <jane@example.com> 1144051200 +0200";
  EXPECT_EQ(Line("@1144051200 +0200"), expected);
  EXPECT_EQ(Line("Mon, 3 Apr 2006 10:00:00 +0200"), expected);
  EXPECT_EQ(Line("2006-04-03T10:00:00 +0200"), expected);
  EXPECT_EQ(Line("2006-04-03T10:00:00+02:00"), expected);
  EXPECT_NE(Line("soon").find("is no date"), std::string::npos);
}

TEST(PersonLine, ComesApart) {
  EXPECT_EQ(DateOfPersonLine("A <a@x> 12 +0100"), "12 +0100");
  EXPECT_EQ(PersonOfPersonLine("A <a@x> 12 +0100"), "A <a@x>");
  EXPECT_EQ(DateOfPersonLine("broken"), "");
}

}  // namespace
}  // namespace patchgraph
