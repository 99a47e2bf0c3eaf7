#include "patchdb/baseline_store.h"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class BaselineStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    file_ = testing::TempDir() + "/" + test->name() + ".db";
    std::filesystem::remove_all(file_);
  }

  absl::Status Save(const Baseline& baseline) {
    auto store = BaselineStore::OpenOrMake(file_);
    return store.ok() ? store->Save(baseline) : store.status();
  }

  absl::StatusOr<Baseline> Load(const std::string& name) {
    auto store = BaselineStore::Open(file_);
    if (!store.ok()) return store.status();
    return store->Load(name);
  }

  // Runs SQL behind the store's back.
  void Tamper(const std::string& sql) {
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(file_.c_str(), &raw), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr),
              SQLITE_OK);
    sqlite3_close(raw);
  }

  std::string Bytes() {
    std::ifstream file(file_, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }

  // Neither reading nor saving touches the file.
  void ExpectRefused(const std::string& why) {
    const std::string before = Bytes();
    for (const absl::Status& status :
         {Load("x").status(), Save({"x", "v2", {}})}) {
      EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
      EXPECT_THAT(std::string(status.message()), HasSubstr(why));
      EXPECT_THAT(std::string(status.message()), HasSubstr(file_));
    }
    EXPECT_EQ(Bytes(), before);
  }

  std::string file_;
};

const KnownConflict kTimer{"toy", "onto", "content", "kernel/timer.c", ""};
const KnownConflict kRing{"toy", "base", "masked", "ri\xC3\xB1g.c", "b.patch"};

TEST_F(BaselineStoreTest, KeepsBaselines) {
  ASSERT_TRUE(Save({"monday", "v2", {kTimer, kRing}}).ok());
  ASSERT_TRUE(Save({"tuesday", "v3", {}}).ok());
  const auto monday = Load("monday");
  ASSERT_TRUE(monday.ok()) << monday.status();
  EXPECT_EQ(monday->onto, "v2");
  EXPECT_THAT(monday->conflicts, ElementsAre(kTimer, kRing));
  EXPECT_THAT(Load("tuesday")->conflicts, IsEmpty());
  EXPECT_THAT(*BaselineStore::Open(file_)->Names(),
              ElementsAre("monday", "tuesday"));
}

TEST_F(BaselineStoreTest, ANewOneTakesTheOldOnesPlace) {
  ASSERT_TRUE(Save({"monday", "v2", {kTimer, kRing}}).ok());
  ASSERT_TRUE(Save({"monday", "v3", {kRing}}).ok());
  EXPECT_EQ(Load("monday")->onto, "v3");
  EXPECT_THAT(Load("monday")->conflicts, ElementsAre(kRing));
  EXPECT_THAT(*BaselineStore::Open(file_)->Names(), SizeIs(1));
}

TEST_F(BaselineStoreTest, SaysWhatIsNotThere) {
  EXPECT_TRUE(absl::IsNotFound(Load("monday").status()));
  EXPECT_FALSE(std::filesystem::exists(file_));
  ASSERT_TRUE(Save({"monday", "v2", {}}).ok());
  EXPECT_THAT(std::string(Load("friday").status().message()),
              HasSubstr("no baseline \"friday\""));
}

TEST_F(BaselineStoreTest, RefusesANewerFile) {
  ASSERT_TRUE(Save({"monday", "v2", {kTimer}}).ok());
  Tamper("PRAGMA user_version = 99");
  ExpectRefused("written by a newer patchgraph");
}

TEST_F(BaselineStoreTest, RefusesSomebodyElsesDatabase) {
  Tamper("CREATE TABLE wiki (page TEXT)");
  ExpectRefused("is no file of patchgraph's");
}

TEST_F(BaselineStoreTest, RefusesWhatIsNoDatabase) {
  std::ofstream(file_) << "Dear diary, today I merged a kernel.\n";
  ExpectRefused("is damaged, or no file of patchgraph's");
}

TEST_F(BaselineStoreTest, RefusesADamagedFile) {
  Baseline baseline{"monday", "v2", {}};
  for (int i = 0; i < 500; ++i) {
    baseline.conflicts.push_back(kTimer);
    baseline.conflicts.back().path += std::to_string(i);
  }
  ASSERT_TRUE(Save(baseline).ok());
  const std::string whole = Bytes();
  std::string bytes = whole;
  ASSERT_GT(bytes.size(), 16384u);
  // All pages but the first, which has the header.
  std::fill(bytes.begin() + 4096, bytes.end(), '\x5A');
  std::ofstream(file_, std::ios::binary) << bytes;
  ExpectRefused("is damaged");
}

}  // namespace
}  // namespace patchgraph
