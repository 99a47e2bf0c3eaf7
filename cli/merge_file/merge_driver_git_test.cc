// patchgraph as git's merge driver and mergetool, run by git itself.

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Program() {
  return std::filesystem::absolute("cli/patchgraph").string();
}

std::string Count(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) absl::StrAppend(&text, i, "\n");
  return text;
}

// A repository whose git asks patchgraph, or not.
class Asking : public TestRepository {
 public:
  Asking() {
    Git("config user.name 'C O Mitter'");
    Git("config user.email c@example.com");
    Git("config advice.mergeConflict false");
  }

  // In the state of another one.
  void Copy(const Asking& other) const {
    Run(absl::StrCat("rm -rf .git && cp -a '", other.path(), "/.' ."));
  }

  std::string Install(const std::string& arguments = "") const {
    return Run(absl::StrCat("GIT_CONFIG_GLOBAL=/dev/null '", Program(),
                            "' install-merge-driver ", arguments));
  }

  // The driver reports to a file outside of the worktree.
  void ReportTo(const std::string& name) const {
    const std::string driver = Git("config merge.patchgraph.driver");
    const size_t at = driver.find(" --driver");
    Write("driver", driver.substr(0, at) + " --report='" + name + "'" +
                        driver.substr(at));
    Git("config merge.patchgraph.driver \"$(cat driver)\"");
    Run("rm driver");
  }

  // As a person meets it: what it prints, then its exit status.
  std::string Try(const std::string& arguments) const {
    return Git(absl::StrCat(arguments, " 2>&1; echo \"status $?\""));
  }

  std::string State() const {
    return Run("git status --porcelain; git ls-files -s; cat f g");
  }
};

// Two histories of two files, always the same for a seed.
void MakeHistories(unsigned seed, Asking* where) {
  TextGenerator generator(seed);
  generator.Restock();
  const TextGenerator::Text f = generator.NewText();
  const TextGenerator::Text g = generator.NewText();
  const auto write = [&](const TextGenerator::Text& f_lines,
                         const TextGenerator::Text& g_lines,
                         const std::string& message) {
    where->Write("f", generator.Join(f_lines));
    where->Write("g", generator.Join(g_lines));
    where->Commit(message);
  };
  write(f, g, "base");
  where->Git("branch topic");
  for (const std::string branch : {"main", "topic"}) {
    where->Git("checkout -q " + branch);
    TextGenerator::Text new_f = f;
    TextGenerator::Text new_g = g;
    for (int i = 1; i <= 3; ++i) {
      new_f = generator.Edited(new_f, 2);
      if (i != 2) new_g = generator.Edited(new_g, 1);
      write(new_f, new_g, absl::StrCat(branch, ": it is change ", i));
    }
  }
  where->Git("checkout -q main");
}

struct Operation {
  std::vector<std::string> before;
  std::string command;
};

std::vector<Operation> Operations() {
  return {
      {{}, "merge --no-edit topic"},
      {{"branch -q other topic"}, "merge --no-edit other"},
      {{}, "merge --no-edit -Xours topic"},
      {{}, "merge --no-edit -X theirs topic"},
      {{}, "cherry-pick --strategy-option=theirs topic"},
      {{}, "cherry-pick topic"},
      {{}, "cherry-pick -x topic~1"},
      {{}, "cherry-pick main..topic"},
      {{}, "revert --no-edit HEAD~2"},
      {{}, "rebase topic"},
      {{}, "rebase --apply topic"},
      {{"checkout -q topic", "checkout -q main -- f", "stash -q"}, "stash pop"},
  };
}

