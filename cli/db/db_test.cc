#include "cli/db/db.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/db/db_report.pb.h"
#include "cli/db_place.h"
#include "cli/streams.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "patchdb/baseline_store.h"
#include "patchdb/patchdb_fixture.h"
#include "patchdb/resolution_store.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;

const RunQuestion kXen = {"xen", {"xen"}, "v2.6.17"};

class DbCommandTest : public PatchdbTest {
 protected:
  void SetUp() override {
    PatchdbTest::SetUp();
    unsetenv("PATCHGRAPH_DB");
    streams_.directory = git_.path();
  }

  int Run(const std::vector<std::string>& arguments) {
    out_.str("");
    err_.str("");
    return RunDb(arguments, streams_);
  }

  // `action` on the database of this test.
  int RunHere(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--db", place_});
    return Run(arguments);
  }

  void Fill() {
    RunStore store = Store();
    for (int i = 1; i <= 3; ++i) {
      ASSERT_TRUE(store.Save(kXen, absl::StrCat(i), ReportOf(i)).ok());
    }
    ASSERT_TRUE(BaselineStore(OpenToWrite(place_))
                    .Save({"monday", "v2.6.17", {}})
                    .ok());
  }

  void Resolve() {
    Resolution timer;
    timer.conflict.base = "wait(1);\n";
    timer.conflict.ours = "wait(2);\n";
    timer.conflict.theirs = "pause(1);\n";
    timer.result = "pause(2);\n";
    timer.path = "kernel/timer.c";
    timer.who = "A U Thor <author@example.com>";
    timer.when = 1144051200;
    auto store =
        ResolutionStore::OpenOrMake(git_.At(".git/patchgraph/resolutions.db"));
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE(store->Add({timer}).ok());
  }

  TestRepository git_;
  std::stringstream out_;
  std::stringstream err_;
  CliStreams streams_{out_, err_};
};

