#include "cli/resolutions/resolutions.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "engine/report/rebase/resolution_report.h"
#include "engine/resolutions/learn_resolutions.h"
#include "engine/resolutions/resolution.h"
#include "engine/resolutions/reuse_resolutions.h"
#include "engine/text/merge.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "patchdb/resolution_store.h"
#include "patchdb/resolution_text.h"
#include "patchdb/resolution_tree.h"

namespace patchgraph {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

std::string Around(const std::string& middle) {
  return absl::StrCat("one\ntwo\nthree\n", middle, "four\nfive\nsix\n");
}

// Of a conflict about "wait(NUMBER);".
Resolution Wait(int number, const std::string& resolved) {
  const LearnedResolutions learned =
      LearnFromText(Merge(Around(absl::StrCat("wait(", number, ");\n")),
                          Around("ours();\n"), Around("theirs();\n")),
                    Around(resolved), "kernel/timer.c",
                    {"A U Thor <author@example.com>", 1144051200 + number, "",
                     absl::StrCat("timer: ", number)});
  EXPECT_THAT(learned.learned, SizeIs(1));
  return learned.learned.front();
}

std::string ShortOf(const Resolution& resolution) {
  return IdOf(resolution).substr(0, kShortResolutionId);
}

// One person's repository, and the command run in it.
class Person {
 public:
  // A new repository, or a clone of another one.
  Person() { Configure(); }
  explicit Person(const TestFolder& origin) {
    git_.Git(absl::StrCat("remote add origin '", origin.path(), "'"));
    Configure();
  }

  TestRepository& git() { return git_; }
  std::string Database() const { return ResolutionsFileIn(git_.At(".git/")); }

  void Keep(const std::vector<Resolution>& resolutions) {
    auto store = ResolutionStore::OpenOrMake(Database());
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE(store->Add(resolutions).ok());
  }

  std::vector<Resolution> Known() const {
    const auto store = ResolutionStore::Open(Database());
    if (!store.ok()) return {};
    return store->All().value();
  }

  // The command's standard output; what it says beside is in `error`.
  std::string Run(const std::vector<std::string>& arguments, int status = 0,
                  int width = 80) {
    std::ostringstream out;
    std::ostringstream err;
    CliStreams streams{out, err};
    streams.directory = git_.path();
    streams.width = width;
    EXPECT_EQ(RunResolutions(arguments, streams), status) << err.str();
    error_ = err.str();
    return out.str();
  }
  const std::string& error() const { return error_; }

 private:
  void Configure() {
    git_.Git("config user.name 'A U Thor'");
    git_.Git("config user.email author@example.com");
    git_.Git("commit -q --allow-empty -m root");
  }

