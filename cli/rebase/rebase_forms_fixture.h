// A repository with a base and a target, and rebases of what is no branch in
// it: for the tests of rebase_forms.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_FORMS_FIXTURE_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_FORMS_FIXTURE_H_

#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/rebase/rebase_forms.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {

inline std::string Lines(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) absl::StrAppend(&text, "line ", i, "\n");
  return text;
}

inline std::string Replaced(std::string text, const std::string& from,
                            const std::string& to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

class RebaseFormsTest : public testing::Test {
 protected:
  // Base and target of all tests: in v2 a line is new at the beginning of
  // "file" and line 30 is another one.
  RebaseFormsTest() {
    git_.Write("file", Lines(1, 60));
    git_.Write("other", Lines(1, 10));
    git_.Write("script", "echo\n");
    git_.Commit("v1");
    git_.Git("tag v1");
    git_.Write("file", "line 0\n" + Replaced(Lines(1, 60), "line 30\n",
                                             "line thirty\n"));
    git_.Commit("v2");
    git_.Git("tag v2");
    git_.Git("checkout -q -b work v1");
    git_.Git("config user.name 'C Ommitter'");
    git_.Git("config user.email c@example.com");
  }

  int Rebase(const std::string& words) {
    RebaseArguments parsed;
    out_.str("");
    err_.str("");
    CliStreams streams{out_, err_};
    streams.directory = git_.path();
    std::vector<std::string> arguments =
        absl::StrSplit(words, ' ', absl::SkipEmpty());
    const auto status = ParseRebaseArguments(arguments, streams, &parsed);
    return status.has_value() ? *status : RunRebaseForms(parsed, streams);
  }

  void Edit(const std::string& path, const std::string& from,
            const std::string& to) {
    git_.Write(path, Replaced(git_.Run("cat '" + path + "'"), from, to));
  }

  // Three commits: a line of "file", line 29 (whose context is other in v2),
  // and one that v2 has already.
  void CommitThree() {
    Edit("file", "line 50\n", "line fifty\n");
    git_.Commit("fifty");
    Edit("file", "line 28\n", "line 28\nline 28.5\n");
    git_.Commit("more lines");
    Edit("file", "line 30\n", "line thirty\n");
    git_.Commit("thirty");
  }

  std::string TreeOf(const std::string& revision) {
    return git_.Git("rev-parse " + revision + "^{tree}");
  }

  // The tree that the patches of a quilt folder make of `base`, by patch(1)
  // without fuzz.
  std::string TreeOfPatches(const std::string& folder,
                            const std::string& base) {
    git_.Git("worktree add -q --detach -f tmp-tree " + base);
    git_.Run("cd tmp-tree && sed 's/#.*//' " + folder +
             "/series | while read name level; do "
             "test -n \"$name\" || continue; patch -s -F0 -E "
             "--no-backup-if-mismatch ${level:--p1} < " +
             folder + "/$name || exit 1; done");
    const std::string tree =
        git_.Run("cd tmp-tree && git add -A . && git write-tree");
    git_.Git("worktree remove --force tmp-tree");
    return std::string(absl::StripSuffix(tree, "\n"));
  }

  TestRepository git_;
  std::stringstream out_;
  std::stringstream err_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_FORMS_FIXTURE_H_
