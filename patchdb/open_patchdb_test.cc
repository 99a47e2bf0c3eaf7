#include "patchdb/open_patchdb.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "patchdb/baseline_store.h"
#include "patchdb/patchdb_fixture.h"
#include "patchdb/patchdb_schema.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::Not;

class OpenPatchdbTest : public PatchdbTest {
 protected:
  void ExecuteAll(std::initializer_list<const char*> statements) {
    const auto database = OpenToWrite(place_);
    for (const char* sql : statements) {
      const absl::Status status = database->Execute(sql);
      EXPECT_TRUE(status.ok()) << status;
    }
  }
};

TEST_P(OpenPatchdbTest, TablesOfAnOlderPatchgraphAreBroughtUpToDate) {
  ASSERT_TRUE(
      BaselineStore(OpenToWrite(place_)).Save({"monday", "v2.6.17", {}}).ok());
  ExecuteAll({"DROP TABLE report", "DROP TABLE finding", "DROP TABLE figure",
              "DROP TABLE run",
              IsPostgres() ? "UPDATE schema_version SET version = 1"
                           : "PRAGMA user_version = 1"});
  const auto database = OpenPatchdb(place_);
  ASSERT_TRUE(database.ok()) << database.status();
  EXPECT_EQ(*(*database)->Version(), kPatchdbVersion);
  EXPECT_TRUE(BaselineStore(*database).Load("monday").ok());
  const auto saved =
      RunStore(*database).Save({"edgy", {"xen"}, "v2.6.17"}, "1", ReportOf(2));
  EXPECT_TRUE(saved.ok()) << saved.status();
}

INSTANTIATE_TEST_SUITE_P(Places, OpenPatchdbTest,
                         testing::Values("sqlite", "postgres"), PlaceName);

// What only a file can be.
class OpenPatchdbFileTest : public OpenPatchdbTest {};

// "Nothing is kept yet" would be the answer to NotFound.
TEST_P(OpenPatchdbFileTest, WhatCannotBeOpenedIsNotTakenForNothing) {
  std::filesystem::create_directories(place_);
  for (const absl::Status& status :
       {OpenPatchdb(place_).status(), OpenOrMakePatchdb(place_).status()}) {
    EXPECT_TRUE(absl::IsUnavailable(status)) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(place_));
    EXPECT_THAT(std::string(status.message()), HasSubstr("Is a directory"));
  }
}

TEST_P(OpenPatchdbFileTest, WhoReadsWhileTablesAreMadeFindsThemOrNothing) {
  for (int round = 0; round < 40; ++round) {
    const std::string place = NewPlace();
    const pid_t maker = fork();
    if (maker == 0) _exit(OpenOrMakePatchdb(place).ok() ? 0 : 1);
    absl::Status status;
    do {
      status = OpenPatchdb(place).status();
    } while (absl::IsNotFound(status));
    EXPECT_TRUE(status.ok()) << status;
    int exit = 0;
    ASSERT_EQ(waitpid(maker, &exit, 0), maker);
    ASSERT_EQ(exit, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Places, OpenPatchdbFileTest, testing::Values("sqlite"),
                         PlaceName);

TEST(ShownPlace, HasNoPassword) {
  const std::pair<std::string, std::string> cases[] = {
      {"postgresql://ada:secret@db/k", "postgresql://ada@db/k"},
      {"postgresql://ada@db:5432/k", "postgresql://ada@db:5432/k"},
      {"postgresql://db:5432/k?user=a@b", "postgresql://db:5432/k?user=a@b"},
      {"postgresql://db/k?password=secret&sslpassword=secret&user=ada",
       "postgresql://db/k?password=&sslpassword=&user=ada"},
      // Characters that should have been written as %40, %2F, %3F.
      {"postgresql://ada:sec@ret/secret@db/k?user=x",
       "postgresql://ada@db/k?user=x"},
      {"postgresql://ada:secret?secret@db/k", "postgresql://ada@db/k"},
      {"/srv/a:b@c.db", "/srv/a:b@c.db"},
  };
  for (const auto& [place, shown] : cases) EXPECT_EQ(ShownPlace(place), shown);
}

// libpq's words quote what they are about.
TEST(OpenPatchdb, NoMessageShowsAPassword) {
  for (const char* place :
       {"postgresql://ada:secret%off@/k?host=/nowhere",
        "postgresql://ada:secret@[::1/k", "postgresql://ada:a@secret/secret@/k",
        "postgresql:///k?host=/nowhere&sslpassword=a&password=secret"}) {
    const absl::Status status = OpenPatchdb(place).status();
    EXPECT_TRUE(absl::IsUnavailable(status)) << status;
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret")));
  }
  const absl::Status status =
      OpenPatchdb("postgresql://ada:50%off@/k?host=/nowhere").status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("%25"));
}

}  // namespace
}  // namespace patchgraph