TEST(MergeDriver, WithoutResolversIsGit) {
  const auto seed = static_cast<unsigned>(TestSeed(20060403));
  std::cout << "PATCHGRAPH_SEED=" << seed << "\n";
  int conflicts = 0;
  for (unsigned round = 0; round < 3; ++round) {
    Asking histories;
    MakeHistories(seed + round, &histories);
    for (const Operation& operation : Operations()) {
      for (const std::string style : {"merge", "diff3", "zdiff3"}) {
        if (style != "merge" && round != 0) continue;
        SCOPED_TRACE(absl::StrCat(operation.command, ", ", style));
        std::vector<std::string> states;
        for (const bool asks : {false, true}) {
          const Asking repository;
          repository.Copy(histories);
          repository.Git("config merge.conflictStyle " + style);
          if (asks) repository.Install("--auto off");
          for (const std::string& command : operation.before) {
            repository.Git(command);
          }
          const std::string said = repository.Try(operation.command);
          if (said.find("CONFLICT") != std::string::npos) ++conflicts;
          states.push_back(absl::StrCat(said.substr(said.rfind("status")), "\n",
                                        repository.State()));
        }
        EXPECT_EQ(states[1], states[0]);
      }
    }
  }
  EXPECT_GT(conflicts, 20);
}

// One file, changed on the same line on both sides.
class MergeDriverTest : public testing::Test {
 protected:
  void Make(Asking* repository) {
    repository->Write("f", Count(1, 20));
    repository->Write("g", "g\n");
    repository->Commit("base");
    repository->Git("branch topic");
    repository->Write("f", Count(1, 4) + "five\n" + Count(6, 20));
    ours_ = repository->Commit("main: five");
    repository->Git("checkout -q topic");
    repository->Write("f", Count(1, 4) + "FIVE\n" + Count(6, 20));
    repository->Commit("topic: five");
    repository->Write("f", Count(1, 4) + "Five\n" + Count(6, 20));
    theirs_ = repository->Commit("topic: five again");
    repository->Git("checkout -q main");
  }

  std::string Report(const TestFolder& folder) const {
    return folder.Run("cat report 2>/dev/null || true");
  }

  std::string ours_;
  std::string theirs_;
};

TEST_F(MergeDriverTest, FindsTheCommitsOfEveryCommand) {
  struct Case {
    std::string command;
    bool finds;
  };
  const std::vector<Case> cases = {
      {"merge topic", true},
      {"cherry-pick topic~1", true},
      {"rebase main topic", true},
      {"cherry-pick main..topic", true},
      {"rebase --apply main topic", true},
      // Without, on purpose: a revert, and what was made on other changes.
      {"cherry-pick topic", false},
      {"revert --no-edit topic", false},
  };
  for (const Case& operation : cases) {
    SCOPED_TRACE(operation.command);
    Asking repository;
    TestFolder folder;
    Make(&repository);
    repository.Install();
    repository.ReportTo(folder.At("report"));
    repository.Try(operation.command);
    const std::string report = Report(folder);
    EXPECT_THAT(report, HasSubstr("\"path\": \"f\""));
    if (operation.finds) {
      EXPECT_THAT(report, HasSubstr("\"subject\": \"main: five\""));
      EXPECT_THAT(report, HasSubstr("\"subject\": \"topic: five"));
    } else {
      EXPECT_THAT(report, Not(HasSubstr("\"subject\"")));
    }
  }
}

TEST_F(MergeDriverTest, APickIsOneCommitAlone) {
  Asking repository;
  TestFolder folder;
  Make(&repository);
  repository.Install();
  repository.ReportTo(folder.At("report"));
  repository.Try("cherry-pick topic~1");
  EXPECT_THAT(Report(folder), HasSubstr("\"subject\": \"topic: five\""));
  EXPECT_THAT(Report(folder), Not(HasSubstr("five again")));
  repository.Git("cherry-pick --abort");
  repository.Try("merge topic");
  EXPECT_THAT(Report(folder), HasSubstr("\"subject\": \"topic: five again\""));
  EXPECT_THAT(Report(folder), HasSubstr("\"subject\": \"topic: five\""));
}

TEST_F(MergeDriverTest, OldRefsAreNotBelieved) {
  Asking repository;
  TestFolder folder;
  Make(&repository);
  repository.Install();
  repository.ReportTo(folder.At("report"));
  // A commit of nothing that is merged here.
  repository.Git("update-ref CHERRY_PICK_HEAD main~1");
  repository.Git("update-ref REBASE_HEAD main");
  repository.Git("checkout -q topic~1");
  repository.Write("f", Count(1, 4) + "V\n" + Count(6, 20));
  repository.Git("stash -q");
  repository.Git("checkout -q topic");
  repository.Try("stash pop");
  EXPECT_THAT(Report(folder), HasSubstr("\"path\": \"f\""));
  EXPECT_THAT(Report(folder), Not(HasSubstr("main: five")));
}