  TestRepository git_;
  std::string error_;
};

TEST(Resolutions, ListsWhatIsRemembered) {
  Person person;
  EXPECT_EQ(person.Run({"list"}), "");
  EXPECT_EQ(person.error(), "patchgraph: no resolutions are remembered\n");
  Resolution other = Wait(2, "b();\n");
  other.path = "mm/slab.c";
  person.Keep({Wait(1, "a();\n"), other});
  EXPECT_EQ(
      person.Run({"list"}),
      absl::StrCat(ShortOf(Wait(1, "a();\n")),
                   "  2006-04-03  kernel/timer.c  timer: 1 (A U Thor)\n",
                   ShortOf(other),
                   "  2006-04-03  mm/slab.c       timer: 2 (A U Thor)\n"));
  EXPECT_THAT(person.Run({"list", "--path", "mm/slab.c"}),
              Not(HasSubstr("kernel")));
}

TEST(Resolutions, ShowsTheSidesAndTheResult) {
  Person person;
  const Resolution resolution = Wait(1, "both();\n");
  person.Keep({resolution, Wait(2, "x();\n")});
  EXPECT_EQ(person.Run({"show", ShortOf(resolution)}),
            absl::StrCat("id       ", IdOf(resolution),
                         "\npath     kernel/timer.c\n"
                         "by       A U Thor <author@example.com>\n"
                         "date     2006-04-03\n"
                         "patch    timer: 1\n"
                         "\n"
                         "  base\n"
                         "    one\n    two\n    three\n"
                         "  - wait(1);\n"
                         "    four\n    five\n    six\n"
                         "  ours\n"
                         "    one\n    two\n    three\n"
                         "  + ours();\n"
                         "    four\n    five\n    six\n"
                         "  theirs\n"
                         "    one\n    two\n    three\n"
                         "  + theirs();\n"
                         "    four\n    five\n    six\n"
                         "  resolved\n"
                         "    one\n    two\n    three\n"
                         "  + both();\n"
                         "    four\n    five\n    six\n"));
  EXPECT_THAT(person.Run({"show", ShortOf(resolution)}, 0, 160),
              HasSubstr("- wait(1);"));
  person.Run({"show", "0123456789ab"}, 2);
  EXPECT_THAT(person.error(), HasSubstr("no resolution 0123456789ab"));
  person.Run({"show", ""}, 2);
}

TEST(Resolutions, SpeaksJson) {
  Person person;
  Resolution odd = Wait(1, "\xff\n");
  odd.path = "\xff.c";
  person.Keep({odd});
  EXPECT_EQ(
      person.Run({"list", "--json"}),
      absl::StrCat("{\n  \"resolutions\": [\n    {\n      \"id\": \"",
                   IdOf(odd), "\",\n      \"key\": \"", KeyOf(odd.conflict),
                   "\",\n"
                   "      \"scope\": \"region\",\n"
                   "      \"path\": \"\xEF\xBF\xBD.c\",\n"
                   "      \"who\": \"A U Thor <author@example.com>\",\n"
                   "      \"when\": \"2006-04-03T08:00:01Z\",\n"
                   "      \"commit\": \"\",\n"
                   "      \"patch\": \"timer: 1\",\n"
                   "      \"becomes\": \"\"\n    }\n  ]\n}\n"));
  EXPECT_THAT(person.Run({"show", "--json", ShortOf(odd)}),
              HasSubstr("\"base\": \"wait(1);\\n\""));
  EXPECT_EQ(person.Run({"list", "--json", "--path", "x"}),
            "{\n  \"resolutions\": []\n}\n");
}

TEST(Resolutions, ApplyPutsOneIntoAFile) {
  Person person;
  const Resolution wait = Wait(1, "both();\n");
  person.Keep({wait});
  person.git().Write("f", Around("<<<<<<< HEAD\nours();\n||||||| parent of x\n"
                                 "wait(1);\n=======\ntheirs();\n"
                                 ">>>>>>> x\n"));
  person.git().Run("chmod 755 f && ln -s f link");
  person.Run({"apply", ShortOf(wait), "link"}, 2);
  EXPECT_THAT(person.Run({"apply", ShortOf(wait), "f"}),
              StartsWith("f:4: Resolution from A U Thor, 2006-04-03"));
  EXPECT_EQ(person.git().Run("cat f"), Around("both();\n"));
  EXPECT_EQ(person.git().Run("stat -c %a f"), "755\n");
  EXPECT_EQ(person.git().Run("ls"), "f\nlink\n");
  person.Run({"apply", ShortOf(wait), "f"}, 2);
  EXPECT_THAT(person.error(), HasSubstr("f: it has no conflict markers"));
  person.Run({"apply", ShortOf(wait), "../none"}, 2);
  person.Run({"apply", ShortOf(wait)}, 2);
}

TEST(Resolutions, Forgets) {
  Person person;
  Resolution other = Wait(3, "c();\n");
  other.path = "mm/slab.c";
  person.Keep({Wait(1, "a();\n"), Wait(2, "b();\n"), other});
  EXPECT_EQ(person.Run({"forget", ShortOf(Wait(1, "a();\n"))}),
            "forgot 1 resolution\n");
  EXPECT_EQ(person.Run({"forget", "--path", "mm/slab.c"}),
            "forgot 1 resolution\n");
  EXPECT_THAT(person.Known(), SizeIs(1));
  person.Run({"forget"}, 2);
  person.Run({"forget", "--all", "--path", "x"}, 2);
  EXPECT_EQ(person.Run({"forget", "--all"}), "forgot 1 resolution\n");
  EXPECT_EQ(person.Run({"forget", "--all"}), "forgot 0 resolutions\n");
}

TEST(Resolutions, AFileTakesThemToSomebodyElse) {
  Person one;
  Person two;
  one.Keep({Wait(1, "a();\n"), Wait(2, "b();\n")});
  two.Keep({Wait(2, "b();\n")});
  EXPECT_EQ(one.Run({"export", "r.textproto"}), "wrote 2 resolutions\n");
  EXPECT_EQ(two.Run({"import", one.git().At("r.textproto")}),
            "imported 1 resolution; 1 known already\n");
  EXPECT_EQ(two.Run({"export", "r.textproto"}), "wrote 2 resolutions\n");
  EXPECT_EQ(one.git().Run("cat r.textproto"), two.git().Run("cat r.textproto"));
}

TEST(Resolutions, WhatComesFromElsewhereIsData) {
  Person person;
  Resolution odd = Wait(1, "\x1b[2J\x1b]0;title\x07 gone\n");
  odd.path = std::string("../../\x1b[31m\0/etc/passwd\n", 24);
  odd.who = absl::StrCat("\x1b[1mroot\xe2\x80", "\xae <x>");
  odd.patch = std::string(4000, '\x9b');
  person.git().Write(
      "r", absl::StrCat(ResolutionsAsText({odd}),
                        "resolution { scope: \"region\" ours: \"\\033[2J\" }\n",
                        "resolution { scope: \"\\033[2J\" }\n"));
  EXPECT_EQ(person.Run({"import", "r"}), "imported 2 resolutions\n");
  EXPECT_THAT(person.error(), HasSubstr("left out: resolution 3"));
  std::string shown = person.error();
  absl::StrAppend(&shown, person.Run({"list"}));
  absl::StrAppend(&shown, person.Run({"show", ShortOf(odd)}));
  absl::StrAppend(&shown, person.Run({"list", "-v"}));
  for (const char c : shown) {
    ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ') << shown;
  }
  EXPECT_THAT(shown, Not(HasSubstr(absl::StrCat("\xe2\x80", "\xae"))));
  // The path is only a name: nothing is written there.
  EXPECT_FALSE(std::filesystem::exists(person.git().At("etc")));

  person.git().Write("no", std::string("\0\0\0", 3));
  person.Run({"import", "no"}, 2);
  EXPECT_THAT(person.error(), HasSubstr("no: line 1"));
  person.Run({"import", "missing"}, 2);
  person.Run({"import", "."}, 2);
}

TEST(Resolutions, ReadsTheCacheOfRerere) {
  Person person;
  TestRepository& git = person.git();
  git.Git("config rerere.enabled true");
  const auto commit = [&git](const std::string& branch,
                             const std::string& line) {
    git.Git("checkout -q -B " + branch);
    git.Write("f", Around(line));
    git.Commit(branch);
  };
  commit("base", "wait(1);\n");
  commit("ours", "ours();\n");
  git.Git("checkout -q base");
  commit("theirs", "theirs();\n");
  git.Git("merge -q ours >/dev/null 2>&1 || true");
  EXPECT_EQ(person.Run({"import", "--rr-cache"}), "imported 0 resolutions\n")
      << "not resolved yet";
  git.Write("f", Around("both();\n"));
  git.Commit("merged");

  EXPECT_THAT(
      person.Run({"import", "--rr-cache"}),
      AllOf(StartsWith("imported 1 resolution\n"), HasSubstr("keeps no base")));
  EXPECT_EQ(person.Run({"import", "--rr-cache", ".git/rr-cache"}),
            "imported 0 resolutions; 1 known already\n");
  EXPECT_THAT(person.Run({"list"}),
              AllOf(HasSubstr("(some file)"), HasSubstr("without a base")));
  const auto store = ResolutionStore::Open(person.Database());
  ReuseOptions options;
  options.mode = ReuseMode::kAuto;
  const auto reused = ReuseInText(
      Merge(Around("wait(1);\n"), Around("ours();\n"), Around("theirs();\n")),
      {"f"}, [&store](const std::string& key) { return store->Find(key); },
      options);
  EXPECT_EQ(reused->open, 1);
  ASSERT_THAT(reused->proposals, SizeIs(1));
  EXPECT_EQ(reused->proposals[0].text, "both();\n");

  person.Run({"import", "--rr-cache", "nowhere"}, 2);
  EXPECT_THAT(person.error(), HasSubstr("cannot read"));
}

TEST(Resolutions, ARefTakesThemToSomebodyElse) {
  TestFolder hub;
  hub.Run("git init -q --bare .");
  Person one(hub);
  Person two(hub);
  const std::string ref = "refs/patchgraph/resolutions";

  // The first one shares two.
  one.Keep({Wait(1, "a();\n"), Wait(2, "b();\n")});
  EXPECT_THAT(one.Run({"export", "--ref"}),
              StartsWith("added 2 resolutions to " + ref));
  EXPECT_EQ(one.Run({"export", "--ref"}), ref + " has them all\n");
  one.git().Git("push -q origin " + ref);

  // The second one has one of them and two more, and meets the first's.
  two.Keep({Wait(2, "b();\n"), Wait(3, "c();\n"), Wait(1, "other();\n")});
  EXPECT_THAT(two.Run({"export", "--ref"}), StartsWith("added 3 "));
  two.git().Git("fetch -q origin " + ref);
  EXPECT_EQ(two.Run({"import", "--ref", "FETCH_HEAD"}),
            "imported 1 resolution; 1 known already\n");
  EXPECT_EQ(two.Run({"export", "--ref"}), ref + " has them all\n");
  two.git().Git("push -q origin " + ref);

  // Meanwhile the first has a new one, too.
  one.Keep({Wait(4, "d();\n")});
  EXPECT_THAT(one.Run({"export", "--ref"}), StartsWith("added 1 "));
  one.git().Git("fetch -q origin " + ref);
  EXPECT_EQ(one.Run({"import", "--ref", "FETCH_HEAD"}),
            "imported 2 resolutions; 2 known already\n");
  one.git().Git("push -q origin " + ref);
  two.git().Git(absl::StrCat("fetch -q origin ", ref, ":", ref));
  EXPECT_EQ(two.Run({"import", "--ref"}),
            "imported 1 resolution; 4 known already\n");

  EXPECT_THAT(one.Known(), SizeIs(5));
  EXPECT_EQ(ResolutionsAsText(one.Known()), ResolutionsAsText(two.Known()));
  for (Person* person : {&one, &two}) {
    EXPECT_EQ(person->git().Git("rev-parse " + ref),
              one.git().Git("ls-remote origin " + ref).substr(0, 40));
    person->git().Git("fsck --strict --no-dangling");
  }
}

TEST(Resolutions, TheSameSetIsTheSameTree) {
  Person one;
  Person two;
  one.Keep({Wait(1, "a();\n"), Wait(2, "b();\n")});
  two.Keep({Wait(2, "b();\n")});
  two.Run({"export", "--ref"});
  two.Keep({Wait(1, "a();\n")});
  one.Run({"export", "--ref"});
  two.Run({"export", "--ref"});
  const std::string tree = "rev-parse refs/patchgraph/resolutions^{tree}";
  EXPECT_EQ(one.git().Git(tree), two.git().Git(tree));
}

TEST(Resolutions, WhatElseARefHoldsIsLeftOut) {
  Person person;
  TestRepository& git = person.git();
  const Resolution good = Wait(1, "a();\n");
  git.Write("README", "hello\n");
  git.Write("ab/cdef", "not a resolution\n");
  git.Write("ab/other", ResolutionsAsText({good}));
  git.Write("abc/x", "\n");
  git.Commit("a branch of something else");
  const std::string ref = "refs/patchgraph/resolutions";
  person.Run({"import", "--ref", "HEAD"}, 2);
  EXPECT_THAT(person.error(), HasSubstr("HEAD holds no resolutions"));
  EXPECT_THAT(person.error(),
              AllOf(HasSubstr("README: it is no folder of resolutions"),
                    HasSubstr("ab/cdef: line 1"),
                    HasSubstr("ab/other: it does not hold the resolution that "
                              "its name says")));
  EXPECT_EQ(git.Git("for-each-ref " + ref), "");

  // Where there are some, they are taken, and our ref has them alone.
  git.Write(ResolutionPath(good), ResolutionsAsText({good}));
  git.Commit("with one");
  EXPECT_EQ(person.Run({"import", "--ref", "HEAD"}), "imported 1 resolution\n");
  EXPECT_EQ(git.Git("ls-tree -r --name-only " + ref), ResolutionPath(good));
  person.Run({"import", "--ref", "no-such-ref"}, 2);
  EXPECT_THAT(person.error(), HasSubstr("no-such-ref"));
  git.Git("update-ref -d " + ref);
  person.Run({"import", "--ref"}, 2);
}

TEST(Resolutions, ALockedRefStaysAsItIs) {
  Person person;
  person.Keep({Wait(1, "a();\n")});
  person.Run({"export", "--ref"});
  const std::string ref = "refs/patchgraph/resolutions";
  const std::string before = person.git().Git("rev-parse " + ref);
  person.Keep({Wait(2, "b();\n")});
  const std::string lock = ".git/" + ref + ".lock";
  person.git().Write(lock, "");
  person.Run({"export", "--ref"}, 2);
  EXPECT_THAT(person.error(), HasSubstr(ref));
  EXPECT_EQ(person.git().Git("rev-parse " + ref), before);
  std::filesystem::remove(person.git().At(lock));
  EXPECT_THAT(person.Run({"export", "--ref"}), StartsWith("added 1 "));
  EXPECT_EQ(person.git().Git(absl::StrCat("rev-parse ", ref, "^")), before);
}

TEST(Resolutions, ADamagedDatabaseIsRefusedAndLeftAlone) {
  Person person;
  const std::string name = ".git/patchgraph/resolutions.db";
  person.git().Write("r", ResolutionsAsText({Wait(1, "a();\n")}));
  person.git().Write(name, "no database\n");
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"list"},
                                             {"show", "0123"},
                                             {"forget", "--all"},
                                             {"export", "x"},
                                             {"export", "--ref"},
                                             {"import", "r"}}) {
    EXPECT_EQ(person.Run(arguments, 2), "");
    EXPECT_THAT(person.error(), HasSubstr("is damaged"));
  }
  EXPECT_EQ(person.git().Run("cat " + name), "no database\n");
}

