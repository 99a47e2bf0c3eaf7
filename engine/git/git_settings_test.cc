#include "engine/git/git_settings.h"

#include <cstdlib>
#include <memory>
#include <string>

#include "engine/git/git_repository.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// A variable of the environment, for as long as the value lives.
class Variable {
 public:
  Variable(std::string name, const std::string& value)
      : name_(std::move(name)) {
    setenv(name_.c_str(), value.c_str(), 1);
  }
  ~Variable() { unsetenv(name_.c_str()); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  std::string name_;
};

class GitSettingsTest : public testing::Test {
 protected:
  GitSettingsTest() {
    auto opened = GitRepository::Open(repository_.path());
    EXPECT_TRUE(opened.ok()) << opened.status();
    git_ = *opened;
  }

  std::string Get(const std::string& key) const {
    return GitSetting(*git_, key).value_or("(none)");
  }

  TestRepository repository_;
  std::shared_ptr<const GitRepository> git_;
};

TEST_F(GitSettingsTest, TheRepositoryOwn) {
  repository_.Git("config Some.Words.Key value");
  EXPECT_EQ(Get("some.Words.key"), "value");
  EXPECT_EQ(Get("some.other.key"), "(none)");
}

// What `git -c` hands to a program that it runs, git itself being the one that
// writes the variable.
TEST_F(GitSettingsTest, WhatTheCommandLineOfGitSays) {
  repository_.Git("config user.name Own");
  repository_.Git(
      "-c user.name=\"It's !me\" -c commit.gpgSign -c a.B.c=x=y "
      "-c alias.tell='!printf %s \"$GIT_CONFIG_PARAMETERS\" > seen' tell");
  const Variable parameters("GIT_CONFIG_PARAMETERS",
                            repository_.Run("cat seen"));
  EXPECT_EQ(Get("user.name"), "It's !me");
  EXPECT_EQ(Get("a.B.c"), "x=y");
  EXPECT_TRUE(GitFlag(*git_, "commit.gpgsign", false));
}

TEST_F(GitSettingsTest, ParametersOfAnOlderGit) {
  const Variable parameters("GIT_CONFIG_PARAMETERS",
                            "'user.name=Some'\\''one' 'core.bare'");
  EXPECT_EQ(Get("user.name"), "Some'one");
  EXPECT_EQ(Get("core.bare"), "true");
}

TEST_F(GitSettingsTest, CountedVariables) {
  const Variable count("GIT_CONFIG_COUNT", "2");
  const Variable key0("GIT_CONFIG_KEY_0", "user.name");
  const Variable value0("GIT_CONFIG_VALUE_0", "first");
  const Variable key1("GIT_CONFIG_KEY_1", "user.Name");
  const Variable value1("GIT_CONFIG_VALUE_1", "last");
  EXPECT_EQ(Get("user.name"), "last");
}

TEST_F(GitSettingsTest, AnotherFileOfTheUser) {
  repository_.Write("mine",
                    "[user]\n\tname = Mine\n[safe]\n\tdirectory = /a\n");
  const Variable global("GIT_CONFIG_GLOBAL", repository_.At("mine"));
  EXPECT_EQ(Get("user.name"), "Mine");
  EXPECT_EQ(GitSettingsOutside("safe.directory"),
            std::vector<std::string>{"/a"});
  repository_.Git("config user.name Own");
  EXPECT_EQ(Get("user.name"), "Own") << "the repository's go before";
}

TEST_F(GitSettingsTest, GarbageInTheEnvironment) {
  for (const char* text :
       {"'", "'a", "'a'=", "'a'='b", "x", "'a'b'c'", "'\\''"}) {
    const Variable parameters("GIT_CONFIG_PARAMETERS", text);
    EXPECT_EQ(Get("user.nobody"), "(none)") << text;
  }
}

}  // namespace
}  // namespace patchgraph