TEST_F(MergeDriverTest, TakesProposalsWhereItIsToldTo) {
  Asking repository;
  Make(&repository);
  repository.Install("--auto propose");
  EXPECT_THAT(repository.Try("merge --no-edit topic"), HasSubstr("status 0"));
  EXPECT_THAT(repository.Run("cat f"), Not(HasSubstr("<<<<")));
  EXPECT_THAT(repository.Git("status --porcelain"), testing::IsEmpty());
}

TEST_F(MergeDriverTest, MarkersAreAsLongAsTheAttributeSays) {
  Asking repository;
  Make(&repository);
  repository.Write(".gitattributes", "f conflict-marker-size=11\n");
  repository.Install("--auto=off");
  repository.Try("merge topic");
  EXPECT_THAT(repository.Run("cat f"),
              HasSubstr("\n<<<<<<<<<<< HEAD\nfive\n===========\nFive\n"
                        ">>>>>>>>>>> topic\n"));
}

TEST_F(MergeDriverTest, GitsOwnMergeRemainsWherePatchgraphIsGone) {
  Asking repository;
  Make(&repository);
  repository.Install("--program /nowhere/patchgraph");
  EXPECT_THAT(repository.Try("merge topic"), HasSubstr("status 1"));
  EXPECT_THAT(repository.Run("cat f"),
              HasSubstr("<<<<<<< ours\nfive\n=======\nFive\n>>>>>>> theirs"));
  EXPECT_EQ(repository.Git("ls-files -u | wc -l"), "3");
}

TEST_F(MergeDriverTest, BinaryFilesAreLeftAsGitLeavesThem) {
  std::vector<std::string> states;
  for (const bool asks : {false, true}) {
    Asking repository;
    const auto write = [&repository](const std::string& bytes) {
      repository.Write("f", bytes + std::string(1, '\0'));
      repository.Write("g", "g\n");
      repository.Commit(bytes);
    };
    write("base");
    repository.Git("branch topic");
    write("main");
    repository.Git("checkout -q topic");
    write("topic");
    repository.Git("checkout -q main");
    if (asks) repository.Install();
    EXPECT_THAT(repository.Try("merge topic"), HasSubstr("status 1"));
    states.push_back(repository.State());
    repository.Git("merge --abort");
    EXPECT_THAT(repository.Try("merge -Xtheirs topic"), HasSubstr("status 0"));
    states.back() += repository.State();
  }
  EXPECT_EQ(states[1], states[0]);
}

// git asks for the side again after it stopped.
TEST_F(MergeDriverTest, AFavouredSideIsRememberedWhereGitGoesOn) {
  for (const std::string command :
       {"rebase -Xtheirs main", "cherry-pick -Xtheirs main..topic"}) {
    SCOPED_TRACE(command);
    Asking repository;
    repository.Write("f", "one\n");
    repository.Write("g", "old\n");
    repository.Commit("base");
    repository.Git("checkout -q -b topic");
    repository.Git("rm -q g");
    repository.Commit("no g");
    repository.Write("f", "Five\n");
    repository.Commit("Five");
    repository.Git("checkout -q main");
    repository.Write("f", "five\n");
    repository.Write("g", "new\n");
    repository.Commit("main");
    repository.Install();
    const bool is_rebase = command.find("rebase") == 0;
    if (is_rebase) repository.Git("checkout -q topic");
    EXPECT_THAT(repository.Try(command), HasSubstr("status 1"));
    repository.Git("rm -q g");
    EXPECT_THAT(repository.Try(absl::StrCat(
                    "-c core.editor=true ",
                    is_rebase ? "rebase" : "cherry-pick", " --continue")),
                HasSubstr("status 0"));
    EXPECT_EQ(repository.Run("cat f"), "Five\n");
  }
}

TEST_F(MergeDriverTest, AMessageFavoursNoSide) {
  Asking repository;
  Make(&repository);
  repository.Install("--auto off");
  EXPECT_THAT(repository.Try("merge -m -Xours topic"), HasSubstr("status 1"));
}