TEST(Resolutions, SayWhatBecameOfAConflict) {
  ProposedResolution proposal;
  proposal.line = 6;
  proposal.resolution = Wait(1, "a();\n");
  const std::string id = ShortOf(proposal.resolution);
  proposal.applied = true;
  EXPECT_EQ(ProposalLine("kernel/timer.c", proposal),
            absl::StrCat("kernel/timer.c:6: Resolution from A U Thor, "
                         "2006-04-03 (",
                         id, ")"));
  proposal.applied = false;
  proposal.doubt = "its base is not known";
  EXPECT_EQ(ProposalLine("\x1b[2J.c", proposal),
            absl::StrCat("^[[2J.c:6: could be: Resolution from A U Thor, "
                         "2006-04-03 (",
                         id, "), not applied: its base is not known"));
  EXPECT_EQ(NotLearnedLine({"f", 2, "the lines before it were edited"}),
            "f, conflict 2, is not remembered: the lines before it were "
            "edited");
  EXPECT_EQ(NotLearnedLine({"f", 0, "it is too large to keep"}),
            "f is not remembered: it is too large to keep");
}

TEST(Resolutions, SaysWhatIsWrongWithTheArguments) {
  Person person;
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"lst"},
                                             {"export"},
                                             {"export", "f", "--ref"},
                                             {"import"},
                                             {"import", "f", "--rr-cache", "d"},
                                             {"show"},
                                             {"list", "--pth", "x"}}) {
    EXPECT_EQ(person.Run(arguments, 2), "");
    EXPECT_THAT(person.error(), StartsWith("patchgraph: resolutions"));
  }
  for (const char* action :
       {"list", "show", "apply", "forget", "export", "import"}) {
    EXPECT_THAT(person.Run({action, "--help"}),
                HasSubstr(absl::StrCat("patchgraph resolutions ", action)));
  }
  EXPECT_THAT(person.Run({"--help"}), HasSubstr("ACTION"));
}

}  // namespace
}  // namespace patchgraph
