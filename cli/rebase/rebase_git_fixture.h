// A repository whose branch is rebased in a test.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_GIT_FIXTURE_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_GIT_FIXTURE_H_

#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/patchgraph.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {

struct Answer {
  int status = 0;
  std::string out;
  std::string err;
};

inline std::string Count(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) absl::StrAppend(&text, i, "\n");
  return text;
}

// main: "base", "main 1"; topic, checked out: "five", "new file", "ten". With
// `conflict` "main 1" has other text on line 5 and line 10.
class RebaseGitFixture : public ::testing::Test {
 protected:
  void Make(bool conflict) {
    repository_.Git("config user.name 'C O Mitter'");
    repository_.Git("config user.email c@example.com");
    repository_.Write("f", Count(1, 20));
    repository_.Write("g", Count(1, 20));
    repository_.Commit("base");
    repository_.Git("checkout -q -b topic");
    repository_.Write("f", Count(1, 4) + "five\n" + Count(6, 20));
    repository_.Commit("five");
    repository_.Write("new", "new\n");
    repository_.Commit("new file");
    repository_.Write(
        "f", Count(1, 4) + "five\n" + Count(6, 9) + "ten\n" + Count(11, 20));
    repository_.Commit("ten");
    repository_.Git("checkout -q main");
    repository_.Write("f", conflict ? Count(1, 4) + "FIVE\n" + Count(6, 9) +
                                          "TEN\n" + Count(11, 20)
                                    : Count(1, 19) + "twenty\n");
    repository_.Commit("main 1");
    repository_.Git("checkout -q topic");
  }

  Answer Run(std::vector<std::string> arguments,
             const TestFolder* where = nullptr) const {
    std::ostringstream out;
    std::ostringstream err;
    CliStreams streams{out, err};
    streams.directory = (where == nullptr ? repository_ : *where).path();
    arguments.insert(arguments.begin(), "rebase");
    Answer answer;
    answer.status = RunPatchgraph(arguments, streams);
    answer.out = out.str();
    answer.err = err.str();
    return answer;
  }

  // All that must not change where nothing is to be touched.
  std::string State() const {
    return repository_.Run(
        "git for-each-ref; git symbolic-ref -q HEAD || git rev-parse HEAD; "
        "git ls-files -s; git status --porcelain; cat f; ls .git");
  }

  void ExpectRefused(const std::vector<std::string>& arguments,
                     const std::string& word) const {
    const std::string before = State();
    const Answer answer = Run(arguments);
    EXPECT_EQ(answer.status, 2) << answer.out;
    EXPECT_NE(answer.err.find(word), std::string::npos) << answer.err;
    EXPECT_EQ(State(), before);
  }

  std::string Subjects(const std::string& range) const {
    return repository_.Git("log --reverse --format=%s " + range);
  }

  TestRepository repository_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_GIT_FIXTURE_H_