TEST_F(MergeDriverTest, GitsMergetoolAsksForEachConflict) {
  for (const std::string key : {"1", "s"}) {
    SCOPED_TRACE(key);
    Asking repository;
    Make(&repository);
    repository.Try("merge topic");
    repository.Install();
    repository.Git("config mergetool.keepBackup false");
    const std::string before = repository.Run("cat f");
    repository.Write("keys", absl::StrCat(key, "\n", key, "\n"));
    const std::string said =
        repository.Try("mergetool --no-prompt --tool=patchgraph f < keys");
    EXPECT_THAT(said, HasSubstr("f:5: 1 conflict is left"));
    if (key == "1") {
      EXPECT_THAT(said, HasSubstr("status 0"));
      EXPECT_EQ(repository.Git("ls-files -u"), "");
      EXPECT_THAT(repository.Run("cat f"), Not(HasSubstr("<<<<")));
    } else {
      EXPECT_THAT(said, HasSubstr("status 1"));
      EXPECT_EQ(repository.Run("cat f"), before);
    }
  }
}

TEST(InstallMergeDriver, SaysWhatItWroteAndTakesItOutAgain) {
  Asking repository;
  repository.Write(".git/info/attributes", "*.png binary\n");
  const std::string files =
      "cat .git/config .git/info/attributes; git check-attr merge a.c a.png";
  const std::string before = repository.Run(files);
  const std::string said = repository.Install("--attributes '*.c *.h'");
  EXPECT_THAT(said, HasSubstr(".git/config:\n"));
  EXPECT_THAT(said, HasSubstr("\n  merge.patchgraph.driver = "));
  EXPECT_THAT(said, HasSubstr(".git/info/attributes:\n  *.c merge=patchgraph"));
  EXPECT_THAT(said, HasSubstr("install-merge-driver --uninstall"));
  const std::string after = repository.Run(files);
  EXPECT_THAT(after, HasSubstr("a.c: merge: patchgraph"));
  EXPECT_THAT(after, HasSubstr("a.png: merge: unset"));
  EXPECT_EQ(repository.Install("--attributes '*.c *.h'"), said);
  EXPECT_EQ(repository.Run(files), after);
  // All files: no attribute is needed, so that binary ones stay binary.
  EXPECT_THAT(repository.Install(), HasSubstr("merge.default = patchgraph"));
  EXPECT_THAT(repository.Run(files), HasSubstr("a.c: merge: unspecified"));
  repository.Install("--uninstall");
  EXPECT_EQ(repository.Run(files + "| grep -v '^.merge.$'"), before);
  EXPECT_THAT(repository.Install("--uninstall"), HasSubstr("nothing to take"));
}

TEST(InstallMergeDriver, LeavesAnothersDriverAlone) {
  const Asking repository;
  repository.Git("config merge.default union");
  EXPECT_THAT(repository.Install("2>&1; echo status $?"),
              HasSubstr("merge.default is union already"));
  EXPECT_EQ(repository.Git("config merge.default"), "union");
  EXPECT_THAT(repository.Install("--attributes Kconfig"),
              HasSubstr("Kconfig merge=patchgraph"));
}

TEST(InstallMergeDriver, IsForAllRepositoriesOfAUserToo) {
  const Asking repository;
  const std::string own = absl::StrCat(
      "HOME='", repository.path(), "' XDG_CONFIG_HOME='", repository.path(),
      "/config' '", Program(), "' install-merge-driver --global ");
  const std::string settings = absl::StrCat(
      "HOME='", repository.path(), "' XDG_CONFIG_HOME='", repository.path(),
      "/config' git config --global merge.default || true");
  EXPECT_THAT(repository.Run(own + "--attributes '*.c'"),
              HasSubstr("/config/git/attributes:\n  *.c merge=patchgraph"));
  EXPECT_EQ(repository.Run("cat config/git/attributes | wc -l"), "3\n");
  repository.Run(own);
  EXPECT_EQ(repository.Run(settings), "patchgraph\n");
  repository.Run(own + "--uninstall");
  EXPECT_EQ(repository.Run(settings), "");
}

}  // namespace
}  // namespace patchgraph