TEST_P(DbCommandTest, InfoSaysWhatIsWhere) {
  ASSERT_EQ(RunHere({"info"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("nothing is kept yet"));
  Fill();
  Resolve();
  ASSERT_EQ(RunHere({"info"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr(Shown()));
  EXPECT_THAT(out_.str(),
              HasSubstr("1 baseline, 3 runs, 1 question, 3 reports, 6 "
                        "figures and 6 findings"));
  EXPECT_THAT(out_.str(), HasSubstr("1 resolution;"));
  ASSERT_EQ(RunHere({"info", "--json"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("\"state\": \"read\""));
  EXPECT_THAT(out_.str(), HasSubstr("\"version\": "));
}

TEST_P(DbCommandTest, InfoListsTheRunsOnRequest) {
  Fill();
  ASSERT_EQ(RunHere({"info", "--json"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("\"runs\": []"));
  ASSERT_EQ(RunHere({"info", "-v", "--json"}), 0) << err_.str();
  DbReport report;
  ASSERT_TRUE(
      google::protobuf::util::JsonStringToMessage(out_.str(), &report).ok());
  ASSERT_EQ(report.stores(0).runs_size(), 3);
  const DbRun& last = report.stores(0).runs(2);
  EXPECT_TRUE(last.report());
  ASSERT_EQ(RunHere({"info", "-v"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr(last.id().substr(0, 12)));
  ASSERT_EQ(RunHere({"gc", "--keep", "1"}), 0) << err_.str();
  ASSERT_EQ(RunHere({"info", "-v"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("(its figures alone)"));
}

TEST_P(DbCommandTest, VerifyFindsWhatIsNotSound) {
  Fill();
  ASSERT_EQ(RunHere({"verify"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("runs and baselines: sound"));
  Tamper("UPDATE report SET checksum = 'x'");
  EXPECT_EQ(RunHere({"verify"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("runs and baselines: unsound"));
  EXPECT_THAT(out_.str(), HasSubstr("not what was kept"));
}

TEST_P(DbCommandTest, GcSaysWhatItWouldDoAndDoesIt) {
  Fill();
  ASSERT_EQ(RunHere({"gc", "--keep", "1", "--dry-run"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("would let go of 2 reports ("));
  ASSERT_EQ(RunHere({"gc", "--keep", "1"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("let go of 2 reports ("));
  EXPECT_THAT(out_.str(), HasSubstr("3 findings) and 0 runs"));
  ASSERT_EQ(RunHere({"verify"}), 0) << out_.str();
  ASSERT_EQ(RunHere({"gc", "--older-than", "30"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("let go of 0 reports")) << "all are new";
}

TEST_P(DbCommandTest, ExportAndImportCarryEverything) {
  Fill();
  Resolve();
  ASSERT_EQ(RunHere({"export", "all.jsonl"}), 0) << err_.str();
  const std::string other = NewPlace();
  ASSERT_EQ(Run({"import", "all.jsonl", "--db", other}), 0) << err_.str();
  EXPECT_THAT(out_.str(),
              HasSubstr("imported 3 runs and 1 baseline; 0 known already"));
  EXPECT_THAT(out_.str(), HasSubstr("imported 0 resolutions; 1 known already"));
  ASSERT_EQ(Run({"export", "--db", other}), 0) << err_.str();
  std::ifstream file(git_.At("all.jsonl"));
  std::ostringstream written;
  written << file.rdbuf();
  EXPECT_EQ(out_.str(), written.str());
  ASSERT_EQ(Run({"import", "all.jsonl", "--db", other}), 0) << err_.str();
  EXPECT_THAT(out_.str(),
              HasSubstr("imported 0 runs and 0 baselines; 4 known already"));
}

TEST_P(DbCommandTest, ImportSaysTheLineThatIsWrong) {
  git_.Write("diary", "Dear diary, today I merged a kernel.\n");
  EXPECT_EQ(RunHere({"import", "diary"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("diary: line 1: this is no file"));
  EXPECT_EQ(RunHere({"import", "nowhere"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("there is no file nowhere"));
  git_.Write("empty", "");
  EXPECT_EQ(RunHere({"import", "empty"}), 2);
}

TEST_P(DbCommandTest, MigratesToAnotherPlace) {
  EXPECT_EQ(RunHere({"migrate"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("nothing is kept in"));
  Fill();
  ASSERT_EQ(RunHere({"migrate"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("has tables of version 2"));
  const std::string other = NewPlace();
  ASSERT_EQ(RunHere({"migrate", "--to", other}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("copied 3 runs and 1 baseline"));
  ASSERT_EQ(RunHere({"migrate", "--to", other}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("copied 0 runs and 0 baselines; 4 known"));
  ASSERT_EQ(Run({"verify", "--db", other}), 0) << out_.str();
}

TEST_P(DbCommandTest, ANewerDatabaseIsRefusedAndLeftAsItIs) {
  Fill();
  Tamper(IsPostgres() ? "UPDATE schema_version SET version = 99"
                      : "PRAGMA user_version = 99");
  EXPECT_EQ(RunHere({"info"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("written by a newer patchgraph"));
  for (const char* action : {"gc", "export", "migrate"}) {
    EXPECT_EQ(RunHere({action}), 2) << action;
    EXPECT_THAT(err_.str(), HasSubstr("it is left as it is")) << action;
  }
}

TEST_P(DbCommandTest, WrongUsage) {
  EXPECT_EQ(Run({}), 2);
  EXPECT_EQ(Run({"inof"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("info"));
  EXPECT_EQ(RunHere({"gc", "--keep", "0"}), 2);
  EXPECT_EQ(Run({"--help"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("usage: patchgraph db ACTION"));
}

INSTANTIATE_TEST_SUITE_P(Places, DbCommandTest,
                         testing::Values("sqlite", "postgres"), PlaceName);

// What only a file can be.
class DbFileTest : public DbCommandTest {};

TEST_P(DbFileTest, ADamagedFileIsRefusedAndLeftAsItIs) {
  Fill();
  std::ostringstream bytes;
  bytes << std::ifstream(place_, std::ios::binary).rdbuf();
  std::string damaged = bytes.str();
  ASSERT_GT(damaged.size(), 16384u);
  std::fill(damaged.begin() + 4096, damaged.end(), '\x5A');
  std::ofstream(place_, std::ios::binary) << damaged;
  EXPECT_EQ(RunHere({"verify"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("cannot be used"));
  EXPECT_THAT(out_.str(), HasSubstr("is damaged"));
  EXPECT_EQ(RunHere({"export"}), 2);
  EXPECT_EQ(out_.str(), "");
  std::ostringstream after;
  after << std::ifstream(place_, std::ios::binary).rdbuf();
  EXPECT_EQ(after.str(), damaged);
}

// A cache is no reason to worry.
TEST_P(DbFileTest, ADamagedCacheIsMadeAnew) {
  Fill();
  git_.Write(".git/patchgraph/graphs.db", "Dear diary,");
  EXPECT_EQ(RunHere({"verify"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("it is made anew when it is needed"));
  ASSERT_EQ(RunHere({"gc", "--graphs"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("let go of all kept graphs"));
  EXPECT_FALSE(std::filesystem::exists(git_.At(".git/patchgraph/graphs.db")));
}

TEST_P(DbFileTest, DamagedResolutionsAreNotSound) {
  Fill();
  Resolve();
  ASSERT_EQ(RunHere({"verify"}), 0) << out_.str();
  EXPECT_THAT(out_.str(), HasSubstr("resolutions: sound"));
  git_.Write(".git/patchgraph/resolutions.db", "Dear diary,");
  EXPECT_EQ(RunHere({"verify"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("resolutions: cannot be used"));
}

// The first of these that there is says where.
TEST_P(DbFileTest, ThePlace) {
  std::stringstream out;
  CliStreams streams{out, out};
  streams.directory = "/srv";
  DbPlaceHints hints;
  const auto place = [&] { return *DbPlace(hints, streams); };
  setenv("HOME", "/home/ada", 1);
  unsetenv("XDG_STATE_HOME");
  EXPECT_EQ(place(), "/home/ada/.local/state/patchgraph/patchgraph.db");
  setenv("XDG_STATE_HOME", "/state", 1);
  EXPECT_EQ(place(), "/state/patchgraph/patchgraph.db");
  hints.project_folder = "/srv/kernel";
  EXPECT_EQ(place(), "/srv/kernel/.patchgraph/patchgraph.db");
  hints.git_folder = "/srv/kernel/.git/";
  EXPECT_EQ(place(), "/srv/kernel/.git/patchgraph/patchgraph.db");
  hints.project_db = "team.db";
  EXPECT_EQ(place(), "/srv/kernel/team.db");
  hints.project_db = "postgresql://db.example.org/kernel";
  EXPECT_EQ(place(), "postgresql://db.example.org/kernel");
  setenv("PATCHGRAPH_DB", "env.db", 1);
  EXPECT_EQ(place(), "/srv/env.db");
  hints.given = "given.db";
  EXPECT_EQ(place(), "/srv/given.db");
  unsetenv("PATCHGRAPH_DB");
  unsetenv("XDG_STATE_HOME");
  unsetenv("HOME");
  EXPECT_TRUE(absl::IsInvalidArgument(DbPlace({}, streams).status()));
}

INSTANTIATE_TEST_SUITE_P(Places, DbFileTest, testing::Values("sqlite"),
                         PlaceName);

}  // namespace
}  // namespace patchgraph
